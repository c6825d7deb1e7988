"""An instance from a file: `.dzn` of the published benchmark, or a workbook."""

from pathlib import Path

from svetovod.engine.model import MeetingEvent
from svetovod.engine.workbooks import ReadResult, read_meetings

from .dzn import read_dzn
from .problem import Meeting, MeetingProblem


def read_problem(path: Path) -> ReadResult[MeetingProblem]:
    """The problem, or everything that is wrong with the file: a .dzn by its suffix, a workbook otherwise."""
    if path.suffix.lower() == ".dzn":
        found = read_dzn(path)
        return ReadResult(found, (), ()) if isinstance(found, MeetingProblem) else ReadResult(None, found, ())
    read = read_meetings(path)
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
