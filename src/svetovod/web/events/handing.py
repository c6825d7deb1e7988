"""What of a person's part in practical sessions passes to a successor: the place at a session that is to come."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import person_of
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Item, Leaving

from . import services
from .enums import LIVE, RegistrationState, SessionState
from .models import Registration

OVER = (SessionState.FINISHED, SessionState.ARCHIVED, SessionState.CANCELLED)


class Registrations:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        today = timezone.localtime(leaving.at).date()
        mine = Registration.objects.filter(person=leaving.person, state__in=LIVE, session__ends_on__gte=today)
        for row in mine.exclude(session__state__in=OVER).select_related("session"):
            here = row.state == RegistrationState.CHECKED_IN
            yield Item(
                str(row.pk), Work.REGISTRATIONS, row.session.title, _place(row), where=row.get_state_display(),
                url=reverse("events:session_detail", args=[row.session.slug]),
                stays=_("The person has come already.") if here else "", row=row, holds=(row.session, row),
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        row = item.row
        twice = Q(session=row.session_id, person=successor.person_id, state__in=LIVE)
        if Registration.objects.filter(twice).exists():
            return _("The successor is registered for the session already.")
        if row.organisation_id and _place(row) not in successor.places:
            return _("The successor holds no role in that organisation: invite the person into it first.")
        return ""

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        services.registration_hand_over(actor=giver, registration=item.row, person=person_of(successor), at=at)


def _place(row: Registration) -> tuple[str, str]:
    """The organisation it was made for; without one it is the session's."""
    if row.organisation_id:
        return str(Scope.ORGANISATION), str(row.organisation_id)
    return str(Scope.SESSION), row.session.slug


SOURCE = Registrations()
