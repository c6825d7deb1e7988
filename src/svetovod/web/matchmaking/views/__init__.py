"""Pages of business meetings: the session's, an enterprise's own, and the organiser's."""

from .agenda import agenda, agenda_ics, agenda_pdf, answer, answer_many
from .board import board
from .cooperation import (
    cooperation,
    cooperation_answer,
    cooperation_invite,
    cooperation_minutes,
    cooperation_paper,
    cooperation_project,
    cooperation_table,
)
from .day import agendas_pdf, bell, late
from .delegation import delegate_remove, delegation, delegation_split
from .listing import listing, runs
from .organising import cards, organise, plan, publish, repair, run, schedule_import, schedule_xlsx, stop, tables
from .outcomes import outcome, project
from .partners import invite, opinion, partners
from .profile import profile
from .times import cooperation_want, fix, want

__all__ = [
    "agenda",
    "agenda_ics",
    "agenda_pdf",
    "agendas_pdf",
    "answer",
    "answer_many",
    "bell",
    "board",
    "cards",
    "cooperation",
    "cooperation_answer",
    "cooperation_invite",
    "cooperation_minutes",
    "cooperation_paper",
    "cooperation_project",
    "cooperation_table",
    "cooperation_want",
    "delegate_remove",
    "delegation",
    "delegation_split",
    "fix",
    "invite",
    "late",
    "listing",
    "opinion",
    "organise",
    "outcome",
    "partners",
    "plan",
    "profile",
    "project",
    "publish",
    "repair",
    "run",
    "runs",
    "schedule_import",
    "schedule_xlsx",
    "stop",
    "tables",
    "want",
]
