"""Figures that enterprises give when asked: reading what was typed, comparing both sides, one cluster out of all."""

from .assemble import assemble
from .model import Bought, Figures, Sold
from .questionnaire import ROWS, Fault, Reading, blank, read
from .reconcile import Line, Match, group_of, of_side, reconcile

__all__ = [
    "ROWS", "Bought", "Fault", "Figures", "Line", "Match", "Reading", "Sold", "assemble", "blank", "group_of",
    "of_side", "read", "reconcile",
]  # fmt: skip
