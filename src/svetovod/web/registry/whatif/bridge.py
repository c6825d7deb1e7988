"""Between the steps of the address and the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from svetovod.engine.model import Cluster, ParticipantRole
from svetovod.engine.rules import Verdict, evaluate
from svetovod.engine.whatif import (
    Alter,
    Join,
    Leave,
    MovePurchases,
    Position,
    Refusal,
    SetPurchases,
    Step,
    apply,
    positions,
)
from svetovod.web.registry.bridge import facts, to_cluster, to_plain

__all__ = [
    "Alter",
    "Join",
    "Leave",
    "MovePurchases",
    "ParticipantRole",
    "Position",
    "Refusal",
    "SetPurchases",
    "Step",
    "Tried",
    "applied",
    "try_steps",
]


@dataclass(frozen=True, slots=True)
class Tried:
    """The cluster as its workbook has it and as the steps leave it, judged as of one day."""

    origin: Cluster
    cluster: Cluster
    before: Verdict
    after: Verdict
    refusals: Sequence[Refusal]
    positions: Sequence[Position]


def try_steps(content: dict[str, Any], steps: Sequence[Step], on: date) -> Tried:
    origin, law = to_cluster(content), facts()
    trial = apply(origin, steps, on=on)
    before = evaluate(origin, on=on, facts=law)
    after = evaluate(trial.cluster, on=on, facts=law) if steps else before
    return Tried(origin, trial.cluster, before, after, trial.refusals, positions(trial.cluster))


def applied(content: dict[str, Any], steps: Sequence[Step], on: date) -> dict[str, Any]:
    """The workbook as the steps leave it; those that cannot be taken are left out."""
    return to_plain(apply(to_cluster(content), steps, on=on).cluster)
