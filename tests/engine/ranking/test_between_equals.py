"""What decides between equal scores, counted by hand."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from tests.engine.ranking.test_ranking import T0, a_round, project, scored

from svetovod.engine.model import (
    Aggregation,
    Criterion,
    Score,
    SelectionRound,
)
from svetovod.engine.ranking import Counting, rank, ties

from .rounds import COMPUTED, order, own, reasons, sheets, two


@pytest.mark.parametrize(
    ("ties", "first", "second", "by"),
    [
        (("registered_at",), {"registered_at": T0}, {"registered_at": T0 + timedelta(seconds=1)}, "registered_at"),
        (("requested",), {"requested": Decimal(99)}, {}, "requested"),
        (("own_funds",), {"own_funds": Decimal(2)}, {"own_funds": Decimal(1)}, "own_funds"),
        (("own_funds",), {"own_funds": Decimal(1)}, {}, "own_funds"),
        (("own_funds", "requested"), {"requested": Decimal(99), "own_funds": Decimal(0)}, {}, "requested"),
        (("votes",), {"votes": 2}, {"votes": 1}, "votes"),
        (("votes",), {"votes": 2}, {"votes": 1, "chair": True}, "votes"),
        (("votes",), {"votes": 1, "chair": True}, {"votes": 1}, "chair"),
        (("votes", "requested"), {"votes": 1, "requested": Decimal(99)}, {"votes": 1}, "requested"),
        (("requested", "votes"), {"requested": Decimal(99)}, {"votes": 7}, "requested"),
    ],
)
def test_what_decides_between_equal_scores(
    ties: tuple[str, ...], first: dict[str, object], second: dict[str, object], by: str
) -> None:
    """`Я` stands before `А`, which its code would not give."""
    projects = [replace(project("Я"), **first), replace(project("А"), **second)]  # type: ignore[arg-type]
    ranking = rank(a_round(1000, projects, scored(Я="6", А="6"), ties=ties))
    assert order(ranking) == ["Я", "А"]
    assert {place.tie_broken_by for place in ranking.places} == {"votes" if by == "chair" else by}
    told = {"project": "А", "gap": 0, "criterion": ""}
    assert reasons(ranking, "Я", "place")[1] == (f"tie_below_{by}", told)
    assert reasons(ranking, "А", "place")[1] == (f"tie_above_{by}", told | {"project": "Я"})


def test_more_points_in_a_criterion_decide_between_equal_scores() -> None:
    """30 + 32 points either way; the second key is not asked for."""
    projects = project("А", at=1), project("Я", at=2)
    ranking = rank(two(sheets(А="5/4", Я="9/1"), *projects, ties=("criterion:А", "registered_at")))
    assert order(ranking) == ["Я", "А"]
    assert [place.tie_broken_by for place in ranking.places] == ["criterion:А"] * 2
    assert reasons(ranking, "Я", "place")[1] == ("tie_below_criterion", {"project": "А", "gap": 0, "criterion": "А"})
    other = rank(two(sheets(А="5/4", Я="9/1"), *projects, ties=("criterion:Б",)))
    assert order(other) == ["А", "Я"]
    assert reasons(other, "А", "place")[1] == ("tie_below_criterion", {"project": "Я", "gap": 0, "criterion": "Б"})


def test_a_criterion_between_equals_is_counted_without_the_expert_who_is_left_out() -> None:
    """In А the first has 9 and 5, the second 5 and 9: alike, and each stands higher without its severe expert."""
    counting = Counting(two(sheets(P1="9/1 5/1", P2="5/1 9/1"), ties=("criterion:А",)))
    assert counting.standing(0, "E1") > counting.standing(1, "E1")
    assert counting.standing(0, "E2") < counting.standing(1, "E2")
    assert counting.standing(0, None)[0] == counting.standing(1, None)[0]


def test_each_of_a_tie_is_told_the_key_that_set_it_apart() -> None:
    projects = [own("Г", 5), own("В", 1, requested=Decimal(90)), own("Б", 1), own("А", 1)]
    round_ = a_round(1000, projects, scored(Г="6", В="6", Б="6", А="6"), ties=("own_funds", "requested"))
    assert [(place.project, place.tie_broken_by) for place in rank(round_).places] == [
        ("Г", "own_funds"), ("В", "requested"), ("А", "code"), ("Б", "code"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["beauty", "criterion:Ц", "К", "criterion", "", "requestedcriterion:"])
def test_a_key_nobody_knows_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="is not a key between equal scores"):
        rank(a_round(1, [project("P1")], scored(P1="5"), ties=("requested", key)))


def test_a_key_that_hangs_on_scores_is_asked_without_the_expert_too() -> None:
    """70 and 70 by both; in А 6 to 4, without E1 2 to 8."""
    criteria = tuple(Criterion(code, code, Decimal(50), Decimal(10)) for code in "АБ")
    round_ = two(sheets(P1="10/0 2/8", P2="0/10 8/2"), limit=100, ties=("criterion:А",))
    ranking = rank(replace(round_, criteria=criteria))
    assert order(ranking) == ["P1", "P2"]
    assert [(case.expert, case.gained, case.lost) for case in ranking.without] == [
        ("E1", ("P2",), ("P1",)), ("E2", (), ()),
    ]  # fmt: skip


def test_a_computed_score_that_is_missing_is_nothing_between_equals() -> None:
    criteria = tuple(Criterion(code, code, Decimal(50), Decimal(10), COMPUTED) for code in "РС")
    scores = (
        Score("P1", None, "Р", Decimal(7)), Score("P1", None, "С", Decimal(0)), Score("P2", None, "Р", Decimal(7)),
    )  # fmt: skip
    round_ = SelectionRound(Decimal(1), criteria, (project("P1"), project("P2")), scores, ties=("criterion:С",))
    assert [(place.project, place.tie_broken_by) for place in rank(round_).places] == [("P1", "code"), ("P2", "code")]


def test_what_decided_is_said_of_every_tie() -> None:
    projects = [project("P1", at=1), project("P2", at=2), project("P3"), project("P4")]
    ranking = rank(a_round(1, projects, scored(P1="9", P2="9", P3="5", P4="5")))
    assert [place.tie_broken_by for place in ranking.places] == ["registered_at", "registered_at", "code", "code"]


def test_between_equals_the_median_of_a_criterion_is_asked_as_a_median() -> None:
    """9 and 1 to 8 and 2; by the means of А it would be the other way round."""
    criteria = tuple(Criterion(code, code, Decimal(50), Decimal(10)) for code in "АБ")
    scores = sheets(P1="8/2 8/2 8/2", P2="9/1 9/1 1/1")
    round_ = replace(two(scores, ties=("criterion:А",), aggregation=Aggregation.MEDIAN), criteria=criteria)
    assert [(place.project, place.score) for place in rank(round_).places] == [("P2", 50), ("P1", 50)]


def test_which_keys_there_are() -> None:
    for name in ("registered_at", "requested", "own_funds", "votes", "criterion:К"):
        assert ties.known(name, ["К"])
        assert ties.static(a_round(1, [], (), ties=(name,))) is not name.startswith("criterion")
    for name in ("criterion:Я", "К", "beauty"):
        assert not ties.known(name, ["К"])
