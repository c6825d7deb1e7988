"""What a mailing of a session would send: the letter in both languages, to whom and how many, and a copy to oneself."""

from dataclasses import dataclass
from datetime import datetime

from svetovod.web.notices.enums import Pace, Topic
from svetovod.web.notices.showing import Letter, shown
from svetovod.web.notices.standing import addresses_declining, paces

from . import samples
from .enums import SEATED
from .models import PracticalSession

MOST_NAMES = 100  # of the list that is shown; the count is of all


@dataclass(frozen=True, slots=True)
class Preview:
    """`russian` and `english` count readers by the language of their letter; `people` are the first of them."""

    letters: list[Letter]
    count: int
    russian: int
    english: int
    declined: int
    people: list[tuple[str, str]]

    @property
    def more(self) -> int:
        return self.count - len(self.people)


def announcement(session: PracticalSession, text: str, at: datetime) -> Preview:
    rows = list(session.registrations.filter(state__in=SEATED).select_related("person").order_by("pk"))
    letters = shown(lambda: samples.mailed(session, "announcement", at, text=text))
    english = sum(row.person.language == "en" for row in rows)
    told = paces([row.person_id for row in rows], Topic.EVENTS)
    people = [(row.person.name, row.person.email) for row in rows[:MOST_NAMES]]
    declined = sum(pace == Pace.PAGE for pace in told.values())
    return Preview(letters, len(rows), len(rows) - english, english, declined, people)


def invitations(session: PracticalSession, at: datetime) -> Preview:
    """Letters to heads that have not left yet; each is in Russian."""
    waiting = list(session.invites.filter(sent_at=None))
    letters = shown(lambda: samples.invited(session, at, waiting[0] if waiting else None))
    declined = addresses_declining([each.email for each in waiting], Topic.INVITATIONS)
    people = [(each.organisation, each.email) for each in waiting[:MOST_NAMES]]
    return Preview(letters, len(waiting), len(waiting), 0, declined, people)
