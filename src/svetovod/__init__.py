"""Svetovod guides industrial clusters from a first meeting to a funded joint project."""

__version__ = "1.4.0"
