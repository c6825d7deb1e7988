"""The workbook of meetings: written and read back, every error with its place."""

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.meetings import problem_of
from svetovod.engine.model import AgreedMeeting, EventParticipant, MeetingEvent, Session
from svetovod.engine.workbooks import read_meetings
from svetovod.engine.workbooks.samples import sample_meetings
from svetovod.engine.workbooks.write import write_meetings

from .books import book

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)


@st.composite
def events(draw: st.DrawFn) -> MeetingEvent:
    slots = draw(st.integers(1, 30))
    numbers = st.integers(1, slots)
    people = [
        EventParticipant(f"П{number}", draw(NAMES), tuple(sorted(draw(st.sets(numbers, max_size=4)))))
        for number in range(draw(st.integers(2, 5)))
    ]
    codes = [f"{number:03}" for number in range(draw(st.integers(1, 5)))]
    pairs = st.permutations([each.code for each in people[:2]])
    meetings = [
        AgreedMeeting(
            code, *draw(pairs), draw(st.sampled_from(Session)), draw(st.none() | numbers),
            tuple(draw(st.lists(st.sampled_from([c for c in codes if c != code]), unique=True, max_size=2)))
            if len(codes) > 1 else (),
            tuple(each.code for each in people[2:4]) if draw(st.booleans()) else (),
        )
        for code in codes
    ]  # fmt: skip
    morning = draw(st.none() | st.integers(0, slots))
    return MeetingEvent(
        slots, draw(st.integers(0, 40)), tuple(people), tuple(meetings), morning, draw(st.integers(0, 3))
    )


@settings(max_examples=30)
@given(events(), st.sampled_from(["ru", "en"]))
def test_what_is_written_is_read_back(event: MeetingEvent, lang: str) -> None:
    result = read_meetings(io.BytesIO(write_meetings(event, lang)))
    assert result.errors == ()
    assert result.value == event


def test_codes_become_numbers() -> None:
    problem = problem_of(sample_meetings())
    assert [meeting.people for meeting in problem.meetings] == [(0, 1), (0, 2), (1, 2), (0, 3)]
    assert problem.meetings[2].after == {1} and problem.meetings[3].fixed == 4
    assert problem.forbidden[3] == {1, 3} and problem.names[0] == "Пример: предприятие 1"


EVENT: dict[str, list[list[Any]]] = {
    "Переговоры": [["Слотов", 4], ["Слотов до обеда", 2], ["Столов", 2]],
    "Участники": [["Код", "Наименование", "Закрытые слоты"], ["1", "Завод", None], ["2", "Цех", "2-3; 1"]],
    "Встречи": [["Код", "Участник", "С кем", "Когда", "Слот", "После встреч"], ["А", "1", "2", "утро", None, None]],
}


def test_a_sheet_by_hand() -> None:
    event = read_meetings(book(EVENT)).value
    assert event is not None
    assert event.participants[1].closed == (1, 2, 3)
    assert event.meetings[0] == AgreedMeeting("А", "1", "2", Session.MORNING)
    assert (event.morning, event.fairness) == (2, 2)


def test_more_than_two_at_a_meeting() -> None:
    rows = [["Код", "Участник", "С кем", "Ещё участники"], ["А", "1", "2", "3"], ["Б", "1", "2", "9; 2"]]
    people = [*EVENT["Участники"], ["3", "Банк", None]]
    good = read_meetings(book({**EVENT, "Участники": people, "Встречи": rows[:2]})).value
    assert good is not None and good.meetings[0].others == ("3",)
    assert problem_of(good).meetings[0].people == (0, 1, 2)
    found = read_meetings(book({**EVENT, "Участники": people, "Встречи": rows})).errors
    assert [(each.code, each.row, each.column, each.value) for each in found] == [
        ("reference.unknown", 3, "Ещё участники", "9"), ("number.invalid", 3, "Ещё участники", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "row", "values", "expected"),
    [
        ("Встречи", 2, ["А", "1", "9", None, None, None], [("reference.unknown", 2, "С кем", "9")]),
        ("Встречи", 2, ["А", "1", "1", None, None, None], [("number.invalid", 2, "С кем", "1")]),
        ("Встречи", 2, ["А", "1", "2", "ночь", None, None], [("choice.unknown", 2, "Когда", "ночь")]),
        ("Встречи", 2, ["А", "1", "2", None, 5, "Б; А"], [
            ("reference.unknown", 2, "После встреч", "А"), ("reference.unknown", 2, "После встреч", "Б"),
            ("number.invalid", 2, "Слот", "5"),
        ]),
        ("Участники", 3, ["1", "Цех", "7"], [
            ("code.duplicate", 3, "Код", "1"), ("number.invalid", 3, "Закрытые слоты", "7"),
            ("reference.unknown", 2, "С кем", "2"),
        ]),
        ("Участники", 3, ["2", "Цех", "3-1"], [("number.invalid", 3, "Закрытые слоты", "3-1")]),
        ("Участники", 3, ["2", "Цех", "утром"], [("number.invalid", 3, "Закрытые слоты", "утром")]),
        ("Переговоры", 1, ["Слотов", 0], [("number.invalid", 1, "Слотов", "0")]),
        ("Переговоры", 1, ["Слотов", 2000], [("number.invalid", 1, "Слотов", "2000")]),
        ("Переговоры", 2, ["Слотов до обеда", 5], [("number.invalid", 2, "Слотов до обеда", "5")]),
        ("Переговоры", 3, ["Столов", None], [("value.required", 3, "Столов", None)]),
    ],
)  # fmt: skip
def test_errors(sheet: str, row: int, values: list[Any], expected: list[tuple[Any, ...]]) -> None:
    rows = list(EVENT[sheet])
    rows[row - 1] = values
    found = read_meetings(book({**EVENT, sheet: rows})).errors
    assert sorted((each.code, each.row, each.column, each.value) for each in found) == sorted(expected)
