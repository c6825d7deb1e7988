"""Roles given and taken back."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused

# Nobody holds two of these in the same selection.
EXCLUSIVE_IN_ROUND = {Role.SECRETARY: {Role.EXPERT}, Role.EXPERT: {Role.SECRETARY}}


@transaction.atomic
def role_grant(
    *, actor: Any, person: Person, role: str, scope: str, scope_id: str = "", label: str = "", at: datetime
) -> RoleGrant:
    """Gives a role. Refuses a pair of roles that one person may not hold in the same selection."""
    grant = RoleGrant(person=person, role=role, scope=scope, scope_id=str(scope_id), label=label, granted_at=at)
    return _give(ACCESS.admit("grant.create", actor, grant), grant)


@transaction.atomic
def role_entrust(
    *, actor: Any, person: Person, role: str, scope: str, scope_id: str, label: str = "", at: datetime
) -> RoleGrant:
    """Gives a role in the actor's name without asking: for a service that has asked a narrower table of its own."""
    return _give(actor, RoleGrant(person=person, role=role, scope=scope, scope_id=scope_id, label=label, granted_at=at))


def _give(actor: Any, grant: RoleGrant) -> RoleGrant:
    # two grants to one person at once must see each other
    locked = Person.objects.select_for_update(no_key=True).get(pk=grant.person_id)
    if not locked.is_active:
        raise Refused("grant.inactive", _("This account is closed: roles cannot be given to it."))
    _refuse_exclusive(grant)
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError:
        return RoleGrant.objects.get(
            person_id=grant.person_id, role=grant.role, scope=grant.scope, scope_id=grant.scope_id, revoked_at=None
        )
    record(
        actor=actor, action="grant.create", subject=grant, at=grant.granted_at,
        person=str(locked.pseudonym), role=str(grant.role), scope=str(grant.scope), scope_id=str(grant.scope_id),
    )  # fmt: skip
    return grant


def _refuse_exclusive(grant: RoleGrant) -> None:
    rivals = EXCLUSIVE_IN_ROUND.get(Role(grant.role), set()) if grant.scope == Scope.ROUND else set()
    held = RoleGrant.objects.filter(
        person=grant.person, scope=Scope.ROUND, scope_id=grant.scope_id, role__in=rivals, revoked_at=None
    )
    if rivals and held.exists():
        raise Refused(
            "grant.exclusive",
            _("One person cannot be both the secretary and an expert of the same selection."),
        )


@transaction.atomic
def role_revoke(*, actor: Any, grant: RoleGrant, at: datetime) -> None:
    """Takes a role back; repeated, it changes nothing."""
    actor = ACCESS.admit("grant.revoke", actor, grant)
    if grant.role == Role.ADMINISTRATOR:
        administrators_hold()
    locked = RoleGrant.objects.select_for_update(no_key=True).get(pk=grant.pk)
    if locked.revoked_at:
        return
    refuse_last_administrator([locked])
    locked.revoked_at = grant.revoked_at = at
    locked.save(update_fields=["revoked_at"])
    record(actor=actor, action="grant.revoke", subject=grant, at=at, role=locked.role)


def administrators_hold() -> list[RoleGrant]:
    """The rows of all administrators, locked in one order and before any other, people among them: the last two cannot
    leave at the same moment, and two who take the role from each other do not wait in a circle."""
    rows = RoleGrant.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    return list(rows.filter(role=Role.ADMINISTRATOR, revoked_at=None, person__is_active=True))


def standing_hold(person_id: int) -> None:
    """The row of a person and those of all roles in force, in the order in which an account is closed: for services
    that write an entry of their own before they give or take a role, for after the journal nobody may be waited for."""
    list(Person.objects.select_for_update(no_key=True).filter(pk=person_id).values_list("pk"))
    rows = RoleGrant.objects.select_for_update(no_key=True).filter(person=person_id, revoked_at=None)
    list(rows.order_by("pk").values_list("pk"))


def refuse_last_administrator(leaving: list[RoleGrant]) -> None:
    """Without an administrator nobody could invite the next one."""
    ids = [grant.pk for grant in leaving if grant.role == Role.ADMINISTRATOR]
    if ids and all(grant.pk in ids for grant in administrators_hold()):
        raise Refused(
            "grant.last_administrator",
            _("This is the last administrator. Make another person administrator first."),
        )
