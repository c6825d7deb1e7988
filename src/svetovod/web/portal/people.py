"""People whom a signed-in person already has lists of: found by their names, each leading to that list."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts import selectors as accounts
from svetovod.web.accounts.enums import Role
from svetovod.web.events import selectors as events
from svetovod.web.selection import selectors as selection

from .public.entries import Entry

MOST = 30  # of each kind: whoever asks for more has the list's own search


def entries(actor: Any, text: str) -> Iterator[Entry]:
    if not actor.person_id:
        return
    for row in events.registrations_named(actor, text, MOST):
        url = reverse("events:registrations", args=[row.session.slug])
        yield _entry(row.person, f"{row.session.title}; {row.get_state_display()}", f"{url}?{_asked(row.person)}")
    for place in selection.places_named(actor, text, MOST):
        what = _("expert") if hasattr(place, "code") else place.get_role_display()
        yield _entry(place.person, f"{place.round.title}; {what}", reverse("selection:people", args=[place.round.slug]))
    if accounts.places_led(actor):
        team = reverse("accounts:team")
        for grant in accounts.team_grants(actor).filter(accounts.named(text))[:MOST]:
            where = grant.label or grant.get_scope_display()
            yield _entry(grant.person, f"{Role(grant.role).label}; {where}", f"{team}?{_asked(grant.person)}")


def _asked(person: Any) -> str:
    return urlencode({"q": person.name})


def _entry(person: Any, text: str, url: str) -> Entry:
    return Entry(_("Person"), person.name, text, url)
