"""Whose hand answers: the holder of a link, or somebody signed in who speaks for the enterprise."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.enums import RequestState
from svetovod.web.figures.models import FiguresReply
from svetovod.web.figures.tokens import hashed


def locked_row(reply: FiguresReply) -> FiguresReply:
    """The part under a lock; its request as it is now, for whoever locks that has held this row."""
    rows = FiguresReply.objects.select_for_update(of=("self",), no_key=True).select_related(
        "organisation", "request__cluster__manager", "request__opened_by"
    )
    row = rows.get(pk=reply.pk)
    row.request.refresh_from_db(fields=["state", "locked_at"])
    return row


def hand_of(actor: Any, reply: FiguresReply, token: str) -> tuple[Any, Person]:
    """A right link is as good as signing in; a link taken back is none.

    The actor comes back in the capacity that permits; with the link it is none.
    """
    if token:
        contact = reply.contacts.filter(token_hash=hashed(token), revoked_at=None).select_related("person").first()
        if contact is not None:
            return replace(actor, acting=None), contact.person
    actor = ACCESS.admit("reply.answer", actor, reply)
    return actor, Person.objects.get(pk=actor.person_id)


def refuse_locked(reply: FiguresReply) -> None:
    if reply.request.state != RequestState.LOCKED:
        return
    words = {"day": formatting.moment(reply.request.locked_at), "who": reply.request.asker.name}
    if reply.request.is_table:
        raise Refused(
            "figures.locked",
            _("The request was locked on %(day)s. What you typed is kept here; ask %(who)s to open it again.") % words,
        )
    raise Refused(
            "figures.locked",
            _("The figures were locked on %(day)s and are in the cluster's sheet. What you typed is kept here; ask "
              "%(who)s to open the request again.")
            % words,
        )  # fmt: skip
