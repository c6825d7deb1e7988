"""How sure a ranking is: draws, cases, agreement of experts. See docs/explanation/robustness.md."""

from .agreement import alpha
from .assess import assess, drift_of
from .drift import Drift, drift
from .experts import Spread, Unlike
from .influence import Group, Influence
from .result import Agreement, Params, Robustness, Sureness

__all__ = [
    "Agreement",
    "Drift",
    "Group",
    "Influence",
    "Params",
    "Robustness",
    "Spread",
    "Sureness",
    "Unlike",
    "alpha",
    "assess",
    "drift",
    "drift_of",
]
