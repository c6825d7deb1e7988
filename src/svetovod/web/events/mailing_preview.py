"""What a mailing of a session would send: the letter in both languages, to whom and how many, and a copy to oneself."""

from dataclasses import dataclass
from datetime import datetime

from svetovod.web.notices.enums import Pace, Topic
from svetovod.web.notices.showing import Letter, shown
from svetovod.web.notices.standing import addresses_declining, addresses_held, paces

from . import samples
from .enums import SEATED
from .models import PracticalSession

MOST_NAMES = 100  # of the list that is shown; the count is of all


@dataclass(frozen=True, slots=True)
class Preview:
    """`russian` and `english` count readers by the language of their letter; `people` are the first of them.

    `declined` have called such letters off, `held` of the others have an address that takes none.
    """

    letters: list[Letter]
    count: int
    russian: int
    english: int
    declined: int
    held: int
    people: list[tuple[str, str]]

    @property
    def reached(self) -> int:
        return self.count - self.declined - self.held

    @property
    def more(self) -> int:
        return self.count - len(self.people)


def announcement(session: PracticalSession, text: str, at: datetime) -> Preview:
    rows = list(session.registrations.filter(state__in=SEATED).select_related("person").order_by("pk"))
    letters = shown(lambda: samples.mailed(session, "announcement", at, text=text))
    english = sum(row.person.language == "en" for row in rows)
    told = paces([row.person_id for row in rows], Topic.EVENTS)
    people = [(row.person.name, row.person.email) for row in rows[:MOST_NAMES]]
    willing = [row.person.email for row in rows if told.get(row.person_id) != Pace.PAGE]
    held, declined = len(addresses_held(willing)), len(rows) - len(willing)
    return Preview(letters, len(rows), len(rows) - english, english, declined, held, people)


def invitations(session: PracticalSession, at: datetime) -> Preview:
    """Letters to heads that have not left yet; each is in Russian."""
    waiting = list(session.invites.filter(sent_at=None))
    letters = shown(lambda: samples.invited(session, at, waiting[0] if waiting else None))
    declining = addresses_declining([each.email for each in waiting], Topic.INVITATIONS)
    willing = [each.email for each in waiting if each.email.lower() not in declining]
    no_letters = addresses_held(willing)
    held = sum(email.lower() in no_letters for email in willing)
    people = [(each.organisation, each.email) for each in waiting[:MOST_NAMES]]
    return Preview(letters, len(waiting), len(waiting), 0, len(waiting) - len(willing), held, people)
