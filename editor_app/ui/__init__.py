"""The window. PySide6 is imported only in this package and in `editor_app.app`, and never in a presenter."""
