"""Pages of requests for figures: those of whoever asks, and those behind a link."""

from .accounts import accounts, accounts_take
from .answering import confirm, draft, okpd2, own_sheet, questionnaire, repeat
from .asking import board, lock, reconciliation, remind, reopen, request_list, request_new, summary
from .judging import contact, dispute, remind_one, reply, reply_sheet, revoke, type_in, withdraw
from .passing import collect, pass_on
from .signing import reply_signed, signed
from .tables import table_amend, table_board, table_list, table_new, table_summary

__all__ = [
    "accounts", "accounts_take", "board", "collect", "confirm", "contact", "dispute", "draft", "lock",
    "okpd2", "own_sheet", "pass_on",
    "questionnaire", "reconciliation", "remind", "remind_one", "reopen", "repeat", "reply", "reply_sheet",
    "reply_signed", "request_list", "request_new", "revoke", "signed", "summary", "table_amend", "table_board",
    "table_list", "table_new", "table_summary", "type_in", "withdraw",
]  # fmt: skip
