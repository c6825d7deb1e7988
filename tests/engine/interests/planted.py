"""Invented organisations and experts with planted ties of eight kinds, whole and spoiled: for tests and `benchmarks`.

Beside the ties stand lures: namesakes, a business centre, mail that anybody may open, the telephone of a bookkeeping
firm, a state founder of many, an INN typed by mistake.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from svetovod.engine.interests import Index, Joint, Kind, Officer, Organisation, Person, Place, Role, Value, links_of
from svetovod.engine.interests.model import Link, Strength


def words(text: str) -> list[str]:
    return text.split()


SURNAMES = words(
    "Иванов Петров Сидоров Кузнецов Соловьёв Королёв Щербаков Жуков Цветков Хохлов Чернышёв Юдин Яковлев Ефремов "
    "Зайцев Воробьёв Журавлёв Киселёв Лебедев Мельников Никитин Орлов Пономарёв Родионов Савельев Тихонов Ушаков "
    "Федотов Харитонов Царёв Шестаков Гущин Дьячков Егоров Блохин Вершинин Голубев Данилов Еремеев Жданов"
)
GIVEN = words(
    "Алексей Андрей Борис Виктор Григорий Дмитрий Евгений Игорь Кирилл Леонид Михаил Николай Олег Пётр Роман Сергей "
    "Тимофей Фёдор Юрий Ярослав"
)
FATHERS = words(
    "Алексеевич Андреевич Борисович Викторович Григорьевич Дмитриевич Евгеньевич Игоревич Кириллович Леонидович "
    "Михайлович Николаевич Олегович Петрович Романович Сергеевич Тимофеевич Фёдорович Юрьевич Ярославович"
)
SYLLABLES = words(
    "ал бор вер гро дин жел зар кам лан мир нор ост пол рус сав тех ура фар хим цен чер шел эле юж яр вол кед маг"
)
STREETS = words(
    "Лодыгина Титова Победы Гагарина Строителей Заводская Коммунистическая Васенко Волгоградская Промышленная"
)
TOWNS = words("Саранск Рузаевка Пенза Арзамас Самара Чебоксары Рязань Ульяновск")
LATIN = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".replace("_", "").split(" "),
    strict=True,
))  # fmt: skip
DAY, EXTRACT = date(2026, 11, 1), "выписка ЕГРЮЛ"
HARD = {Kind.INN, Kind.DIRECTOR, Kind.FOUNDER}


@dataclass(frozen=True, slots=True)
class Tie:
    """`person` is tied to `party`; `whole`: by records without a mistake."""

    person: str
    party: str
    kind: Kind
    whole: bool

    @property
    def hard(self) -> bool:
        return self.whole and self.kind in HARD


@dataclass(slots=True)
class World:
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    projects: list[Joint] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    employers: dict[str, str] = field(default_factory=dict)

    def links(self) -> dict[tuple[str, str], list[Link]]:
        """By person and party."""
        index = Index(self.organisations.values(), self.projects)
        found: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for person in self.people.values():
            for link in links_of(index, person):
                found[link.person, link.party].append(link)
        return found


def world(organisations: int, experts: int, seed: int = 5) -> World:
    """A quarter of the organisations employs the experts, the others are parties; two ties an expert, kinds in turn."""
    chance = random.Random(seed)
    made = World()
    numbers = iter(chance.sample(range(10**8), organisations * 6 + experts * 4))
    for _ in range(organisations):
        each = _organisation(chance, numbers)
        made.organisations[each.inn] = each
    houses = list(made.organisations)
    employers, parties = houses[: max(organisations // 4, 1)], houses[max(organisations // 4, 1) :]
    for number in range(experts):
        person = _expert(chance, numbers, f"E{number}", made.organisations[employers[number % len(employers)]])
        made.people[person.key] = person
        made.employers[person.key] = person.places[0].inn
    kinds = list(Kind)
    for turn, key in enumerate(key for key in made.people for _ in range(2)):
        kind, whole = kinds[turn % 8], turn // 8 % 2 == 0
        _plant(made, chance, key, parties[turn % len(parties)], kind, whole)
    _lures(made, chance, parties)
    return made


def _organisation(chance: random.Random, numbers: Iterator[int]) -> Organisation:
    inn = f"00{next(numbers):08d}"
    name = "".join(chance.sample(SYLLABLES, 3)).capitalize()
    officers = [
        Officer(role, _name(chance), f"00{next(numbers):010d}" if chance.random() < 0.8 else "", False, EXTRACT, DAY)
        for role in (Role.DIRECTOR, Role.FOUNDER, Role.FOUNDER)[: chance.randint(1, 3)]
    ]
    site = f"{_latin(name.lower())}{inn[-4:]}.ru"
    return Organisation(
        inn, f"ООО «{name} {chance.choice(SYLLABLES).capitalize()}маш»", tuple(officers),
        (Value(f"8342{next(numbers) % 10**6:06d}".rjust(11, "7"), EXTRACT, DAY),),
        (Value(f"info@{site}", EXTRACT, DAY),), (Value(_address(chance), EXTRACT, DAY),),
    )  # fmt: skip


def _expert(chance: random.Random, numbers: Iterator[int], key: str, house: Organisation) -> Person:
    work = Place(Role.WORKS, house.inn, house.name, "список экспертов")
    mail = Value(f"{key.lower()}@{'mail.ru' if chance.random() < 0.5 else f'own{key.lower()}.ru'}")
    phone = Value(f"7{9 * 10**9 + next(numbers)}")
    return Person(key, _name(chance), f"00{next(numbers):010d}", (work,), (phone,), (mail,))


def _name(chance: random.Random) -> str:
    return f"{chance.choice(SURNAMES)} {chance.choice(GIVEN)} {chance.choice(FATHERS)}"


def _address(chance: random.Random) -> str:
    town, street = chance.choice(TOWNS), chance.choice(STREETS)
    return f"г. {town}, ул. {street}, д. {chance.randint(1, 900)}, оф. {chance.randint(1, 40)}"


def _plant(made: World, chance: random.Random, key: str, inn: str, kind: Kind, whole: bool) -> None:
    person, party = made.people[key], made.organisations[inn]
    employer = made.organisations[made.employers[key]]
    name = person.name if whole else misspelt(person.name, chance)
    number = person.inn if whole else ""
    if kind is Kind.INN:
        said = Place(Role.WORKS, inn if whole else "", party.name if whole else misspelt(party.name, chance))
        person = replace(person, places=(*person.places, said))
    elif kind in (Kind.DIRECTOR, Kind.FOUNDER):
        role = Role(kind)
        party = replace(party, officers=(*party.officers, Officer(role, name, number, False, EXTRACT, DAY)))
    elif kind is Kind.DOMAIN:
        domain = party.emails[0].text.partition("@")[2]
        written = f"{key.lower()}@{domain}" if whole else f"{key} <{key}@MAIL.{domain.upper()}>"
        person = replace(person, emails=(*person.emails, Value(written)))
    elif kind is Kind.TELEPHONE:
        ten = person.telephones[0].text[1:]
        said = f"+7{ten}" if whole else f"8 ({ten[:3]}) {ten[3:6]}-{ten[6:8]}-{ten[8:]}, доб. {chance.randint(1, 99)}"
        party = replace(party, telephones=(*party.telephones, Value(said, EXTRACT, DAY)))
    elif kind is Kind.ADDRESS:
        text = party.addresses[0].text
        person = replace(person, addresses=(Value(text if whole else _moved(text, chance)),))
    elif kind is Kind.PROJECT:
        if not whole:
            lost = replace(person.places[0], inn="", name=misspelt(employer.name, chance))
            person = replace(person, places=(lost, *person.places[1:]))
        code = f"P{len(made.projects)}"
        made.projects.append(Joint(code, frozenset((employer.inn, inn)), "проект", DAY))
    else:
        role = Officer(
            Role.FOUNDER, employer.name if whole else misspelt(employer.name, chance), employer.inn if whole else "",
            True, EXTRACT, DAY,
        )  # fmt: skip
        party = replace(party, officers=(*party.officers, role))
    made.people[key], made.organisations[inn] = person, party
    made.ties.append(Tie(key, inn, kind, whole))


def misspelt(text: str, chance: random.Random) -> str:
    """In Latin letters, with е for ё, in another order, or with one slip; a name of a person also with initials."""
    parts = text.split()
    person = len(parts) == 3 and parts[2] in FATHERS
    way = chance.choice(["latin", "yo", "order", "drop", "swap", "initials" if person else "capitals"])
    if way == "latin":
        head = "" if person else "ООО "
        return head + " ".join(_latin(word) for word in (parts if person else parts[1:]))
    if way == "yo":
        return text.replace("ё", "е").upper() if person else text.replace("«", '"').replace("»", '"').upper()
    if way == "order":
        return (
            " ".join((*parts[1:], parts[0]))
            if person
            else text.replace("ООО", "Общество с ограниченной ответственностью")
        )
    if way == "initials":
        return f"{parts[0]} {parts[1][0]}.{parts[2][0]}."
    if way == "capitals":
        return text.lower()
    at = 0 if person else 1
    word = parts[at]
    place = chance.randint(1, len(word) - 2)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    parts[at] = swapped if way == "swap" else word[:place] + word[place + 1 :]
    return " ".join(parts)


def _latin(text: str) -> str:
    found = "".join(LATIN.get(letter.lower(), letter) for letter in text if letter not in "«»")
    return found.capitalize() if text.strip("«")[:1].isupper() else found


def _moved(text: str, chance: random.Random) -> str:
    """The same office as a hurried person writes it, or as the tax service does."""
    town, street, house, office = (part.split(" ", 1)[1] for part in text.split(", "))
    street = street if chance.random() < 0.5 else street[:3] + street[4:]
    return chance.choice((
        f"430000, Республика Мордовия, г.о. {town}, г {town}, ул {street}, дом {house}, офис {office}",
        f"{town.upper()}, {street}, {house}, офис {office}",
        f"Россия, {town}, улица {street}, д.{house}, пом. {office}",
    ))  # fmt: skip


def _lures(made: World, chance: random.Random, parties: list[str]) -> None:
    """What looks like a tie and is none, in a tenth of the parties each."""
    some = lambda: chance.sample(parties, max(len(parties) // 10, 1))  # noqa: E731 - said once
    people = list(made.people.values())
    for inn in some():  # a namesake with a number of his own
        twin = chance.choice(people)
        _officer(
            made, inn, Officer(Role.DIRECTOR, twin.name, f"00{chance.randrange(10**10):010d}", False, EXTRACT, DAY)
        )
    centre = Value("г. Самара, ул. Победы, д. 1000, оф. 7", EXTRACT, DAY)
    books = Value("+7 846 200-00-00", EXTRACT, DAY)
    for inn in some():
        made.organisations[inn] = replace(
            made.organisations[inn], addresses=(*made.organisations[inn].addresses, centre),
            telephones=(*made.organisations[inn].telephones, books),
            emails=(*made.organisations[inn].emails, Value("office@mail.ru")),
        )  # fmt: skip
    for person in chance.sample(people, max(len(people) // 10, 1)):
        made.people[person.key] = replace(
            made.people[person.key], addresses=(*made.people[person.key].addresses, centre),
            telephones=(*made.people[person.key].telephones, books),
        )  # fmt: skip
    for inn in some():
        _officer(made, inn, Officer(Role.FOUNDER, "Министерство имущества", "0000000999", True, EXTRACT, DAY))
    for inn in some()[: len(parties) // 50 + 1]:  # an expert's INN beside somebody else's name, by mistake
        wrong = chance.choice(people)
        stranger = "Нурмухаметова Айгуль Рашитовна"
        _officer(made, inn, Officer(Role.FOUNDER, stranger, wrong.inn, False, EXTRACT, DAY))


def _officer(made: World, inn: str, officer: Officer) -> None:
    made.organisations[inn] = replace(made.organisations[inn], officers=(*made.organisations[inn].officers, officer))


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the planted ties were found, by kind and whether whole; blocks that bar without a planted tie."""

    found: dict[tuple[Kind, bool], tuple[int, int]]
    barred: int
    false_bars: int
    missed_bars: int
    signs: int
    strange: int

    def recall(self, *, whole: bool) -> float:
        rows = [pair for (_kind, kept), pair in self.found.items() if kept == whole]
        return sum(row[0] for row in rows) / max(sum(row[1] for row in rows), 1)


