"""Practical sessions: what is announced, who comes, what is presented."""

from .people import ConsentDocument, Registration, RegistrationConsent
from .pitches import Pitch
from .planning import DateChange, Hall, SeatQuota
from .programme import BodyRole, PracticalSession, ProgrammeItem, SessionSeries, Visit
from .schedule import ProgrammeVersion, SessionSpeaker, SpeakerAbsence

__all__ = [
    "BodyRole",
    "ConsentDocument",
    "DateChange",
    "Hall",
    "Pitch",
    "PracticalSession",
    "ProgrammeItem",
    "ProgrammeVersion",
    "Registration",
    "RegistrationConsent",
    "SeatQuota",
    "SessionSeries",
    "SessionSpeaker",
    "SpeakerAbsence",
    "Visit",
]
