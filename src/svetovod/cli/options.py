"""Options that several commands understand alike; what is wrong with one is a collected Problem, as in a workbook."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from svetovod.engine.model import Problem

from .output import fail

if TYPE_CHECKING:
    from svetovod.engine.facts import Facts

LANG = "ru"
LANGUAGES = ("ru", "en")
LAST_YEAR = 2100


def language(lang: str, problems: list[Problem], *, as_json: bool) -> None:
    """Stops at once for an unknown language: nothing could be said in it."""
    wrong: list[Problem] = []
    chosen("--lang", lang, LANGUAGES, wrong)
    if wrong:
        fail([*problems, *wrong], as_json=as_json, lang=LANG)


def chosen(option: str, value: str, allowed: Sequence[str], problems: list[Problem]) -> None:
    """`choice.unknown` for a value that is not among the allowed."""
    if value not in allowed:
        params = {"allowed": ", ".join(allowed)}
        problems.append(Problem("choice.unknown", column=option, value=value, params=params))


def day(option: str, text: str | None, problems: list[Problem]) -> date | None:
    """ISO or DD.MM.YYYY; today when left out; None after `date.invalid` or `year.invalid`.

    There is no first year: an early day is one before the first edition, and its command says so.
    """
    if text is None:
        return date.today()  # noqa: DTZ011 - the user's calendar day
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            found = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if found.year <= LAST_YEAR:
            return found
        problems.append(Problem("year.invalid", column=option, value=text))
        return None
    problems.append(Problem("date.invalid", column=option, value=text, params={"place": "field"}))
    return None


def above_zero(option: str, value: float, problems: list[Problem]) -> None:
    """`number.invalid` for a number that is not above zero, or has no end."""
    if not 0 < value < inf:
        problems.append(Problem("number.invalid", column=option, value=str(value), params={"reason": "finite"}))


def rubles(option: str, text: str, problems: list[Problem]) -> Decimal:
    """A sum of money as a cell of a workbook may hold it; zero after a problem."""
    from svetovod.engine.workbooks.cell import Cell, Kind
    from svetovod.engine.workbooks.numbers import parse_money
    from svetovod.engine.workbooks.spec import BadCellError

    try:
        return parse_money(Cell(Kind.TEXT, text), lambda code, **_: None)
    except BadCellError as bad:
        problems.append(Problem(bad.code, column=option, value=text, params=bad.params))
        return Decimal(0)


def facts_with(verified: Path | None, problems: list[Problem]) -> "Facts":
    """The law as shipped, the items of `--verified` marked; `file.unreadable` says what is wrong in that file."""
    from svetovod.engine.facts import VerifiedError, load

    facts = load()
    try:
        return facts if verified is None else facts.with_verified(verified)
    except VerifiedError as error:
        params = {"kind": f"verified_{error.reason}", "name": error.file, "known": error.known}
        problems.append(Problem("file.unreadable", column="--verified", value=error.key, params=params))
        return facts
