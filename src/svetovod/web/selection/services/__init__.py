"""Every write of a selection. Each function is one transaction that asks, checks, changes and records."""

from .admitting import admission_check, application_admit, applications_admit
from .amending import amendable, amended, round_amend
from .applications import application_draft, application_official, application_withdraw
from .computed import computed_confirm
from .custody import holders_name, key_confirm, key_take
from .discussing import discussion_say
from .drafting import (
    CRITERION,
    EDITED,
    criteria_write,
    documents_write,
    round_begin,
    round_edit,
    sections_write,
    template_keep,
)
from .envelopes import envelope_put, envelope_remove, envelopes_open
from .experts import PROFILE, profile_save, sign_answer, sign_decide
from .filing import application_file, application_replace
from .formal import (
    application_refuse,
    application_return,
    check_finish,
    check_save,
    check_settle,
    reviews_finished,
    scoring_start,
)
from .intake import clarification_answer, clarification_ask, intake_unseal, outage_record
from .official import official_act, official_import
from .opening import opening_confirm
from .outcome import protocol_issue, ranking_run, round_approve, round_publish, vote_cast
from .panel import expert_assign, expert_unassign, panel_add, seat_add
from .paper_sheets import paper_bring, paper_claim, paper_read
from .places import expert_release, place_answer, place_offer, place_withdraw, seat_call, seat_release
from .planning import plan_change, plan_confirm, plan_drop, plan_propose
from .preparing import round_prepare
from .recounting import award_change, award_sign, recount_bound, result_recount
from .robustness import robustness_open
from .rounds import check_start, intake_close, round_announce, round_cancel, round_create, round_open
from .scorebook import note_save, scores_take
from .sheets import conflict_declare, conflict_deny, score_save, score_submit, second_give, second_require
from .substitutes import substitute_name
from .unlocking import key_enter, key_rehearse

__all__ = [
    "CRITERION",
    "EDITED",
    "PROFILE",
    "admission_check",
    "amendable",
    "amended",
    "application_admit",
    "application_draft",
    "application_file",
    "application_official",
    "application_refuse",
    "application_replace",
    "application_return",
    "application_withdraw",
    "applications_admit",
    "award_change",
    "award_sign",
    "check_finish",
    "check_save",
    "check_settle",
    "check_start",
    "clarification_answer",
    "clarification_ask",
    "computed_confirm",
    "conflict_declare",
    "conflict_deny",
    "criteria_write",
    "discussion_say",
    "documents_write",
    "envelope_put",
    "envelope_remove",
    "envelopes_open",
    "expert_assign",
    "expert_release",
    "expert_unassign",
    "holders_name",
    "intake_close",
    "intake_unseal",
    "key_confirm",
    "key_enter",
    "key_rehearse",
    "key_take",
    "note_save",
    "official_act",
    "official_import",
    "opening_confirm",
    "outage_record",
    "panel_add",
    "paper_bring",
    "paper_claim",
    "paper_read",
    "place_answer",
    "place_offer",
    "place_withdraw",
    "plan_change",
    "plan_confirm",
    "plan_drop",
    "plan_propose",
    "profile_save",
    "protocol_issue",
    "ranking_run",
    "recount_bound",
    "result_recount",
    "reviews_finished",
    "robustness_open",
    "round_amend",
    "round_announce",
    "round_approve",
    "round_begin",
    "round_cancel",
    "round_create",
    "round_edit",
    "round_open",
    "round_prepare",
    "round_publish",
    "score_save",
    "score_submit",
    "scores_take",
    "scoring_start",
    "seat_add",
    "seat_call",
    "seat_release",
    "second_give",
    "second_require",
    "sections_write",
    "sign_answer",
    "sign_decide",
    "substitute_name",
    "template_keep",
    "vote_cast",
]
