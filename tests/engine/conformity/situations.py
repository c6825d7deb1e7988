"""Small clusters for plans, and plans found the slow way: every combination of steps, each judged by the rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations, product
from math import ceil

from hypothesis import strategies as st

from svetovod.engine.conformity import Costs, PlanProblem, Step, StepKind, apply, prepare
from svetovod.engine.facts import Facts, Use, load
from svetovod.engine.model import (
    Cluster,
    InfrastructureKind,
    InfrastructureObject,
    Participant,
    ParticipantRole,
    PossibleParticipant,
    Purchase,
)
from svetovod.engine.rules import Outcome, evaluate

YEAR = 2020
BEFORE, AFTER = date(2021, 6, 24), date(2021, 12, 10)
GROUPS = ("27.11", "27.12")
FINAL, SUPPLIER = ParticipantRole.FINAL_PRODUCER, ParticipantRole.SUPPLIER
SMALL = {
    "cluster.min_participants": 2,
    "cluster.max_newcomers_no_coop": 1,
    "cluster.min_education_bodies": 1,
    "cluster.min_tech_infra_objects": 1,
}
_MONEY = st.integers(0, 400_000).map(lambda kopecks: Decimal(kopecks).scaleb(-2))
_AROUND = st.lists(st.sampled_from(InfrastructureKind), max_size=2)
_ROLE = st.sampled_from([FINAL, SUPPLIER])
_WEIGHT = st.one_of(st.integers(0, 30), st.integers(0, 3)).map(lambda n: Decimal(n * 100))


def small_facts(*hard: str) -> Facts:
    facts = load().with_values(SMALL)
    return facts.with_verified(dict.fromkeys(hard, "п. 1")) if hard else facts


@st.composite
def participants(draw: st.DrawFn, prefix: str, size: int, *, blank: bool) -> tuple[Participant, ...]:
    whole = st.integers(0, 9)
    return tuple(
        Participant(
            f"{prefix}{n}",
            f"{prefix}{n}",
            FINAL if prefix == "P" and n == 0 and draw(st.integers(0, 8)) else draw(_ROLE),
            "RU-MO",
            special_territory=draw(st.booleans()),
            employees=None if blank else draw(st.integers(1, 9)),
            high_performance_jobs=None if blank else draw(whole),
            revenue=None if blank else draw(_MONEY),
            joined_on=draw(st.sampled_from([date(2017, 1, 1), date(2020, 1, 1)])),
            newcomer=draw(st.booleans()),
        )
        for n in range(size)
    )


@st.composite
def purchases(draw: st.DrawFn, buyers: list[str], sellers: list[str | None]) -> tuple[Purchase, ...]:
    row = st.builds(
        Purchase,
        buyer=st.sampled_from(buyers),
        seller=st.sampled_from(sellers),
        okpd2=st.sampled_from(GROUPS),
        amount=_MONEY,
        year=st.sampled_from([YEAR, YEAR, YEAR, 2019]),
        for_final_product=st.sampled_from([True, True, True, False]),
    )
    return tuple(draw(st.lists(row, min_size=1, max_size=5)))


@st.composite
def costs(draw: st.DrawFn) -> Costs:
    weight = st.one_of(st.none(), _WEIGHT, _WEIGHT)
    rate = st.one_of(st.none(), st.integers(0, 3000).map(lambda n: Decimal(n).scaleb(-4)))
    return Costs(
        **{name: draw(weight) for name in _WEIGHTS},
        shift_rate=draw(rate),
        buy_rate=draw(rate),
        least_contract=Decimal(draw(st.sampled_from([0, 1, 100]))),
    )


_WEIGHTS = (
    "shift_contract", "recruit_supplier", "recruit_final_producer", "on_special_territory", "agreement",
    "newcomer_contract", "drop_participant", "high_performance_job", "education_body", "technological_object",
)  # fmt: skip


@st.composite
def problems(draw: st.DrawFn) -> PlanProblem:
    people = draw(participants("P", draw(st.integers(1, 3)), blank=False))
    joining = draw(participants("C", draw(st.integers(0, 2)), blank=draw(st.booleans())))
    everybody = [p.inn for p in (*people, *joining)]
    rows = draw(purchases([p.inn for p in people], [None, "X", *everybody]))
    rows += draw(purchases(["P0"], [None, "X", *everybody]))
    candidates = tuple(
        PossibleParticipant(
            who,
            products=draw(st.sampled_from([(), GROUPS[:1], GROUPS])),
            purchases=draw(purchases([who.inn], [None, *everybody])) if who.role is FINAL else (),
            cost=draw(st.one_of(st.none(), _WEIGHT)),
        )
        for who in joining
    )
    cluster = Cluster(
        "К", ("RU-MO",), YEAR, GROUPS, people, rows,
        tuple(InfrastructureObject(kind, kind) for kind in draw(_AROUND)),
        regional_productivity=draw(_MONEY) / 4 // 1,
    )  # fmt: skip
    staff = ("cluster.hpj_share_min", "cluster.productivity_above_region")
    around = ("cluster.min_education_bodies", "cluster.min_tech_infra_objects")
    hard = draw(st.sampled_from([(), around, staff, staff[:1]]))
    return prepare(
        cluster,
        on=draw(st.sampled_from([BEFORE, AFTER])),
        facts=small_facts(*hard),
        costs=draw(costs()),
        candidates=candidates,
        known_sellers=draw(st.booleans()),
    )


def cheaper(problem: PlanProblem, than: Decimal) -> Decimal | None:
    """The cost of some plan cheaper than `than`, found by trying; None where there is none."""
    for steps in _memberships(problem, than):
        if not _settled_by_members(problem, steps):
            continue
        for more in _links(problem, steps, than - _sum(steps)):
            found = _closed(problem, steps + more, than)
            if found is not None:
                return found
    return None


def _settled_by_members(problem: PlanProblem, steps: tuple[Step, ...]) -> bool:
    """Whether the rules that only membership can meet are met: no use trying the rest otherwise."""
    verdict = evaluate(apply(problem, steps), on=problem.on, facts=problem.facts)
    keys = ("cluster.min_participants", "cluster.min_final_producers", "cluster.productivity_above_region")
    rules = [rule for rule in map(verdict.rule, keys) if rule is not None and rule.use is not Use.INFO]
    return all(rule.outcome is Outcome.MET for rule in rules)


def _sum(steps: tuple[Step, ...]) -> Decimal:
    return sum((step.cost for step in steps), Decimal(0))


def _subsets(steps: list[tuple[Step, ...]]) -> Iterator[tuple[Step, ...]]:
    for size in range(len(steps) + 1):
        for chosen in combinations(steps, size):
            yield tuple(chain.from_iterable(chosen))


def _memberships(problem: PlanProblem, than: Decimal) -> Iterator[tuple[Step, ...]]:
    """Who is dropped, who joins, how many of anybody."""
    weights, singles = problem.costs, []
    if weights.drop_participant is not None:
        singles += [
            (Step(StepKind.DROP_PARTICIPANT, weights.drop_participant, p.inn),) for p in problem.cluster.participants
        ]
    for each in problem.candidates:
        who = each.participant
        final = who.role is FINAL
        usual = weights.recruit_final_producer if final else weights.recruit_supplier
        cost = usual if each.cost is None else each.cost
        if cost is not None and weights.agreement is not None:
            kind = StepKind.RECRUIT_FINAL_PRODUCER if final else StepKind.RECRUIT_SUPPLIER
            singles.append((Step(kind, cost, who.inn), Step(StepKind.SIGN_AGREEMENT, weights.agreement, who.inn)))
    for named in _subsets(singles):
        if _sum(named) < than:
            for counts in product(range(3), repeat=4) if weights.agreement is not None else [(0, 0, 0, 0)]:
                anybody = _anybody(problem, counts)
                if sum(counts) < 3 and anybody is not None and _sum(named + anybody) < than:
                    yield named + anybody


def _anybody(problem: PlanProblem, counts: tuple[int, ...]) -> tuple[Step, ...] | None:
    weights, steps = problem.costs, []
    kinds = product((StepKind.RECRUIT_SUPPLIER, StepKind.RECRUIT_FINAL_PRODUCER), (False, True))
    for count, (kind, special) in zip(counts, kinds, strict=True):
        usual = weights.recruit_supplier if kind is StepKind.RECRUIT_SUPPLIER else weights.recruit_final_producer
        extra = weights.on_special_territory if special else Decimal(0)
        if count and (usual is None or extra is None):
            return None
        if count:
            assert usual is not None and extra is not None
            steps.append(Step(kind, (usual + extra) * count, count=count, special_territory=special))
    if steps:
        number = sum(step.count for step in steps)
        assert weights.agreement is not None
        steps.append(Step(StepKind.SIGN_AGREEMENT, weights.agreement * number, count=number))
    return tuple(steps)


def _links(problem: PlanProblem, taken: tuple[Step, ...], than: Decimal) -> Iterator[tuple[Step, ...]]:
    """Moves of each buyer's group to one maker or none, contracts, jobs, objects; money stands at its least."""
    cluster, weights = apply(problem, taken), problem.costs
    moves = list(product(*_moves(problem, cluster))) if weights.shift_contract is not None else [()]
    for chosen in moves:
        shifts = tuple(step for step in chosen if step is not None)
        if _sum(shifts) >= than:
            continue
        after = apply(problem, taken + shifts)
        for contracts in _subsets(_contracts(problem, after)):
            if _sum(shifts + contracts) < than:
                yield shifts + contracts + _rest(problem, after)


