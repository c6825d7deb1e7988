"""Enterprises of the scene that somebody entered once more: two to be looked at, one known to be another."""

from datetime import datetime
from typing import Any

from svetovod.web.registry.organisations import services

from . import bridge
from .build_registry import organisation

# number of the invented INN, name as somebody typed it, INN of the participant it looks like
TWICE = (
    (9101, "ООО «Завод кабельный 4»", "0000001043"),
    (9102, "Испытательная лабаратория 10", "0000001100"),
)
ANOTHER = (9103, "Производители светодиодов 6", "0000001068")


def doubles_build(*, actor: Any, at: datetime) -> None:
    for number, name, _inn in TWICE:
        organisation(bridge.invented_inn(number), name, "RU-MO", actor=actor, at=at)
    number, name, inn = ANOTHER
    other = organisation(bridge.invented_inn(number), name, "RU-MO", actor=actor, at=at)
    known = organisation(inn, "", "RU-MO", actor=actor, at=at)
    services.duplicate_deny(
        actor=actor, one=known, other=other, reason="Другое юридическое лицо, выписка от 04.06.2021 (демонстрация)",
        at=at,
    )  # fmt: skip
