"""Every write of a commission. Each function is one transaction that asks, checks, changes and records."""

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
    "attendance_mark",
    "ballot_cast",
    "item_add",
    "item_again",
    "item_close",
    "item_open",
    "item_remove",
    "item_withdraw",
    "minutes_write",
    "paper_template_keep",
    "sitting_cancel",
    "sitting_close",
    "sitting_open",
    "sitting_plan",
]
