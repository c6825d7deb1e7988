"""Verdicts against a plain recomputation written here from `formats.md`, and many at once against one by one."""

import json
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine.facts import Facts, load
from svetovod.engine.model import (
    Cluster,
    InfrastructureKind,
    InfrastructureObject,
    Participant,
    ParticipantRole,
    Purchase,
)
from svetovod.engine.rules import Conclusion, FixKind, Outcome, evaluate, verdict_from_json
from svetovod.engine.rules.bulk import COLUMNS, aggregate, judge, tables_of
from svetovod.engine.rules.bulk.kept import kept, sums
from svetovod.engine.rules.flips import flips

FACTS = load()
HARD = FACTS.with_verified({key: "п. 1" for key in FACTS.items if key.startswith("cluster.")})

DAYS = st.one_of(
    st.dates(date(2015, 7, 31), date(2026, 12, 31)),
    st.sampled_from([date(2021, 11, 15), date(2021, 11, 16), date(2023, 2, 28), date(2023, 3, 1), date(2018, 8, 1)]),
)
_JOINED = st.one_of(st.none(), st.dates(date(2016, 1, 1), date(2024, 1, 1)), st.just(date(2020, 2, 29)))
_MONEY = st.one_of(
    st.integers(0, 10**6), st.integers(0, 10**17), st.sampled_from([0, 1, 100, 19_999, 20_000, 80_000])
).map(lambda kopecks: Decimal(f"{kopecks // 100}.{kopecks % 100:02d}"))


@st.composite
def clusters(draw: st.DrawFn) -> Cluster:
    size = draw(st.integers(0, 13))
    blank = draw(st.booleans())
    count = st.one_of(st.none(), st.integers(0, 50)) if blank else st.integers(0, 50)
    people = tuple(
        Participant(
            inn=str(n),
            name=f"P{n}",
            role=draw(st.sampled_from(ParticipantRole)),
            region="RU-MO",
            special_territory=draw(st.booleans()),
            employees=draw(count),
            high_performance_jobs=draw(count),
            revenue=draw(st.one_of(st.none(), _MONEY) if blank else _MONEY),
            joined_on=draw(_JOINED),
            newcomer=draw(st.booleans()),
        )
        for n in range(size)
    )
    buyers = st.integers(0, max(size - 1, 0)).map(str)
    sellers = st.one_of(st.none(), st.integers(0, size + 2).map(str))
    rows = draw(
        st.lists(
            st.builds(
                Purchase,
                buyer=buyers,
                seller=sellers,
                okpd2=st.just("27.40"),
                amount=_MONEY,
                year=st.sampled_from([2019, 2020, 2020, 2020]),
                for_final_product=st.sampled_from([True, True, False]),
            ),
            max_size=12 if size else 0,
        )
    )
    objects = draw(st.lists(st.sampled_from(InfrastructureKind), max_size=4))
    return Cluster(
        name="К",
        regions=("RU-MO",),
        year=2020,
        final_products=("27.40",),
        participants=people,
        purchases=tuple(rows),
        infrastructure=tuple(InfrastructureObject(kind, f"O{n}") for n, kind in enumerate(objects)),
        regional_productivity=draw(st.one_of(st.none(), _MONEY)),
    )


def recompute(cluster: Cluster, on: date) -> dict[str, Any]:
    """Every measure, the slow way."""
    people = [p for p in cluster.participants if p.role != ParticipantRole.INFRASTRUCTURE]
    inns = [p.inn for p in people]
    final = [p.inn for p in people if p.role == ParticipantRole.FINAL_PRODUCER]
    year = [row for row in cluster.purchases if row.year == cluster.year]
    asked = [row for row in year if row.for_final_product and row.buyer in final]
    inner = [row for row in year if row.buyer in inns and row.seller in inns and row.seller != row.buyer]
    alone = [p for p in people if all(p.inn not in (row.buyer, row.seller) for row in inner)]
    idle = [p for p in alone if p.newcomer]
    total = sum((Fraction(row.amount) for row in asked), Fraction(0))
    inside = sum((Fraction(row.amount) for row in asked if row in inner), Fraction(0))
    staff = [p.employees for p in people]
    jobs = [p.high_performance_jobs for p in people]
    revenue = [p.revenue for p in people]
    workers = None if None in staff or not sum(filter(None, staff)) else sum(filter(None, staff))
    return {
        "participants": len(people),
        "final_producers": len(final),
        "functional_dependence": inside / total if total else None,
        "special_territory_share": Fraction(sum(p.special_territory for p in people), len(people)) if people else None,
        "newcomers_without_cooperation": len(idle),
        "newcomers_overdue": _overdue(idle, on),
        "isolated_participants": len([p for p in alone if not p.newcomer]),
        "high_performance_share": Fraction(sum(filter(None, jobs)), workers) if workers and None not in jobs else None,
        "productivity": sum(map(Fraction, filter(None, revenue))) / Fraction(workers)
        if workers and None not in revenue
        else None,
        "education_bodies": sum(each.kind == "education" for each in cluster.infrastructure),
        "technological_objects": sum(each.kind == "technological" for each in cluster.infrastructure),
    }


