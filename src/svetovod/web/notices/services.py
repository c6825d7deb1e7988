"""Writing letters and notices. Sending itself is in `delivery`; the job that calls it in `tasks`.

What happened is told by `tell`: a line on a person's page and a letter, each once for a person and an occasion. Such
letters are short, in the reader's language, and lead to a page: what a remark says, a score or what is in a sheet is
read there, by whoever may, and never in a mailbox. The other way, anybody reports what did not work,
and the administrators answer.
"""

import base64
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding, person_of
from svetovod.web.audit.services import record
from svetovod.web.common.adding import add_missing
from svetovod.web.common.errors import Hidden, Refused

from . import rehearsal, standing
from .access import ACCESS
from .enums import MailState, Pace
from .models import Notice, OutgoingMail, ProblemReport
from .selectors import notices_of
from .showing import Letter
from .states import MAIL

BUNDLE_MINUTES = 5
# reports of problems taken in an hour from one person, and from all together who did not sign in
FROM_ONE, FROM_VISITORS = 10, 60
# name, media type, content
File = tuple[str, str, bytes]
# copies of letters that are looked at, to oneself, in an hour
MOST_COPIES = 20
# subject and text
Words = Callable[[], tuple[str, str]]


@transaction.atomic(savepoint=False)
def mail_queue(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    html: str = "",
    attachments: Iterable[File] = (),
    person: Any = None,
    confidential: bool = False,
    bundle: str = "",
    topic: str = "",
    language: str = "",
) -> OutgoingMail:
    """Puts a letter into the outbox, once per `key`. It leaves when the caller's transaction is committed.

    A letter with a `bundle` waits some minutes for others of the same matter to join it. One with a `topic` is not
    sent to whoever wishes none of these.
    """
    mail = OutgoingMail(
        key=key, to=to, topic=topic,
        language=(language or getattr(person, "language", None) or translation.get_language() or "ru")[:2],
        subject=" ".join(str(subject).split())[:300], text=str(text), html=str(html),
        person_id=getattr(person, "pk", None), domain_at=at, queued_at=timezone.now(),
        confidential=confidential, bundle=bundle,
        attachments=[
            {"name": name, "type": kind, "base64": base64.b64encode(content).decode()}
            for name, kind, content in attachments
        ],
    )  # fmt: skip
    if rehearsal.going_on():
        standing.direct([mail])
        return rehearsal.keep(mail)
    return mail if _queued([mail]) else OutgoingMail.objects.get(key=key)


def _queued(mails: Sequence[OutgoingMail]) -> list[OutgoingMail]:
    """Puts those letters into the outbox whose key is not there; which they were."""
    ways = standing.obstacles(mails, standing.direct(mails))
    for mail in mails:
        if way := ways.get(mail.key):
            MAIL.move(mail, way)
    added = add_missing(OutgoingMail.objects.filter(key__in=[mail.key for mail in mails]), mails, "key")
    leaving = [mail for mail in added if mail.key not in ways]
    mail_defer(*(mail for mail in leaving if not mail.bundle))
    mail_defer(*(mail for mail in leaving if mail.bundle), minutes=BUNDLE_MINUTES)
    return added


def mail_defer(*mails: OutgoingMail, minutes: int = 0) -> None:
    """Gives the letters to the job that sends them."""
    from .tasks import mail_send  # the task module imports this one

    if mails:
        job = mail_send.configure(schedule_in={"minutes": minutes}) if minutes else mail_send
        tasks: list[dict[str, Any]] = [{"mail_id": mail.pk} for mail in mails]
        job.batch_defer(*tasks)


@transaction.atomic
def mail_resend(*, actor: Any, mail_id: int, at: datetime) -> OutgoingMail:
    """An operator's decision to try again a letter that failed or of which nobody knows whether it arrived.

    It goes to the address an operator has corrected its own to, as a later one would.
    """
    mail = OutgoingMail.objects.select_for_update(no_key=True).filter(pk=mail_id).first()
    if mail is None:
        raise Hidden
    actor = ACCESS.admit("mail.resend", actor, mail)
    if mail.state in (MailState.SENT, MailState.QUEUED):
        return mail
    before = mail.state
    to = mail.to
    resend_check(mail)
    MAIL.move(mail, "resend")
    mail.tries = 0
    mail.save(update_fields=["state", "to", "tries"])
    record(actor=actor, action="mail.resend", subject=mail, at=at, before=before, corrected=mail.to != to)
    mail_defer(mail)
    return mail


