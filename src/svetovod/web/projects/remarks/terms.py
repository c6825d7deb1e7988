"""Terms of remarks: by when they are answered, how long the initiator reads them first. Data: `terms.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from svetovod.web.projects.enums import Severity

FILE = Path(__file__).with_name("terms.toml")


@dataclass(frozen=True, slots=True)
class Terms:
    """Calendar days; `answer` by severity."""

    first: int
    judge: int
    ladder: int
    answer: Mapping[str, int]

    def answer_by(self, severity: str, made_on: date) -> date | None:
        """The day by which a remark of that day is to be answered, None where none is asked."""
        days = self.answer[severity]
        return made_on + timedelta(days=days) if days else None


@cache
def terms() -> Terms:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    answer = {str(severity): int(raw["answer"][severity]) for severity in Severity}
    return Terms(int(raw["first"]), int(raw["judge"]), int(raw["ladder"]), answer)