def _moves(problem: PlanProblem, cluster: Cluster) -> Iterator[list[Step | None]]:
    weights = problem.costs
    if weights.shift_rate is None or weights.shift_contract is None:
        return
    today = {p.inn for p in problem.cluster.participants}
    members = {p.inn for p in cluster.participants}
    final = [p.inn for p in cluster.participants if p.role is FINAL]
    for buyer, group in product(final, GROUPS):
        rows = [r for r in cluster.purchases if r.buyer == buyer and r.okpd2 == group and r.year == YEAR]
        rows = [r for r in rows if r.for_final_product and r.seller not in today and r.seller != buyer]
        most = sum(r.amount for r in rows if r.seller not in members)
        least = max(Decimal("0.01"), min(weights.least_contract, sum((r.amount for r in rows), Decimal(0))))
        if rows and most >= least:
            sellers = [s for s in problem.makers.get(group, ()) if s in members and s != buyer]
            yield [None, *(_move(problem, buyer, s, group, least) for s in sorted(sellers))]


def _move(problem: PlanProblem, buyer: str, seller: str, group: str, amount: Decimal) -> Step:
    weights = problem.costs
    assert weights.shift_contract is not None and weights.shift_rate is not None
    cost = weights.shift_contract + weights.shift_rate * amount
    return Step(StepKind.SHIFT_PURCHASES, cost, seller, None, buyer, None, group, amount)


