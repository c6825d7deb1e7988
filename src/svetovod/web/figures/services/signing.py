"""The sheet of confirmation comes back signed. A later scan takes its place; the earlier ones stay to be seen."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.models import FiguresReply

from .hand import hand_of, locked_row

SIGNED = "signed"
ACCEPTED = ("application/pdf", "image/jpeg")


@transaction.atomic
def signed_add(*, actor: Any, reply: FiguresReply, number: int, upload: Any, token: str = "", at: datetime) -> Any:
    """A scan of the sheet of that answer, by the enterprise or by whoever asked; after the lock as well."""
    row = locked_row(reply)
    actor = actor_of(hand_of(actor, row, token)[1]) if token else ACCESS.admit("reply.sign", actor, row)
    answer = row.answers.first()
    if answer is None or answer.number != number:
        raise Refused("figures.changed", _("The figures have changed since. Look at them once more."))
    made = attachment_add(actor=actor, subject=answer, upload=upload, kind=SIGNED, at=at)
    if made.content_type not in ACCEPTED:
        raise Refused("figures.signed_type", _("A signed sheet is a PDF or a JPEG. Scan or photograph it anew."))
    return made
