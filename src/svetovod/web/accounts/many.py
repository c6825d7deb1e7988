"""Many invitations at once: a list of people invited to a wrong address, or whose letters nobody found."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import bulk, formatting
from svetovod.web.common.errors import Refused

from . import services
from .access import ACCESS
from .enums import Role
from .models import Invitation


@transaction.atomic
def invitations_revoke(
    *, actor: Any, invitations: Iterable[Invitation], at: datetime, real_now: datetime
) -> dict[int, str]:
    """By key, invitations that are not withdrawn, and why. Each is asked about by itself: they are of many places."""
    return bulk.each(invitations, lambda row: services.invitation_revoke(actor=actor, invitation=row, at=at))


@transaction.atomic
def invitations_resend(
    *, actor: Any, invitations: Iterable[Invitation], at: datetime, real_now: datetime
) -> dict[int, str]:
    return bulk.each(
        invitations, lambda row: services.invitation_resend(actor=actor, invitation=row, at=at, real_now=real_now)
    )


SERVICES = {"resend": invitations_resend, "revoke": invitations_revoke}
ASKED = {"resend": "invitation.resend", "revoke": "invitation.revoke"}


def deeds() -> dict[str, bulk.Deed]:
    of, url = _("My people"), reverse("accounts:team")
    again = bulk.Deed(
        "resend", _("Send the letter again"), _("Send these letters again"), of, url,
        _("The same link to the same address, at most once in 24 hours; its term stays as it was."),
        after=_("A letter that has left cannot be called back. The link can: withdraw the invitation."),
    )  # fmt: skip
    off = bulk.Deed(
        "revoke", _("Withdraw invitations"), _("Withdraw them"), of, url,
        _("Their links stop working at once. Nobody gets a letter about it."), "danger",
        after=_("A link that was withdrawn never works again: whoever is to come after all is invited anew."),
    )  # fmt: skip
    return {"resend": again, "revoke": off}


def lines(actor: Any, rows: Iterable[Invitation], action: str, real_now: datetime) -> Iterable[bulk.Line]:
    rows = list(rows)
    obstacles = _obstacles(rows, action, real_now)
    for row in rows:
        place = str(row.label or row.get_scope_display())
        until = _("the link works until %(until)s") % {"until": formatting.day(row.expires_at)}
        why = "" if ACCESS.allows(ASKED[action], actor, row) else bulk.not_yours()
        yield bulk.Line(
            row.pk, row.email, f"{Role(row.role).label}, {place}", why or obstacles.get(row.pk, ""),
            until if action == "resend" else _("the link stops working"),
        )  # fmt: skip


def _obstacles(rows: list[Invitation], action: str, real_now: datetime) -> dict[int, str]:
    """What the service would refuse them for."""
    if action == "resend":
        return {key: str(refusal) for key, refusal in services.resend_obstacles(rows, real_now).items()}
    found = {}
    for row in rows:
        try:
            services.invitation_check(row, real_now)
        except Refused as refusal:
            found[row.pk] = str(refusal)
    return found
