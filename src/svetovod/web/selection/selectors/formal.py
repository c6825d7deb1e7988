"""The formal check as its readers may see it: nobody reads another's answers before finishing their own."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.models import Application, CheckReview, FormalCheckItem
from svetovod.web.selection.phrases import CHECKLIST


@dataclass(frozen=True, slots=True)
class Line:
    """An item with each finished officer's opinion and what it came to (None while they differ)."""

    key: str
    label: Any
    opinions: list[Any]
    outcome: FormalCheckItem | None


@dataclass(frozen=True, slots=True)
class Check:
    """`own` is the reader's review. `lines` are empty until all have finished; `finished` counts those who have."""

    own: CheckReview | None
    finished: int
    needed: int
    lines: list[Line]

    @property
    def whole(self) -> bool:
        return self.finished >= self.needed

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.lines if line.outcome is None]

    @property
    def mine(self) -> bool:
        """Whether the reader may still write answers."""
        return not self.whole and (self.own is None or self.own.finished_at is None)


def check_of(actor: Any, row: Application) -> Check:
    reviews = list(row.reviews.filter(revision=row.revision).select_related("officer").prefetch_related("opinions"))
    own = next((each for each in reviews if each.officer_id == actor.person_id), None)
    finished = [each for each in reviews if each.finished_at is not None]
    needed = row.round.check_officers
    if len(finished) < needed or not ACCESS.allows("application.view", actor, row):
        return Check(own, len(finished), needed, [])
    settled = {item.key: item for item in row.checks.select_related("by")}
    lines = [
        Line(
            key, label, [(each.officer, o) for each in finished for o in each.opinions.all() if o.key == key],
            settled.get(key),
        )
        for key, (label, _source) in CHECKLIST.items()
    ]  # fmt: skip
    return Check(own, len(finished), needed, lines)
