"""The editor screen: one draft, its text, its fields, what is wrong with it, its files, its history, its way to review."""
