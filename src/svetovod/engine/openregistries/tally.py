"""Rows and rejected rows of one reading, handed out in batches."""

from svetovod.engine.model import Problem

from . import limits
from .model import Batch, Place, Row


class Tally:
    """`skip` records of the first member were read before and are passed over."""

    def __init__(self, after: Place, total: int) -> None:
        self.total = total
        self.member, self._skip = after
        self.record = 0
        self._base = 0
        self._rows: list[Row] = []
        self._rejected: list[Problem] = []
        self._rejections = self._people = self._told = 0

    @property
    def passing(self) -> bool:
        """Whether the record in hand was counted by an earlier reading."""
        return self.record <= self._skip

    def next_record(self) -> None:
        self.record += 1

    def next_member(self, size: int) -> None:
        """The member in hand is read to its end."""
        self.member += 1
        self.record = self._skip = 0
        self._base += size

    def passed_members(self, size: int) -> None:
        """Members of an earlier reading, by their bytes."""
        self._base += size

    def row(self, row: Row) -> None:
        if not self.passing:
            self._rows.append(row)

    def person(self) -> None:
        if not self.passing:
            self._people += 1

    def reject(self, code: str, place: str | None, row: int | None, column: str, value: str | None) -> None:
        """Where, what, by which rule; the sentence of the code says how to mend it."""
        if self.passing:
            return
        self._rejections += 1
        if self._told < limits.REJECTED:
            self._told += 1
            self._rejected.append(Problem(code, place, row, column, value))

    @property
    def full(self) -> bool:
        return len(self._rows) >= limits.BATCH or len(self._rejected) >= limits.BATCH or self._people >= limits.BATCH

    def batch(self, done: int, refused: Problem | None = None) -> Batch:
        """Everything since the last one; `done` bytes of the member in hand are read."""
        finished = Place(self.member, max(self.record, self._skip))
        made = Batch(
            tuple(self._rows), tuple(self._rejected), self._rejections, self._people, finished,
            min(self._base + done, self.total), self.total, refused,
        )  # fmt: skip
        self._rows, self._rejected, self._rejections, self._people = [], [], 0, 0
        return made
