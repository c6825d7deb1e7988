"""Signing readiness: what must be begun when so that an application can be signed on its day, and who signs when."""

from .terms import SOON, Gap, Standing, Term, gap, standing
from .windows import SigningData, Step, When, Window, signing_data, windows

__all__ = [
    "SOON",
    "Gap",
    "SigningData",
    "Standing",
    "Step",
    "Term",
    "When",
    "Window",
    "gap",
    "signing_data",
    "standing",
    "windows",
]
