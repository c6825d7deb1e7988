"""A bar of a share with its threshold as a tick: how much is there, how much is missing."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .figure import Chart, xy

WIDTH = 100


@dataclass(frozen=True, kw_only=True)
class Progress(Chart):
    template: ClassVar[str] = "charts/progress.svg"
    filled: str
    gap_from: str = ""
    gap: str = ""
    tick: str = ""


def build(value: Any, threshold: Any = None, *, top: Any = None, label: str = "") -> Progress:
    """`value` and `threshold` in the same unit; `top` is the full width (1 when they are shares)."""
    full = Fraction(str(top)) if top else Fraction(1)
    ratio = _ratio(value, full)
    limit = None if threshold is None else _ratio(threshold, full)
    short = limit is not None and ratio < limit
    return Progress(
        title=label or _label(ratio, limit),
        width=xy(WIDTH),
        height="12",
        filled=xy(ratio * WIDTH),
        gap_from=xy(ratio * WIDTH) if short else "",
        gap=xy((limit - ratio) * WIDTH) if short and limit is not None else "",
        tick=xy(limit * WIDTH) if limit is not None else "",
    )


def _ratio(value: Any, full: Fraction) -> Fraction:
    exact = value if isinstance(value, Fraction) else Fraction(str(value or 0))
    return min(max(exact / full, Fraction(0)), Fraction(1))


def _label(ratio: Fraction, limit: Fraction | None) -> str:
    if limit is None:
        return formatting.share(ratio)
    return _("%(value)s, the threshold is %(limit)s") % {
        "value": formatting.share(ratio),
        "limit": formatting.share(limit),
    }
