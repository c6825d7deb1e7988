"""Applications for confirmation of conformity, what was decided on them, and the entries of the registry."""

from .absences import OfficerAbsence
from .afterwards import ConfirmationAppeal, MembershipReport, RegistryExclusion
from .applications import ConfirmationApplication, ConfirmationReturn, ConfirmationVersion
from .decisions import ChecklistMark, ConfirmationDecision
from .entries import RegistryEntry

__all__ = [
    "ChecklistMark",
    "ConfirmationAppeal",
    "ConfirmationApplication",
    "ConfirmationDecision",
    "ConfirmationReturn",
    "ConfirmationVersion",
    "MembershipReport",
    "OfficerAbsence",
    "RegistryEntry",
    "RegistryExclusion",
]
