"""Who buys from whom: rows buy, columns sell; framed rows are those that count, the diagonal is nobody's purchase."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .figure import Chart, Figures, short, xy

LEFT, TOP, ROW = 196, 30, 26
WIDE, NARROW, TIGHT = 46, 30, 21
NUMBERED = 16  # more columns than this leave no room for figures in the cells
MANY = 30  # with more of them the columns draw together, so that the picture stays on the page
NAME = 26  # letters of a row's name that fit before the cells


@dataclass(frozen=True, slots=True)
class Cell:
    x: str
    y: str
    width: str
    shade: int
    spoken: str = ""
    text: str = ""
    text_x: str = ""
    text_y: str = ""

    @property
    def ink(self) -> str:
        return "thi" if self.shade > 3 else "tlo"


@dataclass(frozen=True, slots=True)
class Name:
    at: str
    text: str
    full: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class HeatMap(Chart):
    template: ClassVar[str] = "charts/heat.svg"
    wide: bool
    head_names: tuple[Name, ...]
    row_names: tuple[Name, ...]
    cells: tuple[Cell, ...]
    blank: str  # the cells without a purchase, as one path
    own: tuple[Cell, ...]
    frames: tuple[tuple[str, str, str], ...]  # y, height, width
    scale: tuple[tuple[int, str], ...] = ()  # shade and what it means, where the cells carry no figures
    names_x: str = xy(LEFT - 8)
    frame_x: str = xy(LEFT - 1.5)


def build(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Mapping[tuple[int, int], Decimal],
    *,
    highlighted: Collection[int] = (),
    outside: Mapping[int, Decimal] | None = None,
    unit: str = "",
) -> HeatMap:
    """`values[(row, column)]`; `outside[row]` is what the row bought beyond the columns."""
    step = WIDE if len(columns) <= NUMBERED else NARROW if len(columns) <= MANY else TIGHT
    say = _numbers([*values.values(), *(outside or {}).values()])
    bounds = breaks([v for v in values.values() if v] + [v for v in (outside or {}).values() if v])
    cells, own, blank, figures = [], [], [], []
    for i, buyer in enumerate(rows):
        across = [
            (LEFT + j * step, step - 2, seller, step == WIDE, values.get((i, j))) for j, seller in enumerate(columns)
        ]
        if outside is not None:
            across.append((LEFT + len(columns) * step + 12, 46, _("outside the cluster"), True, outside.get(i)))
        for x, wide, seller, numbered, value in across:
            if value:
                text = say(value)
                look = shade(value, bounds)
                cells.append(
                    _cell(x, i, wide, shade=look, spoken=f"{buyer} ← {seller}: {text}", text=text if numbered else "")
                )
                figures.append((buyer, seller, text))
            elif buyer == seller:
                own.append(Cell(xy(x), xy(TOP + i * ROW), xy(wide), 0))
            else:
                blank.append(f"M{xy(x)} {xy(TOP + i * ROW)}h{wide}v24h-{wide}z")
    width = LEFT + len(columns) * step + (60 if outside is not None else 2)
    heads = [Name(xy(LEFT + j * step + step / 2 - 1), str(j + 1), name) for j, name in enumerate(columns)]
    if outside is not None:
        heads.append(Name(xy(LEFT + len(columns) * step + 35), _("outside"), _("outside the cluster")))
    return HeatMap(
        title=title,
        desc=_("Rows buy, columns sell; %(unit)s.") % {"unit": unit},
        width=xy(width),
        height=xy(TOP + len(rows) * ROW + 4),
        wide=width > 760,
        head_names=tuple(heads),
        row_names=tuple(
            Name(xy(TOP + i * ROW + 16), f"{i + 1}. {short(name, NAME - 4)}", name, i in highlighted)
            for i, name in enumerate(rows)
        ),
        cells=tuple(cells),
        blank="".join(blank),
        own=tuple(own),
        frames=tuple(
            (xy(TOP - 1 + first * ROW), xy((last - first + 1) * ROW), xy(width - LEFT + 1))
            for first, last in _runs(highlighted)
        ),
        scale=() if step == WIDE else _scale(cells, bounds, say, unit),
        figures=Figures((_("Buyer"), _("Seller"), unit or _("Sum")), figures, words=2),
    )


def _numbers(values: Sequence[Decimal]) -> Callable[[Decimal], str]:
    """All figures of one picture with the same number of decimals."""
    places = max((-int(v.as_tuple().exponent) for v in values if v), default=0)
    step = Decimal(1).scaleb(-max(places, 0))
    return lambda value: formatting.number(value.quantize(step))


def _scale(
    cells: Sequence[Cell], bounds: Sequence[Decimal], say: Callable[[Decimal], str], unit: str
) -> tuple[tuple[int, str], ...]:
    """The shades that occur, each with its largest value; the darkest has only a least one."""
    shades = sorted({cell.shade for cell in cells})
    words = [
        _("up to %(value)s") % {"value": say(bounds[shade - 1])}
        if shade <= len(bounds)
        else _("over %(value)s") % {"value": say(bounds[-1])}
        for shade in shades
    ]
    return tuple((shade, f"{text} {unit}".strip()) for shade, text in zip(shades, words, strict=True))


def breaks(values: Sequence[Decimal]) -> list[Decimal]:
    """Upper bounds of the first four of five classes: equal numbers of cells in each."""
    ordered = sorted(values)
    return [ordered[min(len(ordered) * k // 5, len(ordered) - 1)] for k in range(1, 5)] if ordered else []


def shade(value: Decimal, bounds: Sequence[Decimal]) -> int:
    """Class 0..5 of the data scale."""
    return 1 + bisect_left(bounds, value) if value else 0


def _cell(x: float, i: int, width: int, *, shade: int, spoken: str, text: str) -> Cell:
    y = TOP + i * ROW
    return Cell(
        x=xy(x),
        y=xy(y),
        width=xy(width),
        shade=shade,
        spoken=spoken,
        text=text if len(text) <= 7 else "",
        text_x=xy(x + width / 2),
        text_y=xy(y + 16),
    )


def _runs(chosen: Collection[int]) -> list[tuple[int, int]]:
    """Neighbouring rows share one frame."""
    runs: list[tuple[int, int]] = []
    for i in sorted(chosen):
        if runs and runs[-1][1] == i - 1:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs
