"""What dev.py does: set-up, run, test, bench, package. Standard library only: it runs before anything is installed."""
