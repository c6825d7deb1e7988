"""The plan-schedule of a project: which stage waits for which, where a day's delay moves the end, what cannot hold."""

from .compute import compute
from .plan import Conflict, ConflictKind, PlacedStage, Schedule, Stage

__all__ = ["Conflict", "ConflictKind", "PlacedStage", "Schedule", "Stage", "compute"]
