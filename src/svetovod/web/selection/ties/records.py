"""What is known of experts, of parties and of organisations beside them: a few queries, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holdings, places_held
from svetovod.web.projects.models import ProjectParticipant
from svetovod.web.registry.selectors import organisations_known, particulars_known, places_known
from svetovod.web.selection.models import Application, ExpertProfile, PanelMember

SPEAKERS = (Role.INITIATOR, Role.PARTICIPANT, Role.CLUSTER_MANAGER)


@dataclass(frozen=True, slots=True)
class Records:
    """`own`: ids of organisations in which a person holds a role, by the person's id."""

    profiles: Mapping[int, ExpertProfile]
    own: Mapping[int, set[int]]
    organisations: Mapping[int, Any]
    particulars: Mapping[int, list[Any]]
    addresses: Mapping[int, list[str]]
    emails: Mapping[int, set[str]]
    projects: Mapping[str, set[int]]


def records_of(
    panel: Iterable[PanelMember],
    rows: Iterable[Application],
    held: Mapping[int, Iterable[tuple[str, str]]] | None = None,
    *,
    exact: bool = False,
) -> Records:
    """`held`: places of the panel's people, where somebody has asked for them already.

    `exact`: only what a tie may be certain by, which are INNs: nobody is barred by a name, an address or a project.
    """
    panel = list(panel)
    people = [member.person_id for member in panel]
    profiles = {each.person_id: each for each in ExpertProfile.objects.filter(person__in=people)}
    parties = {int(party["organisation"]) for row in rows for party in row.parties}
    own = _own(panel, places_held(people) if held is None else held)
    near = parties.union(*own.values()) if own else parties
    linked = {inn for profile in profiles.values() for inn in profile.linked}
    organisations = {each.pk: each for each in organisations_known(near, linked)}
    told: dict[int, list[Any]] = defaultdict(list)
    for row in particulars_known(
        [] if exact else [each.inn for each in organisations.values()],
        [each.inn for each in profiles.values() if each.inn],
        [] if exact else _surnames(panel),
    ):
        told[row.organisation_id].append(row)
        organisations.setdefault(row.organisation_id, row.organisation)
    if exact:
        return Records(profiles, own, organisations, told, {}, {}, {})
    return Records(
        profiles, own, organisations, told, _addresses(organisations), _emails(parties), _projects(near),
    )  # fmt: skip


def _own(panel: list[PanelMember], held: Mapping[int, Iterable[tuple[str, str]]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {
        person: {int(key) for scope, key in places if scope == Scope.ORGANISATION} for person, places in held.items()
    }
    for member in panel:
        if member.organisation_id:
            found.setdefault(member.person_id, set()).add(member.organisation_id)
    return found


def _surnames(panel: list[PanelMember]) -> set[str]:
    """The first word of a name; of a short word too many names have a part."""
    words = (member.person.name.split() for member in panel)
    return {each[0] for each in words if len(each) > 1 and len(each[0]) > 3}


def _addresses(organisations: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for place in places_known(organisations):
        found[place.organisation_id].append(place.address)
    return found


def _emails(parties: set[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for holding in holdings(Scope.ORGANISATION, parties, *SPEAKERS):
        found[int(holding.scope_id)].add(holding.email)
    return found


def _projects(organisations: set[int]) -> dict[str, set[int]]:
    rows = ProjectParticipant.objects.filter(organisation__in=organisations)
    found: dict[str, set[int]] = defaultdict(set)
    for code, organisation in rows.values_list("project__code", "organisation_id"):
        found[code].add(organisation)
    return found