def _overdue(idle: list[Any], on: date) -> int | None:
    if not idle:
        return 0
    if on < date(2021, 11, 16):
        return None
    late = 0
    for p in idle:
        if p.joined_on is None:
            continue
        leap = (p.joined_on.month, p.joined_on.day) == (2, 29)
        ends = date(p.joined_on.year + 3, p.joined_on.month, 28 if leap else p.joined_on.day)
        late += ends < on
    return None if not late and any(p.joined_on is None for p in idle) else late


def _printed(name: str, value: Any) -> Any:
    """Half up with `decimal`, which the engine does not use for this."""
    if not isinstance(value, Fraction):
        return value
    places = Decimal("0.01") if name == "productivity" else Decimal("0.000001")
    with localcontext() as context:
        context.prec = 200
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(places, rounding=ROUND_HALF_UP)


@given(clusters(), DAYS)
def test_measures_are_what_the_format_says(cluster: Cluster, on: date) -> None:
    expected = {name: _printed(name, value) for name, value in recompute(cluster, on).items()}
    assert evaluate(cluster, on=on, facts=FACTS).measures == expected


@given(clusters(), DAYS)
def test_outcomes_compare_exact_fractions(cluster: Cluster, on: date) -> None:
    measures = recompute(cluster, on)
    for rule in evaluate(cluster, on=on, facts=FACTS).rules:
        value = measures[rule.measure]
        if value is None or rule.threshold is None:
            assert rule.outcome is Outcome.NO_DATA
            assert rule.value is None
            continue
        bound = Fraction(rule.threshold)
        holds = {">=": value >= bound, "<=": value <= bound, ">": value > bound}[rule.operator]
        assert rule.outcome is (Outcome.MET if holds else Outcome.NOT_MET)
        assert (rule.gap is None) is holds


@given(clusters(), DAYS)
def test_reduced_threshold_exactly_where_the_share_is_reached(cluster: Cluster, on: date) -> None:
    rule = evaluate(cluster, on=on, facts=FACTS).rule("cluster.func_dependence_min")
    share = recompute(cluster, on)["special_territory_share"]
    reduced = on >= date(2021, 11, 16) and share is not None and share >= Fraction(3, 10)
    if rule is None:
        assert on < date(2018, 8, 2)
    else:
        assert rule.threshold == Decimal("0.10" if reduced else "0.20")
        assert rule.threshold_from == ("cluster.func_dependence_min_reduced" if reduced else None)


def _fixed(cluster: Cluster, on: date, amount: Decimal, *, shift: bool) -> Outcome:
    """The outcome after the money moved from outside, or after that much more was bought inside."""
    producer = next(p.inn for p in cluster.participants if p.role is ParticipantRole.FINAL_PRODUCER)
    other = next(p.inn for p in cluster.participants if p.inn != producer and p.role != ParticipantRole.INFRASTRUCTURE)
    extra = [Purchase(producer, other, "27.40", amount, cluster.year)]
    if shift:
        extra.append(Purchase(producer, None, "27.40", -amount, cluster.year))
    rule = evaluate(replace(cluster, purchases=(*cluster.purchases, *extra)), on=on, facts=FACTS).rule(
        "cluster.func_dependence_min"
    )
    assert rule is not None
    return rule.outcome


@given(clusters(), st.sampled_from([date(2021, 6, 24), date(2021, 11, 16)]))
def test_purchase_fixes_are_the_least_that_helps(cluster: Cluster, on: date) -> None:
    verdict = evaluate(cluster, on=on, facts=FACTS)
    participants = [p for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE]
    for fix in verdict.fixes:
        if fix.amount is None or len(participants) < 2:
            continue
        shift = fix.kind is FixKind.SHIFT_PURCHASES
        less = fix.amount - Decimal("0.01")
        assert _fixed(cluster, on, fix.amount, shift=shift) is Outcome.MET
        assert _fixed(cluster, on, less, shift=shift) is Outcome.NOT_MET


@given(clusters(), DAYS)
def test_shift_is_feasible_where_enough_is_bought_outside(cluster: Cluster, on: date) -> None:
    inns = {p.inn for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE}
    final = {p.inn for p in cluster.participants if p.role is ParticipantRole.FINAL_PRODUCER}
    outside = sum(
        Fraction(row.amount)
        for row in cluster.purchases
        if row.year == 2020 and row.for_final_product and row.buyer in final and row.seller not in inns
    )
    for fix in evaluate(cluster, on=on, facts=FACTS).fixes:
        if fix.kind is FixKind.SHIFT_PURCHASES:
            assert fix.amount is not None
            assert fix.feasible is (outside >= Fraction(fix.amount))


