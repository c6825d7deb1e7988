"""The law as everybody here uses it: verdicts, subsidies and pages take it from `facts()`."""

from datetime import date
from typing import Any

from svetovod.web.common.errors import Hidden

from . import bridge


def facts() -> Any:
    """The engine's facts."""
    return bridge.packaged()


def act_get(act_id: str, until: date | None) -> Any:
    """The act; `Hidden` where there is none, or none yet on the day."""
    found = next((act for act in bridge.acts(facts(), until) if act.id == act_id), None)
    if found is None:
        raise Hidden
    return found


def item_get(act: Any, key: str) -> Any:
    found = facts().items.get(key)
    if found is None or found.act != act.id:
        raise Hidden
    return found


def edition_get(act: Any, day: date | None, until: date | None) -> Any:
    """The governing edition of that day; `Hidden` for a day that is none, or none yet."""
    found = next((e for e in bridge.editions(act, until, governing=True) if e.on == day), None)
    if found is None:
        raise Hidden
    return found
