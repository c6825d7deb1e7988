"""Columns of the grid: a cell's text to a value and a value to the text that goes over the wire.

Texts are the same in every language: codes of choices, days as ISO, money with a dot. The page shows them in words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting
from svetovod.web.projects.enums import CostKind, Currency, Funding, VatRate

from . import bridge

YES, EVIDENCE_MOST = "yes", 300
# rubles without VAT, which nobody writes
COUNTED = "amount"
NEEDED = ("kind", "payer", "on", "given")


@dataclass(frozen=True, slots=True)
class Column:
    """`look` is how the page shows and edits it: `choice`, `money`, `rate`, `day`, `text`."""

    name: str
    label: Any
    look: str


COLUMNS = (
    Column("kind", _("Item"), "choice"),
    Column("payer", _("Who bore the costs"), "choice"),
    Column("on", _("Date"), "day"),
    Column("given", _("Sum as in the document"), "money"),
    Column("currency", _("Currency"), "choice"),
    Column("rate", _("Rate: rubles for one unit"), "rate"),
    Column("rate_on", _("Day of the rate"), "day"),
    Column("vat", _("VAT within the sum"), "choice"),
    Column("amount", _("Amount without VAT, RUB"), "money"),
    Column("funding", _("Paid from"), "choice"),
    Column("evidence", _("Evidence"), "text"),
    Column("other_support", _("Other support of the same costs"), "choice"),
)
BY_NAME = {column.name: column for column in COLUMNS}
CHOICES: dict[str, Any] = {"kind": CostKind, "currency": Currency, "vat": VatRate, "funding": Funding}
EMPTY: dict[str, Any] = {
    "currency": Currency.RUB, "rate": None, "rate_on": None, "vat": "", "funding": "", "evidence": "",
    "other_support": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is refused: `row` is the row's id, "" for one to be added, `line` its number for the eye."""

    row: str
    line: int
    column: str
    value: str
    said: str


class BadCell(Exception):  # noqa: N818 - says what happened
    def __init__(self, said: Any) -> None:
        super().__init__(said)
        self.said = said


def read(name: str, text: str, payers: Mapping[str, Any]) -> Any:
    """The value of a cell typed or pasted; `payers` by INN. `BadCell` with the rule and the remedy in words."""
    text = bridge.without_unseen(text.replace("\0", "")).strip()
    if not text:
        if name in NEEDED:
            raise BadCell(_("The cell cannot be empty. Fill it in."))
        return EMPTY[name]
    if name == "payer":
        return _payer(text, payers)
    if name == "evidence":
        return _evidence(text)
    if (known := _named(name, text)) is not None:
        return known
    if name in {"currency", "vat", "funding"}:
        raise _bad(name, "choice.unknown", text, **_allowed(name))
    found = bridge.pasted_value(name, str(BY_NAME[name].label), text)
    if bridge.is_problem(found):
        if name == "given" and re.search(r"ндс|vat", text, re.IGNORECASE):
            raise BadCell(_VAT_INSIDE % {"text": text[:60], "column": BY_NAME["vat"].label})
        raise BadCell(bridge.cell_said(found, formatting.lang()))
    return CostKind(found) if name == "kind" else found


def text_of(name: str, cost: Any) -> str:
    """The cell of a row as it goes over the wire."""
    value = cost.given if name == "given" and cost.given is not None else getattr(cost, _FIELD.get(name, name))
    if name == "payer":
        return str(cost.payer.inn)
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    if isinstance(value, Decimal):
        return f"{value:.2f}" if name != "rate" else format(value.normalize(), "f")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


_FIELD = {"given": "amount"}
_VAT_INSIDE = _("“%(text)s”: write the number alone, and the rate of the tax inside it in the column “%(column)s”.")


def choices(name: str, payers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Codes and words of a choice, the empty one first where it may be empty."""
    if name == "payer":
        return [(inn, str(each)) for inn, each in payers.items()]
    if name == "other_support":
        return [("", str(_("no"))), (YES, str(_("yes")))]
    empty = [("", "—")] if name in {"vat", "funding"} else []
    return empty + [(str(code), str(label)) for code, label in CHOICES[name].choices]


def _named(name: str, text: str) -> Any:
    """A choice by any of its words; a rate of VAT with its per cent sign or without."""
    if name not in CHOICES:
        return None
    return _names(name).get(_folded(text.rstrip(" %") if name == "vat" else text))


def _payer(text: str, payers: Mapping[str, Any]) -> Any:
    named = {_folded(str(word)): each for each in payers.values() for word in (each.inn, each.name, each)}
    # a spreadsheet keeps an INN as a number, without its leading zeros
    found = named.get(_folded(text)) or next((named[key] for key in map(text.zfill, (10, 12)) if key in named), None)
    if found is None:
        allowed = "; ".join(f"{inn} {each}" for inn, each in payers.items())
        raise _bad("payer", "choice.unknown", text, allowed=allowed, allowed_en=allowed)
    return found


def _evidence(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > EVIDENCE_MOST:
        raise BadCell(_("At most %(most)d characters. Shorten the text.") % {"most": EVIDENCE_MOST})
    return text


def _bad(name: str, code: str, text: str, **params: Any) -> BadCell:
    problem = bridge.cell_problem(code, str(BY_NAME[name].label), text, **params)
    return BadCell(bridge.cell_said(problem, formatting.lang()))


def _allowed(name: str) -> dict[str, str]:
    words = "; ".join(str(label) for label in CHOICES[name].labels)
    return {"allowed": words, "allowed_en": words}


@cache
def _names(name: str) -> dict[str, Any]:
    """Every way to write a choice: its code, its words in both languages."""
    found: dict[str, Any] = {}
    for lang in ("ru", "en"):
        with translation.override(lang):
            found |= {_folded(str(label)): code for code, label in CHOICES[name].choices}
    found |= {_folded(code): CHOICES[name](code) for code in CHOICES[name].values}
    return found | {"—": "", "-": ""} if name in {"vat", "funding"} else found


def _folded(text: str) -> str:
    return " ".join(bridge.without_unseen(text).casefold().replace("ё", "е").split())
