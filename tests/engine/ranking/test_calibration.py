"""Calibration: a case by hand, the whole system solved another way, and what it refuses."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.model import Candidate, Criterion, CriterionKind, Score, SelectionRound
from svetovod.engine.ranking import calibrate, rank
from svetovod.engine.ranking.linear import solve

T0 = datetime(2021, 9, 1, 9)  # noqa: DTZ001 -- workbooks have no zones


def a_round(points: dict[tuple[str, str], int]) -> SelectionRound:
    """`points` of (project, expert), out of 100."""
    codes = sorted({project for project, _ in points})
    return SelectionRound(
        Decimal(10**6), (Criterion("К", "К", Decimal(100), Decimal(100)),),
        tuple(Candidate(code, code, Decimal(1), T0, True) for code in codes),
        tuple(Score(project, expert, "К", Decimal(value)) for (project, expert), value in points.items()),
    )  # fmt: skip


def test_a_severe_expert_by_hand() -> None:
    """Б gives ten less than А on the five they share; P6 had А alone, P7 Б alone."""
    points = {(f"P{n}", "А"): 50 + n for n in range(1, 7)} | {(f"P{n}", "Б"): 40 + n for n in range(1, 6)}
    points[("P7", "Б")] = 50
    found = calibrate(a_round(points))
    assert [(s.expert, s.sheets, s.points) for s in found.shifts] == [("А", 6, 5), ("Б", 6, -5)]
    by_project = {place.project: place for place in found.places}
    assert by_project["P6"].score == 51
    assert by_project["P7"].score == 55
    assert (by_project["P7"].plain_rank, by_project["P7"].rank) == (3, 1)
    assert by_project["P7"].plain == 50


def test_equals_stand_by_the_keys_of_the_round() -> None:
    """Everybody 50 by both: whoever asks for less stands higher, and of those who ask alike the lower code."""
    round_ = a_round({(f"P{n}", name): 50 for n in range(1, 6) for name in "АБ"})
    asked = {"P5": Decimal("0.50"), "P3": Decimal("0.70")}
    candidates = tuple(replace(row, requested=asked.get(row.code, row.requested)) for row in round_.candidates)
    found = calibrate(replace(round_, ties=("requested",), candidates=candidates))
    assert [place.project for place in found.places] == ["P5", "P3", "P1", "P2", "P4"]
    assert {place.score for place in found.places} == {50}


def test_equals_after_calibration_stand_by_the_keys_however_they_stood_before() -> None:
    """P6 by the mild one alone, P7 by the severe one alone: 56 and 46, both 51 were all equally severe."""
    points = {(f"P{n}", "А"): 50 + n for n in range(1, 7)} | {(f"P{n}", "Б"): 40 + n for n in range(1, 6)}
    points[("P7", "Б")] = 46
    round_ = a_round(points)
    candidates = tuple(replace(row, requested=Decimal(1 + (row.code == "P6"))) for row in round_.candidates)
    found = calibrate(replace(round_, ties=("requested",), candidates=candidates)).places
    assert [(place.project, place.score, place.plain_rank) for place in found[:2]] == [("P7", 51, 7), ("P6", 51, 1)]


def test_equals_stand_by_the_points_of_a_criterion() -> None:
    """50 points in all by both experts, of which so many are for the second criterion."""
    second = {"P1": 10, "P2": 20, "P3": 40, "P4": 30, "P5": 10}
    criteria = tuple(Criterion(code, code, Decimal(50), Decimal(50)) for code in "КТ")
    scores = tuple(
        Score(project, expert, code, Decimal(points))
        for project, part in second.items()
        for expert in "АБ"
        for code, points in (("К", 50 - part), ("Т", part))
    )
    round_ = a_round({(project, "А"): 1 for project in second})
    found = calibrate(replace(round_, criteria=criteria, scores=scores, ties=("criterion:Т",)))
    assert [(place.project, place.score) for place in found.places] == [
        (project, 50) for project in ("P3", "P4", "P2", "P1", "P5")
    ]


def test_a_chain_of_shared_projects_ties_all_experts_together() -> None:
    chain = {("P1", "А"): 1, ("P1", "Б"): 1, ("P2", "Б"): 1, ("P2", "В"): 1, ("P3", "В"): 1, ("P3", "Г"): 1}
    assert calibrate(a_round(chain)).refused == "few_sheets"
    apart = chain | {("P4", "Д"): 1, ("P4", "Е"): 1}
    assert (calibrate(a_round(apart)).refused, calibrate(a_round(apart)).experts) == ("disconnected", ("Д", "Е"))


def test_computed_points_are_nobodys_shift() -> None:
    """60 points by experts, who differ by 10 of 100, and 40 computed: 0.6 * (45 + n) + n either way."""
    round_ = a_round({(f"P{n}", name): at + n for n in range(1, 6) for name, at in (("А", 50), ("Б", 40))})
    criteria = (
        replace(round_.criteria[0], weight=Decimal(60)),
        Criterion("Р", "Р", Decimal(40), Decimal(40), CriterionKind.COMPUTED),
    )
    computed = tuple(Score(f"P{n}", None, "Р", Decimal(n)) for n in range(1, 6))
    found = calibrate(replace(round_, criteria=criteria, scores=(*round_.scores, *computed)))
    assert [(shift.expert, shift.points) for shift in found.shifts] == [("А", 3), ("Б", -3)]
    assert {place.project: place.score for place in found.places} == {
        f"P{n}": Fraction(6, 10) * (45 + n) + n for n in range(1, 6)
    }


def test_a_ranking_at_hand_is_taken() -> None:
    round_ = a_round({(f"P{n}", name): 50 + n for n in range(1, 6) for name in "АБ"})
    ranking = rank(round_)
    assert calibrate(round_, ranking) == calibrate(round_)
    short = replace(ranking, places=ranking.places[:2])
    assert [place.project for place in calibrate(round_, short).places] == ["P5", "P4"]


def test_what_is_handed_on() -> None:
    points = {(f"P{n}", "А"): 50 + n for n in range(1, 7)} | {(f"P{n}", "Б"): 40 + n for n in range(1, 6)}
    points[("P7", "Б")] = 50
    found = calibrate(a_round(points)).to_json()
    assert {**found, "ranking": found["ranking"][:2]} == {
        "refused": None,
        "experts": [],
        "shifts": [
            {"expert": "А", "sheets": 6, "points": "5.00", "points_exact": "5"},
            {"expert": "Б", "sheets": 6, "points": "-5.00", "points_exact": "-5"},
        ],
        "ranking": [
            {
                "project": "P7",
                "score": "55.00",
                "score_exact": "55",
                "rank": 1,
                "plain_score": "50.00",
                "plain_rank": 3,
            },
            {
                "project": "P6",
                "score": "51.00",
                "score_exact": "51",
                "rank": 2,
                "plain_score": "56.00",
                "plain_rank": 1,
            },
        ],
    }
    refused = calibrate(a_round({("P1", "А"): 1, ("P2", "Б"): 1})).to_json()
    assert refused == {"refused": "disconnected", "experts": ["Б"], "shifts": [], "ranking": []}


@pytest.mark.parametrize(
    ("points", "refused", "experts"),
    [
        ({("P1", "А"): 1}, "one_expert", ("А",)),
        ({("P1", "А"): 1, ("P2", "Б"): 1}, "disconnected", ("Б",)),
        ({("P1", "А"): 1, ("P1", "Б"): 1}, "few_sheets", ("А", "Б")),
    ],
)
def test_refusals(points: dict[tuple[str, str], int], refused: str, experts: tuple[str, ...]) -> None:
    found = calibrate(a_round(points))
    assert (found.refused, found.experts, found.places) == (refused, experts, ())


def test_equations_with_no_single_answer_are_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        solve([[1, 1, 2], [2, 2, 4]])
    assert solve([[0, 2, 4], [3, 0, 1]]) == [Fraction(1, 3), 2]


@settings(max_examples=60)
@given(st.data())
def test_equals_the_whole_system_of_least_squares(data: st.DataObject) -> None:
    """Figures of projects and shifts of experts together: the residuals sum to zero over each project and expert."""
    experts = "АБВ"[: data.draw(st.integers(2, 3))]
    points = {(f"P{n}", name): data.draw(st.integers(0, 100)) for n in range(5) for name in experts}
    for n in range(5, 8):
        points |= {(f"P{n}", name): data.draw(st.integers(0, 100)) for name in experts if data.draw(st.booleans())}
    found = calibrate(a_round(points))
    shift = {s.expert: s.points for s in found.shifts}
    assert sum(s.points * s.sheets for s in found.shifts) == 0
    score = {place.project: place.score for place in found.places}
    rest = {(p, e): value - score[p] - shift[e] for (p, e), value in points.items()}
    for project in score:
        assert sum(value for (p, _), value in rest.items() if p == project) == 0
    for name in experts:
        assert sum(value for (_, e), value in rest.items() if e == name) == 0
    assert [place.rank for place in found.places] == list(range(1, len(score) + 1))
    plain = {place.project: place.rank for place in rank(a_round(points)).places}
    assert {place.project: place.plain_rank for place in found.places} == plain
