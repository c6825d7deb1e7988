"""What the manager does with an answer: doubts a figure, takes the doubt back, types in what came on paper."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.figures import letters
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.enums import TYPED, Outcome, Way
from svetovod.web.figures.models import FiguresAnswer, FiguresDispute, FiguresReply
from svetovod.web.figures.shapes import shape_of
from svetovod.web.figures.states import REPLY

from .answering import answer_keep
from .hand import locked_row, refuse_locked


@transaction.atomic
def dispute_raise(
    *, actor: Any, reply: FiguresReply, number: int, place: str, reason: str, at: datetime
) -> FiguresDispute:
    """The figure goes back to the enterprise by letter. `number` is the answer looked at."""
    row = locked_row(reply)
    actor = ACCESS.admit("reply.dispute", actor, row)
    refuse_locked(row)
    answer = row.answers.first()
    if answer is None or answer.number != number:
        raise Refused("figures.changed", _("The figures have changed since. Look at them once more."))
    if place not in dict(shape_of(row.request).places(row.request, answer.content)):
        raise Refused("figures.place", _("There is no such figure in the answer. Choose one of the list."))
    if not reason.strip():
        raise Refused("figures.reason", _("Say why the figure is doubtful: the enterprise reads it in the letter."))
    if known := answer.disputes.filter(place=place, outcome="").first():
        return known
    REPLY.move(row, "dispute")
    row.save(update_fields=["state"])
    made = FiguresDispute.objects.create(
        answer=answer, place=place, reason=reason.strip()[:500], raised_by_id=actor.person_id, raised_at=at
    )
    record(actor=actor, action="figures.dispute", subject=row, at=at, number=number, place=place)
    for contact in row.contacts.filter(revoked_at=None).select_related("person"):
        letters.dispute(contact, made, at=at)
    return made


@transaction.atomic
def dispute_withdraw(*, actor: Any, dispute: FiguresDispute, at: datetime) -> FiguresReply:
    """The figure stands after all; with the last doubt gone the answer counts again."""
    row = locked_row(dispute.answer.reply)
    actor = ACCESS.admit("reply.dispute", actor, row)
    refuse_locked(row)
    found = FiguresDispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    if found.outcome:
        return row
    found.outcome, found.closed_at = Outcome.WITHDRAWN, at
    found.save(update_fields=["outcome", "closed_at"])
    record(actor=actor, action="figures.dispute_withdraw", subject=row, at=at, place=found.place)
    if not FiguresDispute.objects.filter(answer__reply=row, outcome="").exists():
        REPLY.move(row, "settle")
        row.save(update_fields=["state"])
    return row


@transaction.atomic
def answer_type_in(
    *, actor: Any, reply: FiguresReply, content: dict[str, Any], way: str, basis: str, base: int, at: datetime
) -> FiguresAnswer:
    """What came by e-mail or on paper, marked so; the contacts of the enterprise are asked to confirm it."""
    row = locked_row(reply)
    actor = ACCESS.admit("reply.type_in", actor, row)
    refuse_locked(row)
    if way not in TYPED:
        raise Refused("figures.way", _("Say whether the figures came by e-mail or on paper."))
    if row.answer_number != base:
        raise Refused("figures.changed", _("The figures have changed since. Look at them once more."))
    person = Person.objects.get(pk=actor.person_id)
    answer = answer_keep(row, content, "type_in", person=person, way=Way(way), basis=basis.strip()[:200], at=at)
    record(actor=actor, action="figures.type_in", subject=row, at=at, number=answer.number, way=str(way))
    for contact in row.contacts.filter(revoked_at=None).select_related("person"):
        letters.send(contact, "typed", at=at, key=f"typed:{answer.number}")
    return answer
