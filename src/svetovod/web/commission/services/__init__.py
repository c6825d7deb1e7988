"""Every write of a commission. Each function is one transaction that asks, checks, changes and records."""

from .additional import amendment_answer, amendment_drop, amendment_prepare
from .agreements import agreement_sign, amendment_add, claim_decide, claim_file, clawback_ask, clawback_close
from .appeals import (
    appeal_consider,
    appeal_decide,
    appeal_file,
    appeal_recount,
    appeal_vote,
    judge_appoint,
    judge_release,
)
from .awards import award_answer, awards_ask, awards_expire, awards_outdate, reserve_ask
from .papers import paper_template_keep
from .sittings import (
    attendance_mark,
    item_add,
    item_remove,
    minutes_write,
    sitting_cancel,
    sitting_close,
    sitting_open,
    sitting_plan,
)
from .voting import ballot_cast, item_again, item_close, item_open, item_withdraw

__all__ = [
    "agreement_sign",
    "amendment_add",
    "amendment_answer",
    "amendment_drop",
    "amendment_prepare",
    "appeal_consider",
    "appeal_decide",
    "appeal_file",
    "appeal_recount",
    "appeal_vote",
    "attendance_mark",
    "award_answer",
    "awards_ask",
    "awards_expire",
    "awards_outdate",
    "ballot_cast",
    "claim_decide",
    "claim_file",
    "clawback_ask",
    "clawback_close",
    "item_add",
    "item_again",
    "item_close",
    "item_open",
    "item_remove",
    "item_withdraw",
    "judge_appoint",
    "judge_release",
    "minutes_write",
    "paper_template_keep",
    "reserve_ask",
    "sitting_cancel",
    "sitting_close",
    "sitting_open",
    "sitting_plan",
]
