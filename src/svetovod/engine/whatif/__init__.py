"""What if: steps tried on a cluster without changing it. `apply` takes them, `positions` says what may be moved."""

from .application import Refusal, Trial, apply
from .positions import Position, positions
from .steps import Alter, Join, Leave, MovePurchases, SetPurchases, Step

__all__ = [
    "Alter",
    "Join",
    "Leave",
    "MovePurchases",
    "Position",
    "Refusal",
    "SetPurchases",
    "Step",
    "Trial",
    "apply",
    "positions",
]
