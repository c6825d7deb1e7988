"""Records to the engine's ties and back: by member and the party's INN."""

from collections.abc import Iterable, Mapping
from typing import Any

from svetovod.engine.interests import (
    Index,
    Joint,
    Kind,
    Link,
    Officer,
    Organisation,
    Person,
    Place,
    Role,
    Strength,
    Value,
    links_of,
)
from svetovod.web.selection.enums import SignKind
from svetovod.web.selection.models import PanelMember
from svetovod.wording import interests as wording

from .records import Records

ROLES = {
    "director": (Role.DIRECTOR, False), "director_house": (Role.DIRECTOR, True),
    "founder": (Role.FOUNDER, False), "founder_house": (Role.FOUNDER, True),
}  # fmt: skip
KINDS = {
    Kind.DIRECTOR: SignKind.DIRECTOR, Kind.FOUNDER: SignKind.FOUNDER, Kind.DOMAIN: SignKind.DOMAIN,
    Kind.TELEPHONE: SignKind.TELEPHONE, Kind.ADDRESS: SignKind.ADDRESS, Kind.PROJECT: SignKind.TOGETHER,
    Kind.SECOND: SignKind.SECOND, Kind.INN: SignKind.LINKED,
}  # fmt: skip


def links(members: Iterable[PanelMember], known: Records) -> dict[tuple[int, str], list[Link]]:
    """By the member's id and the INN of an organisation."""
    houses = [_house(each, known) for each in known.organisations.values()]
    index = Index(houses, [_joint(code, ids, known) for code, ids in known.projects.items()])
    found: dict[tuple[int, str], list[Link]] = {}
    for member in members:
        for link in links_of(index, _person(member, known)):
            found.setdefault((member.pk, link.party), []).append(link)
    return found


def _house(row: Any, known: Records) -> Organisation:
    told = known.particulars.get(row.pk, [])
    values = {
        kind: [Value(each.text, each.source, each.as_of) for each in told if each.kind == kind]
        for kind in ("telephone", "email", "address")
    }
    officers = tuple(
        Officer(*_role(each), source=each.source, on=each.as_of) for each in told if each.kind in ROLES
    )  # fmt: skip
    emails = (*values["email"], *(Value(text) for text in sorted(known.emails.get(row.pk, ()))))
    addresses = (*values["address"], *(Value(text) for text in known.addresses.get(row.pk, ())))
    return Organisation(row.inn, row.name, officers, tuple(values["telephone"]), emails, addresses)


def _role(each: Any) -> tuple[Role, str, str, bool]:
    role, legal = ROLES[each.kind]
    return role, each.text, each.inn, legal


def _joint(code: str, ids: set[int], known: Records) -> Joint:
    return Joint(code, frozenset(known.organisations[pk].inn for pk in ids if pk in known.organisations))


def _person(member: PanelMember, known: Records) -> Person:
    profile, who = known.profiles.get(member.person_id), member.person
    own = (known.organisations.get(pk) for pk in sorted(known.own.get(member.person_id, ())))
    places = [Place(Role.WORKS, each.inn) for each in own if each is not None]
    places += [Place(Role.LINKED, inn) for inn in (profile.linked if profile else ())]
    address = profile.address if profile else ""
    return Person(
        str(member.pk), who.name, profile.inn if profile else "", tuple(places),
        (Value(who.phone),) if who.phone else (), (Value(who.email),), (Value(address),) if address else (),
    )  # fmt: skip


def is_work(link: Link) -> bool:
    """The organisation the expert is of: refused already by whom he speaks for."""
    return link.kind is Kind.INN and link.hops[0].what == Role.WORKS


def is_of(link: Link, code: str) -> bool:
    """Known from the very project that is applied for."""
    return link.kind is Kind.PROJECT and link.hops[-1].detail == code


def strength(link: Link) -> str:
    return link.strength.name.lower()


def bars(link: Link) -> bool:
    return link.strength is Strength.BARS


def evidence(link: Link, name: str) -> str:
    """What a decision is kept by: the same for the same tie, whatever extract it is known from."""
    if link.kind is Kind.INN:
        head = link.party
    elif (link.kind is Kind.DOMAIN and len(link.hops) == 1) or link.kind is Kind.PROJECT:
        head = link.hops[-1].detail
    else:
        head = link.mark
    return f"{head}|{name}"[:500]


def words(link: Link, names: Mapping[str, str], lang: str) -> str:
    return wording.say(link.hops, names, lang)
