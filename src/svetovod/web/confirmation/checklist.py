"""The officer's checklist: what the verdict of the filing day and the filed papers suggest, and what he marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.dossier.enums import Standing
from svetovod.web.registry import selectors as registry

from .enums import Mark
from .models import ConfirmationApplication, ConfirmationVersion
from .package import paper_of

_SAID = {"yes": Mark.MET, "no": Mark.NOT_MET, "none": Mark.NO_DATA}
_LOOK = {mark: look for look, mark in _SAID.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """`suggested` comes with its evidence; `mark` is the officer's, or the suggestion where he made none."""

    key: str
    label: str
    value: str
    evidence: tuple[str, ...]
    source: str
    suggested: Mark
    mark: Mark
    comment: str
    marked: bool
    info: bool = False

    @property
    def look(self) -> str:
        return _LOOK[self.mark]

    @property
    def said(self) -> Any:
        return self.mark.label


def lines(application: ConfirmationApplication, version: ConfirmationVersion) -> list[Line]:
    marks = {mark.key: mark for mark in application.marks.all()}
    return [*_of_papers(version, marks), *_of_rules(version, marks)]


def _of_papers(version: ConfirmationVersion, marks: dict[str, Any]) -> list[Line]:
    found = []
    for row in version.content["papers"]:
        paper, there = paper_of(row["key"]), row["in_place"]
        names = tuple(f["name"] for f in row["files"])
        if paper.kept and there:
            names = names or (_("drawn from the workbook"),)
        kept = row.get("dossier", {})
        # versions filed before the dossier knew of the workbook said "missing" of what the workbook is
        if not (paper.kept and there and kept.get("standing") == Standing.MISSING):
            names += _of_dossier(kept)
        suggested = Mark.MET if there else Mark.NO_DATA
        found.append(
            _line(marks, f"paper.{paper.key}", suggested, label=str(paper.label), value="", evidence=names,
                  source=_("list of papers"), info=not row.get("required", paper.required))
        )  # fmt: skip
    return found


def _of_dossier(kept: dict[str, Any]) -> tuple[str, ...]:
    """What the dossier had under the law's list on the day of filing."""
    if not kept or kept.get("supplied"):
        return ()
    if days := kept.get("taken_out"):
        said = _("its document was taken out of the dossier on %(day)s, before the filing")
        return (said % {"day": formatting.day(date.fromisoformat(max(days)))},)
    if kept["wanted"]:
        said = _("in the dossier: %(agreed)d of %(wanted)d agreements in force")
        return (said % {"agreed": kept["agreed"], "wanted": kept["wanted"]},)
    standing = Standing(kept["standing"])
    if kept["valid_to"]:
        said = _("in the dossier: %(state)s, valid until %(day)s")
        return (said % {"state": standing.label, "day": formatting.day(date.fromisoformat(kept["valid_to"]))},)
    return (_("in the dossier: %(state)s") % {"state": standing.label},)


def _of_rules(version: ConfirmationVersion, marks: dict[str, Any]) -> list[Line]:
    page = registry.opened(version.verdict)
    return [
        _line(
            marks, row.key, _SAID[row.kind], label=row.label, value=f"{row.value} ({row.limit})",
            evidence=tuple(row.evidence), source=page.notes[row.note - 1].source, info=row.info,
        )
        for row in page.rows
    ]  # fmt: skip


def _line(marks: dict[str, Any], key: str, suggested: Mark, **said: Any) -> Line:
    made = marks.get(key)
    return Line(
        key=key, suggested=suggested, mark=Mark(made.mark) if made else suggested,
        comment=made.comment if made else "", marked=made is not None, **said,
    )  # fmt: skip


def counted(found: Iterable[Line]) -> list[Line]:
    """Lines that decide; those for information never refuse anybody."""
    return [line for line in found if not line.info]


def failing(found: Iterable[Line]) -> list[Line]:
    return [line for line in counted(found) if line.mark == Mark.NOT_MET]
