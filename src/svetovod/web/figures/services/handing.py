"""A colleague takes the place of one who leaves. Called by a handover, which has asked whether it may."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.figures import letters, tokens
from svetovod.web.figures.models import FiguresContact, FiguresDraft, FiguresReply


@transaction.atomic
def contact_hand_over(*, actor: Any, contact: FiguresContact, person: Any, at: datetime) -> FiguresContact:
    """The old link stops working, the colleague gets one of his own; answers keep the name of whoever gave them."""
    FiguresReply.objects.select_for_update(of=("self",), no_key=True).get(pk=contact.reply_id)
    row = FiguresContact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    known = FiguresContact.objects.filter(reply=row.reply_id, person=person, revoked_at=None).first()
    if row.revoked_at is not None:
        if known is None:
            raise Refused("figures.revoked", _("The link was withdrawn meanwhile: there is nothing to hand over."))
        return known
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    made = known or FiguresContact.objects.create(
        reply=row.reply,
        person=person,
        issued_at=at,
        token_hash=tokens.hashed(tokens.token_for(row.reply_id, person.pk, at)),
    )
    record(
        actor=actor, action="figures.contact_hand_over", subject=row.reply, at=at, contact=row.pk, to=made.pk,
        person=str(person.pseudonym),
    )  # fmt: skip
    if known is None:
        letters.send(made, "asked", at=at)
    return made


@transaction.atomic
def draft_hand_over(*, actor: Any, draft: FiguresDraft, person: Any, at: datetime) -> None:
    """What was typed and not sent becomes the colleague's, unless he has typed something himself."""
    FiguresReply.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.reply_id)
    row = FiguresDraft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if FiguresDraft.objects.filter(reply=row.reply_id, person=person).exclude(pk=row.pk).exists():
        raise Refused("figures.own_draft", _("The successor has a draft of the same figures: it is not overwritten."))
    row.person = person
    row.save(update_fields=["person"])
    record(actor=actor, action="figures.draft_hand_over", subject=row.reply, at=at, person=str(person.pseudonym))
