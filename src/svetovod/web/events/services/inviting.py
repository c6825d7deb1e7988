"""Letters of invitation: a list of addressees, letters by a job, the answer and those whom it delegates."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.crypto import constant_time_compare

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden
from svetovod.web.events import tokens
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import InviteAnswer
from svetovod.web.events.models import PracticalSession, SessionInvite
from svetovod.web.events.seats import lock

from .mailing import mailing_start
from .registering import Applicant, refuse_closed, registration_create


@transaction.atomic
def invites_add(
    *, actor: Any, session: PracticalSession, addressees: Collection[Mapping[str, str]], at: datetime
) -> int:  # fmt: skip
    """The next numbers for those who have no letter yet; how many they are."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    known = set(row.invites.values_list("email", flat=True))
    number = row.invites.aggregate(last=Max("number"))["last"] or 0
    fresh = [each for each in addressees if each["email"] not in known]
    SessionInvite.objects.bulk_create(
        SessionInvite(session=row, number=number + place, made_at=at, **each) for place, each in enumerate(fresh, 1)
    )
    record(actor=actor, action="invites.add", subject=row, at=at, added=len(fresh))
    return len(fresh)


@transaction.atomic
def invites_send(*, actor: Any, session: PracticalSession, at: datetime) -> int:
    """Letters that have not left yet are given to a job, each once."""
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    waiting = list(row.invites.filter(sent_at=None).values_list("pk", flat=True))
    if not waiting:
        return 0
    row.invites.filter(pk__in=waiting).update(sent_at=at)
    mailing_start(session=row, what="invited", key=f"invited:{waiting[0]}", people=waiting, at=at)
    record(actor=actor, action="invites.send", subject=row, at=at, letters=len(waiting))
    return len(waiting)


@transaction.atomic
def invite_answer(
    *, actor: Any, session: PracticalSession, token: str, people: Collection[Mapping[str, Any]], kind: str, at: datetime
) -> SessionInvite:  # fmt: skip
    """By the link of the letter: people are registered for the organisation, nobody means that it does not come.

    Answered again, more people may be named; those who are registered keep their registrations.
    """
    row = lock(session)
    invite = invite_by_token(row, token)
    if people:
        refuse_closed(row, at)
    common: dict[str, Any] = {
        "organisation_name": invite.organisation,
        "region": invite.region or row.region,
        "kind": kind,
    }
    made = [
        registration_create(actor=actor, session=row, applicant=Applicant(**common, **person), at=at).registration
        for person in people
    ]
    invite.delegates.add(*made)
    invite.answer = InviteAnswer.COMES if made or invite.delegates.exists() else InviteAnswer.DECLINES
    invite.answered_at = at
    invite.save(update_fields=["answer", "answered_at"])
    record(actor=actor, action="invites.answer", subject=row, at=at, number=invite.number, people=len(made))
    return invite


def invite_by_token(session: PracticalSession, token: str) -> SessionInvite:
    """The letter that carried that link; `Hidden` for any other."""
    for invite in session.invites.all():
        if constant_time_compare(tokens.invite_token(invite), token):
            invite.session = session
            return invite
    raise Hidden
