"""Whom a table is sent to: organisations chosen by kind and region or by INN, and who there gets a link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import OrganisationKind

from .access import ANSWERING
from .enums import RequestForm
from .models import FiguresContact, FiguresRequest

MOST = 3000
Contacts = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation named by INN, with the address of whoever answers where it was given."""

    inn: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Kinds of organisations within regions (all regions where none is named), and those named one by one."""

    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    named: tuple[Named, ...] = field(default_factory=tuple)


def chosen(choice: Choice) -> QuerySet[Any]:
    """Organisations of a choice, each once."""
    return registry.organisations_by(choice.kinds, choice.regions, inns=[each.inn for each in choice.named])


def contacts_of(organisations: Iterable[Any], named: Iterable[Named], past: Q) -> Contacts:
    """(name, e-mail) of everybody who gets a link: those named, those who answered before, holders of the office.

    `past`: earlier requests of the same asker, for an address given to one asker is no other's to use.
    """
    rows = list(organisations)
    given = {each.inn: each for each in named if each.email}
    found: Contacts = {row.pk: [(given[row.inn].name, given[row.inn].email)] for row in rows if row.inn in given}
    _merge(found, _answered_before([row.pk for row in rows if row.pk not in found], past))
    _merge(found, _holders([row for row in rows if row.pk not in found]))
    return found


def _merge(found: Contacts, more: Mapping[int, list[tuple[str, str]]]) -> None:
    for pk, people in more.items():
        found.setdefault(pk, people)


def _answered_before(pks: list[int], past: Q) -> Contacts:
    requests = FiguresRequest.objects.filter(past, form=RequestForm.TABLE)
    rows = FiguresContact.objects.filter(
        reply__request__in=requests, reply__organisation__in=pks, revoked_at=None, person__erased_at=None
    )
    found: Contacts = {}
    for row in rows.select_related("person", "reply").order_by("reply__organisation", "-issued_at", "-id"):
        # the newest one alone: who answered years ago may be elsewhere
        found.setdefault(row.reply.organisation_id, [(row.person.name, row.person.email)])
    return found


def _holders(rows: list[Any]) -> Contacts:
    """Accounts that speak for an organisation, in one query for any number."""
    places = {(Scope.ORGANISATION, str(row.pk)): [row.pk] for row in rows}
    roles = {OrganisationKind.AUTHORITY: Role.REGIONAL_AUTHORITY, OrganisationKind.CDC: Role.CDC_OFFICER}
    by_region: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if role := roles.get(OrganisationKind(row.kind)):
            by_region.setdefault((role, row.region), []).append(row.pk)
    clusters = registry.managed_by([row.pk for row in rows if row.kind == OrganisationKind.SPECIALISED])
    grants = RoleGrant.objects.filter(revoked_at=None, person__is_active=True).select_related("person").order_by("id")
    found: Contacts = {}
    for grant in grants.filter(scope__in=[Scope.ORGANISATION, Scope.REGION, Scope.CLUSTER]):
        if grant.scope == Scope.ORGANISATION and grant.role in {*ANSWERING, Role.CLUSTER_MANAGER, *roles.values()}:
            pks = places.get((Scope.ORGANISATION, grant.scope_id), [])
        elif grant.scope == Scope.CLUSTER and grant.role == Role.CLUSTER_MANAGER:
            pks = clusters.get(grant.scope_id, [])
        else:
            pks = by_region.get((grant.role, grant.scope_id), [])
        for pk in pks:
            _add(found.setdefault(pk, []), grant.person)
    return found


def _add(people: list[tuple[str, str]], person: Person) -> None:
    if (person.name, person.email) not in people:
        people.append((person.name, person.email))
