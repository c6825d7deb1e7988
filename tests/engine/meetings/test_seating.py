"""Tables that people need not leave: held against trying every seating of tiny schedules."""

from itertools import permutations, product
from random import Random

from svetovod.engine.meetings import Meeting, MeetingProblem, Walking, seated, walking
from svetovod.engine.meetings.problem import seat


def problem(tables: int, *pairs: tuple[int, ...]) -> MeetingProblem:
    people = max(max(pair) for pair in pairs) + 1
    meetings = tuple(Meeting(*pair[:2], others=pair[2:]) for pair in pairs)
    return MeetingProblem(4, 2, tables, meetings, (frozenset(),) * people)


def test_whoever_meets_on_end_keeps_the_table() -> None:
    """0 meets 1, 2 and 3 one after another while 4 meets 5, 6 and 7: nobody has to stand up."""
    asked = problem(2, (4, 5), (0, 1), (0, 2), (4, 6), (4, 7), (0, 3))
    slots = (1, 1, 2, 2, 3, 3)
    assert walking(asked, slots, seat(slots)) == Walking(changes=4, distance=4)
    tables = seated(asked, slots)
    assert walking(asked, slots, tables) == Walking(0, 0)
    assert len({*zip(slots, tables, strict=True)}) == len(slots)


def test_nothing_is_nothing() -> None:
    assert seated(MeetingProblem(1, 1, 1, (), ()), ()) == ()


def test_never_far_from_the_least_of_all_seatings() -> None:
    """At random, three slots and three tables, where every seating can be tried."""
    chance, more = Random(7), []
    for _ in range(60):
        slots, pairs = [], []
        for slot in (1, 2, 3):
            people = chance.sample(range(7), 6)
            for place in range(0, chance.choice([4, 6]), 2):
                slots.append(slot)
                pairs.append((people[place], people[place + 1]))
        asked = problem(3, *pairs)
        found, least = walking(asked, slots, seated(asked, slots)), _least(asked, slots)
        assert least <= found <= walking(asked, slots, seat(slots))
        more.append(found.changes - least.changes)
    assert max(more) <= 1 and sum(more) <= 10


def _least(asked: MeetingProblem, slots: list[int]) -> Walking:
    rows = [permutations(range(1, 4), slots.count(slot)) for slot in (1, 2, 3)]
    return min(walking(asked, slots, [table for row in each for table in row]) for each in product(*map(list, rows)))
