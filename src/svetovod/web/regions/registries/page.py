"""What the pages of registry files show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.regions.enums import FileState, RegistryKind, SmeCategory
from svetovod.web.registry.doors import Fact

from . import bridge, selectors
from .models import RegistryFile

LOOK = {FileState.WAITING: "wait", FileState.READING: "now", FileState.READ: "yes", FileState.REFUSED: "no"}
CLASSIFIERS = (RegistryKind.OKVED2, RegistryKind.OKPD2, RegistryKind.OKTMO)
MOST_PRODUCTS = 20
_REJECTS = 100  # shown on the page; the CSV has all that are kept


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file as its page and its line in the journal show it."""

    file: RegistryFile
    in_force: bool
    left: str = ""
    rejects: tuple[Any, ...] = ()

    @property
    def look(self) -> str:
        return LOOK[FileState(self.file.state)]

    @property
    def working(self) -> bool:
        return self.file.state in {FileState.WAITING, FileState.READING}

    @property
    def share(self) -> int:
        return self.file.done * 100 // self.file.total if self.file.total else 0

    @property
    def refused(self) -> dict[str, Any]:
        found: dict[str, Any] = self.file.problem.get(formatting.lang(), {})
        return found


def line(file: RegistryFile, current: set[int]) -> FilePage:
    return FilePage(file, file.pk in current)


def current() -> set[int]:
    """The files in force, one a kind."""
    return {found.pk for kind in RegistryKind if (found := selectors.in_force(kind))}


def build(file: RegistryFile, now: datetime) -> FilePage:
    """`now`: by the wall's clock, as the job counts."""
    left = ""
    if file.state == FileState.READING and file.begun_at is not None:
        elapsed = (now - file.begun_at).total_seconds()
        left = bridge.left(file.done - file.begun_done, file.total - file.begun_done, elapsed, formatting.lang())
    rejects = tuple(_told(each) for each in file.rejects.all()[:_REJECTS])
    return FilePage(file, file.pk in current(), left, rejects)


def rejects_csv(file: RegistryFile) -> tuple[Sequence[str], Iterator[Sequence[Any]]]:
    heads = ("place", "row", "column", "value", "rule", "what_to_do")
    told = (_told(each) for each in file.rejects.all())
    rows = ((t["sheet"], t["row"], t["column"], t["value"], t["code"], t["message"]) for t in told)
    return heads, rows


def _told(reject: Any) -> dict[str, Any]:
    found: dict[str, Any] = reject.problem[formatting.lang()]
    return found


def facts(organisation: Any, at: datetime) -> Iterator[Fact]:
    """What state registries say of an organisation, for its page."""
    entry = selectors.enterprise(organisation.inn)
    if entry is not None:
        source = _source(entry.file, entry.as_of)
        yield Fact(_("Category"), str(SmeCategory(entry.category).label), source)
        if entry.okved:
            yield Fact(_("Main activity, OKVED2"), f"{entry.okved} {bridge.activity(entry.okved)}".strip(), source)
        if entry.okved_more:
            yield Fact(_("Other activities, OKVED2"), ", ".join(entry.okved_more), source)
        if entry.employees is not None:
            yield Fact(_("Employees on average"), formatting.number(entry.employees), source)
    products = selectors.products(organisation.inn, at)
    for each in products[:MOST_PRODUCTS]:
        until = _("valid until %(day)s") % {"day": formatting.day(each.valid_to)} if each.valid_to else ""
        said = ", ".join(
            part for part in (f"{each.okpd2} {each.product}", formatting.numbered(each.number), until) if part
        )
        yield Fact(_("Product under PP 719"), said, _source(each.file, each.file.dated))
    if len(products) > MOST_PRODUCTS:
        more = formatting.number(len(products) - MOST_PRODUCTS)
        yield Fact(_("Product under PP 719"), _("and more: %(n)s") % {"n": more}, "")


def _source(file: RegistryFile, day: Any) -> str:
    name = RegistryKind(file.kind).label
    return f"{name}, {formatting.day(day)}" if day else str(name)
