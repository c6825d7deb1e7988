"""Gathers every problem of a workbook and puts them in the order of the contract: sheet, row, column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from svetovod.engine.model import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadResult(Generic[T]):
    """What a reader returns: the value (None if there is any error), all errors, all notes."""

    value: T | None
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...]


class Collector:
    """Errors and notes of one workbook; `sheets` are the first names of its sheets in the order of the format."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self._order = {name: number for number, name in enumerate(sheets, start=1)}
        self.errors: list[Problem] = []
        self.notes: list[Problem] = []

    def error(
        self, code: str, sheet: str | None = None, row: int | None = None, column: str | None = None,
        value: str | None = None, **params: str | int,
    ) -> None:  # fmt: skip
        """Remembers an error."""
        self.errors.append(Problem(code, sheet, row, column, value, params))

    def note(
        self, code: str, sheet: str | None = None, row: int | None = None, column: str | None = None,
        value: str | None = None, **params: str | int,
    ) -> None:  # fmt: skip
        """Remembers a note."""
        self.notes.append(Problem(code, sheet, row, column, value, params))

    def result(self, value: T | None) -> ReadResult[T]:
        """The sorted outcome; the value is withheld when there is any error."""
        return ReadResult(None if self.errors else value, self._sorted(self.errors), self._sorted(self.notes))

    def _sorted(self, problems: list[Problem]) -> tuple[Problem, ...]:
        def key(problem: Problem) -> tuple[int, int, str]:
            sheet = self._order.get(problem.sheet, len(self._order) + 1) if problem.sheet else 0
            return sheet, problem.row or 0, problem.column or ""

        return tuple(sorted(problems, key=key))
