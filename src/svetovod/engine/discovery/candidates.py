"""Candidate clusters: groups of firms that supply each other, held against the rulebook, dearest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from svetovod.engine.facts import Facts, Use
from svetovod.engine.model import Cluster, Participant, ParticipantRole, Purchase
from svetovod.engine.rules import FixKind, Outcome, RuleResult, Verdict, evaluate

from .cores import communities, cores, web
from .supply import Supply

_KOPECK = Decimal("0.01")
_TIES = 5  # shown of each kind
_NET = 2  # times as much bought of members as sold to them: what it makes goes outside
_TAKEN = 0.5  # of its members in a dearer candidate: it is the same cluster again


@dataclass(frozen=True, slots=True)
class Tie:
    """`seller` None: abroad or nobody known. `maker`: who in the group makes it, where it is bought outside."""

    buyer: str
    seller: str | None
    group: str
    amount: Decimal
    maker: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """`members`: INN, role, region, final producers first. `products`: groups that final producers make.

    `turnover`: what members buy of each other. `gain`: what they buy elsewhere though a member makes the group,
    `gain_imported`: the imported part of it.
    `inside` and `outside` are the largest of these. `participants_short`, `finals_short`: how many there are too few.
    `money_short`: what final producers would have to buy of members instead of others (None: nothing),
    `money_feasible`: whether they buy so much of others. `unknown`: rules that purchases say nothing of.
    """

    members: tuple[tuple[str, ParticipantRole, str], ...]
    regions: tuple[str, ...]
    products: tuple[str, ...]
    turnover: Decimal
    gain: Decimal
    gain_imported: Decimal
    inside: tuple[Tie, ...]
    outside: tuple[Tie, ...]
    verdict: Verdict
    participants_short: int
    finals_short: int
    money_short: Decimal | None
    money_feasible: bool

    @property
    def value(self) -> Decimal:
        return self.turnover + self.gain

    @property
    def conforms(self) -> bool:
        """By the rules that purchases can be held against."""
        return not any(rule.outcome is Outcome.NOT_MET for rule in self._counted)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(rule.key for rule in self._counted if rule.outcome is Outcome.NO_DATA)

    @property
    def unmet(self) -> tuple[str, ...]:
        return tuple(rule.key for rule in self._counted if rule.outcome is Outcome.NOT_MET)

    @property
    def _counted(self) -> Sequence[RuleResult]:
        return [rule for rule in self.verdict.rules if rule.use in {Use.HARD, Use.WARN}]


def candidates(supply: Supply, *, on: date, facts: Facts, seed: int = 0) -> tuple[Candidate, ...]:
    """Within each region and across all of them; of two that are much the same the dearer stays."""
    found = [_candidate(supply, core, on, facts) for core in _groups(supply, seed)]
    ordered = sorted(found, key=lambda each: (-each.value, each.members))
    kept: list[Candidate] = []
    holders: dict[str, set[int]] = defaultdict(set)
    for each in ordered:
        inns = [inn for inn, _, _ in each.members]
        shared: dict[int, int] = defaultdict(int)
        for inn in inns:
            for holder in holders[inn]:
                shared[holder] += 1
        if any(count > _TAKEN * min(len(inns), len(kept[holder].members)) for holder, count in shared.items()):
            continue
        for inn in inns:
            holders[inn].add(len(kept))
        kept.append(each)
    return tuple(kept)


def _groups(supply: Supply, seed: int) -> set[frozenset[int]]:
    whole = web(supply)
    groups = set(cores(whole, supply, communities(whole, seed=seed), seed=seed))
    by_region: dict[str, list[int]] = defaultdict(list)
    for firm in whole.near:
        if (region := supply.region[firm]) is not None:
            by_region[region].append(firm)
    for region in sorted(by_region):
        part = web(supply, by_region[region])
        groups |= set(cores(part, supply, communities(part, seed=seed), seed=seed))
    return groups


def _candidate(supply: Supply, core: frozenset[int], on: date, facts: Facts) -> Candidate:
    bought = {firm: sum(_between(supply, firm, other) for other in core) for firm in core}
    sold = {firm: sum(_between(supply, other, firm) for other in core) for firm in core}
    finals = {firm for firm in core if bought[firm] > _NET * sold[firm]} or {
        max(core, key=lambda firm: (bought[firm], firm))
    }
    order = sorted(core, key=lambda firm: (firm not in finals, -bought[firm], supply.inns[firm]))
    role = {firm: ParticipantRole.FINAL_PRODUCER if firm in finals else ParticipantRole.SUPPLIER for firm in core}
    members = tuple((supply.inns[firm], role[firm], supply.region[firm] or "") for firm in order)
    verdict = evaluate(_cluster(supply, order, role, on), on=on, facts=facts)
    fixes = {fix.kind: fix for fix in verdict.fixes}
    shift = fixes.get(FixKind.SHIFT_PURCHASES)
    outside = _outside(supply, core)
    count = {kind: fix.count or 0 for kind, fix in fixes.items()}
    return Candidate(
        members=members,
        regions=tuple(sorted({region for _, _, region in members if region})),
        products=_products(supply, [firm for firm in order if firm in finals]),
        turnover=_rubles(sum(bought.values())),
        gain=_rubles(sum(kopecks for _, _, _, kopecks in outside)),
        gain_imported=_rubles(sum(supply.imported.get(buyer, {}).get(group, 0) for buyer, _, group, _ in outside)),
        inside=_inside(supply, core),
        outside=tuple(
            Tie(supply.inns[buyer], None, group, _rubles(kopecks), supply.inns[maker])
            for buyer, maker, group, kopecks in outside[:_TIES]
        ),
        verdict=verdict,
        participants_short=count.get(FixKind.ADD_PARTICIPANTS, 0),
        finals_short=count.get(FixKind.ADD_FINAL_PRODUCERS, 0),
        money_short=shift.amount if shift else None,
        money_feasible=shift is None or bool(shift.feasible),
    )


def _between(supply: Supply, buyer: int, seller: int) -> int:
    return sum(supply.ties.get(buyer, {}).get(seller, {}).values())


def _cluster(supply: Supply, order: Sequence[int], role: dict[int, ParticipantRole], on: date) -> Cluster:
    """What the rulebook is asked of: every purchase counts for the final product, years are one."""
    rows = []
    for buyer in order:
        left = supply.bought.get(buyer, 0)
        for seller in order:
            for group, kopecks in supply.ties.get(buyer, {}).get(seller, {}).items():
                rows.append(Purchase(supply.inns[buyer], supply.inns[seller], group, _rubles(kopecks), on.year))
                left -= kopecks
        if left > 0:
            rows.append(Purchase(supply.inns[buyer], None, "", _rubles(left), on.year))
    people = (
        Participant(supply.inns[firm], supply.inns[firm], role[firm], supply.region[firm] or "") for firm in order
    )
    regions = tuple(sorted({region for firm in order if (region := supply.region[firm])}))
    return Cluster("", regions, on.year, (), tuple(people), tuple(rows))


def _inside(supply: Supply, core: frozenset[int]) -> tuple[Tie, ...]:
    found = [
        (kopecks, buyer, seller, group)
        for buyer in core
        for seller, groups in supply.ties.get(buyer, {}).items()
        if seller in core
        for group, kopecks in groups.items()
    ]
    dearest = sorted(found, key=lambda each: (-each[0], *each[1:]))[:_TIES]
    return tuple(
        Tie(supply.inns[buyer], supply.inns[seller], group, _rubles(sum_)) for sum_, buyer, seller, group in dearest
    )


def _outside(supply: Supply, core: frozenset[int]) -> list[tuple[int, int, str, int]]:
    """What a member buys of no member though another makes the group: buyer, the first maker, group, kopecks."""
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for buyer in core:
        for group, kopecks in supply.apart.get(buyer, {}).items():
            sums[buyer, group] += kopecks
        for seller, groups in supply.ties.get(buyer, {}).items():
            if seller not in core:
                for group, kopecks in groups.items():
                    sums[buyer, group] += kopecks
    makers: dict[str, list[int]] = defaultdict(list)
    for firm in sorted(core):
        for group in supply.makes.get(firm, ()):
            makers[group].append(firm)
    found = []
    for (buyer, group), kopecks in sums.items():
        other = next((firm for firm in makers.get(group, ()) if firm != buyer), None)
        if other is not None:
            found.append((buyer, other, group, kopecks))
    return sorted(found, key=lambda each: (-each[3], each[:3]))


def _products(supply: Supply, finals: Sequence[int]) -> tuple[str, ...]:
    """Groups of the final producers, those of the most of them first."""
    counts: dict[str, int] = defaultdict(int)
    for firm in finals:
        for group in supply.makes.get(firm, ()):
            counts[group] += 1
    return tuple(sorted(counts, key=lambda group: (-counts[group], group))[:_TIES])


def _rubles(kopecks: int) -> Decimal:
    return kopecks * _KOPECK
