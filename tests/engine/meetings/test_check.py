"""The check refuses every kind of wrong schedule."""

from dataclasses import replace

import pytest

from svetovod.engine.meetings import Meeting, MeetingProblem, MeetingResult, MeetingStatus, Session, check

PROBLEM = MeetingProblem(
    slots=4,
    morning=2,
    tables=2,
    meetings=(
        Meeting(0, 1),
        Meeting(0, 2, Session.MORNING),
        Meeting(1, 2, after=frozenset({1})),
        Meeting(0, 3, Session.AFTERNOON, fixed=4, others=(4,)),
        Meeting(4, 5, closed=frozenset({1})),
    ),
    forbidden=(frozenset(), frozenset({2}), frozenset(), frozenset({3}), frozenset({2}), frozenset()),
)
GOOD = MeetingResult(MeetingStatus.OPTIMAL, (3, 2, 4, 4, 3), (1, 1, 1, 2, 2), 1, 1)


def test_a_good_one_passes() -> None:
    assert check(PROBLEM, GOOD) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"slots": (3, 2, 4)}, "schedule.incomplete"),
        ({"slots": (3, 2, 4, 5, 3)}, "slot.unknown"),
        ({"slots": (4, 3, 4, 4, 3)}, "session.broken"),
        ({"slots": (3, 2, 4, 3, 3)}, "fixed.broken"),
        ({"slots": (2, 1, 4, 4, 3)}, "forbidden.broken"),
        ({"slots": (3, 2, 4, 4, 2)}, "forbidden.broken"),
        ({"slots": (3, 2, 4, 4, 4)}, "participant.twice"),
        ({"slots": (3, 2, 4, 4, 1)}, "times.broken"),
        ({"slots": (3, 2, 1, 4, 3)}, "precedence.broken"),
        ({"slots": (4, 2, 3, 4, 3)}, "participant.twice"),
        ({"tables": (1, 1, 1, 3, 2)}, "table.unknown"),
        ({"tables": (1, 1, 1, 1, 2)}, "table.taken"),
        ({"breaks": 0, "bound": 0}, "breaks.wrong"),
        ({"bound": 2}, "bound.beaten"),
        ({"bound": 0}, "status.wrong"),
        ({"status": MeetingStatus.FEASIBLE}, "status.wrong"),
        ({"status": MeetingStatus.INFEASIBLE}, "schedule.unexpected"),
    ],
)
def test_a_wrong_one_is_refused(changes: dict[str, object], code: str) -> None:
    assert code in {found.code for found in check(PROBLEM, replace(GOOD, **changes))}  # type: ignore[arg-type]


def test_fairness() -> None:
    assert [found.code for found in check(replace(PROBLEM, fairness=0), GOOD)] == ["fairness.broken"]
