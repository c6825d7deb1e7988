"""Looks through a text for what tells whose it is. A finder, not a judge: a person reads what it shows.

Numbers count when their check digits hold; persons by the form of their names or by an office before a surname.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from svetovod.engine.reference import inn, ogrn

from .names import Told

AROUND = 40  # signs shown on either side
DIGITS = 11  # of a telephone
_NUMBER = re.compile(r"(?<!\d)\d{10,15}(?!\d)")
_OFFICE = r"(?i:директор\w*|руководител\w+|главн\w+ инженер\w*|основател\w+)"
_SURNAME = r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?"
_PERSON = re.compile(
    rf"\b{_SURNAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_SURNAME}"
    rf"|\b{_SURNAME}\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична)\w{{0,2}}\b|\b{_OFFICE}\s+{_SURNAME}"
)
_SITE = re.compile(
    r"(?i)(?<![\w@.-])(?:[\w-]+\.)+(?:ru|рф|su|com|org|net|info|pro|tech|biz|online|by|kz)\b|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_PHONE = re.compile(r"(?<!\d)(?:\+7|8)[\s(-]*\d{3,5}[\s)-]*\d{1,3}(?:[\s-]*\d{2}){2}(?!\d)")
_STREET = re.compile(r"\b(?:ул\.|улиц[аеы]|просп\.|пр-т|проспект[еа]?|шоссе|ш\.|переул\w+|наб\.)\s+[А-ЯЁ]\w+")
_STARTS = re.compile(r"(?:^|[.!?…:;\n»\"]\s*)$")


class Kind(StrEnum):
    """What tells: INITIALS to LATIN are other names of an organisation, the rest speaks for itself."""

    INITIALS = "initials"
    RARE = "rare"
    COMPOUND = "compound"
    LATIN = "latin"
    NUMBER = "number"
    PERSON = "person"
    SITE = "site"
    PHONE = "phone"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class Leak:
    """`words` as they stand, with what is `before` and `after` them."""

    kind: Kind
    words: str
    before: str
    after: str


def find(text: str, told: Iterable[Told]) -> tuple[Leak, ...]:
    """In the order of the text; of two that overlap the first of the longer words."""
    spans = sorted(_spans(text, tuple(told)), key=lambda each: (each[1], each[1] - each[2]))
    found, end = [], 0
    for kind, start, stop in spans:
        if start >= end:
            found.append(Leak(kind, text[start:stop], text[max(start - AROUND, 0) : start], text[stop : stop + AROUND]))
            end = stop
    return tuple(found)


def _spans(text: str, told: Sequence[Told]) -> Iterator[tuple[Kind, int, int]]:
    for number in _NUMBER.finditer(text):
        # a code of goods is as long as an INN, and one of eleven has its check digit
        goods = "ВЭД" in text[max(number.start() - 12, 0) : number.start()]
        if not goods and (inn.valid(number[0]) or ogrn.valid(number[0])):
            yield Kind.NUMBER, *number.span()
    for kind, pattern in ((Kind.PERSON, _PERSON), (Kind.SITE, _SITE), (Kind.PHONE, _PHONE), (Kind.STREET, _STREET)):
        for found in pattern.finditer(text):
            if kind is not Kind.PHONE or sum(map(str.isdigit, found[0])) == DIGITS:
                yield kind, *found.span()
    initials = _any(word for each in told for word in each.initials)
    rare = _any(rf"{word}\w{{0,4}}" for each in told for word in each.rare)
    for kind, source, flags in (
        (Kind.INITIALS, initials, ""), (Kind.RARE, rare, ""),
        (Kind.COMPOUND, _any(word for each in told for word in each.compounds), "(?i)"),
        (Kind.LATIN, _any(rf"{word}\w*" for each in told for word in each.latin), "(?i)"),
    ):  # fmt: skip
        for found in re.finditer(rf"{flags}\b{source}(?!\w)", text) if source else ():
            # a capital at the head of a sentence is nobody's name
            if kind is not Kind.RARE or not _STARTS.search(text[: found.start()]):
                yield kind, *found.span()


def _any(patterns: Iterable[str]) -> str:
    known = sorted(set(patterns), key=len, reverse=True)
    return f"(?:{'|'.join(known)})" if known else ""
