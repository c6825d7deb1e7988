"""Pages about the signed-in person and about those whom the person leads."""

from .account import account, act_as, erase, export
from .again import again
from .filters import filter_keep, filter_remove, filter_rename
from .invitations import invitation, invitation_revoke, invitations_many, role_revoke, team
from .sign_ins import SignIns
from .tokens import token_revoke, tokens
from .viewing import view_begin, view_end

__all__ = [
    "SignIns",
    "account",
    "act_as",
    "again",
    "erase",
    "export",
    "filter_keep",
    "filter_remove",
    "filter_rename",
    "invitation",
    "invitation_revoke",
    "invitations_many",
    "role_revoke",
    "team",
    "token_revoke",
    "tokens",
    "view_begin",
    "view_end",
]
