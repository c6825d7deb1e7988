"""Reads a folder of facts strictly: an unknown field, a missing unit or source, a doubtful date stops the load."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from .errors import FactsError
from .schema import ACT, EDITION, ITEM, VALUE, Field, fits_unit
from .shapes import Act, Confidence, DatedValue, Edition, Item, Label, Status, Unit, Use
from .store import Facts


@cache
def load() -> Facts:
    """The facts of the package, read once a process."""
    return load_folder(resources.files(__package__))


def load_folder(folder: Traversable) -> Facts:
    """Every act below `folder`: one subfolder each with `act.toml` and one file an item; raises `FactsError`."""
    acts: dict[str, Act] = {}
    items: dict[str, Item] = {}
    for sub in sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name):
        files = {file.name: file for file in sub.iterdir() if file.name.endswith(".toml")}
        if not files:
            continue
        if "act.toml" not in files:
            raise FactsError(
                f"{sub.name}/act.toml", "-", "the file is missing", "Every act has its editions in act.toml"
            )
        act = _act(f"{sub.name}/act.toml", sub.name, _parse(files.pop("act.toml"), sub.name))
        acts[act.id] = act
        for name in sorted(files):
            item = _item(f"{sub.name}/{name}", act, _parse(files[name], sub.name))
            if item.key in items:
                raise FactsError(f"{sub.name}/{name}", item.key, "the key stands twice", "One file an item")
            items[item.key] = item
    return Facts(acts, items)


def _parse(file: Traversable, act: str) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FactsError(f"{act}/{file.name}", "-", f"not TOML: {error}", "Mend the syntax") from error


def _act(file: str, folder: str, raw: dict[str, Any]) -> Act:
    _check(file, "act", raw, ACT)
    if raw["id"] != folder:
        raise FactsError(file, "id", f"{raw['id']!r} differs from the folder", f'Write id = "{folder}"')
    editions = tuple(_edition(file, f"editions[{n}]", entry) for n, entry in enumerate(raw["editions"], 1))
    for before, after in pairwise(editions):
        if after.on <= before.on:
            raise FactsError(file, "editions", f"{after.on} stands after {before.on}", "List editions from old to new")
    if not editions or not editions[0].governs:
        raise FactsError(file, "editions", "the first edition must govern", "Start with the original act")
    return Act(
        raw["id"], raw["number"], raw["signed_on"], _label(file, "title", raw["title"]), raw["publication"], editions
    )


def _edition(file: str, key: str, raw: dict[str, Any]) -> Edition:
    _check(file, key, raw, EDITION)
    return Edition(
        number=raw.get("number"),
        signed_on=raw["signed_on"],
        date_precision=raw["date_precision"],
        effective_from=raw.get("effective_from"),
        source=raw["source"],
        status=Status(raw["status"]),
        governs=raw.get("governs", True),
        note=_label(file, f"{key}.note", raw["note"]),
    )


def _item(file: str, act: Act, raw: dict[str, Any]) -> Item:
    _check(file, "item", raw, ITEM)
    if file != f"{act.id}/{raw['key']}.toml":
        raise FactsError(file, "key", f"{raw['key']!r} differs from the file's name", "Name the file after the key")
    unit = Unit(raw["unit"])
    values = tuple(_value(file, f"values[{n}]", entry, unit, act) for n, entry in enumerate(raw["values"], 1))
    if not values:
        raise FactsError(file, "values", "no values", "Give at least one [[values]]")
    _no_overlap(file, values)
    return Item(
        key=raw["key"],
        act=act.id,
        label=_label(file, "label", raw["label"]),
        unit=unit,
        subject=raw["subject"],
        values=values,
        operator=raw.get("operator"),
        measure=raw.get("measure"),
        text=_label(file, "text", raw["text"]) if "text" in raw else None,
    )


def _value(file: str, key: str, raw: dict[str, Any], unit: Unit, act: Act) -> DatedValue:
    _check(file, key, raw, VALUE)
    value, status, use, end = raw.get("value"), Status(raw["status"]), Use(raw["use"]), raw.get("to")
    if end is not None and end < raw["from"]:
        raise FactsError(file, key, f"`to` {end} is before `from` {raw['from']}", "Put the dates in order")
    if value is None and status is not Status.UNKNOWN:
        raise FactsError(file, key, "no value", 'Give `value`, or status = "unknown"')
    if value is not None and not fits_unit(value, unit):
        raise FactsError(file, key, f"{value!r} is not of unit {unit}", "Give a value of the unit")
    if use is Use.HARD and status in {Status.MEMORY, Status.UNKNOWN}:
        raise FactsError(file, key, "an item from memory must not be hard", 'Use "warn" or "info"')
    confirmed = raw.get("last_confirmed_edition")
    if end is None and confirmed is None:
        remedy = "Say the last edition the source speaks for"
        raise FactsError(file, key, "open-ended, and `last_confirmed_edition` is missing", remedy)
    if confirmed is not None and confirmed not in {edition.on for edition in act.editions}:
        raise FactsError(file, key, f"{act.id} has no edition of {confirmed}", "Name an edition of act.toml")
    return DatedValue(
        start=raw["from"],
        end=end,
        value=tuple(value) if isinstance(value, list) else value,
        status=status,
        use=use,
        source=raw["source"],
        confidence=Confidence(raw["confidence"]) if "confidence" in raw else None,
        note=_label(file, f"{key}.note", raw["note"]) if "note" in raw else None,
        last_confirmed_edition=confirmed,
    )


def _no_overlap(file: str, values: Iterable[DatedValue]) -> None:
    for before, after in pairwise(sorted(values, key=lambda value: value.start)):
        if before.end is None or after.start <= before.end:
            why = f"the periods from {before.start} and from {after.start} overlap"
            raise FactsError(file, "values", why, f"End the first before {after.start}")


def _label(file: str, key: str, raw: Mapping[str, Any]) -> Label:
    for lang in ("ru", "en"):
        if not isinstance(raw.get(lang), str) or not raw[lang].strip():
            raise FactsError(file, key, f"no text in `{lang}`", "Both languages are required")
    if extra := set(raw) - {"ru", "en"}:
        raise FactsError(file, key, f"unknown language `{min(extra)}`", "Only ru and en")
    return Label(raw["ru"], raw["en"])


def _check(file: str, where: str, raw: dict[str, Any], fields: Mapping[str, Field]) -> None:
    """Required fields are there, each has its type and an allowed word, and there is no other."""
    for name in raw:
        if name not in fields:
            raise FactsError(file, f"{where}.{name}", "unknown field", f"Known: {', '.join(fields)}")
    for name, field in fields.items():
        if name not in raw:
            if field.required:
                raise FactsError(file, f"{where}.{name}", "missing", f"Add `{name}`")
            continue
        found = raw[name]
        wrong_day = field.type is date and isinstance(found, datetime)
        if not isinstance(found, field.type) or wrong_day or found == "":
            raise FactsError(file, f"{where}.{name}", f"{found!r} is not usable", f"Give a {field.type.__name__}")
        if field.choices and found not in field.choices:
            raise FactsError(file, f"{where}.{name}", f"{found!r} is not known", f"One of: {', '.join(field.choices)}")
