"""Questions and charts between the engine and the pages."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from threading import Lock
from time import monotonic
from typing import Any

from svetovod.engine import drawing, questions
from svetovod.engine.drawing.altair import SCALE, SERIES
from svetovod.engine.questions import Answer, Kind, Limits, Refusal
from svetovod.engine.questions.wire import read, told
from svetovod.web.opendata.datasets import Column

from .tables import Prepared

LIMITS = Limits()
CHART = ("mark", "x", "y", "colour", "aggregate")
DRAWING_SECONDS = 25
FIGURES = frozenset((Kind.WHOLE, Kind.DECIMAL, Kind.MONEY, Kind.NUMBER))
Parameters = Mapping[str, str | int | None]
Found = Answer | Refusal
MOST_AT_ONCE = 2  # of the four threads that a web process has: the others stay with the pages
_asking: set[int] = set()
_lock = Lock()

# colours of a drawn picture as tokens of the page, so that it is dark where the page is
_TOKENS = {
    "#1a1e27": "ink", "#525866": "ink-2", "#646872": "ink-3", "#dcd5c6": "rule", "#8f8a7f": "rule-2",
    "#d5dfee": "d1", "#a9bedd": "d2", "#7192c4": "d3", "#3d63a0": "d4", "#17386f": "d5",
}  # fmt: skip
assert {*SCALE, *SERIES} <= set(_TOKENS)


def ready() -> bool:
    """Whether questions can be answered here: DuckDB is an extra."""
    return questions.available()


def draws() -> bool:
    return drawing.available()


class Read:
    """The tables that a question names, as the asking person may see them now. `mark`: a hash of all of it."""

    def __init__(self, sql: str, prepared: Iterable[Prepared], actor: Any, moment: datetime, *, future: bool) -> None:
        self.tables = [
            questions.Table(each.name, tuple(map(_column, each.columns)), tuple(each.rows(actor, moment, future)))
            for each in prepared
            if re.search(rf"(?<![a-z0-9_]){re.escape(each.name)}(?![a-z0-9_])", sql, re.IGNORECASE)
        ]
        told = "\x1e".join(f"{table.name}\x1f{table.columns}\x1f{table.rows}" for table in self.tables)
        self.mark = hashlib.sha256(told.encode()).hexdigest()

    def key(self, sql: str, parameters: Parameters) -> str:
        """Of an answer: the same tables, question, parameters, limits and engine give the same one."""
        said = (self.mark, sql, sorted(parameters.items()), LIMITS, version("duckdb"))
        return hashlib.sha256(repr(said).encode()).hexdigest()


@contextmanager
def place(person: int) -> Iterator[bool]:
    """Whether there is room for that person's question or picture now: nobody waits for it, nobody has two."""
    with _lock:
        free = person not in _asking and len(_asking) < MOST_AT_ONCE
        if free:
            _asking.add(person)
    try:
        yield free
    finally:
        if free:
            with _lock:
                _asking.discard(person)


def _column(column: Column) -> questions.Column:
    return questions.Column(column.name, Kind(column.kind))


def ask(sql: str, known: Read, parameters: Parameters) -> tuple[Found, float]:
    """What came of it, and the seconds it took."""
    began = monotonic()
    return questions.answer(sql, known.tables, parameters=parameters, limits=LIMITS), monotonic() - began


def kept(found: Answer) -> bytes:
    return told(found, LIMITS.size)


def answer_of(content: bytes) -> Answer:
    found = read(content, LIMITS)
    assert isinstance(found, Answer)
    return found


def is_chart(chart: Any) -> bool:
    """Whether it can be kept as one: what came along with a form may be anything."""
    if not isinstance(chart, dict) or set(chart) != set(CHART):
        return False
    if not all(isinstance(each, str) and each.isprintable() for each in chart.values()):
        return False
    return chart["mark"] in drawing.MARKS and chart["aggregate"] in drawing.AGGREGATES


def _plan(chart: Mapping[str, str]) -> drawing.Plan:
    return drawing.Plan(
        drawing.Mark(chart["mark"]), chart["x"], chart["y"], chart["colour"], drawing.Aggregate(chart["aggregate"])
    )


def draw(
    found: Answer, chart: Mapping[str, str], *, lang: str, aggregate: str, png: bool = False
) -> drawing.Picture | None:
    """None where it could not be drawn. `aggregate`: the word for it in that language."""
    return drawing.draw(found, _plan(chart), lang=lang, seconds=DRAWING_SECONDS, png=png, aggregate=aggregate)


def places(found: Answer, chart: Mapping[str, str]) -> drawing.Places | None:
    """The figures of the picture; None where the chart does not fit the answer."""
    return drawing.places(found, _plan(chart))


def in_tokens(svg: str) -> str:
    """The picture in the colours of the page it stands in. Its words are a little smaller than they were measured: the
    reader's font may be wider."""

    def named(hit: re.Match[str]) -> str:
        return f'="var(--{_TOKENS[hit[1]]})"' if hit[1] in _TOKENS else hit[0]

    return re.sub(r'="(#[0-9a-f]{6})"', named, svg).replace('font-size="12px"', 'font-size="11px"')


def parquet(found: Answer) -> bytes:
    return questions.parquet(found.columns, found.rows)


__all__ = ["CHART", "FIGURES", "LIMITS", "Answer", "Found", "Kind", "Read", "Refusal", "answer_of", "ask", "draw",
           "draws", "in_tokens", "is_chart", "kept", "parquet", "place", "places", "ready"]  # fmt: skip
