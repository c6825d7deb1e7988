"""Business meetings, to whoever shows a token: those of the enterprises that its owner speaks for."""

from typing import Any

from svetovod.web.api.frame import Asked
from svetovod.web.matchmaking import telling

VERSIONED = {"schema": 1}


def meetings(asked: Asked) -> Any:
    return VERSIONED | {"items": telling.own(asked.actor)}


def session_meetings(asked: Asked, slug: str) -> Any:
    return VERSIONED | {"items": telling.find(asked.actor, slug)}
