"""What else an organisation is called by: initials, words run together, its rare words alone, all of it in Latin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_QUOTED = re.compile(r"[«\"„“]([^«»\"„“”]{3,})[»\"”“]")
_FORM = re.compile(r"\b(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ФГУП|ФГБУ|ГУП|МУП|НПО|ГК|LLC|JSC)\b", re.IGNORECASE)
_SMALL = {"и", "по", "для", "на", "в", "о", "с", "им", "имени"}
# beginnings of words that many names have: alone they tell nobody
_COMMON = (
    "завод", "фабрик", "комбинат", "объединен", "предприят", "компан", "корпорац", "групп", "холдинг", "общест",
    "производ", "научн", "технич", "технолог", "систем", "инженер", "центр", "институт", "бюро", "конструктор",
    "опытн", "эксперимент", "промышл", "машиностроит", "прибор", "электр", "оптик", "оптич", "волокн", "светотех",
    "кабел", "материал", "издел", "решен", "сервис", "торгов", "росси", "русск", "московск", "первы", "новый",
    "новые", "нов", "город", "област", "республик", "филиал", "лаборатор", "инновац", "управля", "специализ",
)  # fmt: skip
_LATIN = {
    "а": "a", "б": "b", "в": "(?:v|w)", "г": "g", "д": "d", "е": "(?:e|ye)", "ё": "(?:e|yo|jo)", "ж": "(?:zh|j)",
    "з": "z", "и": "i", "й": "(?:y|j|i)", "к": "(?:k|c)", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "(?:kh|h|x)", "ц": "(?:ts|c|tc)", "ч": "ch", "ш": "sh", "щ": "(?:shch|sch)",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "(?:yu|iu|ju)", "я": "(?:ya|ia|ja)",
}  # fmt: skip
LEAST_INITIALS, LEAST_RARE, ENDING = 3, 5, 2


@dataclass(frozen=True, slots=True)
class Told:
    """Patterns that tell of an organisation. `rare` keep their capital; `compounds` and `latin` are in any case."""

    initials: tuple[str, ...]
    rare: tuple[str, ...]
    compounds: tuple[str, ...]
    latin: tuple[str, ...]


def told_by(names: Iterable[str]) -> Told:
    """Of all names an organisation goes by, full and short."""
    known = {each.strip() for name in names for each in (*_QUOTED.findall(name), _FORM.sub(" ", name))}
    rows = [
        [word for word in re.findall(r"[^\W\d_]+", name) if word.casefold() not in _SMALL] for name in sorted(known)
    ]
    initials = {"".join(word[0] for word in row).upper() for row in rows if len(row) >= LEAST_INITIALS}
    rare = {word for row in rows for word in row if _rare(word)}
    compounds = {
        re.escape(one[:3].casefold()) + r"\w{0,8}" + re.escape(two[:4].casefold()) + r"\w*"
        for row in rows for one, two in pairwise(row)
        if min(len(one), len(two)) > LEAST_RARE
    }  # fmt: skip
    stems = sorted({word[:-ENDING].casefold() if len(word) > LEAST_RARE else word.casefold() for word in rare})
    latin = {_latin(stem) for stem in stems if re.fullmatch("[а-яё]{4,}", stem)}
    latin |= {_latin(each.casefold()) + r"\b" for each in initials if len(each) > LEAST_INITIALS and _cyrillic(each)}
    declined = {re.escape(word[:-ENDING] if len(word) > LEAST_RARE else word) for word in rare}
    return Told(tuple(sorted(initials)), tuple(sorted(declined)), tuple(sorted(compounds)), tuple(sorted(latin)))


def _rare(word: str) -> bool:
    """What has a small letter in the name itself is a common noun."""
    return len(word) >= LEAST_RARE and word[0].isupper() and not word.casefold().startswith(_COMMON)


def _cyrillic(word: str) -> bool:
    return bool(re.fullmatch("[А-ЯЁ]+", word))


def _latin(word: str) -> str:
    return "".join(_LATIN[letter] for letter in word)
