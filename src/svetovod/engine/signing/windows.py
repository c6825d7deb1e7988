"""When to begin what signing an application needs, so that it is there, and not too old, on the day of filing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any


class When(StrEnum):
    """EARLY: ordered today it would be too old. LATE: ordered today it may not be there in time."""

    EARLY = "early"
    NOW = "now"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Step:
    """`makes`: days until it is there; `holds`: how many days old it may be when filed, None where it does not age."""

    key: str
    label: Mapping[str, str]
    makes: int
    holds: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """A step may be begun from `first` (None: at any time) to `last`, both days included."""

    step: Step
    first: date | None
    last: date
    when: When


@dataclass(frozen=True, slots=True)
class SigningData:
    """All of `steps.toml`. `status` is how sure it is: `memory` reminds and blocks nothing."""

    status: str
    source: str
    steps: tuple[Step, ...]


@lru_cache(maxsize=1)
def signing_data() -> SigningData:
    """Reads the packaged data; a missing key raises."""
    raw: dict[str, Any] = tomllib.loads(files(__package__).joinpath("steps.toml").read_text(encoding="utf-8"))
    steps = tuple(Step(each["key"], each["label"], each["makes"], each.get("holds")) for each in raw["steps"])
    return SigningData(raw["status"], raw["source"], steps)


def windows(filing: date, *, on: date, data: SigningData | None = None) -> tuple[Window, ...]:
    """The window of every step for filing on a day, as it stands on the day `on`; the most urgent first.

    A paper is dated at the earliest on the day it is ordered: ordered within its window it is never too old.
    """
    found = (_window(step, filing, on) for step in (data or signing_data()).steps)
    return tuple(sorted(found, key=lambda each: (each.last, each.step.key)))


def _window(step: Step, filing: date, on: date) -> Window:
    last = filing - timedelta(days=step.makes)
    first = None if step.holds is None else filing - timedelta(days=step.holds)
    when = When.LATE if on > last else When.EARLY if first and on < first else When.NOW
    return Window(step, first, last, when)
