"""Letters of invitation: a list of addressees, letters by a job, the answer and those whom it delegates."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import LinkUnknown
from svetovod.web.events import tokens
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import InviteAnswer, SessionState
from svetovod.web.events.models import PracticalSession, SessionInvite
from svetovod.web.events.seats import lock
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.standing import addresses_declining

from .mailing import mailing_start
from .registering import Applicant, refuse_closed, registration_create

SEND, REMIND = "send", "remind"
AGAIN_AFTER = timedelta(days=1)


@transaction.atomic
def invites_add(
    *, actor: Any, session: PracticalSession, addressees: Collection[Mapping[str, str]], at: datetime
) -> tuple[int, int]:  # fmt: skip
    """The next numbers for those who have no letter yet; how many they are.

    A letter that did not say what it invites as, and has no answer, takes that from the list: how many did so.
    """
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    known = set(row.invites.values_list("email", flat=True))
    number = row.invites.aggregate(last=Max("number"))["last"] or 0
    fresh = [each for each in addressees if each["email"] not in known]
    SessionInvite.objects.bulk_create(
        SessionInvite(session=row, number=number + place, made_at=at, **each) for place, each in enumerate(fresh, 1)
    )
    kinds = {each["email"]: each.get("kind", "") for each in addressees}
    named = [each for each in row.invites.filter(kind="", answer="") if kinds.get(each.email)]
    for each in named:
        each.kind = kinds[each.email]
    SessionInvite.objects.bulk_update(named, ["kind"])
    record(actor=actor, action="invites.add", subject=row, at=at, added=len(fresh), named=len(named))
    return len(fresh), len(named)


@transaction.atomic
def invites_send(
    *, actor: Any, session: PracticalSession, invites: Iterable[SessionInvite], at: datetime
) -> dict[int, str]:  # fmt: skip
    """Letters that have not left yet are given to a job, each once. By key, which do not go out, and why."""
    return _mail(actor, session, invites, SEND, at)


@transaction.atomic
def invites_remind(
    *, actor: Any, session: PracticalSession, invites: Iterable[SessionInvite], at: datetime
) -> dict[int, str]:  # fmt: skip
    """The letter once more, with a word about it, to those who have not answered."""
    return _mail(actor, session, invites, REMIND, at)


def _mail(
    actor: Any, session: PracticalSession, invites: Iterable[SessionInvite], step: str, at: datetime
) -> dict[int, str]:
    row = lock(session)
    actor = ACCESS.admit("session.update", actor, row)
    rows = list(row.invites.filter(pk__in=[each.pk for each in invites]))
    refused = invite_obstacles(row, rows, step, at)
    going = [each.pk for each in rows if each.pk not in refused]
    if going:
        what = "invited" if step == SEND else "reminded"
        key = f"{what}:{going[0]}" if step == SEND else f"{what}:{going[0]}:{at:%Y-%m-%dT%H:%M}"
        if step == SEND:
            row.invites.filter(pk__in=going).update(sent_at=at)
        mailing_start(session=row, what=what, key=key, people=going, at=at)
        record(actor=actor, action=f"invites.{step}", subject=row, at=at, letters=len(going))
    return refused


def invite_obstacles(
    session: PracticalSession, invites: Iterable[SessionInvite], step: str, at: datetime
) -> dict[int, str]:  # fmt: skip
    """By key, why a letter is not sent, or nobody is reminded of it. One question for all of them."""
    rows = list(invites)
    over = _closed(session, at)
    declining = addresses_declining([row.email for row in rows], Topic.INVITATIONS)
    late = reminded_lately(session, at) if step == REMIND else set()
    found = {
        row.pk: over or (_unsendable(row) if step == SEND else _unremindable(row, row.pk in late, at)) for row in rows
    }
    off = _("Whoever reads this address has called off letters of invitation.")
    found |= {row.pk: off for row in rows if not found[row.pk] and row.email.lower() in declining}
    return {key: str(why) for key, why in found.items() if why}


def _closed(session: PracticalSession, at: datetime) -> Any:
    if session.state == SessionState.DRAFT:
        return _("The session is not published yet: the link of the letter would open nothing.")
    if session.state == SessionState.PUBLISHED and at < session.registration_until:
        return ""
    return _("Registration is closed: nobody can be delegated any more.")


def _unsendable(invite: SessionInvite) -> Any:
    return invite.sent_at and _("sent on %(when)s") % {"when": formatting.moment(invite.sent_at)}


def reminded_lately(session: PracticalSession, at: datetime) -> set[int]:
    """Keys of letters of which somebody was reminded less than a day ago."""
    told = session.mailings.filter(what="reminded", asked_at__gt=at - AGAIN_AFTER).values_list("people", flat=True)
    return {key for people in told for key in people}


def invites_due(session: PracticalSession, at: datetime) -> QuerySet[SessionInvite]:
    """Whoever may be reminded: has had the letter for a day, and was neither heard nor reminded in it."""
    sent = session.invites.filter(answer="", sent_at__lte=at - AGAIN_AFTER)
    return sent.exclude(pk__in=reminded_lately(session, at))


def _unremindable(invite: SessionInvite, late: bool, at: datetime) -> Any:
    if invite.answer:
        return _("answered: %(answer)s") % {"answer": invite.get_answer_display()}
    if invite.sent_at is None:
        return _("It has not been sent yet.")
    return (late or invite.sent_at > at - AGAIN_AFTER) and _("The letter went out less than a day ago.")


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
    """The letter that carried that link; `LinkUnknown` for any other."""
    for invite in session.invites.all():
        if constant_time_compare(tokens.invite_token(invite), token):
            invite.session = session
            return invite
    raise LinkUnknown("invitation")