def resend_check(mail: OutgoingMail) -> None:
    """Gives the letter the address it would go to now, and refuses what would not leave."""
    mail.to = standing.address_for(mail.to, confidential=mail.confidential)
    way = standing.obstacle(mail)
    if way == "hold" and mail.confidential:
        raise Refused("mail.secret", gettext_lazy(
            "This letter has a personal link: it goes to its own address alone, and that takes no letters. Whoever has "
            "the account changes its address there; or release this one."
        ))  # fmt: skip
    if way == "hold":
        raise Refused("mail.held", gettext_lazy("This address takes no letters. Correct or release it first."))
    if way == "decline":
        raise Refused("mail.declined", gettext_lazy("Its reader has called letters of this kind off."))
    if not mail.text:
        raise Refused("mail.blank", gettext_lazy("The text of this letter is deleted: nothing can be sent again."))


@transaction.atomic
def mail_drop(*, actor: Any, mail_id: int, at: datetime) -> OutgoingMail:
    """An operator's decision that a letter shall not be sent."""
    mail = OutgoingMail.objects.select_for_update(no_key=True).filter(pk=mail_id).first()
    if mail is None:
        raise Hidden
    actor = ACCESS.admit("mail.drop", actor, mail)
    if mail.state == MailState.DROPPED:
        return mail
    before = mail.state
    MAIL.move(mail, "drop")
    mail.save(update_fields=["state"])
    text_drop(mail)
    record(actor=actor, action="mail.drop", subject=mail, at=at, before=before)
    return mail


def text_drop(mail: OutgoingMail) -> None:
    """A secret is kept no longer than somebody is to get it."""
    if mail.confidential:
        mail.text, mail.html, mail.attachments = "", "", []
        mail.save(update_fields=["text", "html", "attachments"])


@transaction.atomic
def letter_try(*, actor: Any, letters: Iterable[Letter], at: datetime) -> int:
    """Letters that are looked at, to the actor's own address, as their reader would get them; how many."""
    actor = ACCESS.admit("notice.set", actor)
    person, stamp, sent = person_of(actor), timezone.now(), 0
    lately = OutgoingMail.objects.filter(key__startswith=f"try:{person.pk}:", queued_at__gt=stamp - timedelta(hours=1))
    if lately.count() >= MOST_COPIES:
        raise Refused("mail.copies", gettext_lazy("Too many copies within an hour. Try again later."))
    for number, letter in enumerate(letters, start=1):
        files = [(each["name"], each["type"], base64.b64decode(each["base64"])) for each in letter.mail.attachments]
        mail = mail_queue(
            key=f"try:{person.pk}:{stamp.isoformat()}:{number}", to=person.email, subject=letter.subject,
            text=letter.mail.text, html=letter.mail.html, attachments=files, person=person, at=at,
            topic=letter.mail.topic, language=letter.language,
        )  # fmt: skip
        sent += mail.state == MailState.QUEUED
    return sent


@transaction.atomic
def notice_add(*, person: Any, text: str, url: str = "", at: datetime, key: str = "") -> Notice:
    """A line on the person's page; with a `key` it is added once."""
    values = {"text": str(text)[:500], "url": url, "created_at": at}
    if not key:
        return Notice.objects.create(person=person, **values)
    return Notice.objects.get_or_create(person=person, key=key, defaults=values)[0]


@transaction.atomic(savepoint=False)
def tell(
    people: Iterable[Any], words: Words, *, key: str, url: str, at: datetime, but: Any = None, bundle: str = "",
    topic: str = "",
) -> None:  # fmt: skip
    """`words` gives subject and text, and is asked in the language of each reader; `but` is the actor who knows.

    The line on the person's page has the key of the occasion: where it stands already, nothing is sent again. What
    has a `topic` comes as that person has chosen: at once, in the letter of the day, or on the page alone.
    """
    if rehearsal.going_on():
        rehearsal.tell(words, key=key, url=url, topic=topic, at=at)
        return
    told: dict[int, tuple[Any, str, str]] = {}
    for person in people:
        if person.pk in told or (but is not None and person.pk == but.person_id):
            continue
        with translation.override(person.language or "ru"):
            told[person.pk] = (person, *words())
    wishes = standing.paces(told, topic) if topic else {}
    rows = [
        Notice(
            person=person, key=key, text=subject[:500], url=url, created_at=at, topic=topic,
            owed=wishes.get(person.pk) == Pace.DAILY,
        )
        for person, subject, _text in told.values()
    ]  # fmt: skip
    there = Notice.objects.filter(key=key, person__in=list(told))
    letters = []
    for row in add_missing(there, rows, "person_id"):
        if wishes.get(row.person_id, Pace.AT_ONCE) != Pace.AT_ONCE:
            continue
        person, subject, text = told[row.person_id]
        text = f"{text}\n{settings.BASE_URL.rstrip('/')}{url}"
        if not (bundle and _joined(person, bundle, topic, text)):
            letters.append(OutgoingMail(
                key=f"{key}:{person.pk}", to=person.email, person=person, language=(person.language or "ru")[:2],
                subject=" ".join(subject.split())[:300], text=text, domain_at=at, queued_at=timezone.now(),
                bundle=bundle, topic=topic,
            ))  # fmt: skip
    _queued(letters)


