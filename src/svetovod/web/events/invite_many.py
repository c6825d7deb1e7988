"""What can be done to many letters of invitation at once, and what is said of each."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from svetovod.web.common import bulk, formatting
from svetovod.web.common.templatetags.ui import said
from svetovod.web.notices.standing import addresses_held

from . import services
from .invite_forms import InviteFilter
from .invite_paper import number
from .models import PracticalSession, SessionInvite

SERVICES: dict[str, Callable[..., dict[int, str]]] = {"send": services.invites_send, "remind": services.invites_remind}


def deeds(session: PracticalSession) -> dict[str, bulk.Deed]:
    of, url = _("Invitations"), reverse("events:invitations", args=[session.slug])
    send = bulk.Deed(
        "send", _("Send letters"), _("Send these letters"), of, url,
        _("Each gets the numbered letter and the programme as PDF, with a link of its own by which it is answered."),
        after=_("A letter that has left cannot be called back. Whoever does not answer can be reminded a day later."),
    )  # fmt: skip
    again = bulk.Deed(
        "remind", _("Remind those who are silent"), _("Remind them"), of, url,
        _("The same letter with the same link, and a word that it has no answer yet; at most once in 24 hours."),
        after=_("A letter that has left cannot be called back."),
    )  # fmt: skip
    return {deed.do: deed for deed in (send, again)}


def fitting(session: PracticalSession, data: QueryDict, at: datetime) -> QuerySet[SessionInvite]:
    """Letters of the filter; of a filter that is not understood none."""
    form = InviteFilter(data)
    if not form.is_valid():
        return session.invites.none()
    if form.cleaned_data["state"] == "due":
        return services.invites_due(session, at)
    return form.narrow(session.invites.all())


def lines(
    session: PracticalSession, rows: Iterable[SessionInvite], step: str, at: datetime
) -> Iterable[bulk.Line]:  # fmt: skip
    rows = list(rows)
    refused = services.invite_obstacles(session, rows, step, at)
    held = addresses_held([row.email for row in rows])
    until = formatting.deadline(session.registration_until)
    for row in rows:
        row.session = session
        then = (
            _("%(email)s takes no letters: this one waits for the operator")
            if row.email.lower() in held
            else _("goes to %(email)s; the answer is taken until %(until)s")
        )
        no = _("No. %(number)s") % {"number": number(row)}
        head = ", ".join(filter(None, (row.head, row.position)))
        named = format_html("{}, {}", no, said(head)) if head else no
        yield bulk.Line(
            row.pk, said(row.organisation), named, refused.get(row.pk, ""),
            then % {"email": row.email, "until": until},
        )  # fmt: skip
