"""One rule of a round after another, each on the fewest projects that show it, counted by hand."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.engine.ranking.test_ranking import T0, a_round, project, scored

from svetovod.engine.model import (
    Aggregation,
    Criterion,
    CriterionKind,
    Distribution,
    Problem,
    Quota,
    QuotaBy,
    Scale,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import Counting, Ranking, rank

from .rounds import COMPUTED, TWO, reasons, sheets, two


@pytest.mark.parametrize(
    ("how", "marks", "figure"),
    [
        (Aggregation.MEAN, "1 2 9", 4),
        (Aggregation.TRIMMED_MEAN, "1 9", 5),  # two: nothing to leave out
        (Aggregation.TRIMMED_MEAN, "9 1 2", 2),
        (Aggregation.TRIMMED_MEAN, "1 1 4 10", Fraction(5, 2)),
        (Aggregation.TRIMMED_MEAN, "0 1 2 6 9", 3),
        (Aggregation.MEDIAN, "1 9", 5),
        (Aggregation.MEDIAN, "9 2 1", 2),
        (Aggregation.MEDIAN, "10 1 4 1", Fraction(5, 2)),
        (Aggregation.MEDIAN, "0 1 3 8 9", 3),
    ],
)
def test_one_figure_of_several_experts(how: Aggregation, marks: str, figure: Fraction) -> None:
    ranking = rank(a_round(100, [project("P1")], scored(P1=marks), aggregation=how))
    assert ranking.places[0].score == 10 * figure
    (part,) = ranking.why("P1").contributions
    assert (part.mean, part.value) == (figure, 10 * figure)


def test_the_figure_without_an_expert_is_made_of_the_others() -> None:
    """Medians 2 and 5. Without E2 both have 5, and P2 came earlier; without E3 P1 has the middle of 9 and 2, 5.5."""
    round_ = a_round(100, [project("P1", at=2), project("P2", at=1)], scored(P1="9 2 1", P2="5 5 5"))
    ranking = rank(replace(round_, aggregation=Aggregation.MEDIAN))
    assert [(place.project, place.best, place.worst) for place in ranking.places] == [("P2", 1, 2), ("P1", 1, 2)]
    assert [(case.expert, case.gained, case.lost) for case in ranking.without] == [
        ("E1", (), ()), ("E2", (), ()), ("E3", ("P1",), ("P2",)),
    ]  # fmt: skip


def test_weights_and_maxima_of_several_criteria() -> None:
    """60 * 8/10 + 40 * 3/5."""
    ranking = rank(two(sheets(P1="8/3", P2="10/0"), project("P1"), project("P2")))
    assert [(place.project, place.score) for place in ranking.places] == [("P1", 72), ("P2", 60)]
    parts = ranking.why("P1").contributions
    assert [(p.criterion, p.weight, p.maximum, p.points, p.mean, p.value) for p in parts] == [
        ("А", 60, 10, (("E1", 8),), 8, 48), ("Б", 40, 5, (("E1", 3),), 3, 24),
    ]  # fmt: skip


def test_points_are_added_up_where_the_round_says_so() -> None:
    criteria = tuple(replace(each, weight=each.maximum) for each in TWO)
    round_ = replace(two(sheets(P1="8/3 10/4", P2="10/0")), criteria=criteria, scale=Scale.POINTS)
    assert [place.score for place in rank(round_).places] == [Fraction(25, 2), 10]
    assert Counting(round_).whole == 15


def test_experts_are_shown_by_name_whoever_came_first() -> None:
    ranking = rank(a_round(100, [project("P1")], scored(P1="1 2 3")[::-1]))
    assert ranking.why("P1").contributions[0].points == (("E1", 1), ("E2", 2), ("E3", 3))


MIXED = (
    Criterion("К", "Качество", Decimal(60), Decimal(10)),
    Criterion("Р", "Расчёт", Decimal(40), Decimal(4), COMPUTED),
)


def test_a_computed_score_that_is_missing_counts_as_nothing_and_is_told() -> None:
    rows = (
        *scored(P1="5", P2="x", P3="9", P4="5"),
        Score("P2", None, "Р", Decimal(4)),
        Score("P4", None, "Р", Decimal(4)),
    )
    projects = (project("P1"), project("P2"), project("P3", admitted=False), project("P4"))
    ranking = rank(SelectionRound(Decimal(100), MIXED, projects, rows))
    assert [(place.project, place.score) for place in ranking.places] == [("P4", 70), ("P1", 30)]
    # a computed score alone is no place where experts are asked
    assert ranking.unranked == (("P2", "no_scores"), ("P3", "not_admitted"))
    assert ranking.notes == (Problem("computed.missing", "Оценки", None, "Критерий", "Р", {"project": "P1"}),)
    parts = ranking.why("P1").contributions
    assert [(part.criterion, part.points, part.mean, part.value) for part in parts] == [
        ("К", (("E1", Decimal(5)),), 5, 30), ("Р", (), 0, 0),
    ]  # fmt: skip
    assert ranking.why("P4").contributions[1].points == ((None, Decimal(4)),)


def test_where_all_criteria_are_computed_nobody_is_asked() -> None:
    criteria = (Criterion("Р", "Расчёт", Decimal(100), Decimal(4), COMPUTED),)
    rows = (Score("P1", None, "Р", Decimal(1)), Score("P2", None, "Р", Decimal(3)))
    round_ = SelectionRound(Decimal(100), criteria, (project("P1"), project("P2"), project("P3")), rows)
    ranking = rank(replace(round_, sheets_needed=1))
    assert [(place.project, place.score, place.best) for place in ranking.places] == [
        ("P2", 75, None),
        ("P1", 25, None),
    ]
    assert ranking.unranked == (("P3", "no_scores"),)


@pytest.mark.parametrize(("needed", "unranked"), [(0, ()), (1, ()), (2, ("P2",)), (3, ("P1", "P2"))])
def test_who_was_scored_by_too_few_has_no_place(needed: int, unranked: tuple[str, ...]) -> None:
    round_ = a_round(100, [project("P1"), project("P2")], scored(P1="5 5 x", P2="9 x x"), sheets_needed=needed)
    ranking = rank(round_)
    assert ranking.unranked == tuple((code, "few_scores") for code in unranked)
    for code in unranked:
        found = ranking.why(code)
        assert [(reason.code, dict(reason.params)) for reason in found.place] == [("few_scores", {"needed": needed})]
        assert found.outcome == "few_scores"


@pytest.mark.parametrize(("winners", "paid"), [(None, "P1 P2 P3"), (3, "P1 P2 P3"), (2, "P1 P2"), (1, "P1")])
def test_no_more_projects_win_than_the_round_says(winners: int | None, paid: str) -> None:
    projects = [project("P1"), project("P2"), project("P3")]
    ranking = rank(a_round(1000, projects, scored(P1="9", P2="8", P3="7"), winners=winners))
    assert [place.project for place in ranking.places if place.outcome == "winner"] == paid.split()
    for place in ranking.places[len(paid.split()) :]:
        assert [(r.code, dict(r.params)) for r in ranking.why(place.project).money] == [
            ("reserve_winners", {"winners": winners})
        ]


def test_the_least_of_a_criterion_is_asked_of_its_figure() -> None:
    """А at least 4: P1 has 3.5 and the highest score, P2 exactly 4; who falls short is told by how much."""
    criteria = (replace(TWO[0], least=Decimal(4)), TWO[1])
    round_ = replace(two(sheets(P1="3/5 4/5", P2="4/1 4/1")), criteria=criteria, threshold=Decimal(30))
    ranking = rank(round_)
    assert [(place.project, place.score, place.outcome) for place in ranking.places] == [
        ("P1", 61, "below_threshold"), ("P2", 32, "winner"),
    ]  # fmt: skip
    below = {"criterion": "А", "mean": Fraction(7, 2), "least": Decimal(4)}
    assert money(ranking, "P1") == [("below_criterion", below)]
    # exactly the threshold is not below it
    assert money(rank(replace(round_, threshold=Decimal(61))), "P1") == [("below_criterion", below)]
    assert money(rank(replace(round_, threshold=Decimal(62))), "P1") == [
        ("below_threshold", {"score": 61, "threshold": 62}), ("below_criterion", below),
    ]  # fmt: skip
    # without E1 P1 has 4: it would be paid
    assert [(case.expert, case.gained) for case in ranking.without] == [("E1", ("P1",)), ("E2", ())]


def test_what_passes_is_asked_exactly() -> None:
    criteria = (replace(TWO[0], least=Decimal(4)), TWO[1])
    counting = Counting(replace(two(sheets(P1="4/1", P2="3/5")), criteria=criteria, threshold=Decimal(32)))
    assert counting.values == [32 * counting.unit, 58 * counting.unit]
    assert [counting.passes(0, 32 * counting.unit), counting.passes(0, 32 * counting.unit - 1)] == [True, False]
    assert not counting.passes(1, 58 * counting.unit)
    assert counting.enough(1, but="А")
    assert not counting.enough(1, but="Б")


A, B = ONE = (Criterion("А", "А", Decimal(60), Decimal(10)), Criterion("Р", "Р", Decimal(40), Decimal(10), COMPUTED))
WHOLE_ROW = (Score("P1", "E", "А", Decimal(1), row=1), Score("P1", None, "Р", Decimal(1), row=2))


@pytest.mark.parametrize(
    ("criteria", "scores", "said"),
    [
        ((A, replace(B, weight=Decimal(41))), WHOLE_ROW, "must sum to 100"),
        ((A, replace(B, code="А")), WHOLE_ROW, "different codes"),
        ((A, replace(B, maximum=Decimal(0))), WHOLE_ROW, "positive maxima"),
        (ONE, (*WHOLE_ROW, Score("P2", "E", "А", Decimal(1), row=3)), "known project"),
        (ONE, (*WHOLE_ROW, Score("P1", "Ё", "Р", Decimal(1), row=3)), "row 3: an expert scores an expert criterion"),
        (ONE, (Score("P1", None, "А", Decimal(1), row=1),), "row 1: an expert scores an expert criterion"),
        (ONE, (*WHOLE_ROW, replace(WHOLE_ROW[0], row=3)), "row 3: P1 has this score twice"),
        (ONE, (*WHOLE_ROW, replace(WHOLE_ROW[1], row=3)), "row 3: P1 has this score twice"),
        ((A, replace(B, kind=CriterionKind.EXPERT)), WHOLE_ROW[:1], "E has not scored all expert criteria of P1"),
    ],
)
def test_rounds_that_contradict_themselves(
    criteria: tuple[Criterion, ...], scores: tuple[Score, ...], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        rank(SelectionRound(Decimal(1), criteria, (project("P1"),), scores))


def test_a_code_given_twice_and_points_that_are_no_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="projects need different codes"):
        rank(a_round(1, [project("P1"), project("P1")], ()))
    with pytest.raises(ValueError, match="weight of a criterion is its maximum"):
        rank(a_round(1, [project("P1")], (), scale=Scale.POINTS))


def money(ranking: Ranking, code: str) -> list[tuple[str, dict[str, object]]]:
    return reasons(ranking, code, "money")


def sums(requested: int, available: int, needed: int, allocated: int, **more: object) -> dict[str, object]:
    return {"requested": requested, "available": available, "needed": needed, "allocated": allocated} | more


def quoted(*asked: tuple[str, int, int | None], most: int, **more: object) -> Ranking:
    """Projects (region, sum, least) in the order of their places; the region А has a ceiling."""
    candidates = [
        replace(project(f"P{n}", sum_, minimum=minimum), region=region)
        for n, (region, sum_, minimum) in enumerate(asked, 1)
    ]
    marks = {f"P{n}": str(10 - n) for n in range(1, len(asked) + 1)}
    quotas = (Quota(QuotaBy.REGION, "А", Decimal(most)),)
    return rank(a_round(1000, candidates, scored(**marks), quotas=quotas, **more))


def test_who_was_stopped_and_whom_nothing_was_left_for() -> None:
    """А may have 150. P2 lacks 50 and closes it; P3 and P5 could take the 50 that are left, P4 could not."""
    bound = ("bound_quota", {"name": "А", "at_most": Decimal(150)})
    found = quoted(
        ("А", 100, None), ("А", 100, None), ("А", 50, None), ("А", 51, None), ("А", 60, 50), ("А", 50, 70), most=150
    )
    assert money(found, "P1") == [("winner", sums(100, 150, 100, 100))]
    assert money(found, "P2") == [("reserve_too_little", sums(100, 50, 100, 0, by="P2")), bound]
    assert money(found, "P3") == [("reserve_stopped", sums(50, 50, 50, 0, by="P2"))]
    assert money(found, "P4") == [("reserve_too_little", sums(51, 50, 51, 0, by="P2")), bound]
    assert money(found, "P5") == [("reserve_stopped", sums(60, 50, 50, 0, by="P2"))]
    assert money(found, "P6") == [("reserve_stopped", sums(50, 50, 70, 0, by="P2"))]
    spent = quoted(("А", 150, None), ("А", 9, None), ("А", 9, None), most=150, distribution=Distribution.REST)
    bound = ("bound_quota", {"name": "А", "at_most": Decimal(150)})
    for code in ("P2", "P3"):
        assert money(spent, code) == [("reserve_nothing_left", sums(9, 0, 0, 0, by="P2")), bound]


def test_the_rest_goes_to_the_last_who_named_no_least() -> None:
    bound = ("bound_quota", {"name": "А", "at_most": Decimal(150)})
    found = quoted(("А", 100, None), ("А", 100, None), most=150, distribution=Distribution.REST)
    assert money(found, "P2") == [("partial_rest", sums(100, 50, 0, 50)), bound]
    found = quoted(("А", 100, None), ("А", 100, 20), most=150, distribution=Distribution.REST)
    assert money(found, "P2") == [("partial", sums(100, 50, 20, 50)), bound]
    found = quoted(("А", 100, None), ("А", 100, 0), most=150)
    assert money(found, "P2") == [("partial", sums(100, 50, 0, 50)), bound]


def test_a_year_that_is_spent_and_money_kept_for_others_are_named() -> None:
    years = ((2026, Decimal(120)), (2027, Decimal(80)))
    asks = [replace(project(code), by_year=((2026, Decimal(100)),)) for code in ("P1", "P2", "P3")]
    ranking = rank(a_round(200, asks, scored(P1="9", P2="8", P3="7"), years=years))
    assert money(ranking, "P2") == [("reserve_too_little", sums(100, 20, 100, 0, by="P2")), ("bound_year", {})]
    # stopped already, it is told of the money that is there
    assert money(ranking, "P3") == [("reserve_stopped", sums(100, 100, 100, 0, by="P2"))]
    quotas = (Quota(QuotaBy.REGION, "А", at_least=Decimal(90)),)
    mine = replace(project("P3", 90), region="А")
    kept = rank(a_round(200, [project("P1"), project("P2"), mine], scored(P1="9", P2="8", P3="7"), quotas=quotas))
    assert money(kept, "P2") == [("reserve_too_little", sums(100, 10, 100, 0, by="P2")), ("bound_reserved", {})]


def test_a_place_is_handed_on_with_what_it_hung_on() -> None:
    found = quoted(("А", 100, None), ("А", 100, 20), most=150).to_json()
    assert found["ranking"][1] == {
        "rank": 2,
        "project": "P2",
        "score": "80.00",
        "score_exact": "80",
        "status": "partial",
        "allocated": "50.00",
        "tie_broken_by": None,
        "rank_without_one_expert": None,
        "stable": False,
        "bound_by": "quota",
        "quota": {"by": "region", "name": "А"},
    }
    assert {key: found[key] for key in ("limit", "allocated", "left")} == {
        "limit": "1000.00", "allocated": "150.00", "left": "850.00",
    }  # fmt: skip
    years = ((2026, Decimal(60)), (2027, Decimal(90)))
    first = rank(a_round(150, [project("P1")], scored(P1="9 9"), years=years)).to_json()["ranking"][0]
    assert first["by_year"] == {"2026": "60.00", "2027": "40.00"}
    assert "bound_by" not in first
    assert "quota" not in first
    assert first["rank_without_one_expert"] == [1, 1]


def test_a_round_without_projects_has_given_nothing_and_kept_all() -> None:
    ranking = rank(a_round(7, [], ()))
    assert (ranking.places, ranking.allocated, ranking.left) == ((), Decimal(0), Decimal(7))
    assert isinstance(ranking.allocated, Decimal)


def test_a_trimmed_mean_of_five_is_exact() -> None:
    """2, 3 and 5 are left: a third of ten, of a maximum of ten."""
    (place,) = rank(a_round(1, [project("P1")], scored(P1="1 2 3 5 9"), aggregation=Aggregation.TRIMMED_MEAN)).places
    assert place.score == Fraction(100, 3)


def test_nothing_is_a_score_and_a_moment_is_handed_on() -> None:
    (place,) = rank(a_round(1, [project("P1", at=7)], scored(P1="0"))).places
    assert (place.score, place.registered_at) == (0, T0 + timedelta(minutes=7))


def test_where_nobody_scores_no_place_hangs_on_anybody() -> None:
    only = (Criterion("Р", "Р", Decimal(100), Decimal(10), COMPUTED),)
    (place,) = rank(SelectionRound(Decimal(100), only, (project("P1"),), (Score("P1", None, "Р", Decimal(7)),))).places
    assert (place.best, place.worst, place.to_json()["rank_without_one_expert"]) == (None, None, None)


def test_a_median_is_asked_for_its_least_as_a_median() -> None:
    """7 of 7, 7 and 1: the mean would be 5."""
    criteria = (Criterion("К", "К", Decimal(100), Decimal(10), least=Decimal(6)),)
    round_ = replace(
        a_round(100, [project("P1")], scored(P1="7 7 1"), aggregation=Aggregation.MEDIAN), criteria=criteria
    )
    assert rank(round_).places[0].outcome == "winner"


@pytest.mark.parametrize(("points", "outcome"), [("6", "winner"), ("5.9", "below_threshold")])
def test_a_computed_criterion_has_its_least_however_many_experts_there_are(points: str, outcome: str) -> None:
    criteria = (
        Criterion("К", "К", Decimal(50), Decimal(10)),
        Criterion("Р", "Р", Decimal(50), Decimal(10), COMPUTED, Decimal(6)),
    )
    scores = (*scored(P1="5 5 5"), Score("P1", None, "Р", Decimal(points)))
    assert rank(replace(a_round(100, [project("P1")], scores), criteria=criteria)).places[0].outcome == outcome


def test_a_half_without_one_expert_is_not_cut_off() -> None:
    """Without E3 P2 has 5.5 of two; P1, whom E3 has not scored, 16 thirds of three."""
    marks = {"P2": {"E1": 5, "E2": 6, "E3": 1}, "P1": {"E1": 5, "E2": 5, "E4": 6}}
    scores = tuple(
        Score(code, expert, "К", Decimal(mark)) for code, given in marks.items() for expert, mark in given.items()
    )
    case = next(
        each for each in rank(a_round(100, [project("P1"), project("P2")], scores)).without if each.expert == "E3"
    )
    assert (case.gained, case.lost) == (("P2",), ("P1",))


def test_thirds_without_one_expert_pass_a_threshold_just_below_them() -> None:
    """6.25 of four; 16 thirds of three are 53.333... of 100."""
    for threshold, lost in (("53.333", ()), ("53.334", ("P1",))):
        round_ = a_round(100, [project("P1")], scored(P1="4 6 6 9"), threshold=Decimal(threshold))
        assert {case.expert: case.lost for case in rank(round_).without}["E4"] == lost


def test_computed_scores_add_up() -> None:
    criteria = tuple(Criterion(code, code, Decimal(50), Decimal(1), COMPUTED) for code in "РС")
    scores = (Score("P1", None, "Р", Decimal("0.4")), Score("P1", None, "С", Decimal("0.3")))
    (place,) = rank(SelectionRound(Decimal(1), criteria, (project("P1"),), scores)).places
    assert place.score == 35
