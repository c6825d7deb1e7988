"""Pages of practical sessions."""

from .changing import session_change
from .managing import cancel, change_visit, consents, registration, transfer
from .organising import check_in, move, registrations, registrations_xlsx
from .pitches import hand_in, pitches
from .planning import plan, plan_add, plan_remove, series_new, session_clone, session_edit, session_new
from .registering import register, registered
from .sessions import series_detail, session_detail, session_ics, session_list

__all__ = [
    "cancel",
    "change_visit",
    "check_in",
    "consents",
    "hand_in",
    "move",
    "pitches",
    "plan",
    "plan_add",
    "plan_remove",
    "register",
    "registered",
    "registration",
    "registrations",
    "registrations_xlsx",
    "series_detail",
    "series_new",
    "session_change",
    "session_clone",
    "session_detail",
    "session_edit",
    "session_ics",
    "session_list",
    "session_new",
    "transfer",
]
