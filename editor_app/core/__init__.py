"""The words and laws of the field. Standard library only; no I/O but reading the shipped resources."""
