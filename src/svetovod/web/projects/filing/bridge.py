"""Windows, proofs and the pace from the engine."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svetovod.engine.signing import Mark, fixed_date, order_window, proof, ready_by, signing_data, windows

__all__ = ["fixed_date", "pace", "rows", "step_keys"]


def step_keys() -> list[str]:
    return [step.key for step in signing_data().steps]


def rows(filing: date, on: date, made: dict[str, date], lang: str) -> list[dict[str, Any]]:
    """Every step with its label and window, what is there and how it stands, the most urgent first."""
    found = []
    for window in windows(filing, on=on):
        step = window.step
        order = order_window(step, filing) if step.holds is not None else None
        there = made.get(step.key)
        found.append(
            {
                "key": step.key, "label": step.label[lang], "ages": step.holds is not None,
                "first": order.first if order else window.first, "last": window.last,
                "possible": order.possible if order else True, "late": on > window.last, "made": there,
                "proof": proof(step, there, filing).value if there and step.holds is not None else "",
            }
        )  # fmt: skip
    return found


def pace(marks: Sequence[tuple[date, int]]) -> Any:
    """Days with the obligatory points left on them."""
    return ready_by([Mark(on, left) for on, left in marks])
