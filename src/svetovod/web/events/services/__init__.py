"""Every write to a practical session: one function each."""

from .arrivals import registration_check_in, registrations_export
from .managing import (
    consents_give,
    registration_cancel,
    registration_hand_over,
    registration_transfer,
    registration_visit,
)
from .pitches import pitch_plan, pitch_submit
from .registering import Applicant, Outcome, registration_create
from .sessions import body_add, consent_publish, item_add, session_create, session_move, visit_add

__all__ = [
    "Applicant",
    "Outcome",
    "body_add",
    "consent_publish",
    "consents_give",
    "item_add",
    "pitch_plan",
    "pitch_submit",
    "registration_cancel",
    "registration_check_in",
    "registration_create",
    "registration_hand_over",
    "registration_transfer",
    "registration_visit",
    "registrations_export",
    "session_create",
    "session_move",
    "visit_add",
]
