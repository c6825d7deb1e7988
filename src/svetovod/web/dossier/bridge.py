"""The law the dossier is kept by: lists, terms and requirements as the rulebook has them on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from svetovod.engine.rules.measures import anniversary
from svetovod.web.common import formatting
from svetovod.web.rulebook.selectors import facts
from svetovod.wording.papers import DOCUMENTS, say_entry
from svetovod.wording.rules import CONFIDENCES, STATUSES
from svetovod.wording.sources import say_source

ACT = "pp779"
NEWCOMERS = "cluster.newcomer_contract_years"
LIST = "confirm.documents"
AGREED = {"organisation": "cluster.participation_agreements", "region": "cluster.region_agreements"}
# an item nobody has found yet: until a rulebook has it, the law as data says nothing of two clusters
ONE_CLUSTER = "cluster.single_membership"


@dataclass(frozen=True, slots=True)
class Norm:
    """An item of the law on a day, with what is known of its source.

    `binding` is False for what only hints; `refuses` is True where the item was compared with the act and may refuse.
    """

    key: str
    label: str
    value: Any
    status: str
    confidence: str
    source: str
    note: str
    binding: bool
    refuses: bool


def norm(key: str, on: date) -> Norm | None:
    """None where no rulebook has the item, or not on that day."""
    law, lang = facts(), formatting.lang()
    item = law.items.get(key)
    value = law.value(key, on) if item else None
    if item is None or value is None:
        return None
    pick = 0 if lang == "ru" else 1
    return Norm(
        key=key,
        label=item.label.text(lang),
        value=value.value,
        status=STATUSES[value.status.value][pick],
        confidence=CONFIDENCES[value.confidence.value][pick] if value.confidence else "",
        source=value.reference or say_source(value.source, lang),
        note=value.note.text(lang) if value.note else "",
        binding=value.use.value in {"hard", "warn"},
        refuses=value.use.value == "hard",
    )


def norms_of(subject: str, on: date) -> list[Norm]:
    """Items of the act about a subject, that hold on the day, those that bind first."""
    found = [norm(item.key, on) for item in facts().items_of(ACT) if item.subject == subject]
    return sorted((each for each in found if each is not None), key=lambda each: not each.binding)


def documents_listed(on: date) -> tuple[str, ...]:
    """Codes of the documents the law wants; empty where it names none on the day."""
    found = norm(LIST, on)
    return tuple(found.value) if found else ()


def document_name(code: str) -> str:
    """As the program words it, or as the edition that brought it in has named it."""
    names = () if code in DOCUMENTS else facts().item(LIST).names
    said = say_entry(code, formatting.lang(), names)
    return said[:1].upper() + said[1:]


def documents_changed(first: date, second: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the documents that the law of the second day wants and that of the first does not, and the reverse."""
    before, after = documents_listed(first), documents_listed(second)
    added, gone = ([c for c in a if c not in b] for a, b in ((after, before), (before, after)))
    return tuple(map(document_name, added)), tuple(map(document_name, gone))


def documents_tried(before: Any, after: Any, on: date) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Documents, by code and name, that only the second of two laws wants on the day, and that only the first does."""
    listed = [law.value(LIST, on) if LIST in law.items else None for law in (before, after)]
    first, second = (tuple(each.value) if each else () for each in listed)
    names = after.item(LIST).names if LIST in after.items else ()

    def named(found: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(code, say_entry(code, formatting.lang(), names)) for code in found if code not in other]

    return named(second, first), named(first, second)


def contract_deadline(joined_on: date, on: date) -> date | None:
    """The last day for a newcomer's contracts; None while the law sets no term."""
    found = norm(NEWCOMERS, on)
    return anniversary(joined_on, found.value) if found else None
