"""A cluster of which only a few figures are known: the same rules, judged as far as the figures go."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from svetovod.engine.facts import Facts
from svetovod.engine.model import Cluster

from . import pp779
from .evaluate import conclude
from .judging import Case, judge
from .measures import Kind, Measure, Measures
from .purchases import Bought
from .verdict import Verdict


@dataclass(frozen=True, slots=True)
class Sketch:
    """What somebody recalls without papers; None = not said. Shares are ratios: 0.25 is 25 %."""

    participants: int | None = None
    final_producers: int | None = None
    functional_dependence: Decimal | None = None
    special_territory: int = 0
    newcomers_without_cooperation: int | None = None
    high_performance_share: Decimal | None = None
    education_bodies: int | None = None
    technological_objects: int | None = None


def evaluate_sketch(sketch: Sketch, *, on: date, facts: Facts) -> Verdict:
    """The verdict by these figures alone, without evidence and fixes; a rule they say nothing of has no data.

    Raises `facts.BeforeFirstEditionError` for a day before the act.
    """
    edition = facts.edition_on(pp779.ACT, on)
    measures = _measures(sketch)
    nobody = Cluster(name="", regions=(), year=on.year, final_products=(), participants=())
    rules = judge(Case(nobody, measures, facts, on), pp779.RULES)
    return Verdict(
        act=pp779.ACT,
        on=on,
        edition=edition.on,
        edition_date_is=edition.date_is,
        conclusion=conclude(rules),
        measures={name: each.printed for name, each in measures.by_name.items()},
        rules=rules,
        fixes=(),
        facts_version=facts.version,
    )


def _measures(sketch: Sketch) -> Measures:
    counts = ("participants", "final_producers", "newcomers_without_cooperation", "education_bodies",
              "technological_objects")  # fmt: skip
    shares = ("functional_dependence", "high_performance_share")
    found = [_measure(name, Kind.COUNT, getattr(sketch, name)) for name in counts]
    found += [_measure(name, Kind.RATIO, getattr(sketch, name)) for name in shares]
    special = Fraction(sketch.special_territory, sketch.participants) if sketch.participants else None
    found.append(Measure("special_territory_share", Kind.RATIO, special))
    # whose term has run out only the list of participants says, unless there is nobody to ask about
    overdue = 0 if sketch.newcomers_without_cooperation == 0 else None
    found.append(_measure("newcomers_overdue", Kind.COUNT, overdue))
    found += [Measure("isolated_participants", Kind.COUNT, None), Measure("productivity", Kind.MONEY, None)]
    return Measures({each.name: each for each in found}, Bought())


def _measure(name: str, kind: Kind, value: int | Decimal | None) -> Measure:
    return Measure(name, kind, None if value is None else Fraction(value))
