"""Where the business meetings of a session open: from its page, and from the page of a guest's registration."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link
from svetovod.web.events.enums import SEATED

from . import selectors
from .access import ACCESS


def of(actor: Any, session: Any, moment: datetime) -> Iterator[Link]:
    if selectors.plan_of(session) is None and not ACCESS.allows("plan.view", actor, session):
        return
    yield Link(_("Who takes part, who meets whom"), reverse("matchmaking:board", args=[session.slug]))
    for organisation, _profile in selectors.own_profiles(actor, session):
        key = selectors.key_of(organisation)
        title = _("Meetings of %(name)s") % {"name": organisation}
        yield Link(title, reverse("matchmaking:agenda", args=[session.slug, key]))
    if ACCESS.allows("plan.view", actor, session):
        yield Link(_("Slots, tables and the schedule"), reverse("matchmaking:organise", args=[session.slug]))


def of_guest(registration: Any, token: str) -> Iterator[Link]:
    if registration.state in SEATED and selectors.plan_of(registration.session) is not None:
        yield Link(_("My meetings"), reverse("matchmaking:agenda", args=[registration.session.slug, token]))
