"""Why this place and this money: every kind of answer with its figures; and a published result that was changed."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.engine.ranking.test_ranking import a_round, project, scored

from svetovod.engine.model import Criterion, CriterionKind, Distribution, Quota, QuotaBy, Score, SelectionRound
from svetovod.engine.ranking import rank, round_to_json
from svetovod.engine.ranking.recheck import ranking_differences, sheet_differences
from svetovod.engine.ranking.result import Explanation
from svetovod.wording.ranking import say_reason

LISTED = a_round(
    250,
    [
        project("P1", at=1), project("P2", at=3), project("P3", at=2), project("P4", minimum=20), project("P5"),
        project("P6"), project("P7", admitted=False), project("P8"),
    ],
    scored(P1="8 8", P2="6 6", P3="6 6", P4="5 5", P5="4 4", P6="1 1"),
    threshold=Decimal(30), ties=("requested", "registered_at"),
)  # fmt: skip


def why(code: str, round_: SelectionRound = LISTED) -> Explanation:
    return rank(round_).why(code)


def place(code: str, round_: SelectionRound = LISTED) -> list[tuple[str, dict[str, object]]]:
    return [(reason.code, dict(reason.params)) for reason in why(code, round_).place]


def money(code: str, round_: SelectionRound = LISTED) -> list[tuple[str, dict[str, object]]]:
    return [(reason.code, dict(reason.params)) for reason in why(code, round_).money]


def test_neighbours_and_what_lies_between() -> None:
    assert place("P1") == [
        ("rank", {"rank": 1, "of": 6, "score": "80.00"}), ("below", {"project": "P3", "gap": Fraction(20)}),
        ("stable", {"best": 1, "worst": 1}),
    ]  # fmt: skip
    assert say_reason(why("P1").place[-1], "ru") == "Без любого одного эксперта место 1, ответ о деньгах тот же."
    assert place("P3")[1:3] == [
        ("above", {"project": "P1", "gap": Fraction(20)}),
        ("tie_below_registered_at", {"project": "P2", "gap": Fraction(0), "criterion": ""}),
    ]
    assert place("P2")[1:3] == [
        ("tie_above_registered_at", {"project": "P3", "gap": Fraction(0), "criterion": ""}),
        ("below", {"project": "P4", "gap": Fraction(10)}),
    ]
    assert [code for code, _ in place("P6")] == ["rank", "above", "stable"]
    for code, outcome in (("P1", "winner"), ("P2", "reserve"), ("P6", "below_threshold")):
        assert (why(code).project, why(code).outcome) == (code, outcome)


def test_a_place_that_hangs_on_one_expert() -> None:
    both = [project("P1"), project("P2")], scored(P1="9 2", P2="6 4")
    assert place("P1", a_round(100, *both))[-1] == ("unstable", {"best": 1, "worst": 2})
    # the place may move where the money does not
    assert place("P1", a_round(1000, *both))[-1] == ("stable", {"best": 1, "worst": 2})
    assert [code for code, _ in place("P1", a_round(1000, [project("P1")], scored(P1="9")))] == ["rank"]


@pytest.mark.parametrize(
    ("ties", "second", "said", "criterion"),
    [
        (("registered_at",), {"at": 5}, "tie_below_registered_at", ""),
        (("requested", "registered_at"), {"requested": 101, "at": 5}, "tie_below_requested", ""),
        (("criterion:К", "registered_at"), {"at": 5}, "tie_below_registered_at", ""),
        ((), {}, "tie_below_code", ""),
        (("registered_at", "requested", "criterion:К"), {}, "tie_below_code", ""),
    ],
)
def test_what_decided_between_equals(ties: tuple[str, ...], second: dict[str, int], said: str, criterion: str) -> None:
    round_ = a_round(1000, [project("P1"), project("P2", **second)], scored(P1="6", P2="6"), ties=ties)
    assert place("P1", round_)[1] == (said, {"project": "P2", "gap": Fraction(0), "criterion": criterion})


def sums(requested: int, available: int, needed: int, allocated: int, **more: object) -> dict[str, object]:
    figures = {"requested": requested, "available": available, "needed": needed, "allocated": allocated}
    return {name: Decimal(value) for name, value in figures.items()} | more


def test_the_money_of_a_list() -> None:
    assert money("P1") == [("winner", sums(100, 250, 100, 100))]
    assert money("P3") == [("winner", sums(100, 150, 100, 100))]
    assert money("P2") == [("reserve_too_little", sums(100, 50, 100, 0, by="P2"))]
    assert money("P4") == [("reserve_stopped", sums(100, 50, 20, 0, by="P2"))]
    assert money("P5") == [("reserve_stopped", sums(100, 50, 100, 0, by="P2"))]
    assert money("P6") == [("below_threshold", {"score": Fraction(10), "threshold": Decimal(30)})]


def test_where_nobody_is_stopped_the_first_in_the_reserve_is_named() -> None:
    round_ = a_round(
        150, [project("P1"), project("P2", 100), project("P3", 60), project("P4", 50), project("P5", 10)],
        scored(P1="9", P2="8", P3="7", P4="6", P5="5"), distribution=Distribution.SKIP,
    )  # fmt: skip
    assert money("P3", round_) == [("reserve_too_little", sums(60, 50, 60, 0, by="P2"))]
    assert money("P4", round_) == [("winner", sums(50, 50, 50, 50))]
    assert money("P5", round_) == [("reserve_nothing_left", sums(10, 0, 10, 0, by="P2"))]


def test_a_quota_that_left_less_is_named_and_money_kept_for_others() -> None:
    quotas = (Quota(QuotaBy.REGION, "", at_most=Decimal(50)),)
    round_ = a_round(150, [project("P1", minimum=10), project("P2")], scored(P1="9", P2="8"), quotas=quotas)
    assert money("P1", round_) == [
        ("partial", sums(100, 50, 10, 50)), ("bound_quota", {"name": "", "at_most": Decimal(50)}),
    ]  # fmt: skip
    assert [code for code, _ in money("P2", round_)] == ["reserve_nothing_left", "bound_quota"]
    # whoever got the whole sum is told of no bound
    whole = a_round(150, [project("P1", 50)], scored(P1="9"), quotas=quotas)
    assert [code for code, _ in money("P1", whole)] == ["winner"]


def test_who_has_no_place_is_told_so() -> None:
    for code, outcome in (("P7", "not_admitted"), ("P8", "no_scores")):
        found = why(code)
        assert (found.project, found.outcome, found.contributions, found.money) == (code, outcome, (), ())
        assert place(code) == [(outcome, {})]
    with pytest.raises(KeyError, match="P9"):
        why("P9")


def test_points_are_shown_by_expert_with_their_mean() -> None:
    (part,) = why("P1", a_round(1, [project("P1")], scored(P1="8 5"))).contributions
    assert part.points == (("E1", Decimal(8)), ("E2", Decimal(5)))
    assert (part.mean, part.value) == (Fraction(13, 2), Fraction(65))


PUBLISHED = rank(LISTED).to_json()


def bent(*path: object, to: object) -> dict[str, object]:
    changed = deepcopy(PUBLISHED)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]  # type: ignore[index]
    inner[path[-1]] = to  # type: ignore[index]
    return changed


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (PUBLISHED, []),
        (PUBLISHED | {"title": "the publisher's own"}, []),
        (bent("ranking", 1, "allocated", to="99.99"), ["ranking[1].allocated"]),
        (bent("limit", to=250), ["limit"]),
        (bent("ranking", to=PUBLISHED["ranking"][:-1]), ["ranking"]),
        (bent("ranking", 0, to="P1"), ["ranking[0]"]),
        (bent("limit", to={}), ["limit"]),
        ({}, ["ranking", "unranked", "limit", "allocated", "left", "leave_one_expert_out"]),
    ],
)
def test_a_published_result_that_was_changed_is_named_where(published: dict[str, object], said: list[str]) -> None:
    assert ranking_differences(round_to_json(LISTED), published) == said


SHEETS = [
    {"project": "P1", "expert": "E1", "conflict": False, "scores": {"К": "8.0"}},
    {"project": "P1", "expert": "E2", "conflict": True, "scores": {}},
]


def test_opened_sheets_against_the_round() -> None:
    given = round_to_json(a_round(1, [project("P1")], scored(P1="8 x")))
    assert sheet_differences(given, SHEETS) == []
    assert sheet_differences(given, SHEETS[:1]) == []  # a conflict and no sheet are alike: no scores
    assert sheet_differences(given, SHEETS[1:]) == ["P1 / E1"]
    assert sheet_differences(given, [SHEETS[0] | {"scores": {"К": "7"}}, SHEETS[1]]) == ["P1 / E1"]
    assert sheet_differences(given, [SHEETS[0], SHEETS[1] | {"conflict": False}]) == ["P1 / E2"]
    more = {"project": "P2", "expert": "E1", "scores": {"К": "8"}}
    assert sheet_differences(given, [*SHEETS, more]) == ["P2 / E1"]
    # what is computed, and a pair in conflict, stand before others
    computed = Criterion("Р", "Р", Decimal(0), Decimal(1), CriterionKind.COMPUTED)
    first = (Score("P1", None, "Р", Decimal(1)), *scored(P1="x 8"))
    shuffled = replace(a_round(1, [project("P1")], first), criteria=(*LISTED.criteria, computed))
    swapped = [each | {"expert": {"E1": "E2", "E2": "E1"}[str(each["expert"])]} for each in SHEETS]
    assert sheet_differences(round_to_json(shuffled), swapped) == []
    # scores of a pair in conflict do not count, wherever they stand
    both = scored(P1="8 x")
    for rows in ((*both, replace(both[0], expert="E2")), (replace(both[0], expert="E2"), *both)):
        assert sheet_differences(round_to_json(a_round(1, [project("P1")], rows)), SHEETS) == []


@pytest.mark.parametrize(
    "sheets", [[{}], [None], [SHEETS[0] | {"scores": {"К": "many"}}], [SHEETS[0] | {"scores": []}]]
)
def test_what_is_no_sheet_is_refused(sheets: list[object]) -> None:
    with pytest.raises(ValueError, match="not score sheets"):
        sheet_differences(round_to_json(a_round(1, [project("P1")], scored(P1="8"))), sheets)  # type: ignore[arg-type]


def test_the_part_that_is_named_is_the_one_of_the_last_count() -> None:
    """Beside those paid, whoever came back among them too."""
    way = {"distribution": Distribution.PROPORTIONAL}
    round_ = a_round(
        100, [project("P1", minimum=100), project("P2", 50, minimum=30), project("P3", 50)],
        scored(P1="9", P2="8", P3="7"), **way,
    )  # fmt: skip
    assert money("P1", round_) == [("reserve_shared", sums(100, 50, 100, 0))]
    assert money("P2", round_) == [("winner_shared", sums(50, 50, 30, 50))]
    round_ = a_round(100, [project("P1", minimum=100), project("P2", minimum=10)], scored(P1="9", P2="8"), **way)
    assert money("P1", round_) == [("reserve_shared", sums(100, 50, 100, 0))]
    assert money("P2", round_) == [("winner_shared", sums(100, 100, 10, 100))]
    three = [project("P1", minimum=100), project("P2", minimum=60), project("P3", 10, minimum=1)]
    round_ = a_round(105, three, scored(P1="9", P2="8", P3="7"), **way)
    assert [code for code, _ in (money(code, round_)[0] for code in ("P1", "P2", "P3"))] == [
        "reserve_shared", "shared", "shared",
    ]  # fmt: skip


def test_whoever_would_leave_somebody_paid_too_little_is_told_that() -> None:
    """P2 gets its 100 of 105; with P3 the part is 105/130: P3 would take it, P2 would not."""
    round_ = a_round(
        105, [project("P1", 300, minimum=300), project("P2", minimum=85), project("P3", 30, minimum=24)],
        scored(P1="9", P2="8", P3="7"), distribution=Distribution.PROPORTIONAL,
    )  # fmt: skip
    assert money("P2", round_) == [("winner_shared", sums(100, 100, 85, 100))]
    assert money("P3", round_) == [("reserve_shared_others", sums(30, 0, 24, 0) | {"available": Decimal("24.23")})]


def test_a_ruble_that_would_do_is_stopped_and_not_too_little() -> None:
    """P2 lacks money and stops the list; the one ruble left would do for P3, whatever a quota of others says."""
    quotas = (Quota(QuotaBy.REGION, "Я", at_most=Decimal(1)),)
    projects = [project("P1"), project("P2"), project("P3", 1)]
    round_ = a_round(101, projects, scored(P1="9", P2="8", P3="7"), quotas=quotas)
    assert money("P3", round_) == [("reserve_stopped", sums(1, 1, 1, 0, by="P2"))]


def test_a_part_of_nothing_is_too_little() -> None:
    way = {"distribution": Distribution.PROPORTIONAL}
    round_ = replace(a_round(0, [project("P1"), project("P2")], scored(P1="9", P2="8"), **way), limit=Decimal("0.01"))
    assert [code for code, _ in (*money("P1", round_), *money("P2", round_))] == ["shared", "reserve_shared"]


def test_kopecks_that_would_just_do_are_left_for_whoever_is_paid() -> None:
    """P2 gets its 1.00 of 1.05; with P3, which would take the 0.24 it could have, P2 would get less than it takes."""
    asked = {"P1": ("3.00", "3.00"), "P2": ("1.00", "0.85"), "P3": ("0.30", "0.24")}
    projects = [replace(project(code), requested=Decimal(a), minimum=Decimal(b)) for code, (a, b) in asked.items()]
    round_ = a_round(0, projects, scored(P1="9", P2="8", P3="7"), distribution=Distribution.PROPORTIONAL)
    ((code, figures),) = money("P3", replace(round_, limit=Decimal("1.05")))
    assert (code, figures["available"], figures["needed"]) == (
        "reserve_shared_others",
        Decimal("0.24"),
        Decimal("0.24"),
    )


def test_whoever_just_has_the_least_of_a_criterion_is_told_of_the_threshold_alone() -> None:
    round_ = a_round(100, [project("P1")], scored(P1="5 5"), threshold=Decimal(60))
    round_ = replace(round_, criteria=(replace(round_.criteria[0], least=Decimal(5)),))
    assert [code for code, _ in money("P1", round_)] == ["below_threshold"]
