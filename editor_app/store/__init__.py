"""SQLite and files: everything this computer keeps. SQL lives only here; all calls are made on the one disk lane."""
