"""What is measured about a cluster, exactly: money in whole kopecks, ratios as fractions.

Definitions: `formats.md`, "Measures". A participant here is a row whose role is not infrastructure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from svetovod.engine.model import Cluster, InfrastructureKind, Participant, ParticipantRole, round_half_up

from .purchases import Bought, bought, cooperating, kopecks, rubles
from .verdict import Evidence, Number, Param, printed_ratio


class Kind(StrEnum):
    COUNT = "count"
    RATIO = "ratio"
    MONEY = "RUB"


@dataclass(frozen=True, slots=True)
class Measure:
    """`exact` None = no data; then `evidence` says what is missing and whose. Money is in rubles."""

    name: str
    kind: Kind
    exact: Fraction | None
    evidence: tuple[Evidence, ...] = ()
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None

    @property
    def printed(self) -> Number | None:
        return None if self.exact is None else show(self.exact, self.kind)


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of a cluster in the order of `formats.md`, and the purchases behind the dependence (kopecks)."""

    by_name: dict[str, Measure]
    bought: Bought

    def __getitem__(self, name: str) -> Measure:
        return self.by_name[name]


def show(exact: Fraction, kind: Kind) -> int | Decimal:
    """A count whole, a ratio to six places, money to kopecks, half up."""
    if kind is Kind.COUNT:
        return exact.numerator
    return printed_ratio(exact) if kind is Kind.RATIO else round_half_up(exact, 2)


def measure(cluster: Cluster, *, on: date, contract_years: int | None) -> Measures:
    """Everything measured. `contract_years` is what the edition allows newcomers; None = it has no such rule."""
    participants = [p for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE]
    linked = cooperating(cluster, {p.inn for p in participants})
    idle = [p for p in participants if p.newcomer and p.inn not in linked]
    isolated = [p for p in participants if not p.newcomer and p.inn not in linked]
    sums = bought(cluster, participants)
    found = (
        _participants(cluster, participants),
        _final_producers(participants),
        _dependence(sums, cluster.year),
        _special(participants),
        _counted("newcomers_without_cooperation", "newcomers", idle),
        _overdue(idle, on, contract_years),
        _counted("isolated_participants", "isolated", isolated),
        _high_performance(participants),
        _productivity(participants),
        _infrastructure(cluster, "education_bodies", InfrastructureKind.EDUCATION),
        _infrastructure(cluster, "technological_objects", InfrastructureKind.TECHNOLOGICAL),
    )
    return Measures({each.name: each for each in found}, sums)


def _evidence(code: str, **params: Param) -> Evidence:
    return Evidence(code, params)


