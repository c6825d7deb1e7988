"""Quotas and years: worked cases, and the money against every set of projects that the rules allow."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from svetovod.engine.model import Candidate, Criterion, Distribution, Quota, QuotaBy, Score, SelectionRound
from svetovod.engine.ranking import rank
from svetovod.wording.ranking import say_reason

T0 = datetime(2021, 9, 1, 9)  # noqa: DTZ001 -- workbooks have no zones
FUNDED = ("winner", "partial")


def a_round(limit: int, *projects: tuple[str, int], quotas: tuple[Quota, ...] = (), **more: object) -> SelectionRound:
    """Projects (region, sum asked) in the order of their places."""
    candidates = tuple(
        Candidate(f"P{n}", f"P{n}", Decimal(asked), T0 + timedelta(minutes=n), True, region=region)
        for n, (region, asked) in enumerate(projects, 1)
    )
    scores = tuple(Score(row.code, "Э", "К", Decimal(20 - n)) for n, row in enumerate(candidates))
    criteria = (Criterion("К", "К", Decimal(100), Decimal(20)),)
    return SelectionRound(
        Decimal(limit), criteria, candidates, scores, quotas=quotas, distribution=Distribution.SKIP, **more
    )  # type: ignore[arg-type]


def most(region: str, amount: int) -> Quota:
    return Quota(QuotaBy.REGION, region, at_most=Decimal(amount))


def least(region: str, amount: int) -> Quota:
    return Quota(QuotaBy.REGION, region, at_least=Decimal(amount))


def funded(round_: SelectionRound) -> list[str]:
    return [place.project for place in rank(round_).places if place.outcome in FUNDED]


def said(round_: SelectionRound, project: str) -> str:
    return " ".join(say_reason(reason, "ru") for reason in rank(round_).why(project).money)


def test_a_ceiling_passes_over_and_says_so() -> None:
    round_ = a_round(300, ("А", 100), ("А", 100), ("Б", 100), quotas=(most("А", 150),))
    assert funded(round_) == ["P1", "P3"]
    assert "Квота «А» исчерпана: на неё не более 150,00" in said(round_, "P2").replace("\u00a0", " ")


def test_what_is_kept_goes_to_its_region_alone() -> None:
    round_ = a_round(200, ("А", 100), ("А", 100), ("Б", 80), quotas=(least("Б", 80),))
    assert funded(round_) == ["P1", "P3"]
    assert "сохранён за другими квотами" in said(round_, "P2")


def test_no_more_is_kept_than_is_asked_for() -> None:
    assert funded(a_round(200, ("А", 100), ("А", 70), ("Б", 30), quotas=(least("Б", 150),))) == ["P1", "P2", "P3"]


def test_strict_stops_the_region_whose_ceiling_is_reached_and_nobody_else() -> None:
    round_ = a_round(300, ("А", 100), ("А", 100), ("А", 50), ("Б", 100), quotas=(most("А", 150),))
    assert funded(replace(round_, distribution=Distribution.STRICT)) == ["P1", "P4"]
    assert funded(round_) == ["P1", "P3", "P4"]


def test_years_must_each_have_room() -> None:
    round_ = a_round(200, ("А", 100), ("А", 100), years=((2026, Decimal(120)), (2027, Decimal(80))))
    early = [replace(row, by_year=((2026, row.requested),)) for row in round_.candidates]
    round_ = replace(round_, candidates=tuple(early))
    assert funded(round_) == ["P1"]
    assert "в годах, на которые просят" in said(round_, "P2")
    part = replace(round_, candidates=(early[0], replace(early[1], minimum=Decimal(20))))
    second = rank(part).places[1].to_json()
    assert (second["status"], second["allocated"], second["by_year"]) == (
        "partial", "20.00", {"2026": "20.00", "2027": "0.00"}
    )  # fmt: skip


@pytest.mark.parametrize(("takes", "status"), [(True, "partial"), (False, "reserve")])
def test_who_said_no_to_a_part_gets_none(takes: bool, status: str) -> None:
    round_ = a_round(150, ("А", 100), ("А", 100))
    second = replace(round_.candidates[1], minimum=Decimal(10), takes_part=takes)
    assert rank(replace(round_, candidates=(round_.candidates[0], second))).places[1].outcome == status


def test_rules_that_contradict_themselves_are_refused() -> None:
    for wrong in (
        a_round(100, ("А", 1), years=((2026, Decimal(99)),)),
        a_round(100, ("А", 1), quotas=(most("А", 1), least("А", 1))),
        a_round(100, ("А", 1), ties=("beauty",)),
    ):
        with pytest.raises(ValueError, match=r"limit|quota|beauty"):
            rank(wrong)


@st.composite
def quoted(draw: st.DrawFn) -> SelectionRound:
    """Whole sums only: up to seven projects in two regions and two directions, ceilings and money kept."""
    rows = draw(st.lists(st.tuples(st.sampled_from("АБВ"), st.integers(1, 60)), min_size=1, max_size=7))
    round_ = a_round(draw(st.integers(0, 150)), *rows)
    directions = [replace(row, direction=draw(st.sampled_from("ГД"))) for row in round_.candidates]
    pairs = [(QuotaBy.REGION, name) for name in "АБ"] + [(QuotaBy.DIRECTION, name) for name in "ГД"]
    money = st.none() | st.integers(0, 80).map(Decimal)
    quotas = tuple(
        Quota(by, name, draw(money), draw(money))
        for by, name in draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True))
    )
    return replace(round_, candidates=tuple(directions), quotas=quotas)


def _allowed(round_: SelectionRound, chosen: tuple[bool, ...]) -> bool:
    """The limit, every ceiling, and in each dimension the limit less what is kept for those who have not had it."""
    pairs = list(zip(chosen, round_.candidates, strict=True))
    spent = sum(row.requested for got, row in pairs if got)
    kept = {by: Decimal(0) for by in QuotaBy}
    for quota in round_.quotas:
        own = [(got, row) for got, row in pairs if getattr(row, quota.by.value) == quota.name]
        had = sum((row.requested for got, row in own if got), Decimal(0))
        asked = sum((row.requested for _, row in own), Decimal(0))
        if quota.at_most is not None and had > quota.at_most:
            return False
        floor = min(quota.at_least or Decimal(0), asked, asked if quota.at_most is None else quota.at_most)
        kept[quota.by] += max(floor - had, Decimal(0))
    return all(spent + part <= round_.limit for part in kept.values())


@settings(max_examples=300)
@given(quoted())
def test_no_other_set_is_better_place_by_place(round_: SelectionRound) -> None:
    """Of all sets allowed the one that pays the first place if any does, then the second, and so on."""
    sets = [s for s in product((True, False), repeat=len(round_.candidates)) if _allowed(round_, s)]
    assume(sets)  # what is kept in all does not exceed the limit
    places = rank(round_).places
    assert [place.project for place in places] == [row.code for row in round_.candidates]
    assert tuple(place.outcome in FUNDED for place in places) == max(sets)
