"""Words of the register."""

from svetovod.web.accounts.enums import Role


def capacity(acting_as: str) -> str:
    """The role of `role@scope:id`, in the reader's language."""
    role = acting_as.partition("@")[0]
    return str(Role(role).label) if role in Role.values else role
