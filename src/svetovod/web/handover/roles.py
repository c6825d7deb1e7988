"""Roles as work: given to the successor by whoever hands over, as he might give them without any handover."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.accounts.access import ACCESS as PEOPLE
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.accounts.services import role_grant

from .enums import Work
from .seam import Item, Leaving, Place, claimed, objection_to

R, S = Role, Scope
MUST = {
    (R.ADMINISTRATOR, S.PLATFORM), (R.REGISTRY_OFFICER, S.PLATFORM), (R.CLUSTER_MANAGER, S.CLUSTER),
    (R.CLUSTER_MANAGER, S.ORGANISATION), (R.INITIATOR, S.ORGANISATION), (R.ORGANISER, S.SESSION),
}  # fmt: skip
# places whose people belong to one house: nobody of another house is given a role in it by a handover
HOUSES = (S.ORGANISATION, S.PROJECT)


def place_of(grant: Any) -> Place:
    return grant.scope, grant.scope_id


def role_label(grant: Any) -> str:
    label = str(Role(grant.role).label) if grant.role in Role.values else grant.role
    return label[:1].upper() + label[1:]


def bar_of(grant: Any, successor: Any, giver: Any) -> str:
    """Why the giver cannot give the successor that role; "" where the successor holds it already."""
    if successor.holds(grant.role, grant.scope, grant.scope_id):
        return ""
    if grant.scope in HOUSES and place_of(grant) not in successor.places:
        return _("The successor holds no role in that organisation: invite the person into it first.")
    wanted = RoleGrant(
        person_id=successor.person_id, role=grant.role, scope=grant.scope, scope_id=grant.scope_id, label=grant.label
    )
    if giver.person_id == successor.person_id:
        return _("Nobody gives a role to themselves: another leader or an administrator hands this over.")
    if not PEOPLE.allows("grant.create", giver, wanted):
        return _("Whoever hands over may not give this role: an administrator may.")
    return objection_to(successor, place_of(grant))


def give(grant: Any, successor: Any, giver: Any, at: datetime) -> None:
    if successor.holds(grant.role, grant.scope, grant.scope_id):
        return
    role_grant(
        actor=giver, person=Person.objects.get(pk=successor.person_id), role=grant.role, scope=grant.scope,
        scope_id=grant.scope_id, label=grant.label, at=at,
    )  # fmt: skip


class Roles:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        for grant in leaving.grants:
            if grant.scope in claimed:
                continue
            judged = grant.role == R.EXPERT
            yield Item(
                str(grant.pk), Work.JUDGEMENT if judged else Work.ROLES, role_label(grant), place_of(grant),
                where=grant.label or str(S(grant.scope).label), role=grant.role,
                needed="must" if (grant.role, grant.scope) in MUST else "" if judged else "should",
                stays=_("An expert is asked in person: the organiser invites another one.") if judged else "",
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        return bar_of(leaving.grant(item.key), successor, giver)

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        give(leaving.grant(item.key), successor, giver, at)


def equals(role: str, place: Place) -> Iterable[tuple[str, Place]]:
    """Roles of the same place that do as well."""
    scope, _id = place
    if role == R.INITIATOR and scope == S.ORGANISATION:
        yield R.CLUSTER_MANAGER, place
    if role == R.ORGANISER and scope == S.SESSION:
        yield R.ORGANISER, (S.PLATFORM, "")
    if role in {R.PARTICIPANT, R.PREPARER} and scope == S.ORGANISATION:
        yield R.INITIATOR, place


SOURCE = Roles()
