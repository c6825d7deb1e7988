from ._frame import is_inside, load, signed_in
from .announcement import amend, announcement, cancel
from .applications import application_page, apply, apply_list, official, receipt, replace, withdraw
from .commission import (
    approve,
    check_page,
    confirm,
    export,
    issue,
    opening,
    protocol,
    protocol_pdf,
    protocols,
    substitute,
    vote,
)
from .computed import computed, computed_one
from .custody import key_code, key_holders, key_type, keys
from .desk import assign, assignment, desk, round_step
from .drafting import (
    round_announce,
    round_criteria,
    round_dates,
    round_documents,
    round_draft,
    round_new,
    round_sections,
    round_terms,
)
from .experts import declare, deny, my_sheets, note, sheet, sign_answer
from .formal import admit_many, check, decide, settle
from .intake import clarify, outage, questions
from .paper_sheets import paper_bring, paper_claim, paper_scan, paper_sheet, paper_sheets
from .places import people, place, place_release, place_withdraw, seat_call
from .plan import plan, plan_change, plan_confirm, plan_drop, plan_propose
from .preparing import round_series
from .profile import profile, sign_decide, signs
from .public import result, round_list, round_page
from .ranking import ranking, ranking_xlsx, run, why
from .robustness import robustness
from .scorebook import compare, differences, discuss, score_form, scores_back, second
from .shadow import official_acts, official_book, official_list
from .template import round_template, round_template_sample

__all__ = [
    "admit_many",
    "amend",
    "announcement",
    "application_page",
    "apply",
    "apply_list",
    "approve",
    "assign",
    "assignment",
    "cancel",
    "check",
    "check_page",
    "clarify",
    "compare",
    "computed",
    "computed_one",
    "confirm",
    "decide",
    "declare",
    "deny",
    "desk",
    "differences",
    "discuss",
    "export",
    "is_inside",
    "issue",
    "key_code",
    "key_holders",
    "key_type",
    "keys",
    "load",
    "my_sheets",
    "note",
    "official",
    "official_acts",
    "official_book",
    "official_list",
    "opening",
    "outage",
    "paper_bring",
    "paper_claim",
    "paper_scan",
    "paper_sheet",
    "paper_sheets",
    "people",
    "place",
    "place_release",
    "place_withdraw",
    "plan",
    "plan_change",
    "plan_confirm",
    "plan_drop",
    "plan_propose",
    "profile",
    "protocol",
    "protocol_pdf",
    "protocols",
    "questions",
    "ranking",
    "ranking_xlsx",
    "receipt",
    "replace",
    "result",
    "robustness",
    "round_announce",
    "round_criteria",
    "round_dates",
    "round_documents",
    "round_draft",
    "round_list",
    "round_new",
    "round_page",
    "round_sections",
    "round_series",
    "round_step",
    "round_template",
    "round_template_sample",
    "round_terms",
    "run",
    "score_form",
    "scores_back",
    "seat_call",
    "second",
    "settle",
    "sheet",
    "sign_answer",
    "sign_decide",
    "signed_in",
    "signs",
    "substitute",
    "vote",
    "why",
    "withdraw",
]
