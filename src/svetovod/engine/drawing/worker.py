"""A chart drawn in a process of its own: the renderer is heavy, and what it draws was chosen and asked by somebody."""

import json
import sys
from base64 import b64decode
from dataclasses import asdict
from decimal import Decimal
from importlib.util import find_spec

from svetovod.engine.apart import apart
from svetovod.engine.questions import Answer, Cell, Kind

from .inner import UncleanError, clean
from .places import FIGURES, places
from .plan import Picture, Plan

COMMAND = (sys.executable, "-m", "svetovod.engine.drawing")
MOST_SIZE = 16 * 2**20
LOCALES = {"ru": "ru-RU", "en": "en-GB"}


def available() -> bool:
    """Whether Altair and its renderer are installed here: they are an extra."""
    return all(find_spec(name) is not None for name in ("altair", "vl_convert"))


def draw(
    found: Answer, plan: Plan, *, lang: str, seconds: float, png: bool = False, aggregate: str = ""
) -> Picture | None:
    """None where it does not fit or could not be drawn in that time. `aggregate`: the word that an axis says of it."""
    drawn = places(found, plan)
    if drawn is None:
        return None
    kinds = [column.kind for column in drawn.columns.values()]
    content = {
        "plan": asdict(plan), "word": aggregate or plan.aggregate, "png": png,
        "columns": {role: (column.name, column.kind) for role, column in drawn.columns.items()},
        "rows": [[_value(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in drawn.rows],
        "locale": LOCALES[lang],
    }  # fmt: skip
    with apart(COMMAND, json.dumps(content).encode(), seconds=seconds) as (out, _late):
        told = out.read(MOST_SIZE + 1)
    try:
        made = json.loads(told) if len(told) <= MOST_SIZE else {}
        return Picture(clean(str(made["svg"])), drawn.taken, len(found.rows), b64decode(made["png"]))
    except (ValueError, TypeError, KeyError, UncleanError):
        return None


def _value(value: Cell, kind: Kind) -> object:
    if value is None:
        return None
    if isinstance(value, int | float | Decimal) and kind in FIGURES:
        return float(value)
    return value if isinstance(value, bool) else str(value)
