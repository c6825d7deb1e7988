"""Reads a folder of measures strictly: everything wrong with all files at once, or the measures."""

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import Any

from svetovod.engine.facts import Facts
from svetovod.engine.facts import load as load_facts
from svetovod.engine.facts.shapes import Confidence, Status
from svetovod.engine.model import CostKind
from svetovod.engine.reference import regions

from .reading import Fault, Table
from .shapes import OTHER_COSTS, Conflict, Kind, Level, Measure, Term, Topic, Who

COSTS = (*(kind.value for kind in CostKind), *OTHER_COSTS)
ANY = "*"
_BOOLEANS = {Topic.REGISTRY, Topic.JOINT_PROJECT, Topic.INTAKE}
_LISTS = {Topic.WHO: tuple(Who), Topic.COSTS: COSTS}


class MeasuresError(ValueError):
    """`faults` are all that is wrong, file by file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@cache
def load(own: Path | None = None) -> tuple[Measure, ...]:
    """The measures of the package, and those of a folder of one's own; raises `MeasuresError`."""
    folders: list[Traversable] = [resources.files(__package__) / "measures", *([own] if own else [])]
    return load_folders(folders, load_facts())


def load_folders(folders: Iterable[Traversable], facts: Facts) -> tuple[Measure, ...]:
    faults: list[Fault] = []
    found: dict[str, Measure] = {}
    for file in (file for folder in folders for file in _files(folder, faults)):
        measure = _measure(file, facts, faults)
        if measure and measure.id in found:
            faults.append(Fault(file.name, "id", f"{measure.id!r} stands twice", "One file a measure"))
        if measure:
            found.setdefault(measure.id, measure)
    for measure in found.values():
        for conflict in measure.conflicts:
            if conflict.other != ANY and conflict.other not in found:
                why = f"there is no measure {conflict.other!r}"
                faults.append(Fault(f"{measure.id}.toml", "conflicts", why, f"One of: {', '.join(sorted(found))}"))
    if faults:
        raise MeasuresError(faults)
    return tuple(sorted(found.values(), key=lambda each: (list(Kind).index(each.kind), each.id)))


def _files(folder: Traversable, faults: list[Fault]) -> list[Traversable]:
    if not folder.is_dir():
        faults.append(Fault(str(folder), "-", "there is no such folder", "Make it, or take the setting away"))
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _measure(file: Traversable, facts: Facts, faults: list[Fault]) -> Measure | None:
    before = len(faults)
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(file.name, "-", f"not TOML: {error}", "Mend the syntax"))
        return None
    table = Table(file.name, "", raw, faults)
    fields: dict[str, Any] = {
        "id": table.take("id", str),
        "kind": table.word("kind", Kind),
        "level": table.word("level", Level),
        **{name: table.label(name) for name in ("name", "about", "authority")},
        "act": table.label("act", None),
        "page": table.take("page", str, None),
        "regions": table.words("regions", (region.iso for region in regions.all()), []),
        "terms": tuple(term for each in table.tables("terms") if (term := _term(each, facts))),
        "conflicts": tuple(found for each in table.tables("conflicts") if (found := _conflict(each, facts))),
    }
    table.close()
    if fields["id"] is not None and f"{fields['id']}.toml" != file.name:
        table.fault("id", f"{fields['id']!r} differs from the file's name", "Name the file after the id")
    if not raw.get("terms"):
        table.fault("terms", "no terms", "Give at least one [[terms]]")
    _no_overlap(table, fields["terms"])
    return None if len(faults) > before else Measure(**fields)


def _term(table: Table, facts: Facts) -> Term | None:
    before = len(table.faults)
    topic = table.word("topic", Topic)
    start, end, fact = _period(table, facts)
    value = _value(table, topic) if topic else table.take("value", object, None)
    text = table.label("text", None)
    if value is None and fact is None and text is None:
        table.fault("text", "says nothing", "Give `value`, `fact` or `text`")
    term = Term(topic, start, end, value, fact, text, *_known(table))  # type: ignore[arg-type]
    table.close()
    return None if len(table.faults) > before else term


def _conflict(table: Table, facts: Facts) -> Conflict | None:
    before = len(table.faults)
    other, text = table.take("with", str), table.label("text")
    start, end, fact = _period(table, facts)
    found = Conflict(other, start, end, text, fact, *_known(table))  # type: ignore[arg-type]
    table.close()
    return None if len(table.faults) > before else found


def _period(table: Table, facts: Facts) -> tuple[date, date | None, str | None]:
    start, end, fact = table.take("from", date), table.take("to", date, None), table.take("fact", str, None)
    if start and end and end < start:
        table.fault("to", f"{end} is before `from` {start}", "Put the dates in order")
    if fact is not None and fact not in facts.items:
        table.fault("fact", f"there is no item {fact!r}", "`svetovod rules show pp41` lists them")
    return start, end, fact


def _known(table: Table) -> tuple[Status | None, Confidence | None, str]:
    status = table.word("status", Status)
    confidence = table.word("confidence", Confidence, None)
    if status is Status.VERIFIED:
        table.fault("status", "only two persons verify, in the interface", 'Write "seen"')
    return status, confidence, table.take("source", str)


def _value(table: Table, topic: Topic) -> Any:
    """Words for who and which costs, yes or no for conditions; other topics are told in `text` or taken from a fact."""
    if "value" not in table.raw:
        if topic in {*_BOOLEANS, *_LISTS} and "fact" not in table.raw:
            table.fault("value", "missing", "Add `value`, or `fact`")
        return None
    if topic in _LISTS:
        return table.words("value", _LISTS[topic])
    if topic in _BOOLEANS:
        return table.take("value", bool)
    table.take("value", object)
    table.fault("value", f"is not read for {topic.value}", "Write `text` or `fact`")
    return None


def _no_overlap(table: Table, terms: Iterable[Term]) -> None:
    """Of what decides there is one answer a day."""
    for topic in (*_LISTS, *_BOOLEANS, Topic.RATE, Topic.CAP):
        same = sorted((term for term in terms if term.topic is topic), key=lambda term: term.start)
        for before, after in pairwise(same):
            if before.end is None or after.start <= before.end:
                why = f"`{topic.value}` from {before.start} and from {after.start} overlap"
                table.fault("terms", why, f"End the first before {after.start}")
