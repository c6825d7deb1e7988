"""What a commission does: sittings and votes, papers, appeals, and what follows an award."""

from .appeal import Appeal, AppealJudge, AppealVote
from .award import Amendment, AwardOffer, ClawbackClaim, GrantAgreement, PaymentClaim
from .paper import PaperTemplate
from .sitting import AgendaItem, Attendance, Ballot, SecretTally, SecretVoter, Sitting, Withdrawal

__all__ = [
    "AgendaItem",
    "Amendment",
    "Appeal",
    "AppealJudge",
    "AppealVote",
    "Attendance",
    "AwardOffer",
    "Ballot",
    "ClawbackClaim",
    "GrantAgreement",
    "PaperTemplate",
    "PaymentClaim",
    "SecretTally",
    "SecretVoter",
    "Sitting",
    "Withdrawal",
]
