"""Map of the regions by their borders, where the installation has a boundary file; the map of tiles stands beside it,
for on this one a small region is a dot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from . import bridge
from .figure import Chart, Figures, xy
from .tiles import SCALE, legend, rows_of, shade


@dataclass(frozen=True, slots=True)
class Outline:
    path: str
    shade: int
    spoken: str
    url: str


@dataclass(frozen=True, kw_only=True)
class OutlineMap(Chart):
    template: ClassVar[str] = "charts/outlines.svg"
    outlines: tuple[Outline, ...]
    legend: tuple[tuple[int, str], ...]


def build(
    title: str,
    values: Mapping[str, int],
    borders: bridge.Outlines,
    *,
    links: Mapping[str, str] | None = None,
    scale: Sequence[int] = SCALE,
) -> OutlineMap:
    """`values` by ISO code. A region the file does not have is in the table of figures."""
    names = bridge.region_names(formatting.lang())
    outlines = tuple(
        Outline(
            path, shade(values.get(iso, 0), scale), f"{names[iso]}: {formatting.number(values.get(iso, 0))}",
            (links or {}).get(iso, ""),
        )
        for iso, path in borders.paths.items()
    )  # fmt: skip
    rows = rows_of(values, names)
    return OutlineMap(
        title=title,
        desc=_("Regions with a value: %(count)d of %(all)d.") % {"count": len(rows), "all": len(names)},
        width=xy(bridge.OUTLINES_WIDTH),
        height=xy(borders.height),
        outlines=outlines,
        legend=legend(scale),
        figures=Figures((_("Region"), _("Number")), rows),
    )


def known() -> bridge.Outlines | None:
    """What the installation's boundary file draws; None where there is none that can be read."""
    return bridge.outlines()
