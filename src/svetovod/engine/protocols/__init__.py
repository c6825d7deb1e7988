"""What a protocol of a selection must say, as data with sources, and whether a paper says it."""

from .check import Missing, Reason, check
from .fields import Field, Source, fields_of, read_fields

__all__ = ["Field", "Missing", "Reason", "Source", "check", "fields_of", "read_fields"]
