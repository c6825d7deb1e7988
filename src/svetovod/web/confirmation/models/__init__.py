"""Applications for confirmation of conformity, what was decided on them, and the entries of the registry."""

from .applications import ConfirmationApplication, ConfirmationReturn, ConfirmationVersion
from .decisions import ChecklistMark, ConfirmationDecision
from .entries import RegistryEntry

__all__ = [
    "ChecklistMark",
    "ConfirmationApplication",
    "ConfirmationDecision",
    "ConfirmationReturn",
    "ConfirmationVersion",
    "RegistryEntry",
]
