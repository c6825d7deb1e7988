"""Between a workbook and the engine of plans: the question, the answer, what each step changes."""

import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import IO

from svetovod.engine.conformity import (
    AmountsTooLargeError,
    Costs,
    Effects,
    Plan,
    PlanProblem,
    effects,
    groups_outside,
    prepare,
)
from svetovod.engine.conformity.costs import NAMES
from svetovod.engine.model import Participant, ParticipantRole, PossibleParticipant, Problem
from svetovod.engine.workbooks import read_candidates
from svetovod.web.registry import bridge as registry

PLAN_SECONDS = 20  # nobody waits for a page longer
Weights = tuple[tuple[str, Decimal | None], ...]


def weights() -> Mapping[str, Decimal | None]:
    """What steps of a plan cost if nobody says otherwise; None would forbid a step."""
    return {name: getattr(Costs(), name) for name in NAMES}


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who could join, as a file names them: `found` is None when there are errors."""

    found: tuple[PossibleParticipant, ...] | None
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def candidates(file: IO[bytes]) -> Candidates:
    read = read_candidates(file)
    return Candidates(read.value, read.errors, read.notes)


def possible(inn: str, name: str, region: str, products: tuple[str, ...]) -> PossibleParticipant:
    """A supplier known by its record and by what it says it makes; its figures are not known."""
    return PossibleParticipant(Participant(inn, name, ParticipantRole.SUPPLIER, region), products)


def bought_outside(content: registry.Plain) -> list[str]:
    """Product groups of the final producers' purchases from outside in the year, the largest sum first."""
    return groups_outside(registry.to_cluster(content))


def problem(
    content: registry.Plain, on: date, chosen: Weights, joining: Sequence[PossibleParticipant], names: Mapping[str, str]
) -> PlanProblem:
    """`joining` are candidates of a file or of the registry; outside sellers known by INN are called by `names`."""
    costs = Costs(**dict(chosen))  # type: ignore[arg-type]
    asked = prepare(registry.to_cluster(content), on=on, facts=registry.facts(), costs=costs, candidates=joining)
    return replace(asked, candidates=tuple(_called(each, names) for each in asked.candidates))


def _called(candidate: PossibleParticipant, names: Mapping[str, str]) -> PossibleParticipant:
    who = candidate.participant
    known = names.get(who.inn)
    return replace(candidate, participant=replace(who, name=known)) if known and who.name == who.inn else candidate


@lru_cache(maxsize=16)
def _plan(pickled: bytes) -> Plan:
    """In a process of its own: the solver's memory goes with it. The answer to a question never changes."""
    command = [sys.executable, "-m", "svetovod.engine.conformity"]
    done = subprocess.run(command, input=pickled, capture_output=True, timeout=PLAN_SECONDS, check=True)
    plan = pickle.loads(done.stdout)  # noqa: S301 - from our own child
    if isinstance(plan, Exception):
        raise plan
    assert isinstance(plan, Plan)
    return plan


def plan(asked: PlanProblem) -> Plan:
    """The cheapest way to conform; raises `OverflowError` for sums beyond all bounds, `TimeoutError` after a while."""
    try:
        return _plan(pickle.dumps(asked))
    except AmountsTooLargeError:
        raise OverflowError from None
    except subprocess.TimeoutExpired:
        raise TimeoutError from None


def plan_effects(asked: PlanProblem, found: Plan) -> Effects:
    """What each step changes, as the rules measure it."""
    return effects(asked, found.steps)
