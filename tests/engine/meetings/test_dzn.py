"""Files of the benchmark: what is accepted, and every error with its line."""

from pathlib import Path

import pytest

from svetovod.engine.meetings import Meeting, MeetingProblem, Session, read_problem

GOOD = """% two rooms
nBusiness = 4; nMeetings = 4; nTables = 2; nTotalSlots = 4; nMorningSlots = 2;
requested = [|1, 2,3, |1, 3,1, |2, 3,3, |1, 4,2, |];
meetingsxBusiness = [{1,2,3,5},{1,2,4},{1,3,4},{1,5}];
nMeetingsBusiness = [3,2,2,1];
forbidden = [{0},{2},{},{0,3,}];
fixed = [0,0,0,4,];
precedences = [{},{},{2},{}];
"""


def read(folder: Path, text: str | bytes) -> object:
    path = folder / "instance.dzn"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_problem(path).value or read_problem(path).errors


def errors(folder: Path, text: str | bytes) -> list[tuple[str, int | None, str | None, str | None]]:
    found = read(folder, text)
    assert isinstance(found, tuple)
    return [(problem.code, problem.row, problem.column, problem.value) for problem in found]


def test_a_whole_instance(tmp_path: Path) -> None:
    meetings = (
        Meeting(0, 1),
        Meeting(0, 2, Session.MORNING),
        Meeting(1, 2, after=frozenset({1})),
        Meeting(0, 3, Session.AFTERNOON, fixed=4),
    )
    forbidden = (frozenset(), frozenset({2}), frozenset(), frozenset({3}))
    assert read(tmp_path, GOOD) == MeetingProblem(4, 2, 2, meetings, forbidden)


def test_a_file_of_the_older_kind(tmp_path: Path) -> None:
    old = GOOD.replace("fixed", "fixat").replace("precedences = [{},{},{2},{}];", "/* none\n */")
    found = read(tmp_path, old)
    assert isinstance(found, MeetingProblem)
    assert [(meeting.fixed, meeting.after) for meeting in found.meetings] == [(None, frozenset())] * 3 + [
        (4, frozenset())
    ]


def test_a_range_and_an_absent_constraint(tmp_path: Path) -> None:
    text = GOOD.replace("[{0},{2},{},{0,3,}]", "[{},1..3,{},{1..2,4}]").replace("fixed = [0,0,0,4,];", "")
    found = read(tmp_path, text)
    assert isinstance(found, MeetingProblem)
    assert found.forbidden == (frozenset(), frozenset({1, 2, 3}), frozenset(), frozenset({1, 2, 4}))


def test_everything_wrong_is_collected(tmp_path: Path) -> None:
    text = (
        GOOD.replace("|1, 2,3, |1, 3,1,", "|1, 1,3, |1, 9,5,")
        .replace("{0,3,}", "{0,7}")
        .replace("fixed = [0,0,0,4,]", "fixed = [0,0]")
        .replace("{2},{}];\n", "{9},3];\n")
    )
    assert errors(tmp_path, text) == [
        ("number.invalid", 3, "requested[1]", "1"),
        ("number.invalid", 3, "requested[2]", "9"),
        ("number.invalid", 3, "requested[2]", "5"),
        ("number.invalid", 6, "forbidden[4]", "7"),
        ("number.invalid", 7, "fixed", "2"),
        ("number.invalid", 8, "precedences[3]", "9"),
        ("number.invalid", 8, "precedences[4]", None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nTables = 2;", "", ("column.missing", None, "nTables", None)),
        ("nTables = 2;", "nTables = -2;", ("number.invalid", 2, "nTables", "-2")),
        ("nTables = 2;", "nTables = {2};", ("number.invalid", 2, "nTables", None)),
        ("nTables = 2;", "nTables = 99999999999;", ("file.unreadable", 2, None, "99999999999; nTotalSlots = 4; ")),
        ("nTables = 2;", "nTables = 2; nTables = 3;", ("file.unreadable", 2, None, "nTables")),
        ("nMorningSlots = 2", "nMorningSlots = 5", ("number.invalid", 2, "nMorningSlots", "5")),
        ("nMeetings = 4", "nMeetings = 3", ("number.invalid", 3, "requested", "4")),
        ("fixed = [0,0,0,4,];", "fixed = [0,0,0,5];", ("number.invalid", 7, "fixed[4]", "5")),
        ("fixed = [", "fixat = [0,0,0,0]; fixed = [", ("number.invalid", 7, "fixed", None)),
        ("fixed = [0,0,0,4,];", "fixed = [0,0,0,4;", ("file.unreadable", 7, None, ";")),
        ("|1, 2,3,", "|1, 2,", ("number.invalid", 3, "requested[1]", None)),
        ("{},{2},{}];\n", "{},{2},{}", ("file.unreadable", 8, None, "")),
        ("{2},{}];\n", "{1..900000000},{}];\n", ("file.unreadable", 8, None, "1..900000000")),
        ("% two rooms", "two rooms", ("file.unreadable", 1, None, "rooms")),
        ("% two rooms", "@", ("file.unreadable", 1, None, "@")),
    ],
)
def test_one_error(tmp_path: Path, old: str, new: str, expected: tuple[str, int | None, str, str]) -> None:
    assert old in GOOD
    assert expected in errors(tmp_path, GOOD.replace(old, new))


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"[[[[", b"nTables = " + b"{" * 100_000])
def test_not_such_a_file(tmp_path: Path, text: bytes) -> None:
    assert {code for code, *_ in errors(tmp_path, text)} <= {"file.unreadable", "column.missing"}


def test_no_file(tmp_path: Path) -> None:
    found = read_problem(tmp_path / "absent.dzn").errors
    assert [problem.code for problem in found] == ["file.unreadable"]
