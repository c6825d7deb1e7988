from .award import award, facts, lower, lowering_decide, risk
from .book import book, book_link, book_take, book_unlink
from .drafts import draft_money, draft_note
from .efficiency import efficiency
from .estimate import cost, cost_remove, estimate, estimate_upload, estimate_xlsx
from .evidence import document, document_remove, evidence, evidence_upload, evidence_xlsx, kit
from .filing import filing, filing_tell
from .fit import change_answer, change_ask, fit, fit_line, fit_remove
from .grid import grid, grid_rows
from .indicators import indicator_remove, indicators
from .listing import project_list, project_new
from .outputs import bundle, output, outputs
from .papers import passport_pdf, remarks_pdf
from .participants import consent, consent_withdraw, participant_delete, participants
from .plans import indicators_upload, indicators_xlsx, schedule_upload, schedule_xlsx
from .remarks import (
    remark_detail,
    remark_list,
    remark_new,
    remark_release,
    remarks_answer,
    remarks_judge,
    template_remove,
)
from .schedule import schedule, stage, stage_done, stage_remove
from .sections import section, section_draft, section_here, section_plan, sections
from .subsidy import subsidy
from .text import canvas, draft, okpd2, product
from .texts import texts_docx, texts_read, texts_take
from .versions import freeze, version_compare, version_list
from .workspace import answer, archive, complete, project_detail, readiness

__all__ = [
    "answer",
    "archive",
    "award",
    "book",
    "book_link",
    "book_take",
    "book_unlink",
    "bundle",
    "canvas",
    "change_answer",
    "change_ask",
    "complete",
    "consent",
    "consent_withdraw",
    "cost",
    "cost_remove",
    "document",
    "document_remove",
    "draft",
    "draft_money",
    "draft_note",
    "efficiency",
    "estimate",
    "estimate_upload",
    "estimate_xlsx",
    "evidence",
    "evidence_upload",
    "evidence_xlsx",
    "facts",
    "filing",
    "filing_tell",
    "fit",
    "fit_line",
    "fit_remove",
    "freeze",
    "grid",
    "grid_rows",
    "indicator_remove",
    "indicators",
    "indicators_upload",
    "indicators_xlsx",
    "kit",
    "lower",
    "lowering_decide",
    "okpd2",
    "output",
    "outputs",
    "participant_delete",
    "participants",
    "passport_pdf",
    "product",
    "project_detail",
    "project_list",
    "project_new",
    "readiness",
    "remark_detail",
    "remark_list",
    "remark_new",
    "remark_release",
    "remarks_answer",
    "remarks_judge",
    "remarks_pdf",
    "risk",
    "schedule",
    "schedule_upload",
    "schedule_xlsx",
    "section",
    "section_draft",
    "section_here",
    "section_plan",
    "sections",
    "stage",
    "stage_done",
    "stage_remove",
    "subsidy",
    "template_remove",
    "texts_docx",
    "texts_read",
    "texts_take",
    "version_compare",
    "version_list",
]
