"""Words of the register."""

from collections.abc import Iterable
from typing import Any

from svetovod.web.accounts.actors import GRANT, Grant
from svetovod.web.accounts.enums import Role
from svetovod.web.accounts.models import RoleGrant


def capacity(acting_as: str) -> str:
    """The role of `role@scope:id`, in the reader's language."""
    role = acting_as.partition("@")[0]
    return str(Role(role).label) if role in Role.values else role


def capacities(rows: Iterable[Any]) -> dict[str, str]:
    """What readers acted as, with the place as it was named when the role was given, in one query."""
    held = {row.acting_as for row in rows if row.acting_as}
    roles = {each.partition("@")[0] for each in held}
    ids = {each.rpartition(":")[2] for each in held}
    grants = RoleGrant.objects.filter(role__in=roles, scope_id__in=ids).order_by("id").values(*GRANT)
    found = {f"{row['role']}@{row['scope']}:{row['scope_id']}": Grant(**row).said for row in grants}
    return {each: found.get(each) or capacity(each) for each in held}
