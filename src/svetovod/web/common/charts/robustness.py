"""How far a place in the ranking would move if the scores of any one expert were left out."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from .figure import Chart, xy

LEFT, RIGHT = 4, 128


@dataclass(frozen=True, kw_only=True)
class Robustness(Chart):
    template: ClassVar[str] = "charts/robustness.svg"
    start: str
    end: str
    at: str
    cut: str = ""


def build(best: int, now: int, worst: int, *, places: int, cut: float | None = None) -> Robustness:
    """`cut` is the last place that gets money: the line is drawn after it."""
    span = _("place %(now)d; from %(best)d to %(worst)d without any one of the experts")
    same = _("place %(now)d, whichever expert is left out")
    title = (same if best == worst else span) % {"now": now, "best": best, "worst": worst}
    return _drawn(title, (best, now, worst), places, cut)


def interval(low: int, now: int, high: int, *, places: int, cut: float | None = None) -> Robustness:
    """The same picture of the places that are possible."""
    title = _("place %(now)d; from %(low)d to %(high)d are possible") % {"now": now, "low": low, "high": high}
    return _drawn(title, (low, now, high), places, cut)


def _drawn(title: str, ranks: tuple[int, int, int], places: int, cut: float | None) -> Robustness:
    step = (RIGHT - LEFT) / max(places - 1, 1)
    best, now, worst = ranks

    def x(place: float) -> str:
        return xy(LEFT + (place - 1) * step)

    return Robustness(
        title=title,
        width="132",
        height="14",
        start=x(best),
        end=x(worst),
        at=x(now),
        cut=x(cut + 0.5) if cut is not None else "",
    )
