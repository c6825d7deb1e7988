"""What is known of a protocol to `engine.protocols`, and the gaps it finds to what a page shows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svetovod.engine import protocols
from svetovod.web.common import formatting


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that lacks somewhere; `rows` says where. `binds`: the protocol is not issued without it."""

    label: str
    reason: str
    source: str
    act: str
    why: str
    binds: bool
    rows: list[str]


def gaps(paper: str, facts: Mapping[str, Sequence[Mapping[str, str]]], text: str | None) -> list[Gap]:
    """One line a field and reason, those that bind first."""
    found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for each in protocols.check(paper, facts, text):
        found[each.field.key, each.reason].append(each.row)
    fields = {field.key: field for field in protocols.fields_of(paper)}
    made = [
        Gap(
            fields[key].label[formatting.lang()], str(reason), str(fields[key].source), fields[key].act,
            fields[key].why, fields[key].binds, [row for row in rows if row],
        )
        for (key, reason), rows in found.items()
    ]  # fmt: skip
    return sorted(made, key=lambda gap: not gap.binds)


def said(value: Any) -> Iterator[str]:
    """Every text of a snapshot: what the paper is set from."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from said(each)
    else:
        yield str(value)