def _contracts(problem: PlanProblem, cluster: Cluster) -> list[tuple[Step, ...]]:
    """For each newcomer without trade, with a partner who is not one."""
    weight = problem.costs.newcomer_contract
    if weight is None:
        return []
    inns = {p.inn for p in cluster.participants}
    trading = {
        side
        for r in cluster.purchases
        if r.year == YEAR and r.buyer in inns and r.seller in inns and r.buyer != r.seller
        for side in (r.buyer, r.seller)
    }
    partners = [p.inn for p in cluster.participants if not p.newcomer or p.inn in trading]
    idle = [p.inn for p in cluster.participants if p.newcomer and p.inn not in trading]
    return [(Step(StepKind.NEWCOMER_CONTRACT, weight, inn, None, partners[0]),) for inn in idle] if partners else []


def _rest(problem: PlanProblem, cluster: Cluster) -> tuple[Step, ...]:
    """Jobs and objects as far as the rules ask: they touch nothing else."""
    weights, steps = problem.costs, []
    asked = {"education": StepKind.ADD_EDUCATION_BODY, "technological": StepKind.ADD_TECHNOLOGICAL_OBJECT}
    verdict = evaluate(cluster, on=problem.on, facts=problem.facts)
    for kind, step in asked.items():
        key = "cluster.min_education_bodies" if kind == "education" else "cluster.min_tech_infra_objects"
        rule, weight = (
            verdict.rule(key),
            weights.education_body if kind == "education" else weights.technological_object,
        )
        if rule and rule.use is not Use.INFO and rule.outcome is Outcome.NOT_MET and weight is not None:
            steps.append(Step(step, weight * int(rule.gap or 0), count=int(rule.gap or 0)))
    rule = verdict.rule("cluster.hpj_share_min")
    if (
        rule
        and rule.use is not Use.INFO
        and rule.outcome is Outcome.NOT_MET
        and weights.high_performance_job is not None
    ):
        staff = sum(p.employees or 0 for p in cluster.participants)
        missing = ceil(Fraction(str(rule.threshold)) * staff) - sum(
            p.high_performance_jobs or 0 for p in cluster.participants
        )
        for p in cluster.participants:
            count = min(missing, max(0, (p.employees or 0) - (p.high_performance_jobs or 0)))
            if count > 0:
                missing -= count
                cost = weights.high_performance_job * count
                steps.append(Step(StepKind.ADD_HIGH_PERFORMANCE_JOBS, cost, p.inn, count=count))
    return tuple(steps)


