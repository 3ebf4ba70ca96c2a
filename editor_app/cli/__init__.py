"""The command line: check, inspect, import, render, version. Needs no window system and no account."""
