"""What the objects kept in the dossier answer to the edition's items on infrastructure, beside the workbook's rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from svetovod.web.common import formatting
from svetovod.web.dossier import bridge
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.enums import Basis, ObjectKind, Standing
from svetovod.web.dossier.models import ClusterObject, DossierDocument

from .dossiers import law_day
from .standing import standing

# item of the law -> kind of the workbook whose objects it counts
COUNTED = {"cluster.min_tech_infra_objects": "technological", "cluster.min_education_bodies": "education"}
AGREEMENTS = "infrastructure_agreements"
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """An object that serves the cluster on the day. `paper` is what shows it, empty where nothing in force does."""

    row: ClusterObject
    paper: str


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of the workbook's sheet of infrastructure."""

    name: str
    inn: str


@dataclass(frozen=True, slots=True)
class Answer:
    """To one item of the law. `norm` is None where the edition has no such item.

    `book` are the rows of the workbook, None where the reader sees no figures or there is no workbook; `only_book` are
    those of them that the dossier does not keep, `only_here` objects shown by a paper that the workbook lacks.
    """

    key: str
    kind: str
    norm: bridge.Norm | None
    shown: tuple[ObjectLine, ...]
    unshown: tuple[ObjectLine, ...]
    book: tuple[BookRow, ...] | None
    only_here: tuple[ObjectLine, ...]
    only_book: tuple[BookRow, ...]

    @property
    def here(self) -> int:
        """What counts: an object without a paper in force is named and not counted."""
        return len(self.shown)

    @property
    def enough(self) -> bool | None:
        return self.here >= self.norm.value if self.norm else None

    @property
    def told(self) -> int | None:
        return None if self.book is None else len(self.book)

    @property
    def apart(self) -> bool:
        """The workbook says another number, or other objects."""
        return self.book is not None and bool(self.only_here or self.only_book or self.here != len(self.book))

    @property
    def basis(self) -> Basis:
        if not self.shown:
            return Basis.UNSHOWN if self.unshown else Basis.NONE_KEPT
        return Basis.APART if self.apart else Basis.OBJECTS


@dataclass(frozen=True, slots=True)
class Contract:
    """A document of the list's line on contracts with organisations of the infrastructure."""

    row: DossierDocument
    standing: Standing


def answers(actor: Any, cluster: Any, on: date) -> list[Answer]:
    """By the law of the dossier's edition, beside the newest workbook."""
    sheet = cluster.sheets.only("content", "cluster").first()
    content = sheet.content if sheet is not None and ACCESS.allows("dossier.read_figures", actor, cluster) else None
    return answers_of(actor, cluster, on, law_on=law_day(cluster, on), content=content)


def answers_of(actor: Any, cluster: Any, on: date, *, law_on: date, content: Mapping[str, Any] | None) -> list[Answer]:
    """Objects that serve the cluster on the day, to the law of `law_on`, beside the workbook `content`."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = ClusterObject.objects.filter(
        Q(since=None) | Q(since__lte=on), Q(given_up_on=None) | Q(given_up_on__gt=on), cluster=cluster
    ).select_related("document")
    lines = [ObjectLine(row, _paper(row, on)) for row in rows]
    told = None if content is None else content["infrastructure"]
    return [_answer(key, kind, lines, told, law_on) for key, kind in COUNTED.items()]


def contracts(actor: Any, cluster: Any, on: date) -> list[Contract]:
    """What the dossier holds under the list's line, as it stands on the day."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = DossierDocument.objects.filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=on), cluster=cluster, code=AGREEMENTS, dated_on__lte=on
    )
    return [Contract(row, standing(row.valid_to, on)) for row in rows]


def _paper(row: ClusterObject, on: date) -> str:
    """A document of the dossier decides where one is chosen: a paper that has ended shows nothing."""
    held = row.document
    if held is None:
        return row.evidence
    gone = held.withdrawn_on is not None and held.withdrawn_on <= on
    if gone or held.dated_on > on or standing(held.valid_to, on) is Standing.EXPIRED:
        return ""
    return f"{bridge.document_name(held.code)}, {formatting.numbered(held.number)}, {formatting.day(held.dated_on)}"


def _answer(key: str, kind: str, lines: Iterable[ObjectLine], told: Any, law_on: date) -> Answer:
    mine = [line for line in lines if ObjectKind(line.row.kind).measure == kind]
    shown, unshown = [line for line in mine if line.paper], [line for line in mine if not line.paper]
    book = None if told is None else [BookRow(row["name"], row["inn"] or "") for row in told if row["kind"] == kind]
    left, only_here = _apart(list(book or ()), shown)
    left, _unshown = _apart(left, unshown)
    return Answer(
        key, kind, bridge.norm(key, law_on), tuple(shown), tuple(unshown), None if book is None else tuple(book),
        () if book is None else tuple(only_here), tuple(left),
    )  # fmt: skip


def _apart(rows: list[BookRow], lines: list[ObjectLine]) -> tuple[list[BookRow], list[ObjectLine]]:
    """What is left of both when each row found its object: by its name first, then by the INN of its owner."""
    for same in (lambda row, line: _name(row.name) == _name(line.row.name), _same_inn):
        for line in list(lines):
            found = next((row for row in rows if same(row, line)), None)
            if found is not None:
                rows = [row for row in rows if row is not found]
                lines = [each for each in lines if each is not line]
    return rows, lines


def _same_inn(row: BookRow, line: ObjectLine) -> bool:
    return bool(row.inn) and row.inn == line.row.owner_inn


def _name(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.casefold().replace("ё", "е")).strip()
