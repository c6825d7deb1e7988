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
        Transition(MailState.RETURNED, MailState.QUEUED, "resend", "mail.resend"),
        Transition(MailState.DROPPED, MailState.QUEUED, "resend", "mail.resend"),
        Transition(MailState.QUEUED, MailState.HELD, "hold", ""),
        Transition(MailState.HELD, MailState.QUEUED, "release", "mail.free"),
        Transition(MailState.SENT, MailState.RETURNED, "return", ""),
        Transition(MailState.UNCLEAR, MailState.RETURNED, "return", ""),
        Transition(MailState.QUEUED, MailState.DROPPED, "decline", ""),
        Transition(MailState.QUEUED, MailState.DROPPED, "drop", "mail.drop"),
        Transition(MailState.HELD, MailState.DROPPED, "drop", "mail.drop"),
        Transition(MailState.FAILED, MailState.DROPPED, "drop", "mail.drop"),
        Transition(MailState.UNCLEAR, MailState.DROPPED, "drop", "mail.drop"),
        Transition(MailState.RETURNED, MailState.DROPPED, "drop", "mail.drop"),
    ],
)
