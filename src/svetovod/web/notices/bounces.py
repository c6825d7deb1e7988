"""Letters that came back, and the addresses that are held for it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused

from . import marks, reports
from .access import ACCESS
from .enums import BounceOutcome, MailState
from .models import AddressHold, Bounce, OutgoingMail
from .services import mail_defer, tell, text_drop
from .states import MAIL

# servers give up after five days; what comes much later is no report of ours any more
LATEST = timedelta(days=30)
MOST_OF_ONE = 10  # reports kept of one letter
SENDING = "sending"  # the reason of a report that came before its letter was settled: read it again later


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one report; `reason` says why it was ignored."""

    outcome: str
    reason: str = ""
    mail_id: int | None = None
    status: str = ""


@transaction.atomic
def bounce_take(*, raw: bytes, at: datetime, recipient: str = "") -> Taken:
    """A report from the mailbox of reports. It concerns the letter whose mark it carries, and nobody else's address.

    That address is held only if the mark is that of the return path, which a reader of an answer does not have, and
    if the report is not about another address to which the letter was handed on.
    """
    report = reports.read(raw, recipient)
    mail, proved = marks.mail_of(report.marks)
    if mail is None:
        return Taken(BounceOutcome.IGNORED, report.reason or "not_ours")
    if reason := report.reason or _stands_against(mail, raw):
        return Taken(BounceOutcome.IGNORED, reason, mail.pk)
    outcome, about = report.outcome, report.recipients
    if outcome == BounceOutcome.PERMANENT and not (proved and (not about or mail.to.lower() in about)):
        outcome = BounceOutcome.REFUSED
    made = mail.bounces.create(
        fingerprint=_fingerprint(raw), outcome=outcome, status=report.status, said=report.said,
        received_at=timezone.now(),
    )  # fmt: skip
    if outcome != BounceOutcome.TEMPORARY:
        MAIL.move(mail, "return")
        mail.answer = f"{report.status} {report.said}".strip()[:300]
        mail.save(update_fields=["state", "answer"])
    if outcome == BounceOutcome.PERMANENT:
        _hold(mail, made, at)
    record(actor=SYSTEM, action="mail.bounce", subject=mail, at=at, outcome=outcome, status=report.status)
    return Taken(outcome, "", mail.pk, report.status)


def _stands_against(mail: OutgoingMail, raw: bytes) -> str:
    if mail.bounces.filter(fingerprint=_fingerprint(raw)).exists() or mail.state == MailState.RETURNED:
        return "replay"
    if mail.state == MailState.SENDING:
        return SENDING
    if mail.state not in {MailState.SENT, MailState.UNCLEAR} or mail.tried_at is None:
        return "not_sent"
    if mail.tried_at < timezone.now() - LATEST:
        return "late"
    return "many" if mail.bounces.count() >= MOST_OF_ONE else ""


def _fingerprint(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _hold(mail: OutgoingMail, bounce: Bounce, at: datetime) -> None:
    values = {"bounce": bounce, "since": bounce.received_at}
    hold, made = AddressHold.objects.get_or_create(address=mail.to.lower(), defaults=values)
    if made:
        _told(hold, at)
    for row in OutgoingMail.objects.select_for_update(no_key=True).filter(state=MailState.QUEUED, to__iexact=mail.to):
        MAIL.move(row, "hold")
        row.save(update_fields=["state"])


def _told(hold: AddressHold, at: datetime) -> None:
    """The administrators, without the address: a line on their page is kept longer than a person may wish."""
    tell(
        people_holding(Scope.PLATFORM, [""], Role.ADMINISTRATOR),
        lambda: (_("An address takes no letters"), _("Letters to it wait until you correct or release it:")),
        key=f"hold:{hold.pk}", url=reverse("notices:hold_list"), at=at,
    )  # fmt: skip


@transaction.atomic
def hold_release(*, actor: Any, hold_id: int, at: datetime) -> int:
    """The address takes letters again: those that wait leave; how many."""
    hold, actor = _held(actor, hold_id)
    left = sum(_let_go(mail, hold.address) for mail in _waiting(hold))
    record(actor=actor, action="mail.free", subject=hold, at=at, letters=left, corrected=False)
    hold.delete()
    return left


@transaction.atomic
def hold_correct(*, actor: Any, hold_id: int, address: str, at: datetime) -> int:
    """Letters to the old address leave to the right one, now and later; how many now.

    A letter with a personal secret goes only where it was meant: those that wait are dropped, later ones wait.
    """
    hold, actor = _held(actor, hold_id)
    hold.corrected = address.lower()
    if hold.corrected == hold.address:
        raise Refused("mail.same", gettext_lazy("This is the address that takes no letters. Write another one."))
    hold.save(update_fields=["corrected"])
    left = sum(_let_go(mail, hold.corrected) for mail in _waiting(hold))
    record(actor=actor, action="mail.free", subject=hold, at=at, letters=left, corrected=True)
    return left


def _held(actor: Any, hold_id: int) -> tuple[AddressHold, Any]:
    hold = AddressHold.objects.select_for_update(no_key=True).filter(pk=hold_id).first()
    if hold is None:
        raise Hidden
    return hold, ACCESS.admit("mail.free", actor, hold)


def _waiting(hold: AddressHold) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.select_for_update(no_key=True).filter(state=MailState.HELD, to__iexact=hold.address)


def _let_go(mail: OutgoingMail, address: str) -> bool:
    dropped = mail.confidential and address.lower() != mail.to.lower()
    MAIL.move(mail, "drop" if dropped else "release")
    if dropped:
        text_drop(mail)
    else:
        mail.to, mail.tries = address, 0
        mail_defer(mail)
    mail.save(update_fields=["state", "to", "tries"])
    return not dropped
