"""How a draft edition of PP 41 would move the money: the subsidy of all joint projects under two laws, in totals only.

Whoever drafts a law sees no project's figures: groups of fewer than three projects are not shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.registry.selectors import region_name
from svetovod.web.rulebook import draft_paper

from . import bridge

FEWEST = 3
# the note is one page
REGIONS = 8


@dataclass(frozen=True, slots=True)
class Sum:
    """Rubles of some projects: `costs` that count, `granted` at most; each without the draft and with it."""

    projects: int
    costs: tuple[Decimal, Decimal]
    granted: tuple[Decimal, Decimal]
    up: int
    down: int

    @property
    def moved(self) -> Decimal:
        return self.granted[1] - self.granted[0]

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.projects + other.projects,
            (self.costs[0] + other.costs[0], self.costs[1] + other.costs[1]),
            (self.granted[0] + other.granted[0], self.granted[1] + other.granted[1]),
            self.up + other.up, self.down + other.down,
        )  # fmt: skip


NOTHING = Sum(0, (Decimal(0), Decimal(0)), (Decimal(0), Decimal(0)), 0, 0)


@dataclass(frozen=True, slots=True)
class Money:
    """`skipped` projects have no estimate or ask for nothing yet; `regions` are shown only where enough are in each."""

    total: Sum
    regions: Sequence[tuple[str, Sum]]
    skipped: int

    @property
    def shown(self) -> bool:
        return self.total.projects >= FEWEST

    @property
    def answer(self) -> str:
        if not self.shown:
            return _("Fewer than three joint projects: their totals are not shown")
        moved = self.total.moved
        if not moved:
            return _("The draft moves no money")
        said = _("The subsidies grow by %(sum)s") if moved > 0 else _("The subsidies shrink by %(sum)s")
        return said % {"sum": formatting.money_short(abs(moved))}


def money(trial: Any, rows: Iterable[tuple[str, Any]]) -> Money | None:
    """`rows` are regions with the engine's projects; None where one of the laws gives no rate or no list of costs."""
    found: defaultdict[str, Sum] = defaultdict(lambda: NOTHING)
    skipped = 0
    try:
        for region, project in rows:
            if not project.costs or not project.requested:
                skipped += 1
                continue
            found[region] += _one(trial, project)
    except LookupError:
        return None
    total = sum(found.values(), NOTHING)
    return Money(total, _grouped(found), skipped)


def _one(trial: Any, project: Any) -> Sum:
    was, now = (bridge.compute_under(project, trial.on, facts) for facts in (trial.before, trial.after))
    moved = now.granted_at_most - was.granted_at_most
    return Sum(
        1, (was.eligible_amount, now.eligible_amount), (was.granted_at_most, now.granted_at_most), int(moved > 0),
        int(moved < 0),
    )  # fmt: skip


def _grouped(found: dict[str, Sum]) -> list[tuple[str, Sum]]:
    """Regions with enough projects; the rest together, and with them the smallest while the rest are too few."""
    order = [region for region, _n in Counter({key: each.projects for key, each in found.items()}).most_common()]
    alone = [region for region in order if found[region].projects >= FEWEST]
    rest = [region for region in order if found[region].projects < FEWEST]
    while rest and alone and sum(found[region].projects for region in rest) < FEWEST:
        rest.append(alone.pop())
    rows = sorted(((region_name(region), found[region]) for region in alone), key=lambda row: -abs(row[1].moved))
    if rest and rows:
        rows.append((_("other regions"), sum((found[region] for region in rest), NOTHING)))
    return rows if len(rows) > 1 else []


def note(trial: Any, found: Money) -> dict[str, Any]:
    """The explanatory note to the draft."""
    total = found.total
    facts = [
        (_("Joint projects counted"), formatting.number(total.projects)),
        (_("Subsidies without the draft"), formatting.money(total.granted[0])),
        (_("Subsidies with the draft"), formatting.money(total.granted[1])),
        (_("Costs that count"), f"{formatting.money(total.costs[0])} → {formatting.money(total.costs[1])}"),
        (_("More, less: projects"), f"{formatting.number(total.up)}, {formatting.number(total.down)}"),
    ]
    rows = [
        [name, formatting.number(each.projects), formatting.millions(each.granted[0]),
         formatting.millions(each.granted[1]), formatting.millions(each.moved)]
        for name, each in found.regions[:REGIONS]
    ]  # fmt: skip
    heads = [_("Region of the initiator"), _("Projects"), _("Without"), _("With"), _("Difference")]
    return draft_paper.data(
        trial, answer=found.answer, facts=facts if found.shown else [],
        tables=[(_("Where the money moves, RUB mn"), heads, rows)], unknown=_unknown(found),
    )  # fmt: skip


def _unknown(found: Money) -> list[str]:
    said = [
        _("What projects ask for and spend is what they entered; it may change with the law itself."),
        _("Whether a project would win the selection is not asked: the sums are the most each could get."),
        _("Totals of fewer than three projects are not shown."),
    ]
    if found.skipped:
        said.append(
            ngettext(
                "%(count)d project has no estimate or names no sum and is not counted.",
                "%(count)d projects have no estimate or name no sum and are not counted.", found.skipped,
            ) % {"count": found.skipped}
        )  # fmt: skip
    return said
