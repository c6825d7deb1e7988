"""Holds a paper against the list of fields; shares no code with what makes papers.

Twice: is every value known at all, and does every known value stand on the paper, as often as rows have it. Words of
a paper are compared without spaces, hyphens and case, for lines are broken and words divided where a column is narrow.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .fields import Field, fields_of

BLANK = re.compile(r"[\s_\-–—…]*")
_PLAIN = re.compile(r"[\s\-‐‑\u00ad\u200b]+")

Facts = Mapping[str, Sequence[Mapping[str, str]]]


class Reason(StrEnum):
    """NO_ROWS: nothing of the kind is there; BLANK: no value is known; NOT_SAID: it is known and not on the paper."""

    NO_ROWS = "no_rows"
    BLANK = "blank"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Missing:
    """`row` tells which one of the group: the value its first field has there."""

    field: Field
    reason: Reason
    row: str = ""


def check(paper: str, facts: Facts, text: str | None = None) -> tuple[Missing, ...]:
    """`facts`: of each group its rows, by the names of fields, in the words of the paper; `text`: what the paper says.

    Without a text only the facts are looked at.
    """
    said = None if text is None else _plain(text)
    return tuple(gap for field in fields_of(paper) for gap in _gaps(field, facts.get(field.group, ()), said))


def _gaps(field: Field, rows: Sequence[Mapping[str, str]], said: str | None) -> Iterator[Missing]:
    if field.rows and not rows:
        yield Missing(field, Reason.NO_ROWS)
    met: Counter[str] = Counter()
    for row in rows:
        value = _plain(row.get(field.name, ""))
        met[value] += 1
        if BLANK.fullmatch(value):
            yield Missing(field, Reason.BLANK, next(iter(row.values()), ""))
        elif said is not None and said.count(value) < met[value]:
            yield Missing(field, Reason.NOT_SAID, next(iter(row.values()), ""))


def _plain(text: str) -> str:
    return _PLAIN.sub("", text).casefold()
