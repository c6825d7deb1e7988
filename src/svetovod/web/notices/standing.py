"""Whether a letter may leave: its address takes letters, its reader wishes letters of this topic."""

from collections.abc import Iterable, Sequence
from typing import Any

from .enums import ADDRESSED, Pace, Topic
from .models import AddressHold, LetterWish, OutgoingMail

# by address, what an operator has corrected it to: "" where it takes no letters, None where it takes them
Known = dict[str, str | None]


def address_for(to: str, *, confidential: bool) -> str:
    """The address an operator has corrected it to; a letter with a personal secret goes nowhere else."""
    return to if confidential else _known([to])[to.lower()] or to


def direct(mails: Sequence[OutgoingMail]) -> Known:
    """Gives each letter the address it goes to, as `address_for` tells it; what is known of those it had."""
    known = _known(mail.to for mail in mails)
    for mail in mails:
        if not mail.confidential:
            mail.to = known[mail.to.lower()] or mail.to
    return known


def _known(addresses: Iterable[str]) -> Known:
    asked = {each.lower() for each in addresses}
    held = AddressHold.objects.filter(address__in=asked).order_by().values_list("address", "corrected")
    return dict.fromkeys(asked) | dict(held)


def obstacle(mail: OutgoingMail) -> str:
    """The action of the state table that keeps a waiting letter from leaving; "" where nothing does."""
    return obstacles([mail]).get(mail.key, "")


def obstacles(mails: Sequence[OutgoingMail], known: Known | None = None) -> dict[str, str]:
    """By key, of those letters that something keeps from leaving. `known`: what `direct` has just found out."""
    known = dict(known or {})
    if unasked := {mail.to.lower() for mail in mails} - known.keys():
        known |= _known(unasked)
    topics = {mail.topic for mail in mails} - {""}
    found = {mail.key: "decline" for topic in topics for mail in _declining(mails, topic)}
    return found | {mail.key: "hold" for mail in mails if known[mail.to.lower()] is not None}


def _declining(mails: Iterable[OutgoingMail], topic: str) -> Iterable[OutgoingMail]:
    of_it = [mail for mail in mails if mail.topic == topic]
    if topic in ADDRESSED:
        wanting = addresses_declining((mail.to for mail in of_it), topic)
        return [mail for mail in of_it if mail.to.lower() in wanting]
    wishes = paces((mail.person_id for mail in of_it if mail.person_id), topic)
    return [mail for mail in of_it if mail.person_id and wishes.get(mail.person_id) == Pace.PAGE]


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
