"""Who joined and who left a confirmed cluster since the list that the ministry has."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.registry.selectors import by_inns, members_of

from .enums import ReportState
from .models import RegistryEntry

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """Rows are plain: INN, name, role; `changed` are those whose role is another now, as before and after."""

    joined: tuple[Row, ...]
    left: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    now: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.joined or self.left or self.changed)

    def plain(self) -> Row:
        return {
            "joined": list(self.joined), "left": list(self.left), "changed": [list(pair) for pair in self.changed],
            "participants": list(self.now),
        }  # fmt: skip


def change_of(entry: RegistryEntry) -> Change:
    rows = _known(entry)
    # a record that was joined to another goes on there: nobody has left and nobody came
    standing = by_inns([row["inn"] for row in rows])
    known = {standing[row["inn"]].inn if row["inn"] in standing else row["inn"]: row for row in rows}
    now = {
        m.organisation.inn: {"inn": m.organisation.inn, "name": m.organisation.name, "role": m.role}
        for m in members_of(entry.cluster)
    }
    return Change(
        joined=tuple(row for inn, row in now.items() if inn not in known),
        left=tuple(row for inn, row in known.items() if inn not in now),
        changed=tuple((known[i], row) for i, row in now.items() if i in known and known[i]["role"] != row["role"]),
        now=tuple(now.values()),
    )  # fmt: skip


def _known(entry: RegistryEntry) -> list[Row]:
    """The last list that was entered: of a report, or of what the confirmation was decided on."""
    accepted = entry.reports.filter(state=ReportState.ACCEPTED).first()
    version = accepted or entry.decision.application.versions.first()
    found: list[Row] = version.content["participants"] if version else []
    return found
