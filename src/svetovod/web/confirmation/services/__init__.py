"""Every write of the confirmation procedure."""

from .absences import absence_end, absence_enter
from .appeals import appeal_consider, appeal_decide, appeal_file
from .applications import application_attach, application_file, application_start, application_withdraw
from .decisions import decision_prepare, decision_send_back, decision_take
from .drafting import application_detach, application_discard, application_gather
from .entries import entries_tend, officers_remind
from .exclusions import exclusion_drop, exclusion_prepare, exclusion_take
from .membership import report_answer, report_file
from .review import application_hand_over, application_resume, application_return, application_take, checklist_save

__all__ = [
    "absence_end",
    "absence_enter",
    "appeal_consider",
    "appeal_decide",
    "appeal_file",
    "application_attach",
    "application_detach",
    "application_discard",
    "application_file",
    "application_gather",
    "application_hand_over",
    "application_resume",
    "application_return",
    "application_start",
    "application_take",
    "application_withdraw",
    "checklist_save",
    "decision_prepare",
    "decision_send_back",
    "decision_take",
    "entries_tend",
    "exclusion_drop",
    "exclusion_prepare",
    "exclusion_take",
    "officers_remind",
    "report_answer",
    "report_file",
]
