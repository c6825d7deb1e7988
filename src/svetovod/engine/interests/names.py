"""Names of people and of organisations that are written in many ways."""

from functools import lru_cache

from svetovod.engine.duplicates import name_of

from .likeness import blocks, skeleton, slips, words_of
from .model import By

_GLIDE = "y"  # the initial Y. is of Юрий, Яков, Евгений and Йосиф


@lru_cache(maxsize=20_000)
def person_words(name: str) -> tuple[str, ...]:
    return tuple(_GLIDE if word in ("y", "j") else skeleton(word) for word in words_of(name) if not word.isdigit())


def same_person(one: str, other: str) -> By | None:
    """Whether two names may be one person's: at least a surname and a first name, or its initial, have to agree.

    ё is е, the order is anybody's, a patronymic may be missing; Latin letters and one slip are told as a slip.
    """
    mine, theirs = person_words(one), person_words(other)
    if len(mine) < 2 or len(theirs) < 2:
        return None
    less, more = sorted((mine, theirs), key=len)
    full = [word for word in less if len(word) > 1]
    if len(full) == len(less):
        if any(len(word) == 1 for word in more):
            return _initials(more, less)
        if set(less) <= set(more):
            return By.NAME if _written(one) == _written(other) or len(less) < len(more) else By.SLIP
        return By.SLIP if len(less) == len(more) and slips(less, more) == 1 else _with_gap(less, more)
    return _initials(less, more)


def _written(name: str) -> list[str]:
    return sorted(words_of(name))


def _with_gap(less: tuple[str, ...], more: tuple[str, ...]) -> By | None:
    """A slip in a name whose patronymic the other lacks."""
    fits = any(slips(less, more[:gap] + more[gap + 1 :]) == 1 for gap in range(len(more)))
    return By.SLIP if len(less) + 1 == len(more) and fits else None


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> By | None:
    """Петрова А. И. and Анна Ивановна Петрова: whole words agree but for a slip, each initial begins another word."""
    whole = [word for word in short if len(word) > 1]
    letters = [word for word in short if len(word) == 1]
    for surname in full if len(whole) == 1 else ():
        exact = surname == whole[0]
        rest = list(full)
        rest.remove(surname)
        if (exact or slips(whole, (surname,)) == 1) and _begin(letters, rest):
            return By.INITIALS if exact else By.SLIP
    return None


def _begin(letters: list[str], words: list[str]) -> bool:
    """Each letter begins a word of its own; words without a letter may stay."""
    left = [word[0] for word in words]
    for letter in sorted(letters, key=_GLIDE.__eq__):  # what may mean several comes last
        fits = next((each for each in left if each == letter or (letter == _GLIDE and each in "iuae")), None)
        if fits is None:
            return False
        left.remove(fits)
    return bool(letters)


def person_blocks(name: str) -> set[tuple[str, str]]:
    """Marks that two writings of one person's name share; an initial stands beside nothing by itself."""
    words = person_words(name)
    return {mark for mark in blocks(words) if len(mark[0]) > 1}


@lru_cache(maxsize=20_000)
def house_words(name: str) -> tuple[str, ...]:
    """Words of an organisation's name without its legal form."""
    return tuple(skeleton(word) for word in name_of(name).words)


def same_house(one: str, other: str) -> By | None:
    """Whether two names may be one organisation's. Numbers have to agree, and so do legal forms where both have one."""
    first, second = name_of(one), name_of(other)
    if not first.words or first.numbers != second.numbers:
        return None
    if first.form and second.form and first.family != second.family:
        return None
    if first.key == second.key:
        return By.NAME
    return None if slips(house_words(one), house_words(other)) is None else By.SLIP


def house_blocks(name: str) -> set[tuple[str, str]]:
    return set(blocks(house_words(name)))
