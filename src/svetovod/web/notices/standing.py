"""Whether a letter may leave: its address takes letters, its reader wishes letters of this topic."""

from collections.abc import Iterable
from typing import Any

from .enums import ADDRESSED, Pace, Topic
from .models import AddressHold, LetterWish, OutgoingMail


def address_for(to: str, *, confidential: bool) -> str:
    """The address an operator has corrected it to; a letter with a personal secret goes nowhere else."""
    hold = None if confidential else AddressHold.objects.filter(address=to.lower()).exclude(corrected="").first()
    return hold.corrected if hold else to


def obstacle(mail: OutgoingMail) -> str:
    """The action of the state table that keeps a waiting letter from leaving; "" where nothing does."""
    if AddressHold.objects.filter(address=mail.to.lower()).exists():
        return "hold"
    return "decline" if mail.topic and declined(mail.person_id, mail.to, mail.topic) else ""


def declined(person_id: int | None, address: str, topic: str) -> bool:
    return pace_to(person_id, address, topic) == Pace.PAGE


def pace_to(person_id: int | None, address: str, topic: str) -> str:
    """As that person has chosen; for topics of an address, as whoever reads it has."""
    wishes = LetterWish.objects.filter(topic=topic)
    if topic in ADDRESSED:
        wishes = wishes.filter(person=None, address=address.lower())
    elif person_id:
        wishes = wishes.filter(person=person_id)
    else:
        return Pace.AT_ONCE
    return wishes.values_list("pace", flat=True).first() or Pace.AT_ONCE


def paces(people: Iterable[Any], topic: str) -> dict[int, str]:
    """Of those who have chosen for this topic."""
    wishes = LetterWish.objects.filter(person__in=list(people), topic=topic)
    return {person: pace for person, pace in wishes.values_list("person", "pace") if person is not None}


def paces_of(actor: Any) -> dict[str, str]:
    """By topic, for the page where one chooses."""
    return {topic: pace_to(actor.person_id, actor.email, topic) for topic in Topic.values}


def addresses_declining(addresses: Iterable[str], topic: str) -> set[str]:
    """Those of them that wish no letters of this topic."""
    known = {address.lower() for address in addresses}
    wishes = LetterWish.objects.filter(person=None, address__in=known, topic=topic, pace=Pace.PAGE)
    return set(wishes.values_list("address", flat=True))


def addresses_held(addresses: Iterable[str]) -> set[str]:
    """Those of them that take no letters and have no corrected address to take them."""
    known = {address.lower() for address in addresses}
    return set(AddressHold.objects.filter(address__in=known, corrected="").values_list("address", flat=True))
