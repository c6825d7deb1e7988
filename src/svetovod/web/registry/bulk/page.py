"""What the page of a bulk import shows: file by file what it would do or has done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svetovod.web.common import formatting
from svetovod.web.registry import bridge
from svetovod.web.registry.enums import BulkState, Conclusion
from svetovod.web.registry.models import BulkFile
from svetovod.web.registry.phrases import LOOK as VERDICTS

from . import phrases
from .services import CHOICE
from .work import LINE

# states in which a first workbook is still there, waiting or applied
FIRST = {*CHOICE, BulkState.QUEUED, BulkState.APPLIED}
SHOWN = 50  # errors of one file; who mends these sees the rest


@dataclass(frozen=True, slots=True)
class FileRow:
    """`typed`: INN and name of the managing organisation, as they were sent."""

    file: BulkFile
    typed: tuple[str, str]

    @property
    def look(self) -> str:
        return phrases.LOOK[BulkState(self.file.state)]

    @property
    def reason(self) -> str:
        return phrases.reason(self.file)

    @property
    def errors(self) -> list[Any]:
        return bridge.told([bridge.problem_of(each) for each in self.file.errors[:SHOWN]], formatting.lang())

    @property
    def choice(self) -> bool:
        return self.file.state in CHOICE

    @property
    def asks_manager(self) -> bool:
        return self.choice and self.file.cluster_id is None

    @property
    def opens(self) -> bool:
        """Whether it can be looked into: what it changes, or all that a first workbook says."""
        if self.file.base_id is not None:
            return self.file.changes > 0
        return self.file.state in FIRST

    @property
    def applied(self) -> bool:
        return self.file.state == BulkState.APPLIED

    @property
    def verdicts(self) -> list[tuple[str, str]]:
        """Look and words of the conclusion before and after; one where there was none before, or it is the same."""
        both = [self.file.before, self.file.after]
        return [(VERDICTS[each], str(Conclusion(each).label)) for each in dict.fromkeys(both) if each]


@dataclass(frozen=True, slots=True)
class BulkPage:
    rows: Sequence[FileRow]
    tally: Mapping[str, int]

    @property
    def headline(self) -> str:
        return phrases.headline(dict(self.tally), len(self.rows))

    @property
    def working(self) -> bool:
        return any(self.tally[state] for state in LINE)

    @property
    def done(self) -> int:
        return len(self.rows) - sum(self.tally[state] for state in LINE)

    @property
    def choices(self) -> bool:
        return any(row.choice for row in self.rows)

    @property
    def applied(self) -> int:
        return self.tally[BulkState.APPLIED]


def build(files: Sequence[BulkFile], typed: Mapping[int, tuple[str, str]]) -> BulkPage:
    known = ((file, typed.get(file.pk, (file.manager_inn, file.manager_name))) for file in files)
    return BulkPage([FileRow(*each) for each in known], Counter(file.state for file in files))
