"""The reference portal of Unit Editor: a thin layer on Wagtail. Imports nothing of the editor but core, content and rules."""

__version__ = "0.1.0"
