"""Pages of practical sessions."""

from .managing import cancel, change_visit, consents, registration, transfer
from .organising import check_in, move, registrations, registrations_xlsx
from .pitches import hand_in, pitches
from .registering import register, registered
from .sessions import session_detail, session_ics, session_list

__all__ = [
    "cancel",
    "change_visit",
    "check_in",
    "consents",
    "hand_in",
    "move",
    "pitches",
    "register",
    "registered",
    "registration",
    "registrations",
    "registrations_xlsx",
    "session_detail",
    "session_ics",
    "session_list",
    "transfer",
]