@given(clusters(), DAYS)
def test_hard_rules_speak_plainly_and_warnings_softly(cluster: Cluster, on: date) -> None:
    soft, hard = evaluate(cluster, on=on, facts=FACTS), evaluate(cluster, on=on, facts=HARD)
    assert soft.conclusion is not Conclusion.NOT_CONFORMING
    if any(rule.outcome is Outcome.NOT_MET and rule.use == "hard" for rule in hard.rules):
        assert hard.conclusion is Conclusion.NOT_CONFORMING
    assert all(rule.confirmed_for_edition for rule in hard.rules if rule.use == "hard")


@given(clusters(), DAYS)
def test_a_stored_verdict_reads_back_equal(cluster: Cluster, on: date) -> None:
    verdict = evaluate(cluster, on=on, facts=HARD)
    assert verdict_from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


@pytest.mark.parametrize("facts", [FACTS, HARD], ids=["as known", "verified"])
@settings(max_examples=1000 if WHOLE else 30)
@given(st.lists(clusters(), min_size=1, max_size=5), DAYS)
def test_many_at_once_are_the_same_as_one_by_one(facts: Facts, many: list[Cluster], on: date) -> None:
    named = {f"К{n}": cluster for n, cluster in enumerate(many)}
    judged = judge(aggregate(tables_of(named), on=on, facts=facts), on=on, facts=facts)
    assert tuple(judged.columns) == COLUMNS
    assert judged.rows() == [row for name, cluster in named.items() for row in _single(name, cluster, on, facts)]


def _single(name: str, cluster: Cluster, on: date, facts: Facts) -> list[tuple[Any, ...]]:
    verdict = evaluate(cluster, on=on, facts=facts)
    return [
        (name, rule.key, rule.value, rule.numerator, rule.denominator, rule.threshold, rule.gap, rule.outcome, rule.use,
         verdict.conclusion)
        for rule in verdict.rules
    ]  # fmt: skip


def test_sums_beyond_64_bits_stay_exact() -> None:
    most = Decimal("99999999999999999999.99")
    people = tuple(
        Participant(str(n), str(n), ParticipantRole.FINAL_PRODUCER, "RU-MO", employees=1, revenue=most)
        for n in range(10)
    )
    rows = (
        *(Purchase("0", "1", "27.40", most, 2020) for _ in range(9)),
        *(Purchase("0", None, "27.40", most, 2020),) * 36,
    )
    cluster = Cluster("К", ("RU-MO",), 2020, ("27.40",), people, rows, regional_productivity=most)
    on = date(2021, 6, 24)
    judged = judge(aggregate(tables_of({"К": cluster}), on=on, facts=FACTS), on=on, facts=FACTS)
    assert judged.rows() == _single("К", cluster, on, FACTS)
    dependence = judged.filter(pl.col("key") == "cluster.func_dependence_min")
    assert dependence["outcome"].to_list() == ["met"]


@given(st.lists(clusters(), max_size=4), DAYS)
def test_kept_sums_are_those_of_the_tables(found: list[Cluster], on: date) -> None:
    named = {f"c{n}": cluster for n, cluster in enumerate(found)}
    rows = json.loads(json.dumps({name: kept(cluster) for name, cluster in named.items()}))
    expected = aggregate(tables_of(named), on=on, facts=FACTS)
    assert sums(rows, on=on, facts=FACTS).collect().to_dicts() == expected.collect().to_dicts()


@given(st.lists(clusters(), min_size=1, max_size=4), DAYS, DAYS, st.booleans())
def test_flips_are_those_of_single_verdicts(found: list[Cluster], a: date, b: date, verified: bool) -> None:
    """Which clusters flip, and the reasons: rules that weigh otherwise, computed here one by one."""
    named, second = {f"c{n}": cluster for n, cluster in enumerate(found)}, HARD if verified else FACTS

    def weights(cluster: Cluster, on: date, facts: Facts) -> tuple[Conclusion, dict[str, int]]:
        verdict = evaluate(cluster, on=on, facts=facts)
        table = {("hard", "not_met"): 3, ("warn", "not_met"): 2, ("hard", "no_data"): 1, ("warn", "no_data"): 1}
        return verdict.conclusion, {r.key: table.get((str(r.use), str(r.outcome)), 0) for r in verdict.rules}

    expected = {}
    for name, cluster in named.items():
        (before, left), (after, right) = weights(cluster, a, FACTS), weights(cluster, b, second)
        if before != after:
            keys = {key for key in left | right if left.get(key, 0) != right.get(key, 0)}
            expected[name] = (before, after, keys)
    rows = {name: kept(cluster) for name, cluster in named.items()}
    got = flips(rows, first=(a, FACTS), second=(b, second))
    assert {f.cluster: (f.before, f.after, {r.key for r in f.reasons}) for f in got} == expected
