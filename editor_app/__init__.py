"""Unit Editor (政务采编): desktop publishing client for the units of a district."""

__version__ = "0.1.0"
