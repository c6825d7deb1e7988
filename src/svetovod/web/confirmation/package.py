"""What an application consists of, and what of it is in place.

The list of the act itself was not read: `required` are the papers that sources on the procedure name (row A-53 of the
fact base); the others are custom, and nobody is refused for them here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.registry.models import Cluster, ClusterSheet

from .models import ConfirmationApplication


@dataclass(frozen=True, slots=True)
class Paper:
    """`blank` names a generated paper to start from; `kept` is read from the registry and needs no file."""

    key: str
    label: Any
    required: bool
    hint: Any = ""
    blank: bool = False
    kept: bool = False


PAPERS = (
    Paper("application", _("Application for confirmation of conformity"), True, _("signed by the head"), blank=True),
    Paper("letter", _("Covering letter"), True, _("signed by the head"), blank=True),
    Paper("programme", _("Development programme of the cluster"), True, _("fill in the outline"), blank=True),
    Paper("figures", _("Participants, purchases, infrastructure"), True, _("the workbook of the cluster"), kept=True),
    Paper("map", _("Functional map"), False, _("drawn from the workbook"), kept=True),
    Paper("agreements", _("Agreements of the participants with the managing organisation"), False),
    Paper("region", _("Consent or agreement of the regions"), False),
    Paper("charter", _("Charter of the managing organisation"), False),
)  # fmt: skip
BY_KEY = {paper.key: paper for paper in PAPERS}
ATTACHED = tuple(paper for paper in PAPERS if not paper.kept)
BLANKS = (*(paper.key for paper in PAPERS if paper.blank), "list")


@dataclass(frozen=True, slots=True)
class Line:
    """A paper of the list with what there is of it."""

    paper: Paper
    files: tuple[Attachment, ...]
    url: str

    @property
    def in_place(self) -> bool:
        return bool(self.files or self.url)

    @property
    def missing(self) -> bool:
        return self.paper.required and not self.in_place


def lines(actor: Any, cluster: Cluster, application: ConfirmationApplication | None) -> list[Line]:
    files = list(attachments_of(actor, application)) if application else []
    sheet = cluster.sheets.only("id").first()
    return [
        Line(paper, tuple(f for f in files if f.kind == paper.key), _kept(paper, cluster, sheet)) for paper in PAPERS
    ]


def _kept(paper: Paper, cluster: Cluster, sheet: ClusterSheet | None) -> str:
    if not paper.kept or sheet is None:
        return ""
    page = {"figures": "registry:sheet_list", "map": "registry:map"}[paper.key]
    return reverse(page, args=[cluster.slug])


def missing(found: Iterable[Line]) -> list[Line]:
    return [line for line in found if line.missing]
