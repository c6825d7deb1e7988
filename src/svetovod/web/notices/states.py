"""States of a letter. After an unclear answer only an operator may send it again: twice is worse than late."""

from svetovod.web.common.states import StateTable, Transition

from .enums import MailState

MAIL = StateTable(
    "mail",
    [
        Transition(MailState.QUEUED, MailState.SENDING, "send", ""),
        Transition(MailState.SENDING, MailState.SENT, "accepted", ""),
        Transition(MailState.SENDING, MailState.QUEUED, "postponed", ""),
        Transition(MailState.SENDING, MailState.FAILED, "refused", ""),
        Transition(MailState.SENDING, MailState.UNCLEAR, "lost", ""),
        Transition(MailState.UNCLEAR, MailState.QUEUED, "resend", "mail.resend"),
        Transition(MailState.FAILED, MailState.QUEUED, "resend", "mail.resend"),
    ],
)
