"""The notation of MiniZinc data: `name = value;` with numbers, sets, lists and tables of numbers."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<skip>\s+|%[^\n]*|/\*.*?\*/)|(?P<mark>\.\.|\[\||\|\]|[\[\]{}|,;=])|(?P<number>-?\d+)|(?P<name>[A-Za-z_]\w*)",
    re.DOTALL,
)
_DIGITS = 9
_RANGE = 10_000  # members of a..b

Row = tuple[int, ...]
Value = int | frozenset[int] | Row
Data = dict[str, tuple[int, "int | frozenset[int] | list[tuple[int, Value]]"]]


class DznError(Exception):
    """Text that is not in this notation."""

    def __init__(self, line: int, near: str) -> None:
        super().__init__(f"line {line}: {near}")
        self.line, self.near = line, near


class Token(NamedTuple):
    kind: str
    text: str
    line: int


def read_data(text: str) -> Data:
    """Every name with its line and value; a list has the line of every element."""
    return _Parser(text).data()


def _tokens(text: str) -> Iterator[Token]:
    place, line = 0, 1
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or len(match["number"] or "") > _DIGITS:
            raise DznError(line, text[place : place + 30].partition("\n")[0])
        if match.lastgroup != "skip":
            yield Token(str(match.lastgroup), match[0], line)
        line += match[0].count("\n")
        place = match.end()
    yield Token("end", "", line)


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._place = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self, wanted: str) -> str:
        """The next token, which is of that kind or that very mark."""
        token = self._next
        if wanted not in (token.kind, token.text) or token.kind == "end":
            raise DznError(token.line, token.text)
        self._place += 1
        return token.text

    def _passed(self, mark: str) -> bool:
        if self._next.text != mark:
            return False
        self._place += 1
        return True

    def data(self) -> Data:
        found: Data = {}
        while self._next.kind != "end":
            line = self._next.line
            name = self._take("name")
            if name in found:
                raise DznError(line, name)
            self._take("=")
            found[name] = (line, self._value())
            self._take(";")
        return found

    def _value(self) -> "int | frozenset[int] | list[tuple[int, Value]]":
        if self._passed("[|"):
            return self._table()
        if self._passed("["):
            return self._list()
        return self._item()

    def _item(self) -> int | frozenset[int]:
        """A number, a range or a set."""
        if self._passed("{"):
            members: set[int] = set()
            while not self._passed("}"):
                item = self._numbers()
                members |= {item} if isinstance(item, int) else item
                if self._next.text != "}":
                    self._take(",")
            return frozenset(members)
        return self._numbers()

    def _numbers(self) -> int | frozenset[int]:
        """A number or a range."""
        line, first = self._next.line, int(self._take("number"))
        if not self._passed(".."):
            return first
        last = int(self._take("number"))
        if last - first > _RANGE:
            raise DznError(line, f"{first}..{last}")
        return frozenset(range(first, last + 1))

    def _list(self) -> list[tuple[int, Value]]:
        found: list[tuple[int, Value]] = []
        while not self._passed("]"):
            found.append((self._next.line, self._item()))
            if self._next.text != "]":
                self._take(",")
        return found

    def _table(self) -> list[tuple[int, Value]]:
        """Rows between bars; commas and bars may trail."""
        found: list[tuple[int, Value]] = []
        while True:
            line, row = self._next.line, []
            while self._next.text not in ("|", "|]"):
                row.append(int(self._take("number")))
                if self._next.text not in ("|", "|]"):
                    self._take(",")
            if row:
                found.append((line, tuple(row)))
            if self._passed("|]"):
                return found
            self._take("|")
