"""Criteria that nobody scores: a formula over named values of an application and a scale that turns it into points."""

from .formula import Formula, FormulaError, parse
from .points import Computed, Corrected, computed, points_of
from .recheck import computed_differences
from .scale import ScaleError, Step, read_scale, write_scale
from .values import NAMES, Cell, Named, named_values

__all__ = [
    "NAMES", "Cell", "Computed", "Corrected", "Formula", "FormulaError", "Named", "ScaleError", "Step", "computed",
    "computed_differences", "named_values", "parse", "points_of", "read_scale", "write_scale",
]  # fmt: skip
