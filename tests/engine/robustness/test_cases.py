"""Exact cases against the whole ranking made again: a score left out by hand, a criterion left out by hand."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.model import Candidate, Criterion, CriterionKind, Distribution, Score, SelectionRound
from svetovod.engine.ranking import Counting, decisive_scores, rank, without_criteria

T0 = datetime(2021, 9, 1, 9)  # noqa: DTZ001 -- workbooks have no zones
FUNDED = ("winner", "partial")


@st.composite
def rounds(draw: st.DrawFn) -> SelectionRound:
    """Two expert criteria and a computed one, whose weights are such that the rest of 100 divides."""
    criteria = (
        Criterion("А", "А", Decimal(50), Decimal(10)),
        Criterion("Б", "Б", Decimal(30), Decimal(10)),
        Criterion("В", "В", Decimal(20), Decimal(10), CriterionKind.COMPUTED),
    )
    points = st.integers(0, 10).map(Decimal)
    candidates, scores = [], []
    for n in range(draw(st.integers(1, 6))):
        code = f"P{n}"
        asked = Decimal(draw(st.integers(1, 60)))
        minimum = draw(st.none() | st.integers(0, 60).map(Decimal))
        candidates.append(Candidate(code, code, asked, T0 + timedelta(minutes=draw(st.integers(0, 2))), True, minimum))
        scores.append(Score(code, None, "В", draw(points)))
        for name in "ЯЮЭ"[: draw(st.integers(1, 3))]:
            scores += [Score(code, name, criterion, draw(points)) for criterion in "АБ"]
    return SelectionRound(
        Decimal(draw(st.integers(0, 150))), criteria, tuple(candidates), tuple(scores),
        draw(st.none() | st.integers(0, 90).map(Decimal)), draw(st.sampled_from(Distribution)),
    )  # fmt: skip


def funded(round_: SelectionRound) -> set[str]:
    return {place.project for place in rank(round_).places if place.outcome in FUNDED}


def filled(round_: SelectionRound, project: str, expert: str, criterion: str) -> SelectionRound | None:
    """The score replaced by the mean of the others; None where there are none."""
    key = (project, criterion)
    others = [s.points for s in round_.scores if (s.project, s.criterion) == key and s.expert != expert]
    if not others:
        return None
    mean = sum(map(Fraction, others)) / len(others)  # type: ignore[arg-type]
    value = Decimal(mean.numerator) / mean.denominator  # of one or two whole numbers: exact
    rows = tuple(
        replace(s, points=value) if (s.project, s.criterion, s.expert) == (*key, expert) else s for s in round_.scores
    )
    return replace(round_, scores=rows)


@settings(max_examples=150)
@given(rounds())
def test_decisive_scores_are_those_that_change_who_gets_money(round_: SelectionRound) -> None:
    before, expected = funded(round_), {}
    for score in round_.scores:
        if score.expert is None or score.criterion is None:
            continue
        other = filled(round_, score.project, score.expert, score.criterion)
        after = before if other is None else funded(other)
        if after != before:
            expected[score.project, score.expert, score.criterion] = (after - before, before - after)
    found = decisive_scores(Counting(round_))
    assert {(d.project, d.expert, d.criterion): (set(d.gained), set(d.lost)) for d in found} == expected


@settings(max_examples=100)
@given(rounds())
def test_a_criterion_left_out_leaves_the_others_in_proportion(round_: SelectionRound) -> None:
    for case in without_criteria(Counting(round_)):
        if case.criterion == "Б":
            continue  # 50 : 20 has no weights of two decimals that sum to 100
        kept = [c for c in round_.criteria if c.code != case.criterion]
        whole = sum(c.weight for c in kept)
        criteria = tuple(replace(c, weight=c.weight * 100 / whole) for c in kept)
        scores = tuple(s for s in round_.scores if s.criterion != case.criterion)
        other = replace(round_, criteria=criteria, scores=scores)
        assert [place.project for place in rank(other).places] == [code for code, _ in case.places]
        now, then = funded(round_), funded(other)
        assert (set(case.gained), set(case.lost)) == (then - now, now - then)
