"""Exact cases against the whole ranking made again: a score left out by hand, a criterion left out by hand."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.model import (
    Aggregation,
    Candidate,
    Criterion,
    CriterionKind,
    Distribution,
    Quota,
    QuotaBy,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import Counting, Decisive, WithoutCriterion, decisive_scores, rank, without_criteria

T0 = datetime(2021, 9, 1, 9)  # noqa: DTZ001 -- workbooks have no zones
FUNDED = ("winner", "partial")


@st.composite
def rounds(draw: st.DrawFn) -> SelectionRound:
    """Two expert criteria and a computed one, whose weights are such that the rest of 100 divides."""
    least = draw(st.none() | st.integers(0, 6).map(Decimal))
    criteria = (
        Criterion("А", "А", Decimal(50), Decimal(10), least=least),
        Criterion("Б", "Б", Decimal(30), Decimal(10)),
        Criterion("В", "В", Decimal(20), Decimal(10), CriterionKind.COMPUTED),
    )
    points = st.integers(0, 10).map(Decimal)
    candidates, scores = [], []
    for n in range(draw(st.integers(1, 6))):
        code = f"P{n}"
        asked = Decimal(draw(st.integers(1, 60)))
        minimum = draw(st.none() | st.integers(0, 60).map(Decimal))
        at, region = T0 + timedelta(minutes=draw(st.integers(0, 2))), draw(st.sampled_from("ГД"))
        candidates.append(Candidate(code, code, asked, at, True, minimum, region))
        scores.append(Score(code, None, "В", draw(points)))
        for name in "ЯЮЭ"[: draw(st.integers(1, 3))]:
            scores += [Score(code, name, criterion, draw(points)) for criterion in "АБ"]
    way = draw(st.sampled_from(Distribution))
    quotas = draw(st.sampled_from([(), (Quota(QuotaBy.REGION, "Г", Decimal(60)),)]))
    return SelectionRound(
        Decimal(draw(st.integers(0, 150))), criteria, tuple(candidates), tuple(scores),
        draw(st.none() | st.integers(0, 90).map(Decimal)), way, winners=draw(st.none() | st.integers(1, 3)),
        quotas=() if way is Distribution.PROPORTIONAL else quotas,
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


def of_one(limit: int, scores: dict[str, str], **more: object) -> SelectionRound:
    """Projects that ask for 100 each, in one criterion; `P1="6 4"`: points of Э1 and Э2."""
    return SelectionRound(
        Decimal(limit), (Criterion("К", "К", Decimal(100), Decimal(10)),),
        tuple(Candidate(code, code, Decimal(100), T0, True) for code in scores),
        tuple(
            Score(code, f"Э{n}", "К", Decimal(mark))
            for code, marks in scores.items() for n, mark in enumerate(marks.split(), 1)
        ), **more,
    )  # type: ignore[arg-type]  # fmt: skip


def test_one_score_decides() -> None:
    """7.5 to 6; without its 10 P2 has 5, without its 5 more than before."""
    found = decisive_scores(Counting(of_one(100, {"P1": "6 6", "P2": "5 10"})))
    assert found == (Decisive("P2", "Э2", "К", Decimal(10), ("P1",), ("P2",)),)
    # money for both: nothing hangs on anything; one expert: there is nothing to take the figure from
    assert decisive_scores(Counting(of_one(200, {"P1": "6 6", "P2": "5 10"}))) == ()
    assert decisive_scores(Counting(of_one(100, {"P1": "6", "P2": "5"}))) == ()


def test_a_score_that_keeps_a_project_below_the_threshold() -> None:
    """5 of the 6 that are asked for: without the 4 exactly 6, of the whole and of the criterion alike."""
    expected = (Decisive("P1", "Э2", "К", Decimal(4), ("P1",), ()),)
    round_ = of_one(100, {"P1": "6 4"})
    assert decisive_scores(Counting(replace(round_, threshold=Decimal(60)))) == expected
    least = (replace(round_.criteria[0], least=Decimal(6)),)
    assert decisive_scores(Counting(replace(round_, criteria=least))) == expected
    assert decisive_scores(Counting(replace(round_, threshold=Decimal(61)))) == ()


def test_money_ends_where_the_list_is_stopped() -> None:
    """P2 lacks money and stops P3; without its 8 it has 4 and stands behind P3, which is paid, and still stops P4."""
    round_ = of_one(150, {"P1": "9 9", "P2": "8 4", "P3": "5 5", "P4": "3 3"})
    asked = {"P3": Decimal(30), "P4": Decimal(20)}
    candidates = tuple(replace(row, requested=asked.get(row.code, row.requested)) for row in round_.candidates)
    found = decisive_scores(Counting(replace(round_, candidates=candidates)))
    assert found == (Decisive("P2", "Э1", "К", Decimal(8), ("P3",), ()),)


def test_nobody_is_paid_whole_and_one_in_part() -> None:
    """50 to whoever stands first, be it a kopeck of them."""
    for limit in ("50", "0.01"):
        round_ = replace(of_one(0, {"P1": "9 1", "P2": "4 4"}), limit=Decimal(limit))
        candidates = tuple(replace(row, minimum=Decimal(0)) for row in round_.candidates)
        found = decisive_scores(Counting(replace(round_, candidates=candidates)))
        assert found == (Decisive("P1", "Э1", "К", Decimal(9), ("P2",), ("P1",)),)


def test_behind_the_last_one_paid_nothing_hangs_on_a_score() -> None:
    scores = {"P1": "9 9", "P2": "8 4", "P3": "5 5"}
    for limit in (100, 50):  # one is paid, and nobody
        assert decisive_scores(Counting(of_one(limit, scores, distribution=Distribution.SKIP))) == ()


def test_whoever_rises_above_those_paid_takes_the_money_of_the_last() -> None:
    found = decisive_scores(Counting(of_one(200, {"P1": "6 6", "P2": "5.5 5.5", "P3": "9 1"})))
    assert found == (Decisive("P3", "Э2", "К", Decimal(1), ("P3",), ("P2",)),)


def test_whoever_rises_among_those_that_lack_money_takes_that_of_the_next() -> None:
    """250: P1 whole, P2 asks for more than is left, P3 whole; without its 1 P4 stands before P3."""
    round_ = of_one(250, {"P1": "9 9", "P2": "8 8", "P3": "6 6", "P4": "7 1"}, distribution=Distribution.SKIP)
    candidates = tuple(replace(row, requested=Decimal(100 + 100 * (row.code == "P2"))) for row in round_.candidates)
    found = decisive_scores(Counting(replace(round_, candidates=candidates)))
    assert found == (Decisive("P4", "Э2", "К", Decimal(1), ("P4",), ("P3",)),)


def test_whoever_passes_behind_the_stop_of_a_strict_list_gets_nothing() -> None:
    round_ = of_one(150, {"P1": "9 9", "P2": "8 8", "P3": "6 4"}, threshold=Decimal(60))
    candidates = tuple(replace(row, requested=Decimal(100 - 70 * (row.code == "P3"))) for row in round_.candidates)
    assert decisive_scores(Counting(replace(round_, candidates=candidates))) == ()


def test_nothing_is_not_below_a_least_that_is_not_set() -> None:
    assert decisive_scores(Counting(of_one(100, {"P1": "5 0"}))) == ()


def test_by_the_median_of_the_others() -> None:
    """9 of 9, 9 and 1, without one 9 the middle of 9 and 1 is 5; of 10, 9, 9 and 1 it is 9 whoever is left out."""
    found = decisive_scores(Counting(of_one(100, {"P1": "9 9 1", "P2": "6 6 6"}, aggregation=Aggregation.MEDIAN)))
    assert [(each.expert, each.gained, each.lost) for each in found] == [
        ("Э1", ("P2",), ("P1",)), ("Э2", ("P2",), ("P1",)),
    ]  # fmt: skip
    four = of_one(100, {"P1": "10 9 9 1", "P2": "8 8 8 8"}, aggregation=Aggregation.MEDIAN)
    assert decisive_scores(Counting(four)) == ()


def test_a_criterion_left_out_takes_its_median_with_it() -> None:
    marks = {"P1": ("9 9 1", "5 5 5"), "P2": ("1 1 1", "6 6 6")}
    criteria = tuple(Criterion(code, code, Decimal(50), Decimal(10)) for code in "АБ")
    scores = tuple(
        Score(project, f"Э{n}", criterion, Decimal(mark))
        for project, given in marks.items()
        for criterion, row in zip("АБ", given, strict=True)
        for n, mark in enumerate(row.split(), 1)
    )
    round_ = replace(of_one(100, dict.fromkeys(marks, "1")), criteria=criteria, scores=scores)
    first, _ = without_criteria(Counting(replace(round_, aggregation=Aggregation.MEDIAN)))
    assert first == WithoutCriterion("А", ("P2",), ("P1",), (("P2", 1), ("P1", 2)))


def test_who_is_below_the_threshold_gains_nothing_by_anothers_fall() -> None:
    round_ = of_one(200, {"P1": "8 8", "P2": "9 3", "P3": "4 4"}, threshold=Decimal(50))
    assert decisive_scores(Counting(round_)) == (Decisive("P2", "Э1", "К", Decimal(9), (), ("P2",)),)


def in_two(least: int | None = None, **more: object) -> SelectionRound:
    """А of 75 and Б of 25 points, 10 at most in each: P1 has 8 and 1, P2 4 and 9."""
    criteria = (
        Criterion("А", "А", Decimal(75), Decimal(10), least=None if least is None else Decimal(least)),
        Criterion("Б", "Б", Decimal(25), Decimal(10)),
    )
    points = {"P1": (8, 1), "P2": (4, 9)}
    return SelectionRound(
        Decimal(100), criteria, tuple(Candidate(code, code, Decimal(100), T0, True) for code in points),
        tuple(
            Score(code, "Э", criterion, Decimal(mark))
            for code, marks in points.items() for criterion, mark in zip("АБ", marks, strict=True)
        ), **more,
    )  # type: ignore[arg-type]  # fmt: skip


def test_a_criterion_left_out_by_hand() -> None:
    """62.5 to 52.5; by Б alone 10 to 90, by А alone 80 to 40."""
    by_b = WithoutCriterion("А", ("P2",), ("P1",), (("P2", 1), ("P1", 2)))
    by_a = WithoutCriterion("Б", (), (), (("P1", 1), ("P2", 2)))
    assert without_criteria(Counting(in_two())) == (by_b, by_a)
    assert without_criteria(Counting(of_one(100, {"P1": "5"}))) == ()


def test_what_is_asked_without_a_criterion() -> None:
    """The threshold stays what it is of 100, and a criterion that is left out has no least."""
    for threshold, gained in ((90, ("P2",)), (91, ())):
        first, second = without_criteria(Counting(in_two(threshold=Decimal(threshold))))
        assert (first.gained, first.lost) == (gained, ())
        assert (second.gained, second.lost) == ((), ())
    for threshold, gained in ((80, ("P1",)), (81, ())):
        assert without_criteria(Counting(in_two(threshold=Decimal(threshold))))[1].gained == gained
    # nobody has 9 in А: without А there is nobody to fall short of it
    first, second = without_criteria(Counting(in_two(least=9)))
    assert (first.gained, second.gained) == (("P2",), ())
