"""Pages of practical sessions."""

from .changing import session_change
from .day import announce, badges, certificate, certificate_check, door, door_counts, door_known, door_sync
from .managing import cancel, change_visit, consents, registration, transfer
from .organising import check_in, move, registrations, registrations_xlsx
from .pitches import hand_in, pitches
from .pitching import panel_set, pitch_plan, proposal_apply, proposal_start
from .planning import plan, plan_add, plan_remove, series_new, session_clone, session_edit, session_new
from .press import press, press_file, quote_approve, quote_new
from .programme import (
    absence_new,
    item_edit,
    item_move,
    item_new,
    item_remove,
    programme,
    programme_publish,
    speaker_new,
    speaker_remove,
)
from .programme_files import own_ics, programme_ics, programme_json, programme_pdf
from .registering import register, registered
from .sessions import series_detail, session_detail, session_ics, session_list
from .visiting import (
    own_visits,
    visit_edit,
    visit_host,
    visit_new,
    visit_passes,
    visitor_answer,
    visits,
    visits_assign,
    visits_rules,
)

__all__ = [
    "absence_new",
    "announce",
    "badges",
    "cancel",
    "certificate",
    "certificate_check",
    "change_visit",
    "check_in",
    "consents",
    "door",
    "door_counts",
    "door_known",
    "door_sync",
    "hand_in",
    "item_edit",
    "item_move",
    "item_new",
    "item_remove",
    "move",
    "own_ics",
    "own_visits",
    "panel_set",
    "pitch_plan",
    "pitches",
    "plan",
    "plan_add",
    "plan_remove",
    "press",
    "press_file",
    "programme",
    "programme_ics",
    "programme_json",
    "programme_pdf",
    "programme_publish",
    "proposal_apply",
    "proposal_start",
    "quote_approve",
    "quote_new",
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
    "speaker_new",
    "speaker_remove",
    "transfer",
    "visit_edit",
    "visit_host",
    "visit_new",
    "visit_passes",
    "visitor_answer",
    "visits",
    "visits_assign",
    "visits_rules",
]
