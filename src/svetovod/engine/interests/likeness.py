"""Words that are one word: in Cyrillic or in Latin letters, with one slip of the pen."""

import re
from collections.abc import Iterable, Iterator, Sequence

SHORT = 4  # a shorter word with a slip is another word
_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
# one sign a sound: the schemes of passports, of libraries and of people who type as they hear come to one writing
_LETTERS = zip("абвгдезийклмнопрстуфхцчшщыэюяёжіў", "abvgdeziiklmnoprstufhcqwwieuaejiu", strict=True)
_CYRILLIC = str.maketrans(dict(_LETTERS))
_SILENT = str.maketrans("", "", "ьъ'`\u2019")
_LATIN = (
    ("shch", "w"), ("sch", "w"), ("sh", "w"), ("zh", "j"), ("kh", "h"), ("ch", "q"), ("tz", "c"), ("ts", "c"),
    ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("yo", "e"), ("jo", "e"),
    ("ye", "e"), ("je", "e"), ("ph", "f"), ("x", "ks"), ("y", "i"), ("j", "i"), ("w", "v"),
)  # fmt: skip
_GLIDE = re.compile("i+(?=[aeou])|(?<=i)i+$")
_TWICE = re.compile("([^aeiou0-9])\\1+")
_SAFE = {"w": "\ue000", "j": "\ue001"}  # signs of our own writing that are letters of the Latin alphabet too


def skeleton(word: str) -> str:
    """The word in one writing, whatever letters it is in: equal for Юрьев, Yuriev, Iurev and Yurjev."""
    plain = word.lower().translate(_SILENT)
    for many, one in _LATIN:
        plain = plain.replace(many, _SAFE.get(one, one) if len(many) > 1 else one)
    for sign, kept in _SAFE.items():
        plain = plain.replace(kept, sign)
    found = _GLIDE.sub("", plain.translate(_CYRILLIC))
    return _TWICE.sub(r"\1", found)


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u0451", "\u0435"))


def slip(one: str, other: str) -> bool:
    """One letter too many, too few, other, or two beside each other swapped; never a digit, never a short word."""
    if one == other or max(len(one), len(other)) < SHORT or one.isdigit() or other.isdigit():
        return False
    if len(one) > len(other):
        one, other = other, one
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[place:] == other[place + 1 :]
    swapped = one[place : place + 2] == other[place : place + 2][::-1] and one[place + 2 :] == other[place + 2 :]
    return one[place + 1 :] == other[place + 1 :] or swapped


def slips(one: Iterable[str], other: Iterable[str]) -> int | None:
    """How many slips make the one set of words the other, None where more than one does."""
    mine, theirs = list(one), list(other)
    for word in list(mine):
        if word in theirs:
            mine.remove(word)
            theirs.remove(word)
    if not mine and not theirs:
        return 0
    return 1 if len(mine) == len(theirs) == 1 and slip(mine[0], theirs[0]) else None


def blocks(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Marks that any two writings within one slip share: a word, whole or without one letter, beside the first letter
    of another word.

    The slip is in one word at most, so of two words one is whole: it stands beside the first letter of the other, or
    the other, less a letter, stands beside its.
    """
    for at, word in enumerate(words):
        beside = {other[0] for place, other in enumerate(words) if place != at} or {""}
        short = len(word) < SHORT or word.isdigit()
        for written in {word} if short else {word, *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))}:
            yield from ((written, letter) for letter in beside)
