"""What a commission does: sittings with their agenda and votes."""

from .sitting import AgendaItem, Attendance, Ballot, SecretTally, SecretVoter, Sitting, Withdrawal

__all__ = ["AgendaItem", "Attendance", "Ballot", "SecretTally", "SecretVoter", "Sitting", "Withdrawal"]
