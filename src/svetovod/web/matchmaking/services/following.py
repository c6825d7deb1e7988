"""Days after a session: those who met are reminded of what they meant to do, each once a week and once a month."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import timezone

from svetovod.web.matchmaking import letters, selectors
from svetovod.web.matchmaking.enums import Result
from svetovod.web.matchmaking.models import Meeting, MeetingProfile

AFTER = (7, 30)  # days after the last day of the session
LONGEST = 60  # days: an installation that stood still does not remind of last year's meetings
SERIOUS = {Result.CONTACT, Result.INTENTION}


def follow_up(*, at: datetime) -> int:
    """How many enterprises have something to say or to do; safe to run any number of times."""
    today, told = timezone.localtime(at).date(), 0
    rows = Meeting.objects.filter(
        project=None, cooperation__project=None, session__ends_on__lte=today - timedelta(days=AFTER[0]),
        session__ends_on__gte=today - timedelta(days=LONGEST),
    )  # fmt: skip
    related = ("cooperation", *(f"wish__{side}" for side in selectors.SIDES))
    rows = rows.prefetch_related(*(f"cooperation__{seat}" for seat in selectors.SEATS))
    for profile, (silent, open_) in _by_profile(list(rows.select_related("session", "wish", *related))).items():
        days = max(each for each in AFTER if profile.session.ends_on <= today - timedelta(days=each))
        letters.follow_up(profile, days, silent=silent, intentions=open_, at=at)
        told += 1
    return told


def _by_profile(rows: list[Meeting]) -> dict[MeetingProfile, tuple[int, int]]:
    """Of each enterprise: meetings of which it has said nothing, and intentions that are no joint project yet."""
    found: dict[MeetingProfile, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        for profile, said in row.results:
            if not said:
                found[profile][0] += 1
            elif said in SERIOUS:
                found[profile][1] += 1
    return {profile: (silent, open_) for profile, (silent, open_) in found.items()}
