"""What the engine thinks about: frozen dataclasses without behaviour that needs the outside."""

from .application import (
    Aggregation,
    Candidate,
    Criterion,
    CriterionKind,
    Distribution,
    Quota,
    QuotaBy,
    Scale,
    Score,
    SelectionRound,
)
from .cluster import (
    TOO_MANY_JOBS,
    Cluster,
    InfrastructureKind,
    InfrastructureObject,
    Participant,
    ParticipantRole,
    PossibleParticipant,
    Purchase,
)
from .evidence import EvidenceDocument, EvidenceKind, VatRate
from .meetings import AgreedMeeting, EventParticipant, MeetingEvent, PlacedMeeting, Session
from .money import (
    KOPECK,
    round_down_to_kopeck,
    round_half_up,
    round_up_to_kopeck,
    rubles_without_vat,
    to_decimal,
)
from .plan import PlannedStage, PlannedValue
from .problem import Problem
from .project import CostItem, CostKind, JointProject

__all__ = [
    "KOPECK",
    "TOO_MANY_JOBS",
    "Aggregation",
    "AgreedMeeting",
    "Candidate",
    "Cluster",
    "CostItem",
    "CostKind",
    "Criterion",
    "CriterionKind",
    "Distribution",
    "EventParticipant",
    "EvidenceDocument",
    "EvidenceKind",
    "InfrastructureKind",
    "InfrastructureObject",
    "JointProject",
    "MeetingEvent",
    "Participant",
    "ParticipantRole",
    "PlacedMeeting",
    "PlannedStage",
    "PlannedValue",
    "PossibleParticipant",
    "Problem",
    "Purchase",
    "Quota",
    "QuotaBy",
    "Scale",
    "Score",
    "SelectionRound",
    "Session",
    "VatRate",
    "round_down_to_kopeck",
    "round_half_up",
    "round_up_to_kopeck",
    "rubles_without_vat",
    "to_decimal",
]
