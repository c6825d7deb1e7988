"""Who speaks for a party of an application, and which applications an expert must not judge.

The parties are the organisations of the application and the managing organisation of its cluster; whoever holds a role
in one of them, in the cluster or in the project itself, speaks for it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from svetovod.web.accounts.enums import Scope

from .enums import REGISTERED
from .models import Application, PanelMember, SelectionRound

Places = Collection[tuple[str, str]]
SPEAKING = {Scope.ORGANISATION, Scope.CLUSTER, Scope.PROJECT}


@dataclass(frozen=True, slots=True)
class Conflict:
    """`kind`: organisation, region, declared or tied; `name` is the organisation, the region, the expert's reason, or
    the tie in words."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Interest:
    """`party` of the application `number` for which somebody speaks."""

    number: str
    party: str


def party_spoken_for(held: Places, application: Application) -> str:
    """The name of a party of the application that the holder of these places speaks for; "" for none."""
    for party in application.parties:
        if (Scope.ORGANISATION, str(party["organisation"])) in held:
            return str(party["name"])
    project = application.project
    if (Scope.ORGANISATION, str(project.initiator_id)) in held:
        return str(project.initiator)
    if (Scope.ORGANISATION, str(project.cluster.manager_id)) in held:
        return str(project.cluster.manager)
    if (Scope.CLUSTER, str(project.cluster_id)) in held:
        return str(project.cluster)
    return str(project.code) if (Scope.PROJECT, str(project.pk)) in held else ""


def interest_of(held: Places, round_: SelectionRound, filed: Iterable[Application] | None = None) -> Interest | None:
    """The first application of the round, filed and not taken back, a party of which is spoken for; `filed` are those
    of the round, where several people are asked about."""
    if not any(scope in SPEAKING for scope, _id in held):
        return None
    rows = filed_in(round_) if filed is None else filed
    found = ((row.number, party_spoken_for(held, row)) for row in rows)
    return next((Interest(number, party) for number, party in found if party), None)


def filed_in(round_: SelectionRound) -> list[Application]:
    """Filed and not taken back, with whoever may be a party."""
    rows = round_.applications.filter(state__in=REGISTERED).order_by("serial")
    return list(rows.select_related("project__cluster__manager", "project__initiator"))


def conflict_of(
    member: PanelMember,
    application: Application,
    declared: Mapping[tuple[int, int], str],
    held: Places = (),
    tied: Mapping[tuple[int, int], str] = MappingProxyType({}),
) -> Conflict | None:
    """The first ground that bars the pair; `declared` maps (member, application) to the reason, `tied` to the tie.

    `held`: places in which the expert holds a role, whatever the panel says of the expert's own organisation.
    """
    own = (str(Scope.ORGANISATION), str(member.organisation_id))
    party = party_spoken_for({*held, own}, application)
    if party:
        return Conflict("organisation", party)
    if member.region and member.region in {party["region"] for party in application.parties}:
        return Conflict("region", member.region)
    reason = declared.get((member.pk, application.pk))
    if reason is not None:
        return Conflict("declared", reason)
    tie = tied.get((member.pk, application.pk))
    return None if tie is None else Conflict("tied", tie)


def declared_pairs(rows: Iterable[Any]) -> dict[tuple[int, int], str]:
    return {(row.member_id, row.application_id): row.reason for row in rows}
