"""A scale: from which value on a criterion gives how many points. `0.2: 5` a line; below the first step 0 points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

MOST_STEPS = 30
LARGEST = Decimal(10) ** 15
NUMBER = re.compile(r"[-+]?[0-9]{1,20}(\.[0-9]{1,20})?")


class ScaleError(ValueError):
    """`code`: `empty`, `step` (not `value: points`), `number`, `order`, `negative`, `many`; `line` counts from 1."""

    def __init__(self, code: str, line: int = 1, text: str = "") -> None:
        super().__init__(f"{code} in line {line}: {text}")
        self.code, self.line, self.text = code, line, text


@dataclass(frozen=True, slots=True)
class Step:
    """From `at_least` on, up to the next step, the criterion gives `points`."""

    at_least: Decimal
    points: Decimal


def read_scale(text: str) -> tuple[Step, ...]:
    """Steps in rising order of values; a decimal comma is a point. Raises `ScaleError`."""
    steps = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_STEPS:
        raise ScaleError("many", MOST_STEPS + 1)
    for number, line in enumerate(lines, 1):
        value, colon, points = line.partition(":")
        if not colon:
            raise ScaleError("step", number, line)
        steps.append(Step(_number(value, number), _number(points, number)))
        if steps[-1].points < 0:
            raise ScaleError("negative", number, line)
    if not steps:
        raise ScaleError("empty")
    for number, (one, other) in enumerate(pairwise(steps), 2):
        if one.at_least >= other.at_least:
            raise ScaleError("order", number, lines[number - 1])
    return tuple(steps)


def write_scale(steps: Sequence[Step]) -> str:
    return "\n".join(f"{_plain(step.at_least)}: {_plain(step.points)}" for step in steps)


def points_at(steps: Sequence[Step], value: Fraction | None) -> Decimal:
    """Points of the last step that is not above the value; 0 below the first, and where there is no value."""
    reached = [step.points for step in steps if value is not None and Fraction(step.at_least) <= value]
    return reached[-1] if reached else Decimal(0)


def step_at(steps: Sequence[Step], value: Fraction | None) -> Step | None:
    return next((s for s in reversed(steps) if value is not None and Fraction(s.at_least) <= value), None)


def _number(text: str, line: int) -> Decimal:
    plain = "".join(text.split()).replace(",", ".")
    # without an exponent: 1e-999999 is a short text and a million digits
    if not NUMBER.fullmatch(plain) or abs(number := Decimal(plain)) > LARGEST:
        raise ScaleError("number", line, text.strip())
    return number


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
