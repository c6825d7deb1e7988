"""What every letter says at its end and in its head: how not to get such letters, or why this one must be received."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .enums import Topic
from .marks import leave_link
from .models import OutgoingMail

LINK = re.compile(r"https?://[^\s<>\"«»“”]+")


def text(mail: OutgoingMail) -> str:
    """The letter as it leaves."""
    with translation.override(mail.language):
        return f"{mail.text}\n\n-- \n{_closing(mail)}\n"


def shown(mail: OutgoingMail) -> str:
    """As an operator reads it: links that open somebody's matter to whoever has them lack what makes them so."""
    return LINK.sub(lambda found: without_secret(found[0]), text(mail))


def without_secret(link: str) -> str:
    """An address of ours without what proves a guest in it."""
    try:
        known = resolve(urlsplit(link.rstrip(".,;:!?)")).path).kwargs
    except (Resolver404, ValueError):
        return link
    secret = str(known.get("token", known.get("leave", "")))
    return link.replace(secret, "…") if secret else link


def headers(mail: OutgoingMail) -> dict[str, str]:
    """RFC 2369 and RFC 8058, for programs of mail that show a button; and that no machine shall answer (RFC 3834)."""
    found = {"Auto-Submitted": "auto-generated", "Content-Language": mail.language}
    if link := leave_link(mail):
        found |= {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found


def _closing(mail: OutgoingMail) -> str:
    if link := leave_link(mail):
        topic = Topic(mail.topic).label
        return _("Letters of this kind (%(topic)s) you may do without: %(link)s") % {"topic": topic, "link": link}
    if mail.confidential:
        return _("This letter has a link that is yours alone: do not pass it on. Such letters cannot be called off.")
    said = _(
        "This letter is about your part in the matter: a decision, a term, a receipt or a remark. So it cannot be "
        "called off."
    )
    if not mail.person_id:
        return said
    link = settings.BASE_URL.rstrip("/") + reverse("notices:letters")
    return said + "\n" + _("Which other letters come to you: %(link)s") % {"link": link}
