"""What a browser wants done to an estimate in one write, and what a pasted text means as such a write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused

from . import bridge
from .columns import COLUMNS, COUNTED

PASTE_MOST, CELLS_MOST = 2_000_000, 40_000
TOO_LARGE = _(
    "The text has more than %(most)s characters, an estimate has at most 2,000 rows. Nothing was changed. "
    "Copy the rows of the estimate alone, without other columns and sheets, or upload the workbook."
)
FEWEST_HEADS = 2
_ALSO = {
    "сумма": "given", "сумма без ндс": "given", "сумма без ндс, руб.": "given", "amount": "given",
    "плательщик": "payer", "плательщик (инн)": "payer", "кто понёс затраты (инн)": "payer", "payer": "payer",
    "payer (inn)": "payer", "подтверждение": "evidence", "курс": "rate", "rate": "rate", "ндс": "vat", "vat": "vat",
    "другая поддержка": "other_support", "other support": "other_support", "№": "", "учитывается": "", "counts": "",
    "комплект документов": "", "kit of evidence": "", "в других проектах": "", "in other projects": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """`was` is the text the browser showed, `text` the one to be there. `row` is an id."""

    row: int
    column: str
    was: str
    text: str


@dataclass(frozen=True, slots=True)
class Added:
    """A row to be added, at `position` where that is free, else at the end."""

    texts: Mapping[str, str]
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Ops:
    """`seq` is the write of the estimate that the browser has seen last."""

    seq: int
    cells: Sequence[Cell] = ()
    added: Sequence[Added] = ()
    removed: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Paste:
    """Lines laid over the rows from `row` down and the columns from `column` on; without a row, rows at the end."""

    text: str
    row: int | None = None
    column: str = COLUMNS[0].name
    seq: int = 0
    lines: list[list[str]] = field(default_factory=list, init=False)
    columns: list[str] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        if len(self.text) > PASTE_MOST:
            raise Refused("grid.large", TOO_LARGE % {"most": f"{PASTE_MOST:,}".replace(",", "\u00a0")})
        lines = bridge.pasted_rows(self.text)
        heads = _heads(lines[0]) if lines else []
        if heads:
            lines = lines[1:]
        width = max(map(len, lines), default=0)
        names = [column.name for column in COLUMNS]
        self.columns.extend(heads or names[names.index(self.column) :][:width])
        self.lines.extend(lines)
        if not lines:
            raise Refused("grid.empty", _("There is nothing in the pasted text. Copy the cells once more."))

    @property
    def wide(self) -> bool:
        """Whether something stands right of the last column."""
        return any(cell.strip() for line in self.lines for cell in line[len(self.columns) :])

    def texts(self, line: Sequence[str]) -> dict[str, str]:
        """A line by columns; counted columns and those that the estimate does not have are left out."""
        return {name: text for name, text in zip(self.columns, line, strict=False) if name and name != COUNTED}


def _heads(line: Sequence[str]) -> list[str]:
    """Columns by a line of headers, in any order and language; nothing where the line is a row."""
    words = dict(_ALSO)
    for lang in ("ru", "en"):
        with translation.override(lang):
            words |= {str(column.label).casefold(): column.name for column in COLUMNS}
    found = [words.get(" ".join(head.casefold().split()), "") for head in line]
    if len({name for name in found if name}) < FEWEST_HEADS:
        return []
    return found if "given" in found else ["given" if name == COUNTED else name for name in found]


def ops_of(raw: Any) -> Ops:
    """What the browser sent, made sure of; `Refused` where it is no such thing."""
    try:
        cells = [Cell(int(row), _known(column), str(was), str(text)) for row, column, was, text in raw.get("cells", ())]
        added = [
            Added({_known(name): str(text) for name, text in each["cells"].items()}, _position(each.get("position")))
            for each in raw.get("add", ())
        ]
        found = Ops(int(raw["seq"]), cells, added, [int(row) for row in raw.get("remove", ())])
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        raise Refused("grid.unread", _("The change is not read. Load the page anew and make it again.")) from None
    if len(found.cells) + sum(len(each.texts) for each in found.added) > CELLS_MOST:
        raise Refused("grid.unread", _("Too many cells at once. Change fewer."))
    return found


def _known(name: Any) -> str:
    if not any(column.name == name != COUNTED for column in COLUMNS):
        raise ValueError(name)
    return str(name)


def _position(value: Any) -> int | None:
    return None if value is None else int(value)
