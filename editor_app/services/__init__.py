"""Use cases, one noun per file. No Qt, no SQL, no HTTP. A tag in each docstring names the lane: [disk], [net], [cpu]."""
