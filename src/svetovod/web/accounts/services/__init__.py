"""Writing about people: grants, invitations, profiles, tokens, kept filters, closing, erasure."""

from .addresses import addresses_mend
from .closing import person_close, sign_ins_forget, signing_hold
from .erasure import person_erase
from .filters import filter_keep, filter_remove, filter_rename
from .grants import administrators_hold, role_entrust, role_grant, role_revoke, standing_hold
from .invitations import (
    INVITATION_DAYS,
    invitation_accept,
    invitation_check,
    invitation_create,
    invitation_resend,
    invitation_revoke,
    invitations_hold,
    resend_obstacles,
)
from .keys import KeyStaysError, Renewed, key_forget, key_renew
from .people import person_update
from .tokens import TOKEN_DAYS, token_create, token_revoke, token_use
from .viewing import viewing_begin, viewing_end
from .visits import desk_seen

__all__ = [
    "INVITATION_DAYS",
    "TOKEN_DAYS",
    "KeyStaysError",
    "Renewed",
    "addresses_mend",
    "administrators_hold",
    "desk_seen",
    "filter_keep",
    "filter_remove",
    "filter_rename",
    "invitation_accept",
    "invitation_check",
    "invitation_create",
    "invitation_resend",
    "invitation_revoke",
    "invitations_hold",
    "key_forget",
    "key_renew",
    "person_close",
    "person_erase",
    "person_update",
    "resend_obstacles",
    "role_entrust",
    "role_grant",
    "role_revoke",
    "sign_ins_forget",
    "signing_hold",
    "standing_hold",
    "token_create",
    "token_revoke",
    "token_use",
    "viewing_begin",
    "viewing_end",
]
