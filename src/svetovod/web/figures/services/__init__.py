"""Every write to a request for figures: one function each."""

from .answering import answer_confirm, answer_file, answer_repeat, draft_save
from .inviting import contact_add, contact_revoke, request_remind
from .judging import answer_type_in, dispute_raise, dispute_withdraw
from .locking import request_lock, request_reopen
from .opening import Asked, request_open
from .summary import summary_export

__all__ = [
    "Asked",
    "answer_confirm",
    "answer_file",
    "answer_repeat",
    "answer_type_in",
    "contact_add",
    "contact_revoke",
    "dispute_raise",
    "dispute_withdraw",
    "draft_save",
    "request_lock",
    "request_open",
    "request_remind",
    "request_reopen",
    "summary_export",
]
