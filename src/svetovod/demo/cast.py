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

# The scene is set up before anybody holds a role: the first administrator is made by the command, as in any installation.
FOUNDER = Actor(pseudonym=SYSTEM.pseudonym, name=SYSTEM.name, grants=(Grant(0, Role.ADMINISTRATOR, Scope.PLATFORM, ""),))
EXPERT_REGIONS = ("RU-MOW", "RU-MOW", "RU-SPE", "RU-MOW", "RU-KO", "RU-MOW", "RU-KLU", "RU-MOW")


@dataclass(frozen=True, slots=True)
class Company:
    """The persons by part, with the organisations they speak for."""

    people: dict[str, Person]

    def actor(self, key: str) -> Actor:
        return actor_of(self.people[key])

    def speaking(self, organisation: Organisation) -> Actor:
        """Who speaks for an enterprise of the background: the scene's initiator of all trades."""
        return _acting(self.people["background"], Role.INITIATOR, organisation)

    def partner(self, organisation: Organisation) -> Actor:
        return _acting(self.people["background"], Role.PARTICIPANT, organisation)

    @property
    def experts(self) -> list[Person]:
        return [self.people[part.key] for part in EXPERTS]

    @property
    def members(self) -> list[Person]:
        return [self.people[part.key] for part in MEMBERS]


def _acting(person: Person, role: Role, organisation: Organisation) -> Actor:
    grant = Grant(0, role, Scope.ORGANISATION, str(organisation.pk), str(organisation))
    return Actor(person.pk, str(person.pseudonym), person.name, person.email, (grant,), grant)


def grant(company: Company, key: str, role: Role, scope: Scope, scope_id: Any = "", label: str = "", *, at: datetime) -> None:
    role_grant(
        actor=FOUNDER, person=company.people[key], role=role, scope=scope, scope_id=str(scope_id), label=label, at=at
    )


def grant_platform(company: Company, at: datetime) -> None:
    """Roles held everywhere, and those of the region of Saransk."""
    grant(company, "admin", Role.ADMINISTRATOR, Scope.PLATFORM, label="Администратор", at=at)
    grant(company, "auditor", Role.AUDITOR, Scope.PLATFORM, label="Аудитор", at=at)
    grant(company, "officer", Role.REGISTRY_OFFICER, Scope.PLATFORM, label="Реестр кластеров", at=at)
    grant(company, "organiser", Role.ORGANISER, Scope.PLATFORM, label="Практические сессии", at=at)
    grant(company, "region", Role.REGIONAL_AUTHORITY, Scope.REGION, "RU-MO", "Республика Мордовия", at=at)
    grant(company, "cdc", Role.CDC_OFFICER, Scope.REGION, "RU-MO", "ЦКР, Республика Мордовия", at=at)


def grant_leads(company: Company, cluster: Cluster, initiator: Organisation, partner: Organisation, at: datetime) -> None:
    """The thread's own people: the managing organisation, the initiator and the co-executor."""
    grant(company, "manager", Role.CLUSTER_MANAGER, Scope.CLUSTER, cluster.pk, cluster.name, at=at)
    grant(company, "initiator", Role.INITIATOR, Scope.ORGANISATION, initiator.pk, initiator.name, at=at)
    grant(company, "partner", Role.PARTICIPANT, Scope.ORGANISATION, partner.pk, partner.name, at=at)


def grant_session(company: Company, slug: str, title: str, at: datetime) -> None:
    for part in EXPERTS:
        grant(company, part.key, Role.EXPERT, Scope.SESSION, slug, title, at=at)
    grant(company, "organiser", Role.ORGANISER, Scope.SESSION, slug, title, at=at)
    grant(company, "checkin", Role.CHECK_IN, Scope.SESSION, slug, title, at=at)
