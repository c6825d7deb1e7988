"""Roles in an organisation when two records of it become one: its people speak for the record that stays.

They keep what they hold of the record given up: they alone go on reading what was filed under it.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.merging import Mention, Merging, Mover, Rows

from .enums import Role, Scope
from .models import RoleGrant

OPEN = Q(scope=Scope.ORGANISATION, accepted_at=None, revoked_at=None)


def _held(organisation: int) -> list[RoleGrant]:
    rows = RoleGrant.objects.filter(scope=Scope.ORGANISATION, scope_id=str(organisation), revoked_at=None)
    return list(rows.select_related("person").order_by("pk"))


def settle(merging: Merging) -> None:
    known = {(grant.person_id, grant.role) for grant in _held(merging.kept)}
    for grant in _held(merging.gone):
        if (grant.person_id, grant.role) not in known and grant.person.is_active:
            made = RoleGrant(
                person_id=grant.person_id, role=grant.role, scope=Scope.ORGANISATION, scope_id=str(merging.kept),
                label=merging.kept_name[:200], granted_at=merging.at,
            )  # fmt: skip
            merging.steps.create(made, retired_by="revoked_at")


def others(organisation: int) -> Iterator[Mention]:
    for grant in _held(organisation):
        yield Mention(_("Roles of people"), str(Role(grant.role).label))


MOVER = Mover(
    "accounts",
    (
        Rows(
            "accounts.Invitation", "scope_id", gettext_lazy("Invitations"), lambda row: Role(row.role).label,
            where=OPEN, value=str,
        ),
    ),
    settle=settle, others=others,
)  # fmt: skip
