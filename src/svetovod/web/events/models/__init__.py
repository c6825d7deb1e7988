"""Practical sessions: what is announced, who comes, what is presented."""

from .people import ConsentDocument, Registration, RegistrationConsent
from .pitches import Pitch
from .programme import BodyRole, PracticalSession, ProgrammeItem, Visit

__all__ = [
    "BodyRole",
    "ConsentDocument",
    "Pitch",
    "PracticalSession",
    "ProgrammeItem",
    "Registration",
    "RegistrationConsent",
    "Visit",
]
