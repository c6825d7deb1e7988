"""What the what-if panel shows: the steps, the verdict before and after them, and which rules flip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.web.registry import verdict_page

from . import words
from .bridge import MovePurchases, Tried, try_steps
from .steps import Asked, query

DEPENDENCE = "cluster.func_dependence_min"


@dataclass(frozen=True, slots=True)
class StepRow:
    """`most` is the largest sum the step can have, for the slider; None where it has no bound."""

    number: int
    asked: Asked
    sentence: str
    error: str
    without: str
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class Panel:
    tried: Tried
    names: words.Names
    steps: Sequence[StepRow]
    before: verdict_page.Page
    after: verdict_page.Page
    changes: Sequence[dict[str, Any]]

    @property
    def flips(self) -> list[dict[str, Any]]:
        """Rules whose outcome is another after the steps."""
        return [row for row in self.changes if row["flips"]]

    @property
    def turns(self) -> bool:
        """Whether the verdict itself is another."""
        return bool(self.before.look != self.after.look)

    @property
    def dependence(self) -> tuple[Any, Any] | None:
        found = [next((r for r in page.rows if r.key == DEPENDENCE), None) for page in (self.before, self.after)]
        return (found[0], found[1]) if found[0] and found[1] else None

    @property
    def wrong(self) -> bool:
        return any(row.error for row in self.steps)


def build(content: dict[str, Any], asked: Sequence[Asked], on: date, registered: dict[str, str]) -> Panel:
    """`registered` are names of outside sellers by INN. Steps that cannot be read or taken are left out and say so."""
    names = words.names_of(content, registered)
    tried = try_steps(content, words.named(asked, names), on)
    before, after = verdict_page.build(tried.before), verdict_page.build(tried.after)
    changes = [{**row, "flips": _flips(row)} for row in verdict_page.changes(before, after)]
    return Panel(tried, names, _rows(asked, tried, names, on.isoformat()), before, after, changes)


def _flips(row: dict[str, Any]) -> bool:
    then = row["then"]
    return (row["now"] and row["now"].kind) != (then and then.kind)


def _rows(asked: Sequence[Asked], tried: Tried, names: words.Names, day: str) -> list[StepRow]:
    refused = {each.place: words.refusal(each, names) for each in tried.refusals}
    rows, place = [], 0
    for number, each in enumerate(asked):
        without = query([*asked[:number], *asked[number + 1 :]], day)
        if each.step is None:
            rows.append(StepRow(number, each, each.token, str(each.error), without, None))
            continue
        said = words.sentence(each.step, names)
        rows.append(StepRow(number, each, said, refused.get(place, ""), without, _most(each.step, tried)))
        place += 1
    return rows


def _most(step: Any, tried: Tried) -> Decimal | None:
    """All that the buyer has from the seller in the workbook; what other steps add is not reckoned with."""
    if not isinstance(step, MovePurchases):
        return None
    rows = tried.origin.purchases
    what = (step.buyer, step.seller, step.okpd2, tried.origin.year, True)
    fits = (r.amount for r in rows if (r.buyer, r.seller, r.okpd2, r.year, r.for_final_product) == what)
    return sum(fits, Decimal(0)) or None
