"""Writing about people: grants, invitations, acting, erasure."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused

from .access import ACCESS
from .models import Invitation, Person, RoleGrant

INVITATION_DAYS = 14
# Nobody holds two of these in the same selection.
EXCLUSIVE_IN_ROUND = {"secretary": {"expert"}, "expert": {"secretary"}}


@transaction.atomic
def role_grant(
    *, actor: Any, person: Person, role: str, scope: str, scope_id: str = "", label: str = "", at: datetime
) -> RoleGrant:
    """Gives a role. Refuses a pair of roles that one person may not hold in the same selection."""
    grant = RoleGrant(person=person, role=role, scope=scope, scope_id=str(scope_id), label=label, granted_at=at)
    ACCESS.require("grant.create", actor, grant)
    _refuse_exclusive(grant)
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError:
        return RoleGrant.objects.get(person=person, role=role, scope=scope, scope_id=str(scope_id), revoked_at=None)
    record(
        actor=actor, action="grant.create", subject=grant, at=at,
        person=str(person.pseudonym), role=role, scope=scope, scope_id=str(scope_id),
    )  # fmt: skip
    return grant


def _refuse_exclusive(grant: RoleGrant) -> None:
    rivals = EXCLUSIVE_IN_ROUND.get(grant.role, set()) if grant.scope == "round" else set()
    held = RoleGrant.objects.filter(
        person=grant.person, scope="round", scope_id=grant.scope_id, role__in=rivals, revoked_at=None
    )
    if rivals and held.exists():
        raise Refused(
            "grant.exclusive",
            _("One person cannot be both the secretary and an expert of the same selection."),
        )


@transaction.atomic
def role_revoke(*, actor: Any, grant: RoleGrant, at: datetime) -> None:
    ACCESS.require("grant.revoke", actor, grant)
    grant.revoked_at = at
    grant.save(update_fields=["revoked_at"])
    record(actor=actor, action="grant.revoke", subject=grant, at=at)


@transaction.atomic
def invitation_create(
    *, actor: Any, email: str, role: str, scope: str, scope_id: str = "", label: str = "", at: datetime, real_now: datetime
) -> Invitation:
    """Invites by e-mail. The link's life counts in real time, not in the demonstration's."""
    invitation = Invitation(
        email=email.lower(), role=role, scope=scope, scope_id=str(scope_id), label=label, invited_by_id=actor.person_id,
        invited_at=real_now, expires_at=real_now + timedelta(days=INVITATION_DAYS),
    )  # fmt: skip
    ACCESS.require("invitation.create", actor, invitation)
    invitation.save()
    record(
        actor=actor, action="invitation.create", subject=invitation, at=at, role=role, scope=scope, scope_id=str(scope_id)
    )
    return invitation
