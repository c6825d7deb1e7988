"""Members one by one. Whoever imports a workbook brings in many: `registry.members`."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Cluster, Membership, OrganisationPlace
from svetovod.web.registry.organisations.selectors import by_inns


@transaction.atomic
def member_join(
    *, actor: Any, cluster: Cluster, inn: str, role: str, newcomer: bool, on: date, at: datetime
) -> Membership:
    actor = ACCESS.admit("cluster.member", actor, cluster)
    Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    organisation = by_inns([inn]).get(inn)
    if organisation is None or not ACCESS.allows("organisation.view", actor, organisation):
        raise Refused(
            "member.unknown",
            _("No organisation with the INN %(inn)s is known here. Bring it in with the cluster's workbook.")
            % {"inn": inn},
        )
    if cluster.memberships.filter(organisation=organisation, left_on=None).exists():
        raise Refused("member.twice", _("%(name)s is a participant already.") % {"name": organisation})
    made = Membership(cluster=cluster, organisation=organisation, role=role, newcomer=newcomer, joined_on=on)
    columns_check(made)
    made.save()
    record(actor=actor, action="cluster.member_join", subject=made, at=at, inn=inn, role=role, on=on.isoformat())
    return made


@transaction.atomic
def member_leave(*, actor: Any, membership: Membership, on: date, at: datetime) -> Membership:
    actor = ACCESS.admit("cluster.member", actor, membership.cluster)
    row = _held(membership)
    if row.left_on is not None:
        raise Refused("member.left", _("This participant has left already. Reload the page."))
    row.left_on = on
    row.save(update_fields=["left_on"])
    record(actor=actor, action="cluster.member_leave", subject=row, at=at, on=on.isoformat())
    return row


@transaction.atomic
def member_date(*, actor: Any, membership: Membership, joined_on: date, at: datetime) -> Membership:
    """The day of joining, as a paper says it."""
    actor = ACCESS.admit("cluster.member", actor, membership.cluster)
    row = _held(membership)
    if row.left_on is not None and joined_on > row.left_on:
        raise Refused("member.order", _("The participant left before that day. Correct the date."))
    if row.joined_on != joined_on:
        before, row.joined_on = row.joined_on, joined_on
        row.save(update_fields=["joined_on"])
        record(
            actor=actor, action="cluster.member_date", subject=row, at=at, on=joined_on.isoformat(),
            before=before.isoformat() if before else None,
        )  # fmt: skip
    return row


@transaction.atomic
def member_place(*, actor: Any, membership: Membership, place: int | None, at: datetime) -> Membership:
    """The branch by which the enterprise takes part, by its id; None is the organisation as a whole."""
    actor = ACCESS.admit("cluster.member", actor, membership.cluster)
    row = _held(membership)
    if row.place_id == place:
        return row
    held = OrganisationPlace.objects.filter(organisation=row.organisation, closed_on=None)
    chosen = held.filter(pk=place).first() if place is not None else None
    if place is not None and chosen is None:
        raise Refused("member.place", _("This organisation has no such place. Choose one of the list."))
    before, row.place = row.place_id, chosen
    row.save(update_fields=["place"])
    record(
        actor=actor, action="cluster.member_place", subject=row, at=at, inn=row.organisation.inn, place=place,
        before=before, region=chosen.region if chosen else row.organisation.region,
    )  # fmt: skip
    return row


def _held(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("organisation", "cluster")
    return rows.get(pk=membership.pk)
