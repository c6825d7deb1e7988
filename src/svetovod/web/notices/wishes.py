"""What a reader wishes of letters one may do without: on the page of the account, or by the link of a letter."""

from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.bulk import hold
from svetovod.web.common.errors import Hidden

from . import marks, standing
from .access import ACCESS
from .enums import ADDRESSED, GATHERED, Pace, Topic
from .models import LetterWish, Notice, OutgoingMail

Reader = tuple[int | None, str]


def reader_of(mark: str) -> tuple[Reader, str]:
    """Whose letters the link of a letter is about: (person, address) and topic; `Hidden` where it is not ours."""
    found = marks.leaver(mark)
    if found is None:
        raise Hidden
    kind, pk, topic = found
    if kind == "m":
        address = OutgoingMail.objects.filter(pk=pk).values_list("to", flat=True).first()
        return (None, _known(address)), topic
    person = Person.objects.filter(pk=pk, erased_at=None).values_list("email", flat=True).first()
    return (pk, _known(person)), topic


def _known(address: str | None) -> str:
    if not address or address.endswith(".invalid"):
        raise Hidden
    return address.lower()


def pace_by_link(mark: str) -> str:
    (person, address), topic = reader_of(mark)
    return standing.pace_to(person, address, topic)


@transaction.atomic
def leave(*, mark: str, pace: str, at: datetime) -> None:
    """By the link of a letter: whoever has it may end, and take up again, letters of that kind to that reader."""
    reader, topic = reader_of(mark)
    if pace == Pace.DAILY and topic not in GATHERED:
        pace = Pace.AT_ONCE
    _set(SYSTEM, reader, {topic: pace}, at)


@transaction.atomic
def paces_set(*, actor: Any, paces: dict[str, str], at: datetime) -> None:
    """From now on. What was gathered already still comes, unless no letters of that kind are wished."""
    actor = ACCESS.admit("notice.set", actor)
    _set(actor, (actor.person_id, actor.email), paces, at)


def _set(actor: Any, reader: Reader, paces: dict[str, str], at: datetime) -> None:
    """All wishes are held, or made, before the first entry, and the notices that may be owed no more."""
    person, address = reader
    wishes = [_wish(person, address, topic) for topic in sorted(paces)]
    owed = Notice.objects.filter(person=person, owed=True)
    hold(owed)
    for wish in wishes:
        topic, pace = wish.topic, paces[wish.topic]
        if wish.pace != pace:
            wish.pace = pace
            wish.save(update_fields=["pace"])
            record(actor=actor, action="notice.set", subject=wish, at=at, topic=topic, pace=pace)
        if pace == Pace.PAGE and person is not None:
            # what was told before there were kinds of letters has none
            (owed if topic == Topic.DIGEST else owed.filter(topic__in=(topic, ""))).update(owed=False)


def _wish(person: int | None, address: str, topic: str) -> LetterWish:
    of_address = topic in ADDRESSED
    whose: dict[str, Any] = {"person": None, "address": address.lower()} if of_address else {"person_id": person}
    return LetterWish.objects.select_for_update(no_key=True).get_or_create(topic=topic, **whose)[0]
