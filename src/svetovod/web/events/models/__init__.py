"""Practical sessions: what is announced, who comes, what is presented."""

from .people import ConsentDocument, Registration, RegistrationConsent
from .pitches import Pitch
from .planning import DateChange, Hall, SeatQuota
from .programme import BodyRole, PracticalSession, ProgrammeItem, SessionSeries, Visit

__all__ = [
    "BodyRole",
    "ConsentDocument",
    "DateChange",
    "Hall",
    "Pitch",
    "PracticalSession",
    "ProgrammeItem",
    "Registration",
    "RegistrationConsent",
    "SeatQuota",
    "SessionSeries",
    "Visit",
]
