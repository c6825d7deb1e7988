"""A cluster judged by one edition of the act, whatever has come since: for dossiers, which keep theirs.

Pages of a verdict in both cases, so that an app above draws them as the registry does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from svetovod.web.registry import verdict_page
from svetovod.web.registry.bridge import ACT
from svetovod.web.registry.models import ClusterSheet

from . import bridge

__all__ = ["ACT", "Change", "Difference", "difference", "page"]


@dataclass(frozen=True, slots=True)
class Change:
    """A rule judged otherwise; None where there is no such rule. `decides`: it weighs otherwise in the verdict."""

    key: str
    label: str
    before: verdict_page.RuleRow | None
    after: verdict_page.RuleRow | None
    decides: bool

    @property
    def law_key(self) -> str:
        """The item its threshold comes from."""
        side = self.after or self.before
        return side.law_key if side else self.key

    @property
    def worse(self) -> bool:
        return self.after is not None and self.after.hit and not (self.before is not None and self.before.hit)


@dataclass(frozen=True, slots=True)
class Difference:
    """The same figures on the same day by two editions, and the rules that tell them apart."""

    on: date
    before: verdict_page.Page
    after: verdict_page.Page
    changes: Sequence[Change]

    @property
    def flips(self) -> bool:
        return bool(self.before.verdict.conclusion != self.after.verdict.conclusion)

    @property
    def reasons(self) -> list[Change]:
        """The rules that change the verdict, where it changes."""
        return [change for change in self.changes if change.decides] if self.flips else []


def page(sheet: ClusterSheet, *, edition: date, on: date) -> verdict_page.Page:
    """The verdict by that edition as of a day, also one on which a later edition is in force."""
    return verdict_page.build(bridge.verdict(sheet.content, edition=edition, on=on))


def difference(sheet: ClusterSheet, *, before: date, after: date, on: date) -> Difference:
    """Only the law differs: both editions are asked of one day."""
    left, right = (page(sheet, edition=edition, on=on) for edition in (before, after))
    was, became = ({row.key: row for row in each.rows} for each in (left, right))
    return Difference(on, left, right, [
        Change(
            each.key, verdict_page.rule_label(each.key), was.get(each.key), became.get(each.key),
            bridge.weight(each.before) != bridge.weight(each.after),
        )
        for each in bridge.changes(left.verdict, right.verdict)
    ])  # fmt: skip
