"""What all charts share: rendering, coordinates as strings, round steps of an axis, the table of the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import floor, log10
from typing import Any, ClassVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def xy(value: float | Decimal | Fraction) -> str:
    """A coordinate: one decimal at most, always a point, whatever the language."""
    text = f"{float(value):.1f}"
    return text[:-2] if text.endswith(".0") else text


def short(name: str, most: int) -> str:
    """The end of a long name: what tells enterprises apart stands last, their kind first."""
    if len(name) <= most:
        return name
    words = name.split()
    while len(words) > 1 and len(" ".join(words)) > most - 2:
        words.pop(0)
    end = " ".join(words)
    return f"… {end}" if len(end) <= most - 2 else f"{name[: most - 1].rstrip()}…"


def axis_step(top: float, lines: int = 4) -> float:
    """A round step (1, 2, 2.5, 5 times a power of ten) so that about `lines` of them reach `top`."""
    if top <= 0:
        return 1.0
    rough = top / lines
    power = 10.0 ** floor(log10(rough))
    return next(k * power for k in (1, 2, 2.5, 5, 10) if k * power >= rough * 0.999)


@dataclass(frozen=True, slots=True)
class Figures:
    """The same figures for those who read, hear or copy them."""

    head: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    words: int = 1  # so many first columns are words, the others figures


@dataclass(frozen=True, kw_only=True)
class Chart:
    template: ClassVar[str]
    title: str
    desc: str = ""
    width: str = "0"
    height: str = "0"
    figures: Figures | None = field(default=None)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    def render(self) -> SafeString:
        return render_to_string(self.template, {"c": self})
