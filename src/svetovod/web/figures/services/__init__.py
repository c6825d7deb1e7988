"""Every write to a request for figures: one function each."""

from .answering import answer_confirm, answer_file, answer_repeat, draft_save
from .composing import Composed, request_amend, request_send
from .handing import contact_hand_over, draft_hand_over
from .inviting import contact_add, contact_revoke, request_remind, requests_remind_due
from .judging import answer_type_in, dispute_raise, dispute_withdraw
from .locking import request_lock, request_reopen
from .opening import Asked, request_open
from .passing import answer_collect, request_pass_on
from .signing import signed_add
from .summary import summary_export
from .table_summary import table_export

__all__ = [
    "Asked",
    "Composed",
    "answer_collect",
    "answer_confirm",
    "answer_file",
    "answer_repeat",
    "answer_type_in",
    "contact_add",
    "contact_hand_over",
    "contact_revoke",
    "dispute_raise",
    "dispute_withdraw",
    "draft_hand_over",
    "draft_save",
    "request_amend",
    "request_lock",
    "request_open",
    "request_pass_on",
    "request_remind",
    "request_reopen",
    "request_send",
    "requests_remind_due",
    "signed_add",
    "summary_export",
    "table_export",
]
