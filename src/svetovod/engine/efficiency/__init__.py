"""Commercial and budget efficiency of a joint project from its yearly flows."""

from .compute import CHANGES, LONGEST, STEPS, compute, internal_rates, sensitivity
from .flows import Efficiency, YearFlow, YearLine

__all__ = [
    "CHANGES", "LONGEST", "STEPS", "Efficiency", "YearFlow", "YearLine", "compute", "internal_rates", "sensitivity",
]  # fmt: skip
