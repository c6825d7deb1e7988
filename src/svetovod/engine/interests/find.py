"""Ties of a person to organisations: eight kinds, each with its path and how much it says.

Nobody is barred by a sign: only an exact INN bars, and only where the names beside it do not contradict it.
"""

from collections.abc import Iterable, Iterator

from .index import MASS, Index
from .model import By, Hop, Kind, Link, Officer, Organisation, Person, Place, Role, Strength, Value
from .names import same_house, same_person
from .normal import address, domain_of, telephone

KIND_OF = {Role.DIRECTOR: Kind.DIRECTOR, Role.FOUNDER: Kind.FOUNDER}


def links_of(index: Index, person: Person) -> list[Link]:
    """Of each kind to each organisation the strongest tie, the shortest path first among equals."""
    own = list(_own(index, person))
    found = [*_direct(person, own), *_reached(index, person, own), *_projects(index, person, own)]
    found += _second(index, person, own)
    best: dict[tuple[str, Kind], Link] = {}
    for link in sorted(found, key=lambda each: (-each.strength, len(each.hops), each.mark)):
        best.setdefault((link.party, link.kind), link)
    return sorted(best.values(), key=lambda each: (each.party, -each.strength, each.kind))


Own = tuple[Organisation, Hop, Strength]


def _own(index: Index, person: Person) -> Iterator[Own]:
    """Organisations in which the person has a place by a record of the person's or of theirs."""
    for place in person.places:
        yield from _placed(index, place)
    by_inn = index.posts_by_inn.get(person.inn, ()) if person.inn else ()
    for house, officer in by_inn:
        if not officer.legal:
            alike = same_person(person.name, officer.name) or _shares_a_word(person.name, officer.name)
            yield house, _post(house, officer, By.INN), Strength.BARS if alike else Strength.CONFIRM
    for house, officer in index.posts_named(person.name, legal=False):
        if person.inn and officer.inn:
            continue  # either found by its INN above, or somebody else of that name
        if by := same_person(person.name, officer.name):
            yield house, _post(house, officer, by), Strength.CONFIRM


def _shares_a_word(one: str, other: str) -> bool:
    """A surname may have changed with a marriage; an INN beside quite another name was typed by mistake."""
    return bool(set(one.lower().split()) & set(other.lower().split()))


def _post(house: Organisation, officer: Officer, by: By) -> Hop:
    return Hop(officer.role, "", house.inn, by, officer.source, officer.on)


def _placed(index: Index, place: Place) -> Iterator[Own]:
    house = index.known.get(place.inn) if place.inn else None
    if house is not None:
        doubted = place.name and same_house(place.name, house.name) is None
        strength = Strength.CONFIRM if doubted else Strength.BARS
        yield house, Hop(place.role, "", house.inn, By.INN, place.source, place.on), strength
    elif place.name:
        for each in index.houses_named(place.name):
            if by := same_house(place.name, each.name):
                yield each, Hop(place.role, "", each.inn, by, place.source, place.on), Strength.CONFIRM


def _direct(person: Person, own: Iterable[Own]) -> Iterator[Link]:
    for house, hop, strength in own:
        kind = KIND_OF.get(Role(hop.what), Kind.INN)
        yield Link(person.key, house.inn, kind, strength, (hop,))


def _reached(index: Index, person: Person, own: list[Own]) -> Iterator[Link]:
    """The same telephone, domain of e-mail or address: the person's own, or that of an organisation of his."""
    sides: list[tuple[tuple[Hop, ...], Person | Organisation, str]] = [((), person, "")]
    sides += [((hop,), house, house.inn) for house, hop, _strength in own]
    for before, side, inn in sides:
        for kind, hop, crowd in _meeting(index, side, inn):
            if hop.to != inn:
                strength = Strength.TOLD if crowd > MASS else Strength.CONFIRM
                yield Link(person.key, hop.to, kind, strength, (*before, hop))


def _meeting(index: Index, side: Person | Organisation, inn: str) -> Iterator[tuple[Kind, Hop, int]]:
    for value in side.telephones:
        crowd = index.telephones.get(telephone(value.text), ())
        for house, theirs in crowd:
            yield Kind.TELEPHONE, _common(Kind.TELEPHONE, inn, house, theirs), len(crowd)
    for value in side.emails:
        domain = domain_of(value.text)
        crowd = index.domains.get(domain, ())
        for house, theirs in crowd:
            yield Kind.DOMAIN, _common(Kind.DOMAIN, inn, house, theirs, domain), len(crowd)
    for value in side.addresses:
        yield from _neighbours(index, inn, value)


