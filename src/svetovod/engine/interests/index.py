"""Records put where they are looked for: nobody compares everybody with everybody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from .likeness import skeleton
from .model import Joint, Officer, Organisation, Value
from .names import house_blocks, person_blocks
from .normal import Address, address, domain_of, telephone

MASS = 10  # an address, a telephone or a founder of more organisations than this tells nobody apart

Post = tuple[Organisation, Officer]


class Index:
    """Organisations by everything a person may be tied to them by."""

    def __init__(self, organisations: Iterable[Organisation], projects: Iterable[Joint] = ()) -> None:
        self.known = {each.inn: each for each in organisations}
        self.projects: dict[str, list[Joint]] = defaultdict(list)
        self.telephones: dict[str, list[tuple[Organisation, Value]]] = defaultdict(list)
        self.domains: dict[str, list[tuple[Organisation, Value]]] = defaultdict(list)
        self.posts_by_inn: dict[str, list[Post]] = defaultdict(list)
        self._posts: dict[tuple[str, str], list[Post]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[Organisation]] = defaultdict(list)
        self._places: dict[tuple[str, str, str], list[tuple[Organisation, Value, Address]]] = defaultdict(list)
        for joint in projects:
            for inn in joint.inns:
                self.projects[inn].append(joint)
        for each in self.known.values():
            self._add(each)

    def _add(self, each: Organisation) -> None:
        for mark in house_blocks(each.name):
            self._named[mark].append(each)
        for officer in each.officers:
            if officer.inn:
                self.posts_by_inn[officer.inn].append((each, officer))
            for mark in house_blocks(officer.name) if officer.legal else person_blocks(officer.name):
                self._posts[mark].append((each, officer))
        _into(self.telephones, each, each.telephones, telephone)
        _into(self.domains, each, each.emails, domain_of)
        for value in each.addresses:
            if read := address(value.text):
                for place in address_marks(read):
                    self._places[place].append((each, value, read))

    def posts_named(self, name: str, *, legal: bool) -> Iterator[Post]:
        """Officers whose name may be this one."""
        marks = house_blocks(name) if legal else person_blocks(name)
        found = (post for mark in marks for post in self._posts.get(mark, ()))
        yield from {(post[0].inn, id(post[1])): post for post in found if post[1].legal == legal}.values()

    def houses_named(self, name: str) -> Iterator[Organisation]:
        found = (each for mark in house_blocks(name) for each in self._named.get(mark, ()))
        yield from {each.inn: each for each in found}.values()

    def at(self, place: Address) -> list[tuple[Organisation, Value, Address]]:
        """Whoever is in that house, each once."""
        found = (row for mark in address_marks(place) for row in self._places.get(mark, ()) if row[2].near(place))
        return list({(row[0].inn, row[2].office): row for row in found}.values())

    def founded(self, founder: Organisation) -> Iterator[Post]:
        """Organisations founded by it: by its INN, or by its name where the record of the founder has no INN."""
        yield from ((each, row) for each, row in self.posts_by_inn.get(founder.inn, ()) if row.legal)
        yield from (post for post in self.posts_named(founder.name, legal=True) if not post[1].inn)


def _into(
    into: dict[str, list[tuple[Organisation, Value]]], each: Organisation, values: Iterable[Value],
    read: Callable[[str], str],
) -> None:  # fmt: skip
    """Once an organisation, however often it says one thing."""
    found = {key: value for value in reversed(list(values)) if (key := read(value.text))}
    for key, value in found.items():
        into[key].append((each, value))


def address_marks(place: Address) -> set[tuple[str, str, str]]:
    """Two writings of one house share two words at least, one of them without a slip."""
    return {(place.house, place.building, skeleton(word)) for word in place.words}
