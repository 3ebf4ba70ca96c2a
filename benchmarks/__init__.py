"""What is measured, never asserted by a timed test: `python3 dev.py bench [name]`."""
