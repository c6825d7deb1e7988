"""What each step costs: rubles or points, the user's to weigh. None means that the step is not allowed."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

RATE_PLACES = 4
SUM_PLACES = 2
MOST = 10**12


class CostsError(ValueError):
    """A weight that cannot be used: its name, what was given and why not (`unknown`, `number`, `places`, `range`)."""

    def __init__(self, name: str, given: object, why: str) -> None:
        super().__init__(f"{name} = {given!r}: {why}")
        self.name, self.given, self.why = name, str(given), why


@dataclass(frozen=True, slots=True)
class Costs:
    """Stated defaults are conventional weights in rubles, not estimates of anybody's expenses.

    The two rates are per ruble of purchases, with up to four decimals; the others per step, with up to two.
    `least_contract` is no cost: nobody signs for less, unless the whole of what may be moved is less.
    """

    shift_contract: Decimal | None = Decimal("50000.00")
    shift_rate: Decimal | None = Decimal("0.02")
    buy_rate: Decimal | None = Decimal("0.10")
    recruit_supplier: Decimal | None = Decimal("300000.00")
    recruit_final_producer: Decimal | None = Decimal("1000000.00")
    on_special_territory: Decimal | None = Decimal("200000.00")
    agreement: Decimal | None = Decimal("20000.00")
    newcomer_contract: Decimal | None = Decimal("50000.00")
    drop_participant: Decimal | None = Decimal("500000.00")
    high_performance_job: Decimal | None = Decimal("400000.00")
    education_body: Decimal | None = Decimal("200000.00")
    technological_object: Decimal | None = Decimal("500000.00")
    least_contract: Decimal = Decimal("100000.00")

    def to_json(self) -> dict[str, str | None]:
        """Weights as decimal text; null where a step is not allowed."""
        given = {name: getattr(self, name) for name in NAMES}
        return {name: None if weight is None else f"{weight:f}" for name, weight in given.items()}

    @property
    def may_shift(self) -> bool:
        return self.shift_contract is not None and self.shift_rate is not None

    def recruits(self, *, final_producer: bool) -> Decimal | None:
        """What bringing one in costs, its agreement left out; None where recruiting or agreements are not allowed."""
        cost = self.recruit_final_producer if final_producer else self.recruit_supplier
        return None if self.agreement is None else cost


NAMES = tuple(field.name for field in fields(Costs))
LEAST = "least_contract"
RATES = frozenset(("shift_rate", "buy_rate"))


def read_costs(path: Path) -> Costs:
    """The weights of a TOML or JSON file over the defaults; raises `CostsError`, `OSError`, `ValueError`.

    A flat table of names, or the same under `costs`; `false` forbids a step.
    """
    text = path.read_text(encoding="utf-8")
    plain = path.suffix == ".json" or text.lstrip().startswith("{")  # out of a pipe it has no suffix
    loaded = json.loads(text, parse_float=Decimal) if plain else tomllib.loads(text, parse_float=Decimal)
    if isinstance(loaded, dict) and isinstance(loaded.get("costs"), dict):
        loaded = loaded["costs"]
    if not isinstance(loaded, dict):
        raise CostsError("costs", loaded, "unknown")
    return costs_from(loaded)


def costs_from(weights: Mapping[str, object]) -> Costs:
    """Weights by name over the defaults; raises `CostsError` at the first that cannot be used."""
    found: dict[str, Any] = {}
    for name, given in weights.items():
        if name not in NAMES:
            raise CostsError(name, given, "unknown")
        if given is False or given is None:
            if name == LEAST:
                raise CostsError(name, given, "number")
            found[name] = None
        else:
            found[name] = _weight(name, given)
    return replace(Costs(), **found)


def _weight(name: str, given: object) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, int | str | Decimal):
        raise CostsError(name, given, "number")
    try:
        weight = Decimal(given)
    except InvalidOperation:
        raise CostsError(name, given, "number") from None
    if not weight.is_finite() or not 0 <= weight <= MOST:
        raise CostsError(name, given, "range")
    places = RATE_PLACES if name in RATES else SUM_PLACES
    if weight != round(weight, places):
        raise CostsError(name, given, "places")
    return weight
