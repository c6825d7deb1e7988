"""Every write of business meetings: one function each."""

from .by_hand import run_import
from .computing import repair_start, run_begin, run_compare, run_fail, run_finish, run_progress, run_start, run_stop
from .cooperation import seat_answer, seat_offer, seats_expire, table_minutes, table_open, table_withdraw
from .delegation import delegate_add, delegate_remove, delegation_split, evenly
from .demands import time_fix, time_want
from .following import follow_up
from .jointly import table_project
from .lateness import lateness_note
from .outcomes import outcome_record, project_begin
from .planning import plan_set, tables_lose
from .profiles import opinion_say, profile_save, proposals_note, times_close
from .publishing import run_publish
from .wishes import wish_answer, wish_make, wish_withdraw, wishes_expire

__all__ = [
    "delegate_add",
    "delegate_remove",
    "delegation_split",
    "evenly",
    "follow_up",
    "lateness_note",
    "opinion_say",
    "outcome_record",
    "plan_set",
    "profile_save",
    "project_begin",
    "proposals_note",
    "repair_start",
    "run_begin",
    "run_compare",
    "run_fail",
    "run_finish",
    "run_import",
    "run_progress",
    "run_publish",
    "run_start",
    "run_stop",
    "seat_answer",
    "seat_offer",
    "seats_expire",
    "table_minutes",
    "table_open",
    "table_project",
    "table_withdraw",
    "tables_lose",
    "time_fix",
    "time_want",
    "times_close",
    "wish_answer",
    "wish_make",
    "wish_withdraw",
    "wishes_expire",
]
