"""Signing readiness: what must be begun when so that an application can be signed on its day, and who signs when."""

from .pace import Going, Mark, Pace, ready_by
from .status import Order, Proof, fixed_date, order_window, proof
from .terms import SOON, Gap, Standing, Term, gap, standing
from .windows import SigningData, Step, When, Window, signing_data, windows

__all__ = [
    "SOON",
    "Gap",
    "Going",
    "Mark",
    "Order",
    "Pace",
    "Proof",
    "SigningData",
    "Standing",
    "Step",
    "Term",
    "When",
    "Window",
    "fixed_date",
    "gap",
    "order_window",
    "proof",
    "ready_by",
    "signing_data",
    "standing",
    "windows",
]