@transaction.atomic
def words_replace(*, keys: str, said: str, by: str) -> None:
    """In everything told under keys that begin so, `by` stands where `said` stood: a name that is erased."""
    for notice in Notice.objects.select_for_update(no_key=True).filter(key__startswith=keys, text__contains=said):
        notice.text = notice.text.replace(said, by)[:500]
        notice.save(update_fields=["text"])
    for mail in OutgoingMail.objects.select_for_update(no_key=True).filter(key__startswith=keys):
        mail.subject, mail.text, mail.html = (
            text.replace(said, by) for text in (mail.subject, mail.text, mail.html)
        )  # fmt: skip
        mail.subject = mail.subject[:300]
        mail.save(update_fields=["subject", "text", "html"])


def _joined(person: Any, bundle: str, topic: str, text: str) -> bool:
    """Adds the text to a letter of the same matter that has not been tried yet; one that somebody holds is not waited
    for: the journal is held by then, and an administrator may hold the letter and wait for that."""
    waiting = OutgoingMail.objects.select_for_update(no_key=True, skip_locked=True).filter(
        person=person, bundle=bundle, topic=topic, state=MailState.QUEUED, tries=0
    )
    mail = waiting.first()
    if mail is None:
        return False
    mail.text = f"{mail.text}\n\n{text}"
    mail.save(update_fields=["text"])
    return True


@transaction.atomic
def notices_read(*, actor: Any, at: datetime, ids: Iterable[int] | None = None) -> int:
    """Marks the actor's own notices read: those named, or all."""
    mine = notices_of(actor, at).filter(read_at=None)
    return (mine if ids is None else mine.filter(pk__in=list(ids))).update(read_at=at)


@transaction.atomic
def problem_report(
    *, actor: Any, code: str, text: str, page: str, failed: str, email: str, language: str, at: datetime
) -> ProblemReport:
    """Keeps the report under `code` and tells the administrators; a code that was taken is the same report."""
    actor = ACCESS.admit("problem.tell", actor)
    person = person_of(actor) if actor.person_id else None
    _refuse_flood(person)
    report, made = ProblemReport.objects.get_or_create(
        code=code,
        defaults={
            "text": text, "page": page, "failed": failed, "person": person, "language": language,
            "email": person.email if person else email, "reported_at": timezone.now(),
        },
    )  # fmt: skip
    if made:
        record(actor=actor, action="problem.tell", subject=report, at=at, page=page, failed=failed)
        tell(
            people_holding(Scope.PLATFORM, [""], Role.ADMINISTRATOR),
            lambda: (_("A problem is reported: %(code)s") % {"code": code}, _("It waits for your answer:")),
            key=f"problem:{code}", url=reverse("notices:problem_list"), at=at,
        )  # fmt: skip
    return report


def _refuse_flood(person: Any) -> None:
    lately = ProblemReport.objects.filter(reported_at__gt=timezone.now() - timedelta(hours=1))
    most = FROM_ONE if person else FROM_VISITORS
    if lately.filter(person=person).count() >= most:
        raise Refused("problem.many", gettext_lazy("Too many reports within an hour. Write again later."))


@transaction.atomic
def problem_close(*, actor: Any, code: str, answer: str, at: datetime) -> ProblemReport:
    """Answers a report, once; the answer goes to the address that was given."""
    report = ProblemReport.objects.select_for_update(of=("self",), no_key=True).filter(code=code).first()
    if report is None:
        raise Hidden
    actor = ACCESS.admit("problem.answer", actor, report)
    if report.closed_at:
        return report
    report.answer, report.closed_at = answer, timezone.now()
    report.save(update_fields=["answer", "closed_at"])
    record(actor=actor, action="problem.answer", subject=report, at=at)
    if report.email:
        with translation.override(report.language):
            subject = _("Your report %(code)s is answered") % {"code": code}
            text = "\n\n".join([answer, _("You had written:"), report.text, settings.BASE_URL])
        mail_queue(
            key=f"problem:{code}:answer", to=report.email, subject=subject, text=text, at=at, person=report.person
        )
    return report
