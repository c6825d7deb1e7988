"""Who plays in the scene and what they are granted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from svetovod.web.accounts.actors import SYSTEM, Actor, Grant, actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.services import role_grant
from svetovod.web.registry.models import Cluster, Organisation

from .people import EXPERTS, MEMBERS

# Nobody holds a role when the scene is set up: the first administrator comes from the command line, as everywhere.
FOUNDER = Actor(
    pseudonym=SYSTEM.pseudonym, name=SYSTEM.name, grants=(Grant(0, Role.ADMINISTRATOR, Scope.PLATFORM, ""),)
)
EXPERT_REGIONS = ("RU-MOW", "RU-MOW", "RU-SPE", "RU-MOW", "RU-KO", "RU-MOW", "RU-KLU", "RU-MOW")


@dataclass(frozen=True, slots=True)
class Company:
    """The persons by part, with the organisations they speak for."""

    people: dict[str, Person]

    def actor(self, key: str) -> Actor:
        return actor_of(self.people[key])

    def speaking(self, organisation: Organisation) -> Actor:
        """Who speaks for an enterprise of the background: the scene's initiator of all trades."""
        return acting(self.people["background"], Role.INITIATOR, organisation)

    def partner(self, organisation: Organisation) -> Actor:
        return acting(self.people["background"], Role.PARTICIPANT, organisation)

    def managing(self, organisation: Organisation) -> Actor:
        return acting(self.people["background"], Role.CLUSTER_MANAGER, organisation)

    @property
    def experts(self) -> list[Person]:
        return [self.people[part.key] for part in EXPERTS]

    @property
    def members(self) -> list[Person]:
        return [self.people[part.key] for part in MEMBERS]


def acting(person: Person, role: Role, organisation: Organisation) -> Actor:
    """The actor of a person who speaks for an organisation, without a stored grant: for scenes only."""
    grant = Grant(0, role, Scope.ORGANISATION, str(organisation.pk), str(organisation))
    return Actor(person.pk, str(person.pseudonym), person.name, person.email, (grant,), grant)


def grant(person: Person, role: Role, scope: Scope, scope_id: Any = "", *, label: str, at: datetime) -> None:
    role_grant(actor=FOUNDER, person=person, role=role, scope=scope, scope_id=str(scope_id), label=label, at=at)


def grant_platform(company: Company, at: datetime) -> None:
    """Roles held everywhere, and those of the region of Saransk."""
    people = company.people
    grant(people["admin"], Role.ADMINISTRATOR, Scope.PLATFORM, label="Администратор", at=at)
    grant(people["auditor"], Role.AUDITOR, Scope.PLATFORM, label="Аудитор", at=at)
    for officer in ("officer", "officer-2", "officer-3"):
        grant(people[officer], Role.REGISTRY_OFFICER, Scope.PLATFORM, label="Реестр кластеров", at=at)
    grant(people["head"], Role.REGISTRY_HEAD, Scope.PLATFORM, label="Реестр кластеров", at=at)
    grant(people["organiser"], Role.ORGANISER, Scope.PLATFORM, label="Практические сессии", at=at)
    grant(people["secretary"], Role.SECRETARY, Scope.PLATFORM, label="Конкурсные отборы", at=at)
    grant(people["region"], Role.REGIONAL_AUTHORITY, Scope.REGION, "RU-MO", label="Республика Мордовия", at=at)
    grant(people["cdc"], Role.CDC_OFFICER, Scope.REGION, "RU-MO", label="ЦКР, Республика Мордовия", at=at)


def grant_leads(
    company: Company, cluster: Cluster, initiator: Organisation, partner: Organisation, at: datetime
) -> None:
    """The thread's own people: the managing organisation, the initiator and the co-executor."""
    people = company.people
    grant(people["manager"], Role.CLUSTER_MANAGER, Scope.CLUSTER, cluster.pk, label=cluster.name, at=at)
    grant(people["initiator"], Role.INITIATOR, Scope.ORGANISATION, initiator.pk, label=initiator.name, at=at)
    grant(people["partner"], Role.PARTICIPANT, Scope.ORGANISATION, partner.pk, label=partner.name, at=at)


def grant_session(company: Company, slug: str, title: str, at: datetime) -> None:
    for person in company.experts:
        grant(person, Role.EXPERT, Scope.SESSION, slug, label=title, at=at)
    grant(company.people["organiser"], Role.ORGANISER, Scope.SESSION, slug, label=title, at=at)
    grant(company.people["checkin"], Role.CHECK_IN, Scope.SESSION, slug, label=title, at=at)
    grant(company.people["scribe"], Role.SCRIBE, Scope.SESSION, slug, label=title, at=at)


def grant_host(company: Company, slug: str, title: str, host: Organisation, at: datetime) -> None:
    """The cluster's manager receives visitors for an enterprise of the cluster, and writes its passes."""
    manager = company.people["manager"]
    grant(manager, Role.PARTICIPANT, Scope.ORGANISATION, host.pk, label=host.name, at=at)
    for role in (Role.HOST, Role.PASS_OFFICER):
        grant(manager, role, Scope.SESSION, slug, label=title, at=at)
