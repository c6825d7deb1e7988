"""Which header or name is meant: case, ё, spaces and a trailing unit do not matter.

A header that speaks of thousands or millions never matches one in rubles, nor does a remark in brackets that the format
does not know ("Сумма (с НДС)"): better a missing column than a wrong sum.
"""

import re
from collections.abc import Iterable, Mapping

_UNIT = re.compile(r"[,\s(]\s*(руб\.?|рублей|rub|₽|чел\.?|ед\.?|people|units)\)?$")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_SCALED = re.compile(r"тыс|млн|млрд|thousand|million|\bmn\b|\bbn\b|\bths\b|\bk\b")
_QUOTES = str.maketrans("", "", "*:\"«»'\u200b\ufeff\u00ad")


def normal(text: str) -> str:
    """Lower case, е for ё, single spaces, no quotes, asterisks or colons."""
    return " ".join(text.lower().replace("ё", "е").replace("_", " ").translate(_QUOTES).split())


def forms(text: str) -> list[str]:
    """A name of the format in every length: whole, without brackets, without its unit."""
    full = normal(text)
    bare = " ".join(_BRACKETS.sub("", full).split())
    return [form for form in dict.fromkeys((full, bare, _without_unit(full), _without_unit(bare))) if form]


def index(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every form of every name to its key; an exact name wins over a shortened one."""
    found: dict[str, str] = {}
    for key, texts in names.items():
        for text in texts:
            found.setdefault(normal(text), key)
    for key, texts in names.items():
        for text in texts:
            for form in forms(text):
                found.setdefault(form, key)
    return found


def match(text: str, known: Mapping[str, str]) -> str | None:
    """The key that `text` means, None for an unknown one."""
    full = normal(text)
    return known.get(full) or known.get(_without_unit(full))


def _without_unit(text: str) -> str:
    return text if _SCALED.search(text) else _UNIT.sub("", text).strip(" ,.")
