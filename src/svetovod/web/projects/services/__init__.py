"""Every write to a joint project: one function each."""

from .answers import answer_give
from .arriving import remarks_arrive
from .award import agreement_write, lowering_ask, lowering_decide, report_tell, reports_remind
from .book import book_apply, book_keep, link_add, link_delete
from .bundles import bundle_order
from .efficiency import efficiency_write
from .estimate import cost_add, cost_attach, cost_delete, cost_edit, cost_keep
from .evidence import document_add, document_attach, document_delete, document_edit, document_keep, evidence_import
from .filing import filing_tell
from .fit import FIELDS as FIT_FIELDS
from .fit import change_answer, change_ask, fit_add, fit_delete, fit_edit
from .grid import BadCells, Clash, Written, estimate_paste, estimate_write
from .indicators import indicator_add, indicator_delete, indicator_plan
from .locking import projects_hold
from .participants import consent_give, consent_withdraw, participant_invite, participant_remove
from .plans import indicators_import, schedule_import
from .projects import project_archive, project_complete, project_create, project_edit
from .remarks import (
    remark_accept,
    remark_add,
    remark_close,
    remark_decline,
    remark_fix,
    remark_release,
    remark_reopen,
    remarks_answer,
    remarks_judge,
    remarks_release,
    remarks_remind,
    template_drop,
    template_keep,
)
from .schedule import stage_add, stage_delete, stage_done, stage_edit
from .sections import (
    list_choose,
    list_write,
    pen_hand_over,
    section_hold,
    section_plan,
    section_write,
    sections_remind,
    sections_write,
)
from .templates import template_write
from .versions import audience_add, project_present, version_freeze
from .workbook import estimate_import

__all__ = [
    "FIT_FIELDS",
    "BadCells",
    "Clash",
    "Written",
    "agreement_write",
    "answer_give",
    "audience_add",
    "book_apply",
    "book_keep",
    "bundle_order",
    "change_answer",
    "change_ask",
    "consent_give",
    "consent_withdraw",
    "cost_add",
    "cost_attach",
    "cost_delete",
    "cost_edit",
    "cost_keep",
    "document_add",
    "document_attach",
    "document_delete",
    "document_edit",
    "document_keep",
    "efficiency_write",
    "estimate_import",
    "estimate_paste",
    "estimate_write",
    "evidence_import",
    "filing_tell",
    "fit_add",
    "fit_delete",
    "fit_edit",
    "indicator_add",
    "indicator_delete",
    "indicator_plan",
    "indicators_import",
    "link_add",
    "link_delete",
    "list_choose",
    "list_write",
    "lowering_ask",
    "lowering_decide",
    "participant_invite",
    "participant_remove",
    "pen_hand_over",
    "project_archive",
    "project_complete",
    "project_create",
    "project_edit",
    "project_present",
    "projects_hold",
    "remark_accept",
    "remark_add",
    "remark_close",
    "remark_decline",
    "remark_fix",
    "remark_release",
    "remark_reopen",
    "remarks_answer",
    "remarks_arrive",
    "remarks_judge",
    "remarks_release",
    "remarks_remind",
    "report_tell",
    "reports_remind",
    "schedule_import",
    "section_hold",
    "section_plan",
    "section_write",
    "sections_remind",
    "sections_write",
    "stage_add",
    "stage_delete",
    "stage_done",
    "stage_edit",
    "template_drop",
    "template_keep",
    "template_write",
    "version_freeze",
]
