"""Who asks by an address: an enterprise somebody signed in speaks for, or the guest whose letter carried the link.

A guest's link never speaks for an organisation of the registry: anybody may type its INN on registration.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.crypto import constant_time_compare

from svetovod.web.common.errors import Hidden
from svetovod.web.events import selectors as events
from svetovod.web.events.enums import SEATED
from svetovod.web.registry import selectors as registry

from .access import ACCESS
from .models import MeetingProfile

OWN = "own-"  # of an address in place of a link: the profile of one's own organisation


@dataclass(frozen=True, slots=True)
class Side:
    """`profile` is not saved yet where nothing was stated; `key` stands in the addresses, `link` proves a guest."""

    session: Any
    profile: MeetingProfile
    key: str

    @property
    def link(self) -> str:
        return "" if self.key.startswith(OWN) else self.key

    @property
    def known(self) -> bool:
        return self.profile.pk is not None


def side_of(actor: Any, slug: str, key: str) -> Side:
    """Raises `Hidden` for anybody else's enterprise and for a link that is none."""
    session = events.session_get(actor, slug)
    found = _own(actor, session, key.removeprefix(OWN)) if key.startswith(OWN) else _guest(session, key)
    return Side(session, found, key)


def _own(actor: Any, session: Any, number: str) -> MeetingProfile:
    mine = registry.organisations_of(actor)
    organisation = mine.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    if organisation is None:
        raise Hidden
    known = MeetingProfile.objects.select_related("organisation", "session")
    profile = known.filter(session=session, organisation=organisation).first()
    profile = profile or MeetingProfile(session=session, organisation=organisation)
    ACCESS.require("profile.view", actor, profile)
    if not ACCESS.allows("profile.edit", actor, profile):
        raise Hidden
    return profile


def _guest(session: Any, token: str) -> MeetingProfile:
    row = events.registration_by_token(session.slug, token)
    if row.state not in SEATED:
        raise Hidden
    earlier = [row.pk, *row.predecessors.values_list("pk", flat=True)]
    known = MeetingProfile.objects.select_related("registration", "session").filter(registration__in=earlier)
    return known.first() or MeetingProfile(session=session, registration=row)


def admitted(action: str, actor: Any, profile: MeetingProfile, link: str, obj: Any = None) -> Any:
    """The actor in the capacity that permits; with a right link it is none. Raises as `AccessTable.require` does."""
    if link and profile.registration_id and _proves(profile, link):
        return replace(actor, acting=None)
    return ACCESS.admit(action, actor, profile if obj is None else obj)


def _proves(profile: MeetingProfile, link: str) -> bool:
    """The registration's own link, or that of the colleague it was handed to."""
    row = profile.registration
    while row is not None:
        if row.state in SEATED and constant_time_compare(events.registration_token(row), link):
            return True
        row = row.successor
    return False
