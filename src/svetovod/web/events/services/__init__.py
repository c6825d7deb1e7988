"""Every write to a practical session: one function each."""

from .arrivals import registration_check_in, registrations_export
from .changing import session_cancel, session_move_online, session_postpone
from .managing import (
    consents_give,
    registration_cancel,
    registration_hand_over,
    registration_transfer,
    registration_visit,
)
from .pitches import pitch_plan, pitch_submit
from .planning import (
    TEAM,
    body_remove,
    hall_add,
    hall_remove,
    quota_remove,
    quota_set,
    series_create,
    session_clone,
    session_update,
    team_add,
    team_remove,
)
from .programme import (
    absence_add,
    absence_remove,
    item_add,
    item_move,
    item_remove,
    item_update,
    programme_publish,
    speaker_add,
    speaker_remove,
)
from .registering import Applicant, Outcome, registration_create
from .sessions import body_add, consent_publish, session_create, session_move, visit_add

__all__ = [
    "TEAM",
    "Applicant",
    "Outcome",
    "absence_add",
    "absence_remove",
    "body_add",
    "body_remove",
    "consent_publish",
    "consents_give",
    "hall_add",
    "hall_remove",
    "item_add",
    "item_move",
    "item_remove",
    "item_update",
    "pitch_plan",
    "pitch_submit",
    "programme_publish",
    "quota_remove",
    "quota_set",
    "registration_cancel",
    "registration_check_in",
    "registration_create",
    "registration_hand_over",
    "registration_transfer",
    "registration_visit",
    "registrations_export",
    "series_create",
    "session_cancel",
    "session_clone",
    "session_create",
    "session_move",
    "session_move_online",
    "session_postpone",
    "session_update",
    "speaker_add",
    "speaker_remove",
    "team_add",
    "team_remove",
    "visit_add",
]
