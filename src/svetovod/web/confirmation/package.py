"""What an application consists of, and what of it is in place.

The list of the act itself was not read: `required` are the papers that sources on the procedure name (row A-53 of the
fact base). The law's list of the dossier's edition (`confirm.documents`) stands beside them: what it names is taken
from the dossier, and a gap in it refuses a filing only where the item was compared with the act.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.dossier import selectors as dossier
from svetovod.web.dossier.enums import Standing
from svetovod.web.registry.models import Cluster

from .enums import OPEN
from .models import ConfirmationApplication


@dataclass(frozen=True, slots=True)
class Paper:
    """`blank` names a generated paper to start from; `kept` is read from the registry and needs no file.

    `code` is what the law's list calls it, empty where the list has no such paper.
    """

    key: str
    label: Any
    required: bool
    hint: Any = ""
    blank: bool = False
    kept: bool = False
    code: str = ""


PAPERS = (
    Paper("application", _("Application for confirmation of conformity"), True, _("signed by the head"), blank=True,
          code="application"),
    Paper("letter", _("Covering letter"), True, _("signed by the head"), blank=True, code="covering_letter"),
    Paper("programme", _("Development programme of the cluster"), True, _("fill in the outline"), blank=True,
          code="programme"),
    Paper("figures", _("Participants, purchases, infrastructure"), True, _("the workbook of the cluster"), kept=True,
          code="participants"),
    Paper("map", _("Functional map"), False, _("drawn from the workbook"), kept=True, code="functional_map"),
    Paper("agreements", _("Agreements of the participants with the managing organisation"), False,
          code="participation_agreements"),
    Paper("region", _("Consent or agreement of the regions"), False, code="region_agreements"),
    Paper("charter", _("Charter of the managing organisation"), False, code="so_charter"),
    Paper("infrastructure", _("Contracts with organisations of the infrastructure"), False,
          code="infrastructure_agreements"),
)  # fmt: skip
BY_KEY = {paper.key: paper for paper in PAPERS}
BY_CODE = {paper.code: paper for paper in PAPERS}
ATTACHED = tuple(paper for paper in PAPERS if not paper.kept)
BLANKS = (*(paper.key for paper in PAPERS if paper.blank), "list")


def paper_of(key: str) -> Paper:
    """The paper of that key; one that an edition has brought in is called as the list calls it."""
    return BY_KEY.get(key) or Paper(key, dossier.document_name(key), required=False, code=key)


@dataclass(frozen=True, slots=True)
class Line:
    """A paper with what there is of it. `listed` is its line of the law's list, while the package can still change.

    `filed` is what a filed version says of it: what is frozen is not asked of the dossier again. `withdrawn` are hashes
    of files whose document was taken out of the dossier, with the day.
    """

    paper: Paper
    files: tuple[Attachment, ...]
    url: str
    listed: dossier.Line | None = None
    strict: bool = False
    place: str = ""
    filed: bool | None = None
    withdrawn: Mapping[str, date] = field(default_factory=dict)

    @property
    def taken_out(self) -> tuple[tuple[Attachment, date], ...]:
        """Files of the package whose document was taken out of the dossier, with the day; none in force has them."""
        kept = {file.sha256 for held in self._held(ended=False) for file in held.files}
        gone = {digest: day for digest, day in self.withdrawn.items() if digest not in kept}
        return tuple((file, gone[file.sha256]) for file in self.files if file.sha256 in gone)

    @property
    def stale(self) -> tuple[Attachment, ...]:
        """Files that show nothing any more: their document has ended, or was taken out."""
        gone = {file.pk for file, _day in self.taken_out} | {file.pk for file in self.ended}
        return tuple(file for file in self.files if file.pk in gone)

    @property
    def ended(self) -> tuple[Attachment, ...]:
        """Files of the package whose document in the dossier is no longer in force."""
        old = {file.sha256 for held in self._held(ended=True) for file in held.files}
        old -= {file.sha256 for held in self._held(ended=False) for file in held.files}
        return tuple(file for file in self.files if file.sha256 in old)

    @property
    def to_take(self) -> tuple[Attachment, ...]:
        """Files of documents in force that the package does not have yet."""
        known = {file.sha256 for file in self.files}
        found = {file.sha256: file for held in self._held(ended=False) for file in held.files}
        return tuple(file for digest, file in found.items() if digest not in known)

    @property
    def in_place(self) -> bool:
        """Agreements are in place where all of them are in force: the dossier keeps them one by one."""
        if self.filed is not None:
            return self.filed
        listed = self.listed
        agreed = listed is not None and listed.of_agreements and listed.ready and not listed.misdated
        return agreed or bool(self.url) or len(self.files) > len(self.stale)

    @property
    def from_workbook(self) -> bool:
        """The workbook has it: the dossier need not."""
        return self.listed is not None and self.listed.supplied

    @property
    def obligatory(self) -> bool:
        return self.paper.required or (self.strict and self.listed is not None)

    @property
    def missing(self) -> bool:
        return self.obligatory and not self.in_place

    @property
    def lacking(self) -> bool:
        """The law's list names it, and nobody is refused for it: the list is not known well enough."""
        return self.listed is not None and not self.obligatory and not self.in_place

    @property
    def only_takes(self) -> bool:
        """It is in the dossier: one press puts it here."""
        return not self.in_place and bool(self.to_take)

    def plain(self) -> dict[str, Any]:
        """What is frozen of the dossier's line with a filed version; nothing where the list has no such paper."""
        if self.listed is None:
            return {}
        until = self.listed.current.row.valid_to if self.listed.current else None
        return {
            "code": self.listed.code, "standing": str(self.listed.standing), "agreed": self.listed.agreed,
            "wanted": self.listed.wanted, "misdated": len(self.listed.misdated),
            "valid_to": until.isoformat() if until else None, "supplied": self.listed.supplied,
            "taken_out": [day.isoformat() for _file, day in self.taken_out],
        }  # fmt: skip

    def _held(self, *, ended: bool) -> Iterator[dossier.Held]:
        held = self.listed.held if self.listed else ()
        return (each for each in held if (each.standing is Standing.EXPIRED) is ended)


