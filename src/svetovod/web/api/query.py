"""What stands after the question mark, read strictly: an unknown name is a mistake, not a wish to be ignored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from . import bridge
from .problems import ApiProblem
from .schemas import Schema, choice

Choices = Callable[[], Sequence[str]]


class UnusableError(Exception):
    """A value that does not fit; `code` is one of the format's."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of the question. `many` may be given several times."""

    name: str
    summary: Any
    schema: Schema
    read: Callable[[str], Any]
    default: Any = None
    many: bool = False


def day(name: str, summary: Any) -> Parameter:
    return Parameter(name, summary, {"type": "string", "format": "date"}, _day)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text) if len(text) == len("2021-06-24") else None
    except ValueError:
        found = None
    if found is None:
        raise UnusableError("date.invalid")
    if found.year > 2100:
        raise UnusableError("year.invalid")
    return found


def whole(name: str, summary: Any, *, low: int, high: int, default: int) -> Parameter:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high):
            raise UnusableError("choice.unknown", allowed=f"{low}-{high}", allowed_en=f"{low}-{high}")
        return int(text)

    schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
    return Parameter(name, summary, schema, read, default)


def text(name: str, summary: Any, *, longest: int = 100) -> Parameter:
    def read(given: str) -> str:
        if len(given) > longest or "\x00" in given:
            raise UnusableError("choice.unknown", allowed=f"0-{longest}", allowed_en=f"0-{longest}")
        return given

    return Parameter(name, summary, {"type": "string", "maxLength": longest}, read, "")


def word(name: str, summary: Any, words: Sequence[str], *, default: str | None = None, many: bool = False) -> Parameter:
    def read(given: str) -> str:
        if given not in words:
            raise UnusableError("choice.unknown", allowed=", ".join(words), allowed_en=", ".join(words))
        return given

    schema: Schema = {**choice(*words), **({"default": default} if default else {})}
    if many:
        schema = {"type": "array", "items": schema}
    return Parameter(name, summary, schema, read, default, many)


def understood(parameters: Sequence[Parameter], given: QueryDict, lang: str) -> Mapping[str, Any]:
    """Every parameter by its name, or a problem with all that is wrong."""
    known = {parameter.name: parameter for parameter in parameters}
    errors = [
        bridge.issue("choice.unknown", name, name, lang, allowed=", ".join(known))
        for name in given
        if name not in known
    ]
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        texts = [each for each in given.getlist(name) if each != ""]
        try:
            read = [parameter.read(each) for each in (texts if parameter.many else texts[-1:])]
            values[name] = frozenset(read) if parameter.many else read[0] if read else parameter.default
        except UnusableError as error:
            errors.append(bridge.issue(error.code, name, texts[-1], lang, **error.params))
    if errors:
        raise ApiProblem("query", _("Mend the parameters named in `errors`."), errors=errors)
    return values
