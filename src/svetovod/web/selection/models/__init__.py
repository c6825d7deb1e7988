"""A selection: the round and its rules, applications, the panel and its sealed sheets, what came out."""

from .application import Application, FormalCheckItem
from .outcome import Protocol, RankingRun, Vote
from .panel import Assignment, ConflictDeclaration, PanelMember, Seat
from .round import Criterion, SelectionRound
from .sheet import OpeningConsent, ScoreSheet

__all__ = [
    "Application",
    "Assignment",
    "ConflictDeclaration",
    "Criterion",
    "FormalCheckItem",
    "OpeningConsent",
    "PanelMember",
    "Protocol",
    "RankingRun",
    "ScoreSheet",
    "Seat",
    "SelectionRound",
    "Vote",
]
