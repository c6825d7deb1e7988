"""The letter of invitation: its number and date, to whom, what to, and the programme that goes with it."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents import papers
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.services import mail_queue

from . import archive_page, letters, phrases, programme_paper, selectors, tokens
from .models import BodyRole, PracticalSession, SessionInvite


def number(invite: SessionInvite) -> str:
    return f"{invite.session.ordinal}-{invite.number}"


def link(invite: SessionInvite) -> str:
    return tokens.link(invite.session.slug, tokens.invite_token(invite), "invitation")


def letter(invite: SessionInvite) -> Paper:
    session = invite.session
    bodies = list(session.bodies.all())
    roles = "; ".join(f"{body.name}, {body.role}" for body in bodies)
    said = [
        _("We invite you, or those whom you delegate, to %(title)s: %(days)s, %(place)s.") % {
            "title": f"“{session.title}”" if formatting.lang() == "en" else f"«{session.title}»",
            "days": phrases.days(session), "place": session.place,
        },
        session.about,
        _("It is held by: %(bodies)s.") % {"bodies": roles} if roles else "",
        _("Registration is open until %(until)s. The programme is attached.") % {
            "until": formatting.deadline(session.registration_until)
        },
        _("Please say whom you delegate: %(link)s") % {"link": link(invite)},
    ]  # fmt: skip
    return Paper(
        title=_("Letter of invitation"), kicker=_("Practical session"), demo=session.is_demo,
        to=", ".join(filter(None, [invite.position, invite.head, invite.organisation])),
        facts=[(_("No."), number(invite)), (_("Date"), formatting.day(invite.made_at))],
        blocks=[Block(paragraphs=[each for each in said if each])], signs=[_signs(bodies)],
        logos=archive_page.on_paper(session), lang=translation.get_language() or "ru",
    )  # fmt: skip


def _signs(bodies: list[BodyRole]) -> str:
    return bodies[0].name if bodies else _("Organiser of the session")


def programme(session: PracticalSession, at: datetime) -> bytes:
    return papers.pdf(programme_paper.of(session, selectors.programme(session)), at)


def send(invites: list[SessionInvite], session: PracticalSession, at: datetime, *, again: str = "") -> None:
    """In Russian, to the office of the head: the letter and the programme as PDF, once; `again` is the key of the
    reminder it is of."""
    with translation.override("ru"):
        days = programme(session, at)
        for invite in invites:
            invite.session = session
            named = (
                _("Reminder of invitation No. %(number)s: %(title)s")
                if again
                else _("Invitation No. %(number)s: %(title)s")
            )
            subject = letters.subject(named, session, number=number(invite))
            parts = [_silent(invite) if again else "", _asked(invite), link(invite), letters.signature(session)]
            text = "\n\n".join(filter(None, parts))
            files = [("invitation.pdf", papers.PDF, papers.pdf(letter(invite), at)),
                     ("programme.pdf", papers.PDF, days)]  # fmt: skip
            key = ":".join(filter(None, ["invite", str(session.pk), str(invite.pk), again]))
            mail_queue(
                key=key, to=invite.email, subject=subject, text=text, at=at, attachments=files, topic=Topic.INVITATIONS
            )


def _silent(invite: SessionInvite) -> str:
    """Why the same comes again."""
    return _("Our letter No. %(number)s of %(day)s has no answer yet. If it is on its way, nothing more is needed.") % {
        "number": number(invite), "day": formatting.day(invite.made_at),
    }  # fmt: skip


def _asked(invite: SessionInvite) -> str:
    """What is wanted of the head, and by when."""
    session = invite.session
    return _(
        "You are invited to “%(title)s”: %(days)s, %(place)s. Please say whom you delegate, or that nobody comes, "
        "until %(until)s. The letter and the programme are attached."
    ) % {
        "title": session.title, "days": phrases.days(session), "place": session.place,
        "until": formatting.deadline(session.registration_until),
    }  # fmt: skip
