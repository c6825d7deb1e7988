"""MiniZinc data as the published benchmark has it, read with every error collected, each with its line."""

from pathlib import Path

from svetovod.engine.model import Problem, Session

from .dzn_data import Data, DznError, Value, read_data
from .problem import Meeting, MeetingProblem

FILE_BYTES = 4 * 2**20
_LARGEST = {"nBusiness": 2_000, "nMeetings": 5_000, "nTables": 5_000, "nTotalSlots": 200, "nMorningSlots": 200}
_LISTS = ("forbidden", "fixed", "precedences")
_REQUIRED = (*_LARGEST, "requested")
_OLD_NAMES = {"fixat": "fixed"}


def read_dzn(path: Path) -> MeetingProblem | tuple[Problem, ...]:
    """The problem, or everything that is wrong."""
    try:
        with path.open("rb") as file:
            raw = file.read(FILE_BYTES + 1)
    except OSError:
        return (Problem("file.unreadable", value=path.name, params={"kind": "missing"}),)
    return dzn_of(raw, path.name)


def dzn_of(raw: bytes, name: str) -> MeetingProblem | tuple[Problem, ...]:
    """The same of the content of a file called `name`."""
    if len(raw) > FILE_BYTES:
        return (Problem("file.too_large", params={"what": "file", "limit": FILE_BYTES // 2**20}),)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return (Problem("file.unreadable", value=name, params={"kind": "dzn"}),)
    try:
        data = read_data(text)
    except DznError as error:
        return (Problem("file.unreadable", row=error.line, value=error.near, params={"kind": "dzn_syntax"}),)
    return _Builder(data).problem()


class _Builder:
    """Goes through the names of the format one after another."""

    def __init__(self, data: Data) -> None:
        self._data: Data = {}
        self._errors: list[Problem] = []
        for name, (line, value) in data.items():
            known = _OLD_NAMES.get(name, name)
            if known in self._data:
                self._wrong(line, name, "dzn_twice")
            self._data[known] = (line, value)

    def problem(self) -> MeetingProblem | tuple[Problem, ...]:
        self._errors += [Problem("column.missing", column=name) for name in _REQUIRED if name not in self._data]
        sizes = {name: self._size(name) for name in _LARGEST if name in self._data}
        if self._errors:
            return self._all()
        self._slots, self._people, self._count = sizes["nTotalSlots"], sizes["nBusiness"], sizes["nMeetings"]
        if sizes["nMorningSlots"] > self._slots:
            self._wrong(
                self._data["nMorningSlots"][0],
                "nMorningSlots",
                "range",
                f"0..{self._slots}",
                str(sizes["nMorningSlots"]),
            )
        forbidden = self._sets("forbidden", self._people, self._slots)
        after = self._sets("precedences", self._count, self._count)
        meetings = self._meetings(after)
        if self._errors:
            return self._all()
        return MeetingProblem(
            self._slots, sizes["nMorningSlots"], sizes["nTables"], tuple(meetings), tuple(map(frozenset, forbidden))
        )

    def _all(self) -> tuple[Problem, ...]:
        return tuple(sorted(self._errors, key=lambda each: (each.row or 0, each.column or "")))

    def _wrong(self, line: int | None, column: str, reason: str, wanted: str = "", value: str | None = None) -> None:
        params = {"reason": reason, "wanted": wanted}
        self._errors.append(Problem("number.invalid", row=line, column=column, value=value, params=params))

    def _size(self, name: str) -> int:
        line, value = self._data[name]
        if isinstance(value, int) and 0 <= value <= _LARGEST[name]:
            return value
        shown = str(value) if isinstance(value, int) else None
        self._wrong(line, name, "range", f"0..{_LARGEST[name]}", shown)
        return 0

    def _list(self, name: str, length: int) -> list[tuple[int, Value]] | None:
        """The elements with their lines; None if there is no such list, or it is a wrong one."""
        if name not in self._data:
            return None
        line, value = self._data[name]
        if not isinstance(value, list):
            self._wrong(line, name, "dzn_kind", "[...]")
        elif len(value) != length:
            self._wrong(line, name, "dzn_length", str(length), str(len(value)))
        else:
            return value
        return None

    def _sets(self, name: str, length: int, most: int) -> list[set[int]]:
        """A list of sets of numbers up to `most`; a zero is filler."""
        found: list[set[int]] = [set() for _ in range(length)]
        for place, (line, value) in enumerate(self._list(name, length) or ()):
            if not isinstance(value, frozenset):
                self._wrong(line, f"{name}[{place + 1}]", "dzn_kind", "{...}")
                continue
            for number in sorted(value):
                if not 0 <= number <= most:
                    self._wrong(line, f"{name}[{place + 1}]", "range", f"0..{most}", str(number))
            found[place] = set(value) - {0}
        return found

    def _meetings(self, after: list[set[int]]) -> list[Meeting]:
        fixed = self._fixed()
        found = []
        for place, (line, row) in enumerate(self._list("requested", self._count) or ()):
            column = f"requested[{place + 1}]"
            if not isinstance(row, tuple) or len(row) != 3:
                self._wrong(line, column, "dzn_kind", "| a, b, 1..3 |")
                continue
            first, second, session = row
            for who in (first, second):
                if not 1 <= who <= self._people:
                    self._wrong(line, column, "range", f"1..{self._people}", str(who))
            if first == second:
                self._wrong(line, column, "same", value=str(first))
            if session not in (1, 2, 3):
                self._wrong(line, column, "range", "1..3", str(session))
            else:
                earlier = frozenset(number - 1 for number in after[place])
                found.append(Meeting(first - 1, second - 1, Session(session), fixed[place], earlier))
        return found

    def _fixed(self) -> list[int | None]:
        found: list[int | None] = [None] * self._count
        for place, (line, slot) in enumerate(self._list("fixed", self._count) or ()):
            if not isinstance(slot, int) or not 0 <= slot <= self._slots:
                shown = str(slot) if isinstance(slot, int) else None
                self._wrong(line, f"fixed[{place + 1}]", "range", f"0..{self._slots}", shown)
            elif slot:
                found[place] = slot
        return found
