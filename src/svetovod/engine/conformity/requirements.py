"""What the edition asks on the day, as whole numbers and fractions: hard and warn rules only."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from svetovod.engine.facts import DatedValue, Facts, Use
from svetovod.engine.rules import pp779
from svetovod.engine.rules.pp779 import func_dependence_min as dependence

PARTICIPANTS = "cluster.min_participants"
PRODUCERS = "cluster.min_final_producers"
DEPENDENCE = dependence.KEY
NEWCOMERS = "cluster.max_newcomers_no_coop"
OVERDUE = "cluster.newcomer_contract_years"
JOBS = "cluster.hpj_share_min"
PRODUCTIVITY = "cluster.productivity_above_region"
EDUCATION = "cluster.min_education_bodies"
TECHNOLOGY = "cluster.min_tech_infra_objects"


@dataclass(frozen=True, slots=True)
class Requirements:
    """None where a rule is not judged that day. `territory` None: the reduced threshold does not exist."""

    participants: int | None
    producers: int | None
    dependence: Fraction | None
    reduced: Fraction | None
    territory: Fraction | None
    newcomers: int | None
    overdue_years: int | None
    jobs: Fraction | None
    productivity: bool
    education: int | None
    technology: int | None

    @property
    def cases(self) -> tuple[bool, ...]:
        """Whether the reduced threshold applies: both ways are tried where it exists."""
        return (False,) if self.territory is None else (False, True)

    @property
    def staff(self) -> bool:
        """Whether the staff of every participant must be known."""
        return self.jobs is not None or self.productivity


def requirements(facts: Facts, on: date) -> Requirements:
    territory = facts.value(dependence.TERRITORY, on)
    reduced = facts.value(dependence.REDUCED, on)
    listed = facts.value(DEPENDENCE, on) is not None
    switch = listed and territory is not None and reduced is not None
    return Requirements(
        participants=_least(facts, PARTICIPANTS, on),
        producers=_least(facts, PRODUCERS, on),
        dependence=_fraction(_judged(facts, DEPENDENCE, on)),
        reduced=_fraction(_judged(facts, dependence.REDUCED, on)) if switch else None,
        territory=_fraction(territory) if switch else None,
        newcomers=_most(facts, NEWCOMERS, on),
        overdue_years=pp779.contract_years(facts, on) if _judged(facts, OVERDUE, on) else None,
        jobs=_fraction(_judged(facts, JOBS, on)),
        productivity=(law := _judged(facts, PRODUCTIVITY, on)) is not None and law.value is True,
        education=_least(facts, EDUCATION, on),
        technology=_least(facts, TECHNOLOGY, on),
    )


def _judged(facts: Facts, key: str, on: date) -> DatedValue | None:
    law = facts.value(key, on)
    return law if law is not None and law.use in {Use.HARD, Use.WARN} else None


def _fraction(law: DatedValue | None) -> Fraction | None:
    return None if law is None else Fraction(str(law.value))


def _least(facts: Facts, key: str, on: date) -> int | None:
    value = _fraction(_judged(facts, key, on))
    return None if value is None else ceil(value)


def _most(facts: Facts, key: str, on: date) -> int | None:
    value = _fraction(_judged(facts, key, on))
    return None if value is None else floor(value)
