"""Which applications an expert must not judge. Hard: no one may assign past it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .models import Application, PanelMember


@dataclass(frozen=True, slots=True)
class Conflict:
    """`kind`: organisation, region or declared; `name` is the organisation, the region or the expert's reason."""

    kind: str
    name: str


def conflict_of(
    member: PanelMember,
    application: Application,
    declared: Mapping[tuple[int, int], str],
    speaks_for: Container[int] = (),
) -> Conflict | None:
    """The first ground that bars the pair; `declared` maps (member, application) to the reason.

    `speaks_for`: organisations in which the expert holds a role, whatever the panel says of the expert's own.
    """
    for party in application.parties:
        if party["organisation"] == member.organisation_id or party["organisation"] in speaks_for:
            return Conflict("organisation", str(party["name"]))
    if member.region and member.region in {party["region"] for party in application.parties}:
        return Conflict("region", member.region)
    reason = declared.get((member.pk, application.pk))
    return None if reason is None else Conflict("declared", reason)


def declared_pairs(rows: Iterable[Any]) -> dict[tuple[int, int], str]:
    return {(row.member_id, row.application_id): row.reason for row in rows}
