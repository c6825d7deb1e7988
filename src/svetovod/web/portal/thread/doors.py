"""The way from a session to what came of it, from its first day on: before, there is no such page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link
from svetovod.web.events import selectors
from svetovod.web.events.models import PracticalSession


def of(_actor: Any, session: PracticalSession, moment: datetime) -> Iterator[Link]:
    if selectors.has_begun(session, timezone.localtime(moment).date()):
        yield Link(_("From sessions to reports"), reverse("portal:thread_session", args=[session.slug]))


def of_all(moment: datetime) -> Iterator[Link]:
    if selectors.sessions_begun(timezone.localtime(moment).date()).exists():
        yield Link(_("From sessions to reports"), reverse("portal:thread"))
