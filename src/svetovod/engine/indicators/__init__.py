"""Indicators of a joint project after the award: the return a miss may cost, the forecast of a miss, derived checks."""

from .checks import Check, Given, Kind, derived
from .clawback import FORMULA, Clawback, Reached, Step, clawback, risk
from .forecast import LEAST, Course, Forecast, Told, forecast

__all__ = [
    "FORMULA", "LEAST", "Check", "Clawback", "Course", "Forecast", "Given", "Kind", "Reached", "Step", "Told",
    "clawback", "derived", "forecast", "risk",
]  # fmt: skip
