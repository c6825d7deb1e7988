"""An instance from a file: `.dzn` of the published benchmark, or a workbook."""

from pathlib import Path
from typing import IO

from svetovod.engine.model import MeetingEvent, Problem
from svetovod.engine.piped import in_any_order
from svetovod.engine.workbooks import ReadResult, limits, read_meetings
from svetovod.engine.workbooks.container import BEGINNINGS

from .dzn import dzn_of, read_dzn
from .problem import Meeting, MeetingProblem


def read_problem(path: Path) -> ReadResult[MeetingProblem]:
    """The problem, or everything that is wrong with the file: a .dzn by its suffix, a workbook otherwise.

    What comes out of a pipe has no suffix and is a workbook if it begins as one.
    """
    if path.suffix.lower() == ".dzn":
        return _as_result(read_dzn(path))
    if not path.is_fifo():
        return _of_workbook(path)
    with path.open("rb") as pipe:
        stream = in_any_order(pipe, limits.FILE_BYTES)
    content = stream.read()
    stream.seek(0)
    return _of_workbook(stream) if content.startswith(BEGINNINGS) else _as_result(dzn_of(content, path.name))


def _as_result(found: MeetingProblem | tuple[Problem, ...]) -> ReadResult[MeetingProblem]:
    return ReadResult(found, (), ()) if isinstance(found, MeetingProblem) else ReadResult(None, found, ())


def _of_workbook(source: Path | IO[bytes]) -> ReadResult[MeetingProblem]:
    read = read_meetings(source)
    return ReadResult(problem_of(read.value) if read.value else None, read.errors, read.notes)


def problem_of(event: MeetingEvent) -> MeetingProblem:
    """Codes to numbers, in the order of the sheets."""
    people = {each.code: number for number, each in enumerate(event.participants)}
    numbers = {each.code: number for number, each in enumerate(event.meetings)}
    return MeetingProblem(
        slots=event.slots,
        morning=event.slots if event.morning is None else event.morning,
        tables=event.tables,
        meetings=tuple(
            Meeting(
                people[each.first],
                people[each.second],
                each.session,
                each.fixed,
                frozenset(numbers[code] for code in each.after),
                tuple(people[code] for code in each.others),
            )
            for each in event.meetings
        ),
        forbidden=tuple(frozenset(each.closed) for each in event.participants),
        fairness=event.fairness,
        names=tuple(each.name for each in event.participants),
    )
