"""A selection: the round and its rules, applications, the panel and its sealed sheets, what came out."""

from .announcement import Announcement, AskedDocument
from .application import Application, CheckOpinion, CheckReview, FormalCheckItem
from .computed import ComputedScore
from .custody import KeyHolder, RoundKey
from .envelope import EnvelopeFile
from .expert import ExpertProfile, SignAnswer, SignDecision
from .intake import Clarification, Outage
from .official import OfficialAct, OfficialList
from .outcome import Protocol, RankingRun, RobustnessLook, Vote
from .panel import Assignment, AssignmentPlan, ConflictDeclaration, PanelMember, PlaceOffer, Seat
from .paper_sheet import PaperReading, PaperSheet
from .preparation import RoundPreparation
from .round import Criterion, SelectionRound
from .sheet import DiscussionWord, ExpertNote, OpeningConsent, ScoreSheet, SecondOpinion

__all__ = [
    "Announcement",
    "Application",
    "AskedDocument",
    "Assignment",
    "AssignmentPlan",
    "CheckOpinion",
    "CheckReview",
    "Clarification",
    "ComputedScore",
    "ConflictDeclaration",
    "Criterion",
    "DiscussionWord",
    "EnvelopeFile",
    "ExpertNote",
    "ExpertProfile",
    "FormalCheckItem",
    "KeyHolder",
    "OfficialAct",
    "OfficialList",
    "OpeningConsent",
    "Outage",
    "PanelMember",
    "PaperReading",
    "PaperSheet",
    "PlaceOffer",
    "Protocol",
    "RankingRun",
    "RobustnessLook",
    "RoundKey",
    "RoundPreparation",
    "ScoreSheet",
    "Seat",
    "SecondOpinion",
    "SelectionRound",
    "SignAnswer",
    "SignDecision",
    "Vote",
]
