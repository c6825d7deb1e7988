"""The name of a Russian organisation without what people write in many ways: legal form, quotes, order, letters."""

import re
from dataclasses import dataclass

# the longest first: a public company is not a company
_FORMS = (
    ("федеральное государственное бюджетное образовательное учреждение высшего образования", "фгбоу"),
    ("федеральное государственное бюджетное образовательное учреждение", "фгбоу"),
    ("федеральное государственное унитарное предприятие", "фгуп"),
    ("государственное унитарное предприятие", "гуп"),
    ("муниципальное унитарное предприятие", "муп"),
    ("федеральное государственное бюджетное учреждение", "фгбу"),
    ("государственное бюджетное учреждение", "гбу"),
    ("автономная некоммерческая организация", "ано"),
    ("некоммерческая организация", "нко"),
    ("общество с ограниченной ответственностью", "ооо"),
    ("непубличное акционерное общество", "нао"),
    ("публичное акционерное общество", "пао"),
    ("открытое акционерное общество", "оао"),
    ("закрытое акционерное общество", "зао"),
    ("акционерное общество", "ао"),
    ("индивидуальный предприниматель", "ип"),
    ("производственный кооператив", "пк"),
)
_SHORT = frozenset(short for _long, short in _FORMS) | {"оо", "тоо", "фгбоу во"}
# a joint-stock company was open or closed before 2014 and is public or not since: one company keeps its name
_FAMILY = {"нао": "ао", "пао": "ао", "оао": "ао", "зао": "ао"}
# letters that look alike on the screen and are not alike for a computer
_LOOK = str.maketrans("abcehkmoptxy", "авсенкмортху")
_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-я]")


@dataclass(frozen=True, slots=True)
class Name:
    """`form` is the legal form as a short code ("" where none is written), `words` all other words in their order."""

    form: str
    words: tuple[str, ...]
    written: str

    @property
    def key(self) -> str:
        """Equal for two writings of one name, whatever the order of the words."""
        return " ".join(sorted(self.words))

    @property
    def family(self) -> str:
        return _FAMILY.get(self.form, self.form)

    @property
    def numbers(self) -> tuple[str, ...]:
        """A plant No. 1 is never a plant No. 2."""
        return tuple(sorted(word for word in self.words if word.isdigit()))


def name_of(text: str) -> Name:
    """Reads a name. Latin letters inside a Cyrillic word are taken for the Cyrillic ones they look like.

    A form written in full and its short code are one; so are е and ё, capital and small letters, any quotes and dashes.
    """
    plain = " ".join(_cyrillic(word) for word in _WORD.findall(text.lower().replace("\u0451", "е")))
    form = ""
    for long, short in _FORMS:
        if f" {long} " in f" {plain} ":
            form = form or short
            plain = " ".join(f" {plain} ".replace(f" {long} ", " ", 1).split())
    words = []
    for word in plain.split():
        if not form and word in _SHORT:
            form = word
        elif word != form:
            words.append(word)
    return Name(form, tuple(words), text)


def _cyrillic(word: str) -> str:
    swapped = word.translate(_LOOK)
    alike = _CYRILLIC.search(word) or swapped in _SHORT
    return swapped if alike else word
