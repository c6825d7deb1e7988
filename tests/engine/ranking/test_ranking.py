"""The rank section of formats.md sentence by sentence, and all of it against an outsider's plain second writing."""

import importlib.util
import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.thorough import WHOLE

from svetovod.engine.model import (
    Aggregation,
    Candidate,
    Criterion,
    CriterionKind,
    Distribution,
    Quota,
    QuotaBy,
    Scale,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import Outcome, rank, round_from_json, round_to_json
from svetovod.wording.ranking import say_reason

_SPEC = importlib.util.spec_from_file_location("ranking_outsider", Path(__file__).with_name("outsider.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
outsider = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(outsider)

T0 = datetime(2021, 9, 1, 9)  # noqa: DTZ001 -- workbooks have no zones
ONE = (Criterion("К", "Качество", Decimal(100), Decimal(10)),)


def project(
    code: str, requested: int = 100, *, minimum: int | None = None, at: int = 0, admitted: bool = True
) -> Candidate:
    least = None if minimum is None else Decimal(minimum)
    return Candidate(code, code, Decimal(requested), T0 + timedelta(minutes=at), admitted, least)


def scored(**experts: str) -> tuple[Score, ...]:
    """`P1="5 - 7"`: scores of experts E1, E2, E3 for project P1; `-` none, `x` conflict."""
    rows = []
    for code, marks in experts.items():
        for number, mark in enumerate(marks.split(), 1):
            if mark == "x":
                rows.append(Score(code, f"E{number}", None, None, conflict=True))
            elif mark != "-":
                rows.append(Score(code, f"E{number}", "К", Decimal(mark)))
    return tuple(rows)


def a_round(limit: int, projects: list[Candidate], scores: tuple[Score, ...], **more: object) -> SelectionRound:
    return SelectionRound(Decimal(limit), ONE, tuple(projects), scores, **more)  # type: ignore[arg-type]


def test_mean_is_exact_and_shown_half_up() -> None:
    place = rank(a_round(1000, [project("P1")], scored(P1="0.5 1 0.5011"))).places[0]
    assert place.score == Fraction(20011, 3000)
    assert place.shown_score == "6.67"
    exact = rank(a_round(1000, [project("P1")], scored(P1="0.4025 0.4025"))).places[0]
    assert exact.to_json()["score"] == "4.03"  # 4.025, a half, goes up
    assert exact.to_json()["score_exact"] == "161/40"
    assert rank(a_round(1, [project("P1")], scored(P1="7"))).places[0].to_json()["score_exact"] == "70"


def test_conflict_belongs_to_the_pair() -> None:
    rows = (*scored(P1="2 8"), Score("P1", "E1", None, None, conflict=True), *scored(P2="2 4"))
    ranking = rank(a_round(1000, [project("P1"), project("P2")], rows))
    assert [(p.project, p.score) for p in ranking.places] == [("P1", 80), ("P2", 30)]


def test_unranked_in_the_order_of_the_sheet_not_admitted_first_where_both() -> None:
    projects = [project("P3", admitted=False), project("P2"), project("P1", admitted=False), project("P4")]
    ranking = rank(a_round(1000, projects, scored(P3="5", P2="x", P4="5")))
    assert ranking.unranked == (("P3", "not_admitted"), ("P2", "no_scores"), ("P1", "not_admitted"))


def test_order_score_then_registration_then_code() -> None:
    projects = [project("Б", at=5), project("А", at=5), project("В", at=1), project("Г", at=9), project("Д", at=0)]
    ranking = rank(a_round(10_000, projects, scored(Б="5", А="5", В="5", Г="9", Д="1")))
    assert [(p.project, p.tie_broken_by) for p in ranking.places] == [
        ("Г", None), ("В", "registered_at"), ("А", "code"), ("Б", "code"), ("Д", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("distribution", "outcomes"),
    [
        (Distribution.STRICT, ["winner", "reserve", "reserve", "reserve"]),
        (Distribution.SKIP, ["winner", "reserve", "winner", "partial"]),
    ],
)
def test_strict_stops_and_skip_goes_on(distribution: Distribution, outcomes: list[str]) -> None:
    projects = [project("P1", 60), project("P2", 60), project("P3", 30), project("P4", 30, minimum=10)]
    ranking = rank(a_round(100, projects, scored(P1="9", P2="8", P3="7", P4="6"), distribution=distribution))
    assert [p.outcome for p in ranking.places] == outcomes


@pytest.mark.parametrize(
    ("minimum", "outcome", "money"),
    [(None, "reserve", "0.00"), (41, "reserve", "0.00"), (40, "partial", "40.00"), (0, "partial", "40.00")],
)
def test_partial_takes_what_is_left_from_the_minimum_on(minimum: int | None, outcome: str, money: str) -> None:
    ranking = rank(a_round(100, [project("P1", 60), project("P2", 60, minimum=minimum)], scored(P1="9", P2="8")))
    assert (ranking.places[1].outcome, ranking.places[1].to_json()["allocated"]) == (outcome, money)


def test_nothing_left_is_not_a_part_even_without_a_minimum() -> None:
    ranking = rank(a_round(60, [project("P1", 60), project("P2", 60, minimum=0)], scored(P1="9", P2="8")))
    assert ranking.places[1].outcome is Outcome.RESERVE


@pytest.mark.parametrize(
    ("threshold", "outcome"), [("69.99", "winner"), ("70", "winner"), ("70.0001", "below_threshold")]
)
def test_threshold_is_compared_exactly(threshold: str, outcome: str) -> None:
    ranking = rank(a_round(100, [project("P1")], scored(P1="7"), threshold=Decimal(threshold)))
    assert (ranking.places[0].rank, ranking.places[0].outcome) == (1, outcome)


def test_without_one_expert() -> None:
    """Without E3 P2 (5) falls behind P1 (6); P3, scored by E3 alone, drops out of that case."""
    projects = [project("P1", 100), project("P2", 100), project("P3", 100)]
    ranking = rank(a_round(200, projects, scored(P1="6 6 6", P2="5 5 10", P3="- - 9")))
    rows = {row["project"]: row for row in ranking.to_json()["ranking"]}
    assert [row["project"] for row in ranking.to_json()["ranking"]] == ["P3", "P2", "P1"]
    assert rows["P3"]["rank_without_one_expert"] == [1, 1]
    assert rows["P1"]["rank_without_one_expert"] == [1, 3]
    assert (rows["P1"]["stable"], rows["P2"]["stable"], rows["P3"]["stable"]) == (False, True, False)
    assert ranking.to_json()["leave_one_expert_out"] == [
        {"expert": "E1", "winners_gained": [], "winners_lost": []},
        {"expert": "E2", "winners_gained": [], "winners_lost": []},
        {"expert": "E3", "winners_gained": ["P1"], "winners_lost": ["P3"]},
    ]


def test_project_in_no_case_has_no_range() -> None:
    ranking = rank(a_round(200, [project("P1")], scored(P1="6")))
    assert ranking.to_json()["ranking"][0]["rank_without_one_expert"] is None
    assert ranking.to_json()["ranking"][0]["stable"] is False


def test_expert_named_only_in_a_conflict_is_a_case() -> None:
    ranking = rank(a_round(200, [project("P1")], scored(P1="6 x")))
    assert [case.expert for case in ranking.without] == ["E1", "E2"]


def test_computed_criterion_stays_in_every_case() -> None:
    criteria = (
        Criterion("К", "Качество", Decimal(60), Decimal(10)),
        Criterion("Р", "Расчёт", Decimal(40), Decimal(4), CriterionKind.COMPUTED),
    )
    rows = (*scored(P1="5 10", P2="10 -"), Score("P1", None, "Р", Decimal(3)), Score("P2", None, "Р", Decimal(1)))
    round_ = SelectionRound(Decimal(100), criteria, (project("P1"), project("P2")), rows)
    ranking = rank(round_)
    assert [(p.project, p.score) for p in ranking.places] == [("P1", 75), ("P2", 70)]
    assert ranking.places[0].best == 1
    assert ranking.without[0].lost == ()
    missing = rank(SelectionRound(Decimal(100), criteria, round_.candidates, rows[:-1]))
    assert [(note.code, note.params["project"]) for note in missing.notes] == [("computed.missing", "P2")]


@pytest.mark.parametrize(
    "rows",
    [
        (Score("P9", "E1", "К", Decimal(1)),),
        (Score("P1", "E1", "Ц", Decimal(1)),),
        (Score("P1", None, "К", Decimal(1)),),
        scored(P1="5") * 2,
    ],
)
def test_contradictions_are_refused(rows: tuple[Score, ...]) -> None:
    with pytest.raises(ValueError, match=r"project|expert|twice"):
        rank(a_round(1, [project("P1")], rows))


points = st.integers(0, 40).map(lambda n: Decimal(n).scaleb(-1))


@st.composite
def rounds(draw: st.DrawFn) -> SelectionRound:
    experts, computed = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    experts = experts or (0 if computed else 1)
    count = experts + computed
    weights = [*[Decimal(7)] * (count - 1), Decimal(100 - 7 * (count - 1))]
    criteria = tuple(
        Criterion(f"К{n}", "", weight, draw(st.sampled_from([Decimal(4), Decimal("5.5"), Decimal(7)])),
                  CriterionKind.EXPERT if n < experts else CriterionKind.COMPUTED)
        for n, weight in enumerate(weights)
    )  # fmt: skip
    moneys = st.integers(0, 50).map(Decimal)
    candidates = tuple(
        Candidate(f"P{draw(st.integers(0, 9))}{n}", "", draw(moneys), T0 + timedelta(minutes=draw(st.integers(0, 2))),
                  draw(st.integers(0, 5)) > 0, draw(st.none() | moneys))
        for n in range(draw(st.integers(0, 6)))
    )  # fmt: skip
    rows = []
    for candidate in candidates:
        for criterion in criteria[experts:]:
            rows.append(Score(candidate.code, None, criterion.code, draw(points)))
        for name in ("Ё", "Б", "А"):
            mark = draw(st.integers(0, 5))
            if mark == 0:
                rows.append(Score(candidate.code, name, None, None, conflict=True))
            if mark in (0, 2, 3, 4):
                rows.extend(Score(candidate.code, name, c.code, draw(points)) for c in criteria[:experts])
    return SelectionRound(
        draw(st.integers(0, 120).map(Decimal)), criteria, candidates, tuple(draw(st.permutations(rows))),
        draw(st.none() | st.integers(0, 80).map(Decimal)), draw(st.sampled_from(Distribution)),
    )  # fmt: skip


@st.composite
def ruled_rounds(draw: st.DrawFn) -> SelectionRound:
    """A round by other rules: aggregation, keys between equal scores, years, quotas, a part refused."""
    plain = draw(rounds())
    moneys = st.integers(0, 60).map(Decimal)
    codes = [f"criterion:{criterion.code}" for criterion in plain.criteria]
    keys = ["registered_at", "requested", "own_funds", "votes", *codes]
    names = st.lists(st.sampled_from(keys), max_size=3, unique=True)
    shared = plain.distribution is Distribution.PROPORTIONAL
    years: tuple[tuple[int, Decimal], ...] = ()
    if draw(st.booleans()) and not shared:
        first = draw(st.integers(0, int(plain.limit)).map(Decimal))
        years = ((2026, first), (2027, plain.limit - first))
    pairs = [(by, name) for by in QuotaBy for name in "АБ"]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=0 if shared else 4, unique=True))
    quotas = tuple(Quota(by, name, draw(st.none() | moneys), draw(st.none() | moneys)) for by, name in chosen)
    candidates = []
    for candidate in plain.candidates:
        early = draw(st.integers(0, int(candidate.requested)).map(Decimal))
        by_year = ((2026, early), (2027, candidate.requested - early)) if years and draw(st.booleans()) else ()
        candidates.append(
            replace(
                candidate, region=draw(st.sampled_from("АБВ")), direction=draw(st.sampled_from("АБВ")), by_year=by_year,
                takes_part=draw(st.integers(0, 3)) > 0, own_funds=draw(st.none() | moneys),
                votes=draw(st.integers(0, 2)), chair=draw(st.booleans()),
            )
        )  # fmt: skip
    scale = draw(st.sampled_from(Scale))
    criteria = tuple(
        replace(each, weight=each.maximum if scale is Scale.POINTS else each.weight,
                least=draw(st.none() | st.integers(0, 6).map(Decimal)))
        for each in plain.criteria
    )  # fmt: skip
    return replace(
        plain, criteria=criteria, scale=scale, winners=draw(st.none() | st.integers(1, 3)),
        sheets_needed=draw(st.integers(0, 2)), aggregation=draw(st.sampled_from(Aggregation)),
        ties=tuple(draw(names)), years=years, quotas=quotas,
        candidates=tuple(candidates),
    )  # fmt: skip


@settings(max_examples=1000 if WHOLE else 200)
@given(rounds() | ruled_rounds())
def test_equals_the_outsider(round_: SelectionRound) -> None:
    ranking = rank(round_)
    assert ranking.to_json() == outsider.rank(round_to_json(round_))
    assert ranking.allocated <= round_.limit
    again = round_from_json(json.loads(json.dumps(round_to_json(round_))))
    assert replace(again, scores=()) == replace(round_, scores=())
    assert round_from_json(json.loads(json.dumps(round_to_json(round_)))).scores == tuple(
        Score(s.project, s.expert, s.criterion, s.points, s.conflict, n) for n, s in enumerate(round_.scores, 1)
    )
    for place in ranking.places:
        assert sum(part.value for part in ranking.why(place.project).contributions) == place.score
    for candidate in round_.candidates:
        explanation = ranking.why(candidate.code)
        for reason in (*explanation.place, *explanation.money):
            for lang in ("ru", "en"):
                said = say_reason(reason, lang)
                assert said
                assert not {"{", "}"} & set(said)


@settings(max_examples=40)
@given(rounds() | ruled_rounds(), st.randoms())
def test_order_of_entry_and_titles_change_nothing(round_: SelectionRound, chance: st.DataObject) -> None:
    candidates = list(round_.candidates)
    chance.shuffle(candidates)  # type: ignore[attr-defined]
    other = replace(round_, candidates=tuple(candidates))
    assert rank(other).to_json()["ranking"] == rank(round_).to_json()["ranking"]


@settings(max_examples=10_000 if WHOLE else 50, deadline=None)
@given(rounds(), st.data())
def test_region_direction_title_and_names_of_experts_change_nothing(
    round_: SelectionRound, data: st.DataObject
) -> None:
    """Without quotas, through JSON as the web hands it over: the same places, scores and money."""
    before = rank(round_)
    regions, words = st.sampled_from(["", "RU-MO", "Республика Мордовия", "RU-MOW"]), st.text(max_size=20)
    names = sorted({score.expert for score in round_.scores if score.expert})
    renamed = dict(zip(names, data.draw(st.permutations([f"Эксперт {n}" for n in range(len(names))])), strict=True))
    changed = replace(
        round_, quotas=(),
        candidates=tuple(
            replace(each, title=data.draw(words), region=data.draw(regions), direction=data.draw(regions))
            for each in data.draw(st.permutations(round_.candidates))
        ),
        scores=tuple(
            replace(score, expert=renamed[score.expert]) if score.expert else score
            for score in data.draw(st.permutations(round_.scores))
        ),
    )  # fmt: skip
    after = rank(round_from_json(json.loads(json.dumps(round_to_json(changed)))))
    told = [(place.project, place.rank, place.score, place.outcome, place.allocated) for place in after.places]
    assert told == [(p.project, p.rank, p.score, p.outcome, p.allocated) for p in before.places]
    assert (after.allocated, after.left) == (before.allocated, before.left)