def _names(participants: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(p.name for p in participants)


def _count(name: str, number: int, *evidence: Evidence) -> Measure:
    return Measure(name, Kind.COUNT, Fraction(number), evidence)


def _participants(cluster: Cluster, participants: Sequence[Participant]) -> Measure:
    left_out = len(cluster.participants) - len(participants)
    evidence = _evidence("participants.counted", count=len(participants), infrastructure=left_out)
    return _count("participants", len(participants), evidence)


def _final_producers(participants: Sequence[Participant]) -> Measure:
    return _counted(
        "final_producers", "final_producers", [p for p in participants if p.role is ParticipantRole.FINAL_PRODUCER]
    )


def _counted(name: str, code: str, those: Sequence[Participant]) -> Measure:
    evidence = _evidence(f"{code}.named", names=_names(those)) if those else _evidence(f"{code}.none")
    return _count(name, len(those), evidence)


def _dependence(sums: Bought, year: int) -> Measure:
    name = "functional_dependence"
    if sums.total == 0:
        return Measure(name, Kind.RATIO, None, (_evidence("dependence.no_purchases", year=year),))
    exact = Fraction(sums.inside, sums.total)
    inside, total = rubles(sums.inside), rubles(sums.total)
    evidence = (
        _evidence("dependence.numerator", amount_rub=f"{inside:f}", rows=sums.inside_rows),
        _evidence("dependence.denominator", amount_rub=f"{total:f}", rows=sums.total_rows, year=year),
        _evidence("dependence.exact", fraction=str(exact)),
    )
    return Measure(name, Kind.RATIO, exact, evidence, inside, total)


def _special(participants: Sequence[Participant]) -> Measure:
    name, special = "special_territory_share", sum(p.special_territory for p in participants)
    if not participants:
        return Measure(name, Kind.RATIO, None, (_evidence("participants.none"),))
    exact = Fraction(special, len(participants))
    evidence = _evidence("territory.share", special=special, participants=len(participants), exact=str(exact))
    return Measure(name, Kind.RATIO, exact, (evidence,), special, len(participants))


def _overdue(idle: Sequence[Participant], on: date, years: int | None) -> Measure:
    """Of the newcomers without cooperation, those whose joining date plus `years` is earlier than `on`."""
    name = "newcomers_overdue"
    if not idle:
        return _count(name, 0, _evidence("overdue.no_newcomers"))
    if years is None:
        return Measure(name, Kind.COUNT, None, (_evidence("overdue.no_rule"),))
    late = [p for p in idle if p.joined_on is not None and anniversary(p.joined_on, years) < on]
    undated = [p for p in idle if p.joined_on is None]
    evidence = []
    if late:
        evidence.append(_evidence("overdue.named", names=_names(late), years=years))
    if undated:
        evidence.append(_evidence("overdue.undated", names=_names(undated)))
    if undated and not late:
        return Measure(name, Kind.COUNT, None, tuple(evidence))
    return _count(name, len(late), *(evidence or [_evidence("overdue.none", years=years)]))


def anniversary(day: date, years: int) -> date:
    """The same day `years` later; 29 February counts as the 28th in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _high_performance(participants: Sequence[Participant]) -> Measure:
    name = "high_performance_share"
    missing = _blanks(participants, "employees") + _blanks(participants, "high_performance_jobs")
    jobs = sum(p.high_performance_jobs or 0 for p in participants)
    employees = sum(p.employees or 0 for p in participants)
    if missing or not employees:
        return Measure(name, Kind.RATIO, None, missing or (_nobody(participants),))
    evidence = _evidence("high_performance.sums", jobs=jobs, employees=employees)
    return Measure(name, Kind.RATIO, Fraction(jobs, employees), (evidence,), jobs, employees)


def _productivity(participants: Sequence[Participant]) -> Measure:
    name = "productivity"
    missing = _blanks(participants, "employees") + _blanks(participants, "revenue")
    employees = sum(p.employees or 0 for p in participants)
    if missing or not employees:
        return Measure(name, Kind.MONEY, None, missing or (_nobody(participants),))
    earned = sum(kopecks(p.revenue) for p in participants if p.revenue is not None)
    revenue = rubles(earned)
    evidence = _evidence("productivity.sums", revenue_rub=f"{revenue:f}", employees=employees)
    return Measure(name, Kind.MONEY, Fraction(earned, 100 * employees), (evidence,), revenue, employees)


def _blanks(participants: Sequence[Participant], field: str) -> tuple[Evidence, ...]:
    blank = [p for p in participants if getattr(p, field) is None]
    return (_evidence(f"blank.{field}", names=_names(blank)),) if blank else ()


def _nobody(participants: Sequence[Participant]) -> Evidence:
    """Whose staff sums to zero."""
    return _evidence("employees.nobody", names=_names(participants)) if participants else _evidence("participants.none")


def _infrastructure(cluster: Cluster, name: str, kind: InfrastructureKind) -> Measure:
    names = tuple(each.name for each in cluster.infrastructure if each.kind is kind)
    code = f"infrastructure.{kind.value}"
    return _count(name, len(names), _evidence(f"{code}.named", names=names) if names else _evidence(f"{code}.none"))
