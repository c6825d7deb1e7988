"""Documents of the dossier by the list of the law: what is there, what is missing, what runs out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from svetovod.web.documents import selectors as documents
from svetovod.web.dossier import bridge
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.enums import WORST_FIRST, Standing
from svetovod.web.dossier.models import DossierDocument

from .dossiers import law_day
from .participation import agreements_on, seats_of, sides_on
from .standing import best, standing, worst

# documents of the list that the workbook of the cluster is, or is drawn as
OF_WORKBOOK = frozenset(("participants", "functional_map"))


@dataclass(frozen=True, slots=True)
class Held:
    """A document with its files, as it stands on a day."""

    row: DossierDocument
    files: tuple[Any, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Line:
    """One document of the list. Where agreements make it, `agreed` of `wanted` are in force.

    `misdated` are those whose agreement is dated before they were registered: the day was entered after the agreement.
    `supplied`: no document is held, and the cluster's workbook is what the list asks for.
    """

    code: str
    name: str
    held: tuple[Held, ...]
    standing: Standing
    agreed: int = 0
    wanted: int = 0
    misdated: tuple[str, ...] = ()
    supplied: bool = False

    @property
    def ready(self) -> bool:
        return self.standing in {Standing.VALID, Standing.EXPIRING}

    @property
    def of_agreements(self) -> bool:
        return self.wanted > 0

    @property
    def unfiled(self) -> bool:
        """A document is named and no file of it is here."""
        return any(held.standing != Standing.EXPIRED and not held.files for held in self.held)

    @property
    def current(self) -> Held | None:
        found = [held for held in self.held if held.standing == self.standing]
        return max(found, key=lambda held: held.row.valid_to or date.max, default=None)


@dataclass(frozen=True, slots=True)
class Completeness:
    """The whole list on a day, what is missing first. `norm` says how sure we are of the list itself.

    `law_on` is the day whose law the list is of: that of the edition the dossier is kept by.
    """

    lines: tuple[Line, ...]
    norm: bridge.Norm | None
    on: date
    law_on: date

    @property
    def ready(self) -> int:
        return sum(line.ready for line in self.lines)

    @property
    def complete(self) -> bool:
        return self.ready == len(self.lines)

    @property
    def lacking(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.ready)


def completeness(actor: Any, cluster: Any, on: date, *, present: Any = None) -> Completeness:
    """Documents of the dossier by the list of its edition. `present`: the participants, where they are read already."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    day = law_day(cluster, on)
    held = _held(actor, cluster, on)
    signed = list(agreements_on(cluster, on))
    present = sides_on(actor, cluster, on, day, signed) if present is None else present
    agreed = {
        "participation_agreements": [line.standing for line in present],
        "region_agreements": [line.standing for line in seats_of(present, cluster, on, signed) if line.named],
    }
    misdated = {"participation_agreements": tuple(line.name for line in present if line.misdated)}
    booked = OF_WORKBOOK if cluster.sheets.filter(uploaded_at__date__lte=on).exists() else frozenset()
    lines = [
        _supplied(code)
        if code in booked and not held[code]
        else _line(code, held[code], agreed.get(code, ()), misdated.get(code, ()))
        for code in bridge.documents_listed(day)
    ]
    lines.sort(key=lambda line: WORST_FIRST.index(line.standing))
    return Completeness(tuple(lines), bridge.norm(bridge.LIST, day), on, day)


def _supplied(code: str) -> Line:
    return Line(code, bridge.document_name(code), (), Standing.VALID, supplied=True)


def _line(code: str, held: list[Held], agreed: Any, misdated: tuple[str, ...]) -> Line:
    name = bridge.document_name(code)
    if not agreed:
        return Line(code, name, tuple(held), best(each.standing for each in held))
    good = sum(each in {Standing.VALID, Standing.EXPIRING} for each in agreed)
    return Line(code, name, tuple(held), worst(agreed), agreed=good, wanted=len(agreed), misdated=misdated)


def _held(actor: Any, cluster: Any, on: date) -> dict[str, list[Held]]:
    rows = list(DossierDocument.objects.filter(cluster=cluster, withdrawn_on=None, dated_on__lte=on))
    for row in rows:
        row.cluster = cluster
    files = documents.attachments_by_subject(actor, rows)
    found: dict[str, list[Held]] = defaultdict(list)
    for row in rows:
        found[row.code].append(Held(row, tuple(files.get(str(row.pk), ())), standing(row.valid_to, on)))
    return found


def document_name(code: str) -> str:
    """What the document of that code is called, in the reader's language."""
    return bridge.document_name(code)


def line_get(actor: Any, cluster: Any, code: str, on: date) -> Line | None:
    return next((line for line in completeness(actor, cluster, on).lines if line.code == code), None)


def withdrawn(actor: Any, cluster: Any, code: str) -> list[Held]:
    """Documents of a code that were taken out, with their files."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = list(DossierDocument.objects.filter(cluster=cluster, code=code).exclude(withdrawn_on=None))
    for row in rows:
        row.cluster = cluster
    files = documents.attachments_by_subject(actor, rows)
    return [Held(row, tuple(files.get(str(row.pk), ())), Standing.EXPIRED) for row in rows]


def taken_out(actor: Any, cluster: Any, on: date) -> dict[str, dict[str, date]]:
    """By the code of the list: files of documents that were taken out by the day, by their hash, with that day."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = list(DossierDocument.objects.filter(cluster=cluster, withdrawn_on__lte=on).order_by("withdrawn_on", "id"))
    for row in rows:
        row.cluster = cluster
    files = documents.attachments_by_subject(actor, rows)
    found: dict[str, dict[str, date]] = defaultdict(dict)
    for row in rows:
        assert row.withdrawn_on is not None, "asked for"
        found[row.code] |= dict.fromkeys((file.sha256 for file in files.get(str(row.pk), ())), row.withdrawn_on)
    return found


def document_get(cluster: Any, pk: int) -> DossierDocument | None:
    return DossierDocument.objects.select_related("cluster").filter(cluster=cluster, pk=pk).first()
