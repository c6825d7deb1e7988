"""How the schedule in force lies on each enterprise, and who is missing."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from svetovod.web.events.enums import SEATED
from svetovod.web.registry.enums import OrganisationKind

from . import asking, selectors
from .enums import LIVE
from .models import CooperationSeat, Meeting, MeetingProfile, MeetingWish


@dataclass(frozen=True, slots=True)
class Load:
    """One enterprise: meetings agreed and placed, breaks between them, and how often it must change tables."""

    profile: MeetingProfile
    agreed: int
    placed: int
    waits: int
    moves: int

    @property
    def unmet(self) -> int:
        return self.agreed - self.placed


def loads(agreed: Collection[selectors.Agreement], found: Collection[Meeting]) -> list[Load]:
    """Those who wait most first; people of one delegation each for themselves, then together."""
    wanted: dict[int, int] = defaultdict(int)
    known: dict[int, MeetingProfile] = {}
    for each in agreed:
        for profile in each.people:
            known[profile.pk] = profile
            wanted[profile.pk] += 1
    placed: dict[int, int] = defaultdict(int)
    places: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for meeting in found:
        for profile in meeting.people:
            placed[profile.pk] += 1
        for unit in asking.come(meeting.agreement):
            places[unit.key].append((meeting.slot, meeting.table))
    waits: dict[int, int] = defaultdict(int)
    moves: dict[int, int] = defaultdict(int)
    for (pk, _delegate), own in places.items():
        for (slot, table), (later, other) in pairwise(sorted(own)):
            waits[pk] += later - slot > 1
            moves[pk] += table != other
    rows = [Load(known[pk], wanted[pk], placed[pk], waits[pk], moves[pk]) for pk in known]
    return sorted(rows, key=lambda row: (-row.unmet, -row.waits, -row.moves, row.profile.name))


@dataclass(frozen=True, slots=True)
class Missing:
    """`silent` have stated a profile and invite nobody; `absent` are registered and have stated none."""

    silent: Sequence[MeetingProfile]
    absent: Sequence[Any]

    def __bool__(self) -> bool:
        return bool(self.silent or self.absent)


def missing(session: Any) -> Missing:
    live = MeetingWish.objects.filter(session=session, state__in=LIVE)
    seated = CooperationSeat.objects.filter(table__session=session, state__in=LIVE)
    silent = selectors.profiles(session)
    everybody: tuple[Any, ...] = (live.values("sender"), live.values("receiver"), seated.values("profile"))
    for tied in everybody:
        silent = silent.exclude(pk__in=tied)
    stated = selectors.profiles(session).exclude(organisation=None).values("organisation")
    came = session.registrations.filter(state__in=SEATED, organisation__kind=OrganisationKind.ENTERPRISE)
    rows = came.exclude(organisation__in=stated).select_related("organisation")
    absent = {row.organisation_id: row.organisation for row in rows}
    return Missing(list(silent), sorted(absent.values(), key=str))


def people(agreed: Collection[selectors.Agreement]) -> list[tuple[int, str]]:
    """Enterprises that have somebody to meet, by name."""
    found = {each.pk: each.name for agreement in agreed for each in agreement.people}
    return sorted(found.items(), key=lambda pair: pair[1])
