"""A cooperation table becomes a joint project: the canvas says who makes and who buys, its members are invited."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking.enums import SeatRole, TableState
from svetovod.web.matchmaking.keys import admitted
from svetovod.web.matchmaking.models import CooperationTable, MeetingProfile
from svetovod.web.projects import services as projects
from svetovod.web.registry import selectors as registry

from .cooperation import _row

ROLES = {SeatRole.MAKER: "co_executor", SeatRole.BUYER: "buyer", SeatRole.BANK: "investor"}
LONGEST = 4000  # of a text of the canvas


@transaction.atomic
def table_project(*, actor: Any, table: CooperationTable, by: MeetingProfile, at: datetime) -> Any:
    """The canvas with the participants filled in; of one that exists already the participants alone.

    Whoever is in no cluster, as a bank, is named in the canvas: only members of the cluster take part in a project.
    """
    row = _row(table)
    if by.pk != row.initiator.pk:
        raise Hidden
    actor = admitted("cooperation.lead", actor, by, "", row)
    if row.state != TableState.AGREED:
        raise Refused("cooperation.few", _("Fewer than three have agreed: there is no table yet."))
    if by.organisation is None:
        raise Refused("project.guest", _("A joint project begins in an organisation of the registry: sign in first."))
    made = row.project or _created(actor, row, by, at)
    for seat in row.sitting:
        organisation = seat.profile.organisation
        if seat.role in ROLES and organisation and _member(made.cluster, organisation):
            projects.participant_invite(
                actor=actor, project=made, organisation=organisation, role=ROLES[SeatRole(seat.role)], at=at
            )
    if row.project is None:
        row.project = made
        row.save(update_fields=["project"])
        record(actor=actor, action="cooperation.project", subject=row, at=at, project=made.code)
    return made


def _member(cluster: Any, organisation: Any) -> bool:
    return bool(registry.members_of(cluster).filter(organisation=organisation).exists())


def _created(actor: Any, table: CooperationTable, by: MeetingProfile, at: datetime) -> Any:
    assert by.organisation is not None
    cluster = registry.cluster_joined(by.organisation)
    if cluster is None:
        raise Refused("project.no_cluster", _("Your enterprise is in no cluster yet: a joint project is a cluster's."))
    canvas = {"replaces": table.idea[:LONGEST]}
    for field, role in (("makers", SeatRole.MAKER), ("buyers", SeatRole.BUYER), ("lacking", SeatRole.BANK)):
        canvas[field] = "; ".join(seat.profile.name for seat in table.sitting if seat.role == role)
    return projects.project_create(
        actor=actor, cluster=cluster, organisation=by.organisation, title=table.title, canvas=canvas, at=at
    )
