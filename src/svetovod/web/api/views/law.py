"""Acts, editions, items: as `svetovod rules ... --json` prints them, with the verifications in force."""

from typing import Any

from svetovod.web.api import bridge
from svetovod.web.api.frame import Asked, refused
from svetovod.web.rulebook import selectors

VERSIONED = {"schema": 1}


def acts(asked: Asked) -> Any:
    return VERSIONED | bridge.acts(asked.lang, asked.until)


def act(asked: Asked, act: str) -> Any:
    selectors.act_get(act, asked.until)
    on = asked["on"]
    if on is not None and (wrong := bridge.before_the_act(act, on, asked.lang)):
        raise refused(wrong)
    return VERSIONED | bridge.act(act, on, asked.lang, asked.until)


def item(asked: Asked, act: str, key: str) -> Any:
    selectors.item_get(selectors.act_get(act, asked.until), key)
    return VERSIONED | bridge.item(key, asked.lang, asked.until)


def compare(asked: Asked, act: str) -> Any:
    """Without a choice, the last two editions that are known."""
    found = selectors.act_get(act, asked.until)
    known = selectors.editions_of(found, asked.until)
    first, second = asked["a"] or known[-2:][0], asked["b"] or known[-1]
    for day in sorted((first, second)):
        if wrong := bridge.before_the_act(act, day, asked.lang):
            raise refused(wrong)
    return VERSIONED | bridge.comparison(act, first, second, asked.lang)