@dataclass(frozen=True, slots=True)
class Contents:
    """A package on a day. `norm` is the law's list with how sure we are of it, None once the package is filed."""

    lines: tuple[Line, ...]
    norm: Any = None
    law_on: date | None = None

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.missing]

    @property
    def lacking(self) -> list[Line]:
        return [line for line in self.lines if line.lacking]

    @property
    def taken_out(self) -> list[Line]:
        """Papers that hold a file whose document was taken out of the dossier since."""
        return [line for line in self.lines if line.taken_out]

    @property
    def to_take(self) -> int:
        return sum(len(line.to_take) for line in self.lines)

    def plain(self) -> dict[str, Any]:
        """By which list the package was filed, how the list is known, and what it names that is not here."""
        if self.norm is None or self.law_on is None:
            return {}
        return {
            "law_on": self.law_on.isoformat(), "status": self.norm.status, "refuses": self.norm.refuses,
            "lacking": [line.paper.key for line in self.lacking],
        }  # fmt: skip


def contents(actor: Any, cluster: Cluster, application: ConfirmationApplication | None, on: date) -> Contents:
    """Of an open package what there is on the day; of a filed one what was filed."""
    files = list(attachments_of(actor, application)) if application else []
    kept = cluster.sheets.exists()
    if application is not None and application.state not in OPEN:
        return Contents(tuple(_filed(application, files, cluster, kept)))
    listed = dossier.completeness(actor, cluster, on)
    by_code = {line.code: line for line in listed.lines}
    papers = [*PAPERS, *(paper_of(code) for code in by_code if code not in BY_CODE)]
    strict = listed.norm is not None and listed.norm.refuses
    gone = dossier.taken_out(actor, cluster, on) if files else {}
    return Contents(
        tuple(
            Line(
                paper=paper, files=_of(files, paper), url=_kept(paper, cluster, kept), listed=by_code.get(paper.code),
                strict=strict, place=_place(cluster, by_code.get(paper.code)), withdrawn=gone.get(paper.code, {}),
            )
            for paper in papers
        ),
        listed.norm,
        listed.law_on,
    )  # fmt: skip


def _filed(
    application: ConfirmationApplication, files: list[Attachment], cluster: Cluster, kept: bool
) -> Iterator[Line]:
    for row in application.versions.all()[0].content["papers"]:
        paper = paper_of(row["key"])
        yield Line(paper, _of(files, paper), _kept(paper, cluster, kept), filed=row["in_place"])


def _of(files: list[Attachment], paper: Paper) -> tuple[Attachment, ...]:
    return tuple(file for file in files if file.kind == paper.key)


def _kept(paper: Paper, cluster: Cluster, there: bool) -> str:
    if not paper.kept or not there:
        return ""
    page = {"figures": "registry:sheet_list", "map": "registry:map"}[paper.key]
    return reverse(page, args=[cluster.slug])


def _place(cluster: Cluster, listed: dossier.Line | None) -> str:
    """Where in the dossier what is missing is added."""
    if listed is None:
        return ""
    if listed.of_agreements:
        return reverse("dossier:participants", args=[cluster.slug])
    return reverse("dossier:document", args=[cluster.slug, listed.code]) + "#add"
