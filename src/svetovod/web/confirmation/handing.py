"""What of a person's work on confirmation passes to a successor: the reviews in an officer's hands.

What a cluster files is its managing organisation's. A decision stays with the name of whoever prepared it, so that two
officers remain two persons; nobody is given an application he may not decide on.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import person_of
from svetovod.web.common import formatting
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Item, Leaving, Place, cluster_place

from . import services
from .enums import CLOSED, PENDING_APPEAL, QUEUE, ApplicationState, ExclusionState, ReportState
from .models import (
    ConfirmationAppeal,
    ConfirmationApplication,
    ConfirmationDecision,
    MembershipReport,
    OfficerAbsence,
    RegistryExclusion,
)
from .terms import day_of
from .waiting import hindrance, officers, prepared_by

OFFICE: Place = (str(Scope.PLATFORM), "")


class Confirmations:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        yield from self._of_applicant(leaving)
        if _officer(leaving):
            yield from self._of_officer(leaving)

    def _of_applicant(self, leaving: Leaving) -> Iterator[Item]:
        open_ones = ConfirmationApplication.objects.filter(_managed(leaving)).exclude(state__in=CLOSED)
        for row in open_ones.select_related("cluster"):
            said = _("Application for confirmation: %(state)s") % {"state": row.get_state_display()}
            yield self._of_cluster(leaving, f"application:{row.pk}", said, row.cluster)
        appeals = ConfirmationAppeal.objects.filter(_managed(leaving, "application__"), state__in=PENDING_APPEAL)
        for appeal in appeals.select_related("application__cluster"):
            said = _("Appeal that waits for an answer")
            yield self._of_cluster(leaving, f"appeal:{appeal.pk}", said, appeal.application.cluster)
        reports = MembershipReport.objects.filter(_managed(leaving, "entry__"), state=ReportState.FILED)
        for report in reports.select_related("entry__cluster"):
            said = _("Change of membership that waits for an answer")
            yield self._of_cluster(leaving, f"report:{report.pk}", said, report.entry.cluster)

    def _of_cluster(self, leaving: Leaving, key: str, said: str, cluster: Any) -> Item:
        url = reverse("confirmation:package", args=[cluster.slug])
        return Item(key, Work.DRAFTS, said, cluster_place(leaving, cluster), cluster.name, url, follows=True)

    def _of_officer(self, leaving: Leaving) -> Iterator[Item]:
        proposed = ConfirmationDecision.objects.filter(prepared_by=leaving.person, decided_at=None, sent_back="")
        mine = Q(taken_by=leaving.person) | Q(state=ApplicationState.PREPARED, pk__in=proposed.values("application"))
        rows = ConfirmationApplication.objects.filter(mine, state__in=QUEUE).select_related("cluster__manager")
        for row in rows.prefetch_related("decisions"):
            own = prepared_by(row) == leaving.person.pk
            yield Item(
                f"case:{row.pk}", Work.CASES, _("Review of %(number)s") % {"number": row.number}, OFFICE,
                row.cluster.name, reverse("confirmation:case", args=[row.number]), row=row, holds=(row,),
                stays=_("The decision is prepared and keeps the name of whoever prepared it: another officer takes it.")
                if own else "",
            )  # fmt: skip
        for exclusion in RegistryExclusion.objects.filter(
            prepared_by=leaving.person, state=ExclusionState.PROPOSED
        ).select_related("entry__cluster"):
            yield Item(
                f"exclusion:{exclusion.pk}", Work.CASES,
                _("Exclusion of No. %(number)d, prepared") % {"number": exclusion.entry.number}, OFFICE,
                exclusion.entry.cluster.name,
                stays=_("It keeps the name of whoever prepared it: another officer takes it or drops it."),
            )  # fmt: skip
        absence = OfficerAbsence.objects.filter(person=leaving.person, last__gte=day_of(leaving.at)).first()
        if absence is not None:
            days = {"first": formatting.day(absence.first), "last": formatting.day(absence.last)}
            yield Item(
                "absence", Work.CASES, _("Days away: %(first)s to %(last)s") % days, OFFICE,
                stays=_("Everybody enters their own: after the role it counts for nothing."),
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        if not successor.holds(Role.REGISTRY_OFFICER, Scope.PLATFORM):
            return _("Only an officer of the registry reviews applications.")
        return hindrance(successor, item.row)

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        services.application_hand_over(actor=giver, application=item.row, person=person_of(successor), at=at)


def _managed(leaving: Leaving, to: str = "") -> Q:
    """Of the clusters the leaver answers for; `to` is the way to whatever names the cluster."""
    clusters = {f"{to}cluster__in": leaving.ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)}
    houses = {f"{to}cluster__manager__in": leaving.ids(Scope.ORGANISATION, Role.CLUSTER_MANAGER)}
    return Q(**clusters) | Q(**houses)


def _officer(leaving: Leaving) -> bool:
    return any(grant.role == Role.REGISTRY_OFFICER and grant.scope == Scope.PLATFORM for grant in leaving.grants)


def lacks(leaving: Leaving, lines: Sequence[Any]) -> Iterator[str]:
    """Applications that nobody could decide on: those who remain prepared the decision, or answer for the cluster."""
    if not any(line.item.role == Role.REGISTRY_OFFICER and line.item.place == OFFICE for line in lines):
        return
    heirs = [line.successor for line in lines if line.moves and line.item.role == Role.REGISTRY_OFFICER]
    people = {person.pk: person for person in (*officers(), *heirs) if person.pk != leaving.person.pk}
    actors = [actor_of(person) for person in people.values()]
    waiting = ConfirmationApplication.objects.filter(state__in=QUEUE).select_related("cluster__manager")
    for row in waiting.prefetch_related("decisions"):
        if actors and all(hindrance(actor, row) for actor in actors):
            yield _("Nobody could decide on the application %(number)s: name another officer.") % {"number": row.number}


SOURCE = Confirmations()
