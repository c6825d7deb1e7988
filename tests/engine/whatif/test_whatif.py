"""Steps against the same steps made by hand on plain tables, and what must hold of any steps."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine.facts import load
from svetovod.engine.model import Cluster, Participant, ParticipantRole, Purchase
from svetovod.engine.rules import evaluate
from svetovod.engine.whatif import (
    Alter,
    Join,
    Leave,
    MovePurchases,
    Refusal,
    SetPurchases,
    Step,
    apply,
    positions,
)

FACTS = load()
ON, YEAR = date(2021, 12, 10), 2020
FINAL, SUPPLIER = ParticipantRole.FINAL_PRODUCER, ParticipantRole.SUPPLIER
MEMBERS = ("P0", "P1", "P2", "P3")
STRANGERS = ("X0", "X1")
CODES = ("27.11", "27.12.1")
MONEY = st.integers(0, 10**7).map(lambda kopecks: Decimal(kopecks).scaleb(-2))


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    people = tuple(
        Participant(
            inn, inn, draw(st.sampled_from(ParticipantRole)), "RU-MO", draw(st.booleans()), draw(st.integers(0, 9)),
            draw(st.integers(0, 9)), draw(MONEY), draw(st.sampled_from([None, date(2019, 1, 1)])), draw(st.booleans()),
        )
        for inn in MEMBERS
    )  # fmt: skip
    rows = st.builds(
        Purchase,
        buyer=st.sampled_from(MEMBERS),
        seller=st.sampled_from([*MEMBERS, *STRANGERS, None]),
        okpd2=st.sampled_from(CODES),
        amount=MONEY,
        year=st.sampled_from([YEAR, YEAR, YEAR, 2019]),
        for_final_product=st.sampled_from([True, True, False]),
    )
    bought = tuple(draw(st.lists(rows, max_size=8)))
    return Cluster("Lighting", ("RU-MO",), YEAR, ("27.40",), people, bought)


ANYBODY = st.sampled_from([*MEMBERS, *STRANGERS])
SELLER = st.one_of(ANYBODY, st.none())
ROLE = st.sampled_from(ParticipantRole)
STEPS = st.one_of(
    st.builds(MovePurchases, ANYBODY, SELLER, st.sampled_from(CODES), SELLER, MONEY),
    st.builds(SetPurchases, ANYBODY, SELLER, st.sampled_from(CODES), MONEY),
    st.builds(Join, ANYBODY, st.just("new"), ROLE, st.booleans(), st.booleans(), st.integers(0, 9), st.integers(0, 9)),
    st.builds(Leave, ANYBODY),
    st.builds(Alter, ANYBODY, ROLE, st.booleans(), st.booleans()),
)


def by_hand(cluster: Cluster, steps: Sequence[Step]) -> Cluster:
    """The steps on two plain tables: marks of participants, and kopecks of buyer, seller and code."""
    people = {p.inn: p for p in cluster.participants}
    sums: dict[tuple[str, str | None, str], Decimal] = defaultdict(Decimal)
    others = []
    for row in cluster.purchases:
        if row.year == YEAR and row.for_final_product:
            sums[row.buyer, row.seller, row.okpd2] += row.amount
        else:
            others.append(row)
    # a row of nothing is a link all the same
    idle = [row for row in cluster.purchases if row.year == YEAR and row.for_final_product and not row.amount]
    for step in steps:
        match step:
            case Leave(inn):
                people.pop(inn, None)
            case Alter(inn, role, special, newcomer) if inn in people:
                people[inn] = replace(people[inn], role=role, special_territory=special, newcomer=newcomer)
            case Join(inn) if inn not in people:
                old = {p.inn: p for p in cluster.participants}.get(inn)
                who = Participant(
                    inn, step.name, step.role, "RU-MO", step.special_territory, step.employees,
                    step.high_performance_jobs, step.revenue, ON, step.newcomer,
                )  # fmt: skip
                if old is not None:
                    who = replace(who, name=old.name, joined_on=old.joined_on, revenue=old.revenue)
                people[inn] = who
            case SetPurchases(buyer, seller, okpd2, amount) if buyer in people and buyer != seller:
                sums[buyer, seller, okpd2] = amount
                idle = [r for r in idle if (r.buyer, r.seller, r.okpd2) != (buyer, seller, okpd2)]
            case MovePurchases(buyer, seller, okpd2, to, amount) if to not in {seller, buyer}:
                if amount <= sums[buyer, seller, okpd2]:
                    sums[buyer, seller, okpd2] -= amount
                    sums[buyer, to, okpd2] += amount
            case _:
                pass
    rows = [Purchase(b, s, code, amount, YEAR) for (b, s, code), amount in sums.items() if amount]
    return replace(cluster, participants=tuple(people.values()), purchases=(*rows, *idle, *others))


def dependence(cluster: Cluster) -> Fraction | None:
    inside = total = Fraction(0)
    inns = {p.inn for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE}
    makers = {p.inn for p in cluster.participants if p.role is FINAL}
    for row in cluster.purchases:
        if row.buyer in makers and row.year == YEAR and row.for_final_product:
            total += Fraction(row.amount)
            inside += Fraction(row.amount) if row.seller in inns - {row.buyer} else 0
    return inside / total if total else None


def said(cluster: Cluster) -> object:
    verdict = evaluate(cluster, on=ON, facts=FACTS)
    return verdict.conclusion, verdict.measures, [(r.key, r.outcome, r.threshold, r.gap) for r in verdict.rules]


@settings(deadline=None, max_examples=1000 if WHOLE else 100)
@given(clusters(), st.lists(STEPS, max_size=6))
def test_the_verdict_is_that_of_the_tables_changed_by_hand(cluster: Cluster, steps: list[Step]) -> None:
    tried, hand = apply(cluster, steps, on=ON).cluster, by_hand(cluster, steps)
    assert said(tried) == said(hand)
    exact = next(r for r in evaluate(tried, on=ON, facts=FACTS).rules if r.measure == "functional_dependence")
    assert exact.value_exact == dependence(hand)


@settings(deadline=None)
@given(clusters(), st.sampled_from(MEMBERS))
def test_who_leaves_and_comes_back_changes_nothing(cluster: Cluster, inn: str) -> None:
    who = next(p for p in cluster.participants if p.inn == inn)
    back = Join(inn, "another name", who.role, who.special_territory, who.newcomer)
    trial = apply(cluster, [Leave(inn), back], on=ON)
    assert trial.refusals == ()
    assert trial.cluster == cluster


@settings(deadline=None)
@given(clusters(), st.data())
def test_what_is_moved_there_and_back_changes_no_verdict(cluster: Cluster, data: st.DataObject) -> None:
    there = positions(cluster)
    if not there:
        return
    one = data.draw(st.sampled_from(there))
    to = data.draw(SELLER.filter(lambda each: each not in {one.seller, one.buyer}))
    amount = data.draw(st.integers(1, int(one.amount * 100))) * Decimal("0.01")
    steps = [
        MovePurchases(one.buyer, one.seller, one.okpd2, to, amount),
        MovePurchases(one.buyer, to, one.okpd2, one.seller, amount),
    ]
    assert said(apply(cluster, steps, on=ON).cluster) == said(cluster)


@settings(deadline=None, max_examples=1000 if WHOLE else 100)
@given(clusters(), st.lists(STEPS, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_steps_about_different_things_is_nothing(cluster, steps, random) -> None:  # type: ignore[no-untyped-def]
    apart: dict[object, Step] = {}
    for step in steps:
        # purchases of one buyer, or one person: no two of the chosen touch the same
        about = step.buyer if isinstance(step, MovePurchases | SetPurchases) else step.inn
        apart.setdefault(about, step)
    chosen = list(apart.values())
    mixed = random.sample(chosen, len(chosen))
    assert said(apply(cluster, chosen, on=ON).cluster) == said(apply(cluster, mixed, on=ON).cluster)


@settings(deadline=None)
@given(clusters(), st.lists(STEPS, max_size=5))
def test_an_impossible_step_changes_nothing_and_is_named(cluster: Cluster, steps: list[Step]) -> None:
    trial = apply(cluster, steps, on=ON)
    wrong = {each.place for each in trial.refusals}
    possible = [step for place, step in enumerate(steps) if place not in wrong]
    assert apply(cluster, possible, on=ON) == replace(trial, refusals=())


ROWS = (Purchase("P0", "X0", "27.11", Decimal("100.00"), YEAR), Purchase("P0", "P1", "27.11", Decimal("40.50"), YEAR))
PAIR = (Participant("P0", "Zero", FINAL, "RU-MO"), Participant("P1", "One", SUPPLIER, "RU-MO"))
TWO = Cluster(
    "Two", ("RU-MO",), YEAR, ("27.40",), PAIR, ROWS
)  # fmt: skip


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (MovePurchases("P0", "X0", "27.11", "P1", Decimal("100.01")), "too_much"),
        (MovePurchases("P0", "X0", "27.11", "P1", Decimal("-0.01")), "negative"),
        (MovePurchases("P0", "X1", "27.11", "P1", Decimal(1)), "nothing_bought"),
        (MovePurchases("P0", "X0", "27.11", "X0", Decimal(1)), "same_seller"),
        (MovePurchases("P0", "X0", "27.11", "P0", Decimal(1)), "own_seller"),
        (SetPurchases("P0", "X0", "27.11", Decimal(-1)), "negative"),
        (SetPurchases("P0", "P0", "27.11", Decimal(1)), "own_seller"),
        (SetPurchases("P9", "X0", "27.11", Decimal(1)), "unknown_participant"),
        (Join("P1", "One", SUPPLIER), "already_participant"),
        (Leave("P9"), "unknown_participant"),
        (Alter("P9", FINAL, False, False), "unknown_participant"),
    ],
)
def test_each_impossible_step_has_a_name(step: Step, code: str) -> None:
    trial = apply(TWO, [Leave("P1"), Join("P1", "One", SUPPLIER), step], on=ON)
    assert trial == apply(TWO, [step], on=ON) or trial.refusals[0].place == 2
    assert [(each.place, each.code) for each in trial.refusals] == [(2, code)]
    assert trial.cluster == TWO


def test_the_kopeck_that_decides() -> None:
    """140.50 in all: 28.10 inside are a fifth exactly, a kopeck less is not."""
    for inside, enough in (("28.10", True), ("28.09", False)):
        steps = [
            SetPurchases("P0", "P1", "27.11", Decimal(inside)),
            SetPurchases("P0", "X0", "27.11", Decimal("140.50") - Decimal(inside)),
        ]
        verdict = evaluate(apply(TWO, steps, on=ON).cluster, on=date(2021, 6, 24), facts=FACTS)
        rule = next(r for r in verdict.rules if r.key == "cluster.func_dependence_min")
        assert (rule.outcome == "met") is enough


def test_positions_are_sums_of_what_counts() -> None:
    more = (
        Purchase("P0", "X0", "27.11", Decimal("0.50"), YEAR),
        Purchase("P0", "X0", "27.11", Decimal(9), 2019),
        Purchase("P0", "X0", "27.11", Decimal(9), YEAR, for_final_product=False),
        Purchase("P7", "X0", "27.11", Decimal(9), YEAR),
    )
    found = positions(replace(TWO, purchases=ROWS + more))
    assert [(each.seller, each.amount) for each in found] == [("X0", Decimal("100.50")), ("P1", Decimal("40.50"))]
    assert apply(TWO, [Leave("P0")], on=ON).refusals == ()
    assert positions(apply(TWO, [Leave("P0")], on=ON).cluster) == []
    assert Refusal(0, "unknown_participant", {"inn": "P5"}) in apply(TWO, [Leave("P5")], on=ON).refusals
