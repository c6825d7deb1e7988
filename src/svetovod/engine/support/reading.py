"""Fields of a file, read one by one: what is wrong is collected with its place, never thrown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from svetovod.engine.facts.shapes import Label

Word = TypeVar("Word", bound=StrEnum)
REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Fault:
    file: str
    place: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.why}. {self.remedy}"


@dataclass(slots=True)
class Table:
    """One table of a file. Every field is taken once; `close` finds those nobody knows."""

    file: str
    place: str
    raw: Mapping[str, Any]
    faults: list[Fault]
    taken: set[str] = field(default_factory=set)

    def fault(self, name: str, why: str, remedy: str) -> None:
        place = f"{self.place}.{name}" if self.place else name
        self.faults.append(Fault(self.file, place, why, remedy))

    def take(self, name: str, kind: type, default: Any = REQUIRED) -> Any:
        self.taken.add(name)
        found = self.raw.get(name)
        if found is None:
            if default is REQUIRED:
                self.fault(name, "missing", f"Add `{name}`")
                return None
            return default
        moment = kind is date and isinstance(found, datetime)
        if not isinstance(found, kind) or moment or (kind is int and isinstance(found, bool)) or found == "":
            self.fault(name, f"{found!r} is not usable", f"Give a {kind.__name__}")
            return None
        return found

    def word(self, name: str, words: type[Word], default: Any = REQUIRED) -> Word | None:
        found = self.take(name, str, default)
        if found is None:
            return None
        if found not in set(words):
            self.fault(name, f"{found!r} is not known", f"One of: {', '.join(words)}")
            return None
        return words(found)

    def label(self, name: str, default: Any = REQUIRED) -> Label | None:
        raw = self.take(name, dict, default)
        if raw is None:
            return None
        texts = [raw.get(lang) for lang in ("ru", "en")]
        if set(raw) != {"ru", "en"} or not all(isinstance(text, str) and text.strip() for text in texts):
            self.fault(name, "both languages are required", 'Write { ru = "...", en = "..." }')
            return None
        return Label(raw["ru"], raw["en"])

    def words(self, name: str, allowed: Iterable[str], default: Any = REQUIRED) -> tuple[str, ...]:
        found = self.take(name, list, default)
        known = list(allowed)
        for entry in found or ():
            if entry not in known:
                self.fault(name, f"{entry!r} is not known", f"Any of: {', '.join(known)}")
        return tuple(entry for entry in found or () if entry in known)

    def tables(self, name: str) -> list["Table"]:
        found = self.take(name, list, [])
        tables = []
        for number, raw in enumerate(found or (), 1):
            place = f"{name}[{number}]"
            if isinstance(raw, dict):
                tables.append(Table(self.file, place, raw, self.faults))
            else:
                self.faults.append(Fault(self.file, place, f"{raw!r} is not a table", f"Write [[{name}]]"))
        return tables

    def close(self) -> None:
        for name in self.raw.keys() - self.taken:
            self.fault(name, "unknown field", f"Known: {', '.join(sorted(self.taken))}")
