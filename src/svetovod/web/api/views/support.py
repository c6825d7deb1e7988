"""The navigator of support: measures as dated data, and which fit the answers."""

from typing import Any

from svetovod.web.api.frame import Asked
from svetovod.web.support import selectors
from svetovod.web.support.selectors import match_json, measure_json

VERSIONED = {"schema": 1}
SAID = {"yes": True, "no": False}


def measures(asked: Asked) -> Any:
    question = selectors.question(
        on=asked["on"] or asked.today, who=asked["who"], costs=asked["costs"], region=asked["region"],
        registered=SAID.get(asked["registered"]), joint_project=SAID.get(asked["joint_project"]),
    )  # fmt: skip
    return VERSIONED | match_json(question)


def measure(asked: Asked, measure: str) -> Any:
    on = asked["on"] or asked.today
    found = selectors.measure_get(measure, on)
    return VERSIONED | {"on": on.isoformat()} | measure_json(found, on)
