"""Clashes at their edges, and differences entry by entry."""

from datetime import UTC, datetime

import pytest

from svetovod.engine.programme import Entry, Plan, Speaker, clashes, difference


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2021, 6, day, hour, minute, tzinfo=UTC)


def entry(key: int, start: datetime, end: datetime, **fields: object) -> Entry:
    return Entry(key, fields.pop("kind", "seminar"), start, end, **fields)  # type: ignore[arg-type]


def codes(*entries: Entry, **plan: object) -> list[str]:
    return [each.code for each in clashes(Plan(entries, **plan))]  # type: ignore[arg-type]


@pytest.mark.parametrize(("begins", "found"), [(at(11, 59), ["hall.twice"]), (at(12), []), (at(12, 1), [])])
def test_one_entry_may_begin_when_the_other_ends(begins: datetime, found: list[str]) -> None:
    assert codes(entry(1, at(11), at(12), hall="A"), entry(2, begins, at(13), hall="A")) == found


def test_other_halls_and_no_hall_do_not_clash() -> None:
    assert codes(entry(1, at(11), at(12), hall="A"), entry(2, at(11), at(12), hall="B")) == []
    assert codes(entry(1, at(11), at(12)), entry(2, at(11), at(12))) == []


def test_a_speaker_is_in_one_place() -> None:
    one, other = entry(1, at(11), at(12), speakers=(7, 8)), entry(2, at(11, 30), at(13), speakers=(8, 9))
    (found,) = clashes(Plan((other, one)))
    assert (found.code, found.entries, found.speaker) == ("speaker.twice", (1, 2), 8)


def test_a_speaker_who_is_away() -> None:
    away = (Speaker(7, ((at(9), at(11)),)),)
    assert codes(entry(1, at(11), at(12), speakers=(7,)), speakers=away) == []
    assert codes(entry(1, at(10, 59), at(12), speakers=(7,)), speakers=away) == ["speaker.away"]


@pytest.mark.parametrize(("expected", "found"), [(80, []), (81, ["hall.seats"]), (None, [])])
def test_seats(expected: int | None, found: list[str]) -> None:
    assert codes(entry(1, at(11), at(12), hall="A", expected=expected), seats={"A": 80}) == found


@pytest.mark.parametrize(("ride", "found"), [(30, []), (31, ["visit.ride"])])
@pytest.mark.parametrize("where", ["before", "after"])
def test_the_ride_to_a_visit_and_back(ride: int, found: list[str], where: str) -> None:
    visit = entry(1, at(15), at(17), kind="visit", travel=ride)
    other = entry(2, at(13), at(14, 30)) if where == "before" else entry(2, at(17, 30), at(18))
    assert codes(visit, other) == found


def test_who_stays_and_breaks_and_other_days_do_not_hinder_a_visit() -> None:
    visit = entry(1, at(15), at(17), kind="visit", travel=60)
    others = (
        entry(2, at(16), at(17)),
        entry(3, at(14), at(14, 50), kind="break"),
        entry(4, at(17), at(18), kind="visit"),
        entry(5, at(17, day=25), at(18, day=25)),
    )
    assert codes(visit, *others) == []


def row(key: int, **fields: object) -> dict[str, object]:
    values = {"day": "2021-06-24", "start": "10:00", "end": "11:00", "hall": "A", "title": "T", "kind": "seminar"}
    return {"key": key, **values, "speaker": "S", **fields}


def test_the_difference_is_told_entry_by_entry() -> None:
    before = [row(1), row(2), row(3), row(4)]
    after = [row(1), row(2, hall="B", title="other"), row(3, speaker="X"), row(5, start="09:00")]
    assert [(each.what, each.key) for each in difference(before, after)] == [
        ("added", 5), ("moved", 2), ("changed", 3), ("removed", 4),
    ]  # fmt: skip
    assert difference(before, list(reversed(before))) == []
