"""Joining and leaving, each on the ground of a paper. The registry keeps who belongs; the dossier keeps why."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault
from svetovod.web.dossier import phrases
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.enums import ChangeKind
from svetovod.web.dossier.models import MembershipChange
from svetovod.web.registry import services as registry

from .checking import of_a_day, refuse


@transaction.atomic
def participant_join(
    *, actor: Any, cluster: Any, inn: str, role: str, newcomer: bool, on: date, ground: str, at: datetime
) -> Any:
    """An organisation known by its INN becomes a participant from the day of the paper."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    refuse("join.faults", of_a_day("on", cluster, on, at))
    member = registry.member_join(actor=actor, cluster=cluster, inn=inn, role=role, newcomer=newcomer, on=on, at=at)
    _ground(actor, member, ChangeKind.JOINED, {"on": on, "ground": ground}, at)
    return member


@transaction.atomic
def participant_leave(*, actor: Any, membership: Any, on: date, ground: str, at: datetime) -> Any:
    actor = ACCESS.admit("dossier.edit", actor, membership.cluster)
    faults = list(of_a_day("on", membership.cluster, on, at))
    if membership.joined_on is not None and on < membership.joined_on:
        faults.append(Fault("on", phrases.left_before_joining(on, membership.joined_on)))
    refuse("leave.faults", iter(faults))
    member = registry.member_leave(actor=actor, membership=membership, on=on, at=at)
    _ground(actor, member, ChangeKind.LEFT, {"on": on, "ground": ground}, at)
    return member


@transaction.atomic
def joining_note(*, actor: Any, membership: Any, on: date, ground: str, at: datetime) -> MembershipChange:
    """The paper by which somebody joined whom a workbook brought in; the day becomes that of the paper."""
    actor = ACCESS.admit("dossier.edit", actor, membership.cluster)
    refuse("join.faults", of_a_day("on", membership.cluster, on, at))
    member = registry.member_date(actor=actor, membership=membership, joined_on=on, at=at)
    return _ground(actor, member, ChangeKind.JOINED, {"on": on, "ground": ground}, at)


@transaction.atomic
def participant_place_set(*, actor: Any, membership: Any, place: int | None, at: datetime) -> Any:
    """The branch it takes part by, whose region counts among the regions of presence; None: as a whole."""
    actor = ACCESS.admit("dossier.edit", actor, membership.cluster)
    return registry.member_place(actor=actor, membership=membership, place=place, at=at)


def _ground(actor: Any, member: Any, kind: ChangeKind, paper: dict[str, Any], at: datetime) -> MembershipChange:
    row, _made = MembershipChange.objects.update_or_create(membership=member, kind=kind, defaults=paper)
    record(
        actor=actor, action=f"dossier.{kind}", subject=member, at=at, on=row.on.isoformat(),
        inn=member.organisation.inn,
    )  # fmt: skip
    return row
