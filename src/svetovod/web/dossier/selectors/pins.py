"""The editions a dossier can stand under: its own, those that came since, those it had before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.dossier.models import Dossier, EditionPin
from svetovod.web.registry import held
from svetovod.web.rulebook import selectors as rulebook


@dataclass(frozen=True, slots=True)
class Outlook:
    """A dossier and the editions known on a day. `later` are newer than its own, from old to new."""

    dossier: Dossier
    edition: Any
    later: tuple[Any, ...]

    @property
    def newest(self) -> Any:
        """The last of the newer ones; None while its own is the last."""
        return self.later[-1] if self.later else None


def editions(until: date | None) -> list[Any]:
    """The governing editions of the act signed by that day, from old to new."""
    act = rulebook.act_get(held.ACT, until)
    return [rulebook.edition_get(act, day, until) for day in rulebook.editions_of(act, until)]


def edition_in_force(on: date) -> date:
    return max(edition.on for edition in editions(None) if edition.on <= on)


def outlook(dossier: Dossier, until: date | None, known: Iterable[Any] | None = None) -> Outlook:
    """`known`: the editions of that day, where somebody has them already."""
    own = next(edition for edition in editions(None) if edition.on == dossier.edition)
    found = editions(until) if known is None else known
    return Outlook(dossier, own, tuple(edition for edition in found if edition.on > dossier.edition))


def pins_of(dossier: Dossier) -> QuerySet[EditionPin]:
    """Every edition the dossier was prepared under, the newest first."""
    return dossier.pins.select_related("pinned_by")


def editions_open_to(dossier: Dossier, until: date | None) -> list[date]:
    """Where the dossier can go: on to a later edition that is known, or back to one it had."""
    had = set(dossier.pins.values_list("edition", flat=True))
    return [
        edition.on for edition in editions(until)
        if edition.on != dossier.edition and (edition.on > dossier.edition or edition.on in had)
    ]  # fmt: skip


def outlooks(dossiers: QuerySet[Dossier], until: date) -> Iterator[Outlook]:
    """Of those that a newer edition, known on the day, has overtaken."""
    if dossiers.query.is_empty():  # nobody's dossiers: the law is not asked
        return
    known = editions(until)
    for dossier in dossiers.filter(edition__lt=known[-1].on).select_related("cluster"):
        yield outlook(dossier, until, known)


def dossiers_managed(actor: Any) -> QuerySet[Dossier]:
    """Dossiers of the clusters the actor manages."""
    clusters = [int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]
    organisations = actor.organisation_ids(Role.CLUSTER_MANAGER)
    if not (clusters or organisations):
        return Dossier.objects.none()
    return Dossier.objects.filter(Q(cluster__in=clusters) | Q(cluster__manager__in=organisations)).order_by("pk")