def _closed(problem: PlanProblem, steps: tuple[Step, ...], than: Decimal) -> Decimal | None:
    """The steps with the money that makes them conform, if that is cheaper than `than`."""
    for more in ((), *_buys(problem, steps)):
        for amounts in _amounts(problem, steps + more):
            if _sum(amounts) < than and _conforms(problem, amounts):
                return _sum(amounts)
    return None


def _conforms(problem: PlanProblem, steps: tuple[Step, ...]) -> bool:
    verdict = evaluate(apply(problem, steps), on=problem.on, facts=problem.facts)
    return all(r.outcome is Outcome.MET for r in verdict.rules if r.use is not Use.INFO)


def _buys(problem: PlanProblem, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """The least that may be bought on top, where two trade already."""
    rate = problem.costs.buy_rate
    if rate is None:
        return
    cluster = apply(problem, [s for s in steps if s.kind is not StepKind.SHIFT_PURCHASES])
    inns = {p.inn for p in cluster.participants}
    final = {p.inn for p in cluster.participants if p.role is FINAL}
    for r in cluster.purchases:
        trade = r.year == YEAR and r.for_final_product and r.amount and r.buyer in final and r.seller in inns
        if trade and r.buyer != r.seller:
            amount = problem.costs.least_contract
            yield (Step(StepKind.BUY_MORE, rate * amount, r.seller, None, r.buyer, None, r.okpd2, amount),)
            return


def _amounts(problem: PlanProblem, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """As they are; with more moved; with more bought; with everything moved and the rest bought."""
    yield steps
    rule = evaluate(apply(problem, steps), on=problem.on, facts=problem.facts).rule("cluster.func_dependence_min")
    if rule is None or rule.gap is None or rule.outcome is not Outcome.NOT_MET:
        return
    assert rule.numerator is not None and rule.denominator is not None
    threshold = Fraction(str(rule.threshold))
    need = threshold * Fraction(rule.denominator) - Fraction(rule.numerator)
    moved, left = _more_moved(problem, steps, need)
    yield moved
    buying = [s for s in steps if s.kind is StepKind.BUY_MORE]
    if buying and threshold < 1:
        yield _more_bought(problem, steps, need / (1 - threshold))
        yield _more_bought(problem, moved, left / (1 - threshold))


def _more_moved(problem: PlanProblem, steps: tuple[Step, ...], need: Fraction) -> tuple[tuple[Step, ...], Fraction]:
    kopecks = Decimal(ceil(max(need, Fraction(0)) * 100)).scaleb(-2)
    done = []
    for step in steps:
        if step.kind is StepKind.SHIFT_PURCHASES:
            part = min(kopecks, _spare(problem, steps, step))
            kopecks -= part
            need -= Fraction(part)
            assert step.amount is not None and step.partner and step.inn and step.group
            step = _move(problem, step.partner, step.inn, step.group, step.amount + part)  # noqa: PLW2901
        done.append(step)
    return tuple(done), max(need, Fraction(0))


def _spare(problem: PlanProblem, steps: tuple[Step, ...], step: Step) -> Decimal:
    """What the buyer still has of the group outside after the steps."""
    cluster = apply(problem, steps)
    members = {p.inn for p in cluster.participants} | {p.inn for p in problem.cluster.participants}
    rows = [r for r in cluster.purchases if (r.buyer, r.okpd2, r.year) == (step.partner, step.group, YEAR)]
    return sum((r.amount for r in rows if r.for_final_product and r.seller not in members), Decimal(0))


def _more_bought(problem: PlanProblem, steps: tuple[Step, ...], more: Fraction) -> tuple[Step, ...]:
    extra = Decimal(ceil(max(more, Fraction(0)) * 100)).scaleb(-2)
    rate = problem.costs.buy_rate or Decimal(0)
    return tuple(
        replace(s, amount=(s.amount or 0) + extra, cost=rate * ((s.amount or 0) + extra))
        if s.kind is StepKind.BUY_MORE
        else s
        for s in steps
    )