def judge(made: World, links: dict[tuple[str, str], list[Link]]) -> Score:
    """A sign is strange where its pair has no planted tie at all and it does not follow from one by a further step."""
    found: dict[tuple[Kind, bool], list[int]] = defaultdict(lambda: [0, 0])
    hard = {(tie.person, tie.party) for tie in made.ties if tie.hard}
    for tie in made.ties:
        kinds = {each.kind for each in links.get((tie.person, tie.party), ()) if each.strength >= Strength.CONFIRM}
        row = found[tie.kind, tie.whole]
        row[0] += tie.kind in kinds
        row[1] += 1
    planted = {(tie.person, tie.party) for tie in made.ties}
    barred = {pair for pair, rows in links.items() if any(each.strength == Strength.BARS for each in rows)}
    employers = set(made.employers.items())
    signs = [
        (pair, each) for pair, rows in links.items() for each in rows
        if each.strength == Strength.CONFIRM and pair not in employers
    ]  # fmt: skip
    strange = sum(pair not in planted and len(each.hops) == 1 for pair, each in signs)
    return Score(
        {kind: (row[0], row[1]) for kind, row in found.items()}, len(barred - (employers - hard)),
        len(barred - hard - employers), len(hard - barred), len(signs), strange,
    )  # fmt: skip
