"""Who manages the cluster, since when, and how that organisation meets what the edition asks of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.dossier import bridge
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.enums import Showing
from svetovod.web.dossier.models import DossierDocument, ManagingTerm, RequirementMark
from svetovod.web.registry import selectors as registry

from .dossiers import law_day

SUBJECT = "so"
LEGAL_ENTITY_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of the edition: what somebody showed decides, else what the registry itself knows."""

    norm: bridge.Norm
    mark: RequirementMark | None
    known: bool | None
    known_from: str

    @property
    def state(self) -> Showing:
        if self.mark is not None and (self.mark.state != Showing.NOT_SHOWN or self.known is None):
            return Showing(self.mark.state)
        if self.known is not None:
            return Showing.MET if self.known else Showing.NOT_MET
        return Showing.NOT_SHOWN if self.norm.binding else Showing.UNKNOWN

    @property
    def lacking(self) -> bool:
        """A hint from memory fails nobody."""
        return self.norm.binding and self.state in {Showing.NOT_MET, Showing.NOT_SHOWN}


@dataclass(frozen=True, slots=True)
class Managing:
    """The managing organisation on a day; `term` is None while nobody entered since when."""

    organisation: Any
    term: ManagingTerm | None
    former: tuple[ManagingTerm, ...]
    requirements: tuple[Requirement, ...]

    @property
    def met(self) -> int:
        return sum(each.state == Showing.MET for each in self.requirements)

    @property
    def lacking(self) -> tuple[Requirement, ...]:
        return tuple(each for each in self.requirements if each.lacking)


def managing(actor: Any, cluster: Any, on: date) -> Managing:
    ACCESS.require("dossier.read_papers", actor, cluster)
    terms = list(ManagingTerm.objects.filter(cluster=cluster).select_related("organisation"))
    marks = RequirementMark.objects.filter(cluster=cluster, organisation=cluster.manager_id)
    shown = {mark.key: mark for mark in marks.select_related("document")}
    return Managing(
        organisation=cluster.manager,
        term=next((term for term in terms if term.until is None), None),
        former=tuple(term for term in terms if term.until is not None),
        requirements=tuple(
            Requirement(norm, shown.get(norm.key), *_known(norm.key, cluster))
            for norm in bridge.norms_of(SUBJECT, law_day(cluster, on))
        ),
    )


def requirement_get(actor: Any, cluster: Any, key: str, on: date) -> Requirement | None:
    return next((each for each in managing(actor, cluster, on).requirements if each.norm.key == key), None)


def documents_in_force(actor: Any, cluster: Any, on: date) -> list[tuple[str, str]]:
    """Choices of a form: documents of the dossier that something can be shown by."""
    ACCESS.require("dossier.read_papers", actor, cluster)
    rows = DossierDocument.objects.filter(cluster=cluster, withdrawn_on=None, dated_on__lte=on)
    return [(str(row.pk), " ".join(filter(None, (bridge.document_name(row.code), row.number)))) for row in rows]


def _known(key: str, cluster: Any) -> tuple[bool | None, str]:
    """What the registry itself knows of the organisation; None where it cannot."""
    organisation = cluster.manager
    if key == "so.legal_entity":
        entity = len(organisation.inn) == LEGAL_ENTITY_DIGITS
        return entity, (
            _("an INN of ten digits: a legal entity") if entity else _("an INN of twelve digits: an entrepreneur")
        )
    if key == "so.location":
        named = {"region": registry.region_name(organisation.region)}
        inside = organisation.region in cluster.regions
        return inside, (
            _("registered in a region of the cluster: %(region)s") % named
            if inside
            else _("registered outside the regions of the cluster: %(region)s") % named
        )
    return None, ""
