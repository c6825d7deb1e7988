"""Which rows of two estimates are the same spending.

Three things tell: the same file is the evidence of both; both name the same document of the same payer; the same payer
spent the same sum on the same day for the same item. A contract may be paid in parts, so it tells only together with
the sum; an invoice, an act, a payment order are of one spending. An offer proves no spending and tells nothing.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

_KINDS = {
    "contract": r"договор\w*|контракт\w*",
    "invoice": r"счет\w*(?:\s*-\s*фактур\w*)?|упд|универсальн\w+",
    "act": r"акт\w*",
    "payment": r"платежн\w+(?:\s+поручени\w+)?|п/п",
    "offer": r"предложени\w*|кп",
}
_DOCUMENT = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()) + r")(?!\w)"
    r"[^№\n;]{0,60}?№\s*(?P<number>[\w\-/.]*\w)(?:\s+от\s+(?P<on>\d{1,2}\.\d{1,2}\.\d{4}))?"
)


class Sameness(StrEnum):
    """What gives it away, the surest first."""

    FILE = "file"
    DOCUMENT = "document"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of an estimate. `project` and `row` name it, `files` are hashes of its evidence."""

    project: str
    row: int
    payer: str
    kind: str
    on: date
    amount: Decimal
    evidence: str = ""
    files: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Twice:
    mine: Claim
    other: Claim
    by: Sameness


@dataclass(frozen=True, slots=True)
class Document:
    kind: str
    number: str
    on: str = ""

    def same(self, other: "Document") -> bool:
        """Numbers begin anew every year: where both days are named they must be one."""
        return (self.kind, self.number) == (other.kind, other.number) and (
            not self.on or not other.on or self.on == other.on
        )


def documents(evidence: str) -> list[Document]:
    """Documents that the words of an evidence name, with their numbers."""
    found = []
    for match in _DOCUMENT.finditer(evidence.casefold().replace("ё", "е")):
        kind = next(name for name in _KINDS if match[name])
        found.append(Document(kind, match["number"], _day(match["on"])))
    return found


def _day(text: str | None) -> str:
    return ".".join(part.lstrip("0") for part in text.split(".")) if text else ""


def twice(mine: Iterable[Claim], others: Iterable[Claim]) -> tuple[Twice, ...]:
    """Every pair of rows of different projects that are one spending, by the surest of its signs."""
    known: dict[Hashable, list[Claim]] = {}
    for other in others:
        for _sign, key, _document in _signs(other):
            known.setdefault(key, []).append(other)
    found: dict[tuple[str, int, str, int], Twice] = {}
    for claim in mine:
        for sign, key, document in _signs(claim):
            for other in known.get(key, ()):
                pair = (claim.project, claim.row, other.project, other.row)
                if other.project != claim.project and pair not in found and _agrees(document, other):
                    found[pair] = Twice(claim, other, sign)
    return tuple(found.values())


def _signs(claim: Claim) -> Iterator[tuple[Sameness, Hashable, Document | None]]:
    """The surest first: whatever is found first of a pair is what is said. The document, where one tells."""
    for sha256 in sorted(claim.files):
        yield Sameness.FILE, sha256, None
    for document in documents(claim.evidence):
        if document.kind != "offer":
            sum_too = claim.amount if document.kind == "contract" else None
            yield Sameness.DOCUMENT, (claim.payer, document.kind, document.number, sum_too), document
    yield Sameness.PAYMENT, (claim.payer, claim.kind, claim.on, claim.amount), None


def _agrees(document: Document | None, other: Claim) -> bool:
    """Documents of one number and different days are different documents."""
    return document is None or any(document.same(theirs) for theirs in documents(other.evidence))
