"""Letters to those who answer, in their own language. They carry a link to figures: an operator does not read them."""

from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.selectors import mail_known
from svetovod.web.notices.services import mail_queue

from . import tokens
from .models import FiguresContact, FiguresDispute
from .shapes import shape_of


def send(contact: FiguresContact, what: str, *, at: datetime, key: str = "") -> bool:
    """`what`: asked, remind, typed, locked. Whether a letter was queued: the same key is queued once."""
    with translation.override(contact.person.language or "ru"):
        subject, opening = _words(contact, what)
        paragraphs = [opening, *_facts(contact, what), _closing(contact)]
        return _queue(contact, key or what, subject, "\n\n".join(paragraphs), at)


def remind(contact: FiguresContact, *, day: date, at: datetime) -> bool:
    """One a day, however often it is asked for."""
    return send(contact, "remind", at=at, key=f"remind:{day.isoformat()}")


def dispute(contact: FiguresContact, made: FiguresDispute, *, at: datetime) -> bool:
    with translation.override(contact.person.language or "ru"):
        subject = _("A figure needs your answer: %(name)s, %(year)s") % _names(contact)
        opening = _("A figure of yours is doubted by %(who)s:") % _names(contact)
        request = contact.reply.request
        figure = dict(shape_of(request).places(request, made.answer.content)).get(made.place, made.place)
        reason = _("Reason: %(reason)s") % {"reason": made.reason}
        ask = _("Open the link, mend the figure or send it again as it is: your answer settles the question.")
        text = "\n\n".join([opening, figure, reason, ask, _closing(contact)])
        return _queue(contact, f"dispute:{made.pk}", subject, text, at)


def _names(contact: FiguresContact) -> dict[str, Any]:
    request = contact.reply.request
    return {"name": request.named, "year": request.year, "who": request.asker.name}


def _words(contact: FiguresContact, what: str) -> tuple[str, str]:
    subject, opening = (_table_words if contact.reply.request.is_table else _cluster_words)()[what]
    return subject % _names(contact), opening % _names(contact)


def _table_words() -> dict[str, tuple[Any, Any]]:
    return {
        "asked": (
            _("Request for figures: %(name)s"),
            _("%(who)s asks your organisation for figures of %(year)s: “%(name)s”. It takes about ten minutes, on a "
              "phone as well; no account is needed."),
        ),
        "remind": (
            _("Reminder of a request for figures: %(name)s"),
            _("The figures of your organisation are still waited for. What you have typed is kept under the link."),
        ),
        "typed": (
            _("Please confirm the figures: %(name)s"),
            _("%(who)s has typed in the figures you sent. Please open the link and confirm that they are right, or "
              "mend them."),
        ),
        "locked": (
            _("The request is locked: %(name)s"),
            _("Answers are no longer taken. Under the link you see what your organisation answered."),
        ),
    }  # fmt: skip


def _cluster_words() -> dict[str, tuple[Any, Any]]:
    return {
        "asked": (
            _("Request for figures of %(year)s: %(name)s"),
            _("The managing organisation of the cluster asks your enterprise for its figures. It takes about ten "
              "minutes, on a phone as well; no account is needed."),
        ),
        "remind": (
            _("Reminder: figures of %(year)s, %(name)s"),
            _("The figures of your enterprise are still waited for. What you have typed is kept under the link."),
        ),
        "typed": (
            _("Please confirm the figures: %(name)s, %(year)s"),
            _("The managing organisation has typed in the figures you sent. Please open the link and confirm that they "
              "are right, or mend them."),
        ),
        "locked": (
            _("The figures are locked: %(name)s, %(year)s"),
            _("The request is locked; the figures are in the cluster's sheet. Under the link you see your own figures "
              "and the totals."),
        ),
    }  # fmt: skip


def _facts(contact: FiguresContact, what: str) -> list[str]:
    request = contact.reply.request
    lines = [_("Enterprise: %(name)s, INN %(inn)s") % {
        "name": contact.reply.organisation.name, "inn": contact.reply.organisation.inn,
    }]  # fmt: skip
    if what != "locked":
        lines.append(_("Answer by %(due)s.") % {"due": formatting.deadline(request.due_at)})
    if what == "asked" and request.basis:
        lines.append(_("Why it is asked: %(basis)s") % {"basis": request.basis})
    if what == "asked" and request.text:
        lines.append(request.text)
    return lines


def _closing(contact: FiguresContact) -> str:
    token = tokens.token_for(contact.reply_id, contact.person_id, contact.issued_at)
    return _("Your link (do not publish it: whoever has it sees the figures of your enterprise): %(link)s") % {
        "link": tokens.link(token)
    }


def _queue(contact: FiguresContact, key: str, subject: str, text: str, at: datetime) -> bool:
    name = f"figures:{contact.pk}:{key}"
    if mail_known(name):
        return False
    mail_queue(
        key=name, to=contact.person.email, subject=subject, text=text, at=at, person=contact.person,
        confidential=not contact.reply.request.is_demo,
    )  # fmt: skip
    return True
