"""The page of the enterprise's model: its links, what changed in each, what cannot be taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.projects.content import Content
from svetovod.web.projects.models import ModelBook, ModelLink

from . import bridge
from .targets import Target, targets


@dataclass(frozen=True, slots=True)
class Line:
    """A link: what the project has, what the workbook has; `fault` says why it cannot be taken."""

    link: ModelLink
    label: str
    old: Decimal | None
    new: Decimal | None
    fault: str

    @property
    def changed(self) -> bool:
        return not self.fault and self.old != self.new


@dataclass(frozen=True, slots=True)
class View:
    book: ModelBook | None
    lines: Sequence[Line]
    targets: Sequence[Target]

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if line.changed]

    @property
    def free(self) -> list[tuple[str, str]]:
        """Numbers that no cell stands for yet."""
        taken = {line.link.target for line in self.lines}
        return [(each.key, each.label) for each in self.targets if each.key not in taken]


def build(project: Any, content: Content) -> View:
    """Two queries. Asks nobody's permission."""
    book = ModelBook.objects.filter(project=project).first()
    known = {each.key: each for each in targets(content)}
    links = ModelLink.objects.filter(project=project)
    return View(book, [_line(link, book, known.get(link.target)) for link in links], list(known.values()))


def shown(number: Decimal | None) -> str:
    """A number as the page hands it back."""
    return "" if number is None else f"{number:.2f}"


def _line(link: ModelLink, book: ModelBook | None, target: Target | None) -> Line:
    if target is None:
        return Line(link, link.target, None, None, _("The project has no such number any more: remove the link."))
    text = book.value(link.source) if book else None
    fault = "" if text is not None or book is None else _missing(link, book)
    return Line(link, target.label, target.now, None if text is None else bridge.rounded(text), fault)


def _missing(link: ModelLink, book: ModelBook) -> str:
    if book.names.get(link.source, link.source) in book.blind:
        return _("The formula has no value in the file: open it in the spreadsheet, recalculate and save.")
    return _("The workbook has no number there: was the cell renamed, moved or made a text?")
