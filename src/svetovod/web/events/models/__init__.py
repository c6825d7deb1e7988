"""Practical sessions: what is announced, who comes, what is presented."""

from .people import ConsentDocument, Registration, RegistrationConsent
from .programme import BodyRole, PracticalSession, ProgrammeItem, Visit

__all__ = [
    "BodyRole",
    "ConsentDocument",
    "PracticalSession",
    "ProgrammeItem",
    "Registration",
    "RegistrationConsent",
    "Visit",
]
