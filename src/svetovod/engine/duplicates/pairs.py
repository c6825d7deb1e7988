"""Which two records may be one organisation, and by what signs. A sign is told; a person decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum, StrEnum
from itertools import combinations

from .names import Name, name_of

CLOSE = 0.88  # of the letters of two names, as `difflib` measures
PREFIX = 4  # letters by which words are put beside each other; a shorter word, a number too, stands whole
CROWD = 60  # a beginning shared by more records than this tells nobody apart


class Strength(IntEnum):
    """How much speaks for one organisation."""

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


class Sign(StrEnum):
    """What speaks for it, and what against."""

    SAME_INN = "same_inn"
    INN_SLIP = "inn_slip"
    SAME_NAME = "same_name"
    WORD_ORDER = "word_order"
    FORM_WRITTEN = "form_written"
    LETTERS = "letters"
    CLOSE_NAME = "close_name"
    CONTAINED = "contained"
    SAME_REGION = "same_region"
    OTHER_FORM = "other_form"
    OTHER_REGION = "other_region"
    OTHER_INN = "other_inn"


AGAINST = frozenset({Sign.OTHER_FORM, Sign.OTHER_REGION, Sign.OTHER_INN})


@dataclass(frozen=True, slots=True)
class Known:
    """A record: its id, its INN as digits, its name and the ISO code of its region."""

    id: int
    inn: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the one with the smaller id first, with the signs in the order they are said."""

    one: int
    other: int
    strength: Strength
    signs: tuple[Sign, ...]


def candidates(records: Iterable[Known]) -> list[Pair]:
    """Pairs worth a look, the strongest first. Compares those that share digits of the INN or a beginning of a word."""
    rows = [(row, name_of(row.name)) for row in records]
    met: dict[tuple[int, int], Pair] = {}
    for one, other in _met(rows):
        place = (min(one[0].id, other[0].id), max(one[0].id, other[0].id))
        if place not in met and (found := _compare(*one, *other)):
            met[place] = found
    return sorted(met.values(), key=lambda pair: (-pair.strength, pair.one, pair.other))


def compare(one: Known, other: Known) -> Pair | None:
    """The pair with its signs, None where too little speaks for one organisation."""
    return _compare(one, name_of(one.name), other, name_of(other.name))


_Row = tuple[Known, Name]


def _met(rows: list[_Row]) -> Iterator[tuple[_Row, _Row]]:
    blocks: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for row, name in rows:
        blocks["inn", row.inn.lstrip("0")].append((row, name))
        if name.words:
            blocks["name", name.key].append((row, name))
        for start in {word[:PREFIX] for word in name.words}:
            blocks["word", row.region, start].append((row, name))
    for (kind, *_rest), block in blocks.items():
        if kind != "word" or len(block) <= CROWD:
            yield from combinations(block, 2)


def _compare(one: Known, first: Name, other: Known, second: Name) -> Pair | None:
    signs = list(_of_inn(one.inn, other.inn))
    same_inn = Sign.SAME_INN in signs
    named = list(_of_name(first, second))
    if not same_inn and (not named or first.numbers != second.numbers):
        return None
    signs += named
    near = one.region == other.region
    signs.append(Sign.SAME_REGION if near else Sign.OTHER_REGION)
    if first.form and second.form and first.family != second.family:
        signs.append(Sign.OTHER_FORM)
    strength = _strength(set(signs), first, second)
    if strength is None:
        return None
    signs.sort(key=lambda sign: sign in AGAINST)
    return Pair(min(one.id, other.id), max(one.id, other.id), strength, tuple(signs))


def _of_inn(one: str, other: str) -> Iterator[Sign]:
    if one.lstrip("0") == other.lstrip("0"):
        yield Sign.SAME_INN
        return
    if len(one) == len(other):
        places = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(places) == 2 and places[1] - places[0] == 1 and one[places[0]] == other[places[1]]
        if len(places) == 1 or (swapped and one[places[1]] == other[places[0]]):
            yield Sign.INN_SLIP
    yield Sign.OTHER_INN


def _of_name(one: Name, other: Name) -> Iterator[Sign]:
    if not one.words or not other.words:
        return
    if one.key == other.key:
        yield Sign.SAME_NAME
        if one.words != other.words:
            yield Sign.WORD_ORDER
        if (one.family == other.family and one.form != other.form) or bool(one.form) != bool(other.form):
            yield Sign.FORM_WRITTEN
        elif one.words == other.words and one.written != other.written:
            yield Sign.LETTERS
        return
    shorter, longer = sorted((set(one.words), set(other.words)), key=len)
    if len(shorter) >= 2 and shorter < longer:
        yield Sign.CONTAINED
    match = SequenceMatcher(None, one.key, other.key, autojunk=False)
    if match.real_quick_ratio() >= CLOSE and match.quick_ratio() >= CLOSE and match.ratio() >= CLOSE:
        yield Sign.CLOSE_NAME


def _strength(signs: set[Sign], one: Name, other: Name) -> Strength | None:
    near, slip = Sign.SAME_REGION in signs, Sign.INN_SLIP in signs
    if Sign.SAME_INN in signs:
        return Strength.CERTAIN
    if Sign.OTHER_FORM in signs:
        return Strength.POSSIBLE if near and Sign.SAME_NAME in signs else None
    if Sign.SAME_NAME in signs and (near or slip):
        return Strength.LIKELY
    if Sign.SAME_NAME in signs:
        # a name without a legal form is a trade, and every region has such a plant
        return Strength.POSSIBLE if one.form and other.form else None
    if near and (Sign.CLOSE_NAME in signs or slip):
        return Strength.LIKELY if slip else Strength.POSSIBLE
    return Strength.POSSIBLE if near and Sign.CONTAINED in signs and one.form and other.form else None
