"""The look before filing, and at the filed version: a person decides what to do with it, nothing is refused."""

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from svetovod.web.projects.selectors import live_content
from svetovod.web.registry.selectors import words_for
from svetovod.web.selection import veil
from svetovod.web.selection.enums import Blindness
from svetovod.web.selection.models import Application

from .bridge import Tell, tells


def tells_of(row: Application) -> list[Tell]:
    """Of the version filed, to whoever checks it. Empty where names are told anyway."""
    if row.round.blindness != Blindness.DOUBLE:
        return []
    return _left(row, row.parties, veil.without_names(row, row.pinned.content))


def tells_ahead(row: Application) -> list[Tell]:
    """Of the project as it stands, to its applicant before filing: other applicants of the round have no part in it.

    Were their names left out here, a name typed into the project would tell whether that rival has filed.
    """
    if row.round.blindness != Blindness.DOUBLE:
        return []
    parties = _parties(row.project)
    mine = SimpleNamespace(pk=row.pk, round=row.round, project=row.project, parties=parties)
    return _left(row, parties, veil.without_names(mine, live_content(row.project), others=False))


def _left(row: Application, parties: list[dict[str, Any]], read: Mapping[str, Any]) -> list[Tell]:
    organisations = {party["organisation"] for party in parties} | {row.project.cluster.manager_id}
    names = [*words_for(organisations).values(), *([str(party["name"])] for party in parties)]
    return tells(_texts(read), names)


def _parties(project: Any) -> list[dict[str, Any]]:
    return [
        {
            "organisation": each.organisation_id, "name": str(each.organisation), "inn": each.organisation.inn,
            "role": each.role,
        }
        for each in project.participants.select_related("organisation")
    ]  # fmt: skip


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value