def _neighbours(index: Index, inn: str, value: Value) -> Iterator[tuple[Kind, Hop, int]]:
    """One office, or one house where not both say the office; another office of the house is no more than told."""
    place = address(value.text)
    if place is None:
        return
    there = index.at(place)
    house_crowd = len({row[0].inn for row in there})
    for house, theirs, read in there:
        one_office = place.office and place.office == read.office
        crowd = len({row[0].inn for row in there if row[2].office == place.office}) if one_office else house_crowd
        other_office = place.office and read.office and not one_office
        yield Kind.ADDRESS, _common(Kind.ADDRESS, inn, house, theirs), MASS + 1 if other_office else crowd


def _common(what: str, of: str, house: Organisation, known: Value, detail: str = "") -> Hop:
    """`known` is the record of the party: the person's own is its own word."""
    return Hop(what, of, house.inn, By.VALUE, known.source, known.on, detail)


def _projects(index: Index, person: Person, own: Iterable[Own]) -> Iterator[Link]:
    for house, hop, _strength in own:
        for joint in index.projects.get(house.inn, ()):
            for inn in joint.inns - {house.inn}:
                second = Hop(Kind.PROJECT, house.inn, inn, By.INN, joint.source, joint.on, joint.code)
                yield Link(person.key, inn, Kind.PROJECT, Strength.CONFIRM, (hop, second))


def _second(index: Index, person: Person, own: Iterable[Own]) -> Iterator[Link]:
    """One organisation of the person's is a founder of the party or founded by it, or both share one."""
    for house, hop, _strength in own:
        for there, strength in _beside(index, house):
            if there.to != house.inn:
                yield Link(person.key, there.to, Kind.SECOND, strength, (hop, there))


def _beside(index: Index, house: Organisation) -> Iterator[tuple[Hop, Strength]]:
    founded = list(index.founded(house))
    for each, officer in founded:
        if by := _told(house.inn, house.name, officer):
            hop = Hop(f"is_{officer.role}", house.inn, each.inn, by, officer.source, officer.on)
            yield hop, _crowded(len(founded))
    for officer in house.officers:
        yield from _founders(index, house, officer) if officer.legal else ()
        yield from _shared(index, house, officer)


def _founders(index: Index, house: Organisation, officer: Officer) -> Iterator[tuple[Hop, Strength]]:
    """The organisation that founded or leads this one, where it is itself among those known."""
    direct = index.known.get(officer.inn) if officer.inn else None
    found = [direct] if direct else [] if officer.inn else list(index.houses_named(officer.name))
    for each in found:
        if by := _told(each.inn, each.name, officer):
            yield Hop(f"has_{officer.role}", house.inn, each.inn, by, officer.source, officer.on), Strength.CONFIRM


def _shared(index: Index, house: Organisation, officer: Officer) -> Iterator[tuple[Hop, Strength]]:
    """Another organisation with the same director or founder."""
    by_inn = [post for post in index.posts_by_inn.get(officer.inn, ()) if post[1].legal == officer.legal]
    posts = [(post, By.INN) for post in by_inn] if officer.inn else []
    for post in index.posts_named(officer.name, legal=officer.legal):
        if not (officer.inn and post[1].inn) and (by := _same(officer, post[1])):
            posts.append((post, by))
    crowd = len({post[0].inn for post, _by in posts})
    for (each, other), by in posts:
        if each.inn != house.inn:
            what = "shares_house" if officer.legal else "shares_person"
            detail = (officer.inn or other.inn) if officer.legal else ""
            source = other if other.source else officer
            yield Hop(what, house.inn, each.inn, by, source.source, source.on, detail), _crowded(crowd)


def _same(one: Officer, other: Officer) -> By | None:
    """By names alone two of a path have to be whole: initials meet initials too easily."""
    found = same_house(one.name, other.name) if one.legal else same_person(one.name, other.name)
    return None if found is By.INITIALS else found


def _told(inn: str, name: str, officer: Officer) -> By | None:
    return By.INN if officer.inn == inn else None if officer.inn else same_house(name, officer.name)


def _crowded(crowd: int) -> Strength:
    return Strength.TOLD if crowd > MASS else Strength.CONFIRM
