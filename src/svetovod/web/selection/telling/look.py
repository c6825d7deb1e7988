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
    """Of the version filed or, before there is one, of the project as it stands. Empty where names are told anyway."""
    if row.round.blindness != Blindness.DOUBLE:
        return []
    content = row.pinned.content if row.version_id else live_content(row.project)
    parties = row.parties or _parties(row.project)
    read = veil.without_names(
        SimpleNamespace(pk=row.pk, round=row.round, project=row.project, parties=parties), content
    )
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
