"""A reader's list of items compared with the text of the act (`--verified FILE.toml`, and the web).

    ["cluster.min_participants"]
    reference = "ПП 779 в ред. от 02.08.2018, Требования, п. 2"
    editions = [2018-08-02]      # optional: the editions the text was read in

Short form: `"cluster.min_participants" = "reference"`. Without `editions` the item counts as verified wherever
its source confirms it; with them, in exactly those editions, also in one the source says nothing about.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .errors import VerifiedError
from .shapes import Act, Item

_FIELDS = {"reference", "editions", "edition"}


@dataclass(frozen=True, slots=True)
class Verification:
    key: str
    reference: str
    editions: tuple[date, ...] | None


def read_verified(
    source: Path | str | Mapping[str, object], items: Mapping[str, Item], acts: Mapping[str, Act]
) -> list[Verification]:
    """Every entry of a file or mapping, checked against the known items and editions."""
    if isinstance(source, Mapping):
        name, content = "verified", source
    else:
        name, content = Path(source).name, _parse(Path(source))
    return [_entry(name, key, entry, items, acts) for key, entry in _entries(content)]


def _parse(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = str(error.strerror or error)
        raise VerifiedError(path.name, "-", "the file cannot be read", why, reason="missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        why, remedy = f"not a TOML file: {error}", "See docs/how-to/add-a-rule.md"
        raise VerifiedError(path.name, "-", why, remedy, reason="toml") from error


def _entries(content: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Quoted keys and dotted tables (`[cluster.min_participants]`) alike; a wrapping table `verified` is allowed."""
    for name, entry in content.items():
        key = f"{prefix}.{name}" if prefix else name
        if not prefix and name == "verified" and isinstance(entry, Mapping):
            yield from _entries(entry)
        elif isinstance(entry, Mapping) and not _FIELDS & entry.keys() and "." not in key and entry:
            yield from _entries(entry, key)
        else:
            yield key, entry


def _entry(name: str, key: str, entry: object, items: Mapping[str, Item], acts: Mapping[str, Act]) -> Verification:
    if key not in items:
        raise VerifiedError(name, key, "no such item", "`svetovod rules show pp779` lists the keys", reason="item")
    fields = {"reference": entry} if isinstance(entry, str) else entry
    if not isinstance(fields, Mapping) or set(fields) - _FIELDS:
        fitting = ", ".join(sorted(_FIELDS))
        remedy = f"Only {fitting} are understood"
        raise VerifiedError(name, key, "unknown fields", remedy, reason="fields", known=fitting)
    reference = fields.get("reference")
    if not isinstance(reference, str) or not reference.strip():
        remedy = 'Say where it was read: reference = "ПП 779, п. 2"'
        raise VerifiedError(name, key, "no reference", remedy, reason="reference")
    return Verification(key, reference.strip(), _editions(name, key, fields, acts[items[key].act]))


def _editions(name: str, key: str, fields: Mapping[str, object], act: Act) -> tuple[date, ...] | None:
    named = fields.get("editions", [fields["edition"]] if "edition" in fields else None)
    if named is None:
        return None
    known = {edition.on for edition in act.editions}
    if not isinstance(named, list) or not named:
        why, remedy = "`editions` is not a list of dates", "Write editions = [2018-08-02]"
        raise VerifiedError(name, key, why, remedy, reason="editions")
    days = [date.fromisoformat(day) if isinstance(day, str) and len(day) == 10 else day for day in named]
    if unknown := [day for day in days if day not in known]:
        listed = ", ".join(str(day) for day in sorted(known))
        why, remedy = f"{act.id} has no edition of {unknown[0]}", f"Its editions: {listed}"
        raise VerifiedError(name, key, why, remedy, reason="edition", known=listed)
    return tuple(sorted({day for day in days if isinstance(day, date)}))
