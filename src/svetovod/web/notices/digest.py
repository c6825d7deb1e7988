"""Letters that may wait, in one letter a day for whoever has chosen so."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.models import Person
from svetovod.web.common import formatting

from .enums import Topic
from .models import Notice
from .services import mail_queue

MOST_LINES = 60


def digests_send(*, at: datetime) -> int:
    """The letter of the day to everybody whom something waits for; how many. Run twice, it is sent once."""
    waiting = Notice.objects.filter(owed=True).values("person").distinct()
    people = list(Person.objects.filter(pk__in=waiting, is_active=True).order_by("pk"))
    for person in people:
        _send(person, at)
    return len(people)


@transaction.atomic
def _send(person: Person, at: datetime) -> None:
    # locked by key, as whoever wishes no letters holds them, and told in their order
    rows = list(Notice.objects.select_for_update(no_key=True).filter(person=person, owed=True).order_by("id"))
    rows.sort(key=lambda row: row.created_at)
    if not rows:
        return
    with translation.override(person.language or "ru"):
        subject, text = words(rows, at)
    # the last of them names the letter: what comes later the same day is another one
    key = f"digest:{person.pk}:{rows[-1].pk}"
    mail_queue(key=key, to=person.email, subject=subject, text=text, at=at, person=person, topic=Topic.DIGEST)
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(owed=False)


def words(rows: list[Notice], at: datetime) -> tuple[str, str]:
    """Subject and text in the active language. A line was worded in the reader's language when it was written."""
    base = settings.BASE_URL.rstrip("/")
    day = formatting.day(timezone.localtime(at).date())
    said = ngettext("%(n)d notice by %(day)s", "%(n)d notices by %(day)s", len(rows)) % {"n": len(rows), "day": day}
    lines = [f"{row.text}\n{base}{row.url}" for row in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        lines.append(_("The others stand on your page: %(link)s") % {"link": base + reverse("notices:notice_list")})
    closing = _("You have chosen one letter a day. To choose anew: %(link)s") % {
        "link": base + reverse("notices:letters")
    }
    return said, "\n\n".join([*lines, closing])
