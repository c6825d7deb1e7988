"""What the codes of the journal mean, as its readers are told: data, in both languages. The journal keeps the codes."""

import tomllib
from functools import cache
from pathlib import Path

from svetovod.web.common import formatting

FILE = Path(__file__).parent / "words.toml"
LANGUAGES = ("en", "ru")


@cache
def held(lang: str) -> dict[str, dict[str, str]]:
    """By table and code, the words of that language."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    place = LANGUAGES.index(lang)
    return {name: {code: said[place] for code, said in rows.items()} for name, rows in tables.items()}


def action(code: str) -> str:
    """What was done; the code itself where nobody has words for it any more."""
    return _said("actions", code)


def kind(code: str) -> str:
    """Of what kind the object is."""
    return _said("kinds", code)


def datum(code: str, kind: str = "") -> str:
    """What one of the values of an entry is, on an object of that kind: some names mean another thing of some kinds."""
    return held(formatting.lang())["data_of"].get(f"{kind}.{code}") or _said("data", code)


def of_value(kind: str, code: str, told: str) -> str | None:
    """A value that is the choice of no model, None where it has no words."""
    return held(formatting.lang())["values"].get(f"{kind}.{code}.{told}")


def purpose(code: str) -> str:
    """On what occasion a root was signed: a word, and which selection it was where there is one."""
    name, _space, which = code.partition(" ")
    return f"{_said('purposes', name)} {which}".strip()


def _said(table: str, code: str) -> str:
    return held(formatting.lang())[table].get(code, code)
