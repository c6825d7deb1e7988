"""Links and reminders. A contact is a person known by an e-mail address; an account is not needed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.figures import letters, tokens
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.enums import RequestState
from svetovod.web.figures.models import FiguresContact, FiguresReply, FiguresRequest
from svetovod.web.figures.selectors import waiting_for

REMIND_ON = (5, 1, -3)  # days left until the date; less than none: after it
TICK = timedelta(seconds=1)  # the end of a day is the beginning of the next


@transaction.atomic
def contact_add(*, actor: Any, reply: FiguresReply, name: str, email: str, at: datetime) -> FiguresContact:
    """One more person of the enterprise gets a link; one who has it gets the letter no second time."""
    actor = ACCESS.admit("request.invite", actor, reply)
    FiguresReply.objects.select_for_update(of=("self",), no_key=True).get(pk=reply.pk)
    return invite(actor, reply, name=name, email=email, at=at)


@transaction.atomic
def contact_revoke(*, actor: Any, contact: FiguresContact, at: datetime) -> None:
    """The link stops working at once; what its holder answered stays. Done twice, it is done once."""
    actor = ACCESS.admit("request.invite", actor, contact.reply)
    row = FiguresContact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        record(actor=actor, action="figures.contact_revoke", subject=contact.reply, at=at, contact=row.pk)


@transaction.atomic
def request_remind(
    *, actor: Any, request: FiguresRequest, at: datetime, only: Iterable[FiguresReply] | None = None
) -> int:
    """Reminds whoever is waited for, once a day each, however often it is asked. Returns the letters queued."""
    actor = ACCESS.admit("request.remind", actor, request)
    if request.state != RequestState.OPEN:
        raise Refused("figures.locked", _("The request is locked: nobody is waited for."))
    chosen = None if only is None else {reply.pk for reply in only}
    day = timezone.localtime(at).date()
    sent, parts = 0, 0
    for reply in waiting_for(request):
        if chosen is not None and reply.pk not in chosen:
            continue
        made = sum(letters.remind(contact, day=day, at=at) for contact in reply.contacts.all())
        if made:
            FiguresReply.objects.filter(pk=reply.pk).update(reminded_at=at)
            sent, parts = sent + made, parts + 1
    if sent:
        record(actor=actor, action="figures.remind", subject=request, at=at, letters=sent, parts=parts)
    return sent


def requests_remind_due(*, at: datetime) -> int:
    """Letters that go by themselves on the days of `REMIND_ON`."""
    today = timezone.localtime(at).date()
    open_ones = FiguresRequest.objects.filter(state=RequestState.OPEN).select_related("cluster", "asker")
    due = [row for row in open_ones if (timezone.localdate(row.due_at - TICK) - today).days in REMIND_ON]
    return sum(request_remind(actor=SYSTEM, request=row, at=at) for row in due)


def invite(actor: Any, reply: FiguresReply, *, name: str, email: str, at: datetime) -> FiguresContact:
    """A person of that address, known or new, gets a link. A known person is never overwritten."""
    person = _person(name, email)
    known = FiguresContact.objects.filter(reply=reply, person=person, revoked_at=None).first()
    if known:
        return known
    made = FiguresContact.objects.create(
        reply=reply, person=person, issued_at=at, token_hash=tokens.hashed(tokens.token_for(reply.pk, person.pk, at))
    )
    record(actor=actor, action="figures.invite", subject=reply, at=at, person=str(person.pseudonym))
    letters.send(made, "asked", at=at)
    return made


def _person(name: str, email: str) -> Person:
    known = Person.objects.by_address(email)
    return known or Person.objects.create_user(email, None, name=name.strip(), is_active=False)
