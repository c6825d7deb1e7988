"""A small world: organisations of four regions, projects ready to be filed, people of one selection."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from tests.web.keeping import become, keep

from svetovod.demo import build_selection as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, Actor, actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.projects.models import CostRow, Indicator, IndicatorValue, JointProject, ProjectParticipant
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.selection import services
from svetovod.web.selection.models import Application, Assignment, SelectionRound
from svetovod.web.selection.phrases import CHECKLIST

AT = build.moment("2021-11-08 10:00")
SCORES_OF = build.scores_of  # where a test has experts give other points, nothing is kept
# the criteria of the demonstration, all of them scored by experts: test_computed.py adds one that is not
SCORED = [row | {"kind": "expert", "formula": "", "scale": ""} for row in build.CRITERIA_2021]


def person(key: str, *grants: tuple[str, str, Any]) -> Person:
    made = Person.objects.create_user(f"{key}@example.org", "a long password", name=key)
    for role, scope, scope_id in grants:
        RoleGrant.objects.create(person=made, role=role, scope=scope, scope_id=str(scope_id), granted_at=AT)
    return made


def organisation(number: int, region: str = "RU-MO") -> Organisation:
    return Organisation.objects.create(inn=invented_inn(number), name=f"Enterprise {number}", region=region)


def project(number: int, lead: Organisation, other: Organisation, cluster: Cluster, requested: int) -> JointProject:
    """Complete: the readiness page would find nothing that blocks."""
    made = JointProject.objects.create(
        number=number, code=f"П-{number:02d}", title=f"Project {number}", cluster=cluster, initiator=lead,
        replaces="a", buyers="b", makers="c", lacking="d", okpd2="27.31.12", start=date(2021, 7, 1),
        end=date(2021, 12, 31), requested=Decimal(requested), minimum=Decimal(requested) / 2, created_at=AT,
        changed_at=AT,
    )  # fmt: skip
    for organisation, role in ((lead, "initiator"), (other, "co_executor")):
        ProjectParticipant.objects.create(
            project=made, organisation=organisation, role=role, invited_at=AT, consent_at=AT
        )
    CostRow.objects.create(
        project=made, position=1, kind="equipment", payer=lead, on=date(2021, 9, 1), amount=Decimal(requested) * 4,
        evidence="contract 1",
    )  # fmt: skip
    indicator = Indicator.objects.create(project=made, position=1, name="Sales", unit="RUB mn")
    IndicatorValue.objects.create(indicator=indicator, period="2021H2", plan=Decimal(1))
    return made


@dataclass
class World:
    """The round with everybody in it; actors are made afresh, for grants grow."""

    round: SelectionRound
    cast: build.Cast
    projects: list[JointProject]
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        return actor_of(self.people[key])

    def initiator(self, project: JointProject) -> Actor:
        return self.cast.initiator_of(project)

    def play(self, *stages: str) -> "World":
        """Each stage is kept upon the one before it: a test that goes further plays the rest alone."""
        for stage in stages:
            play = partial(self._play, stage)
            self._become(keep(stage, play) if build.scores_of is SCORES_OF else play())
        return self

    def _play(self, stage: str) -> "World":
        build.play(stage, self.round, self.cast, self.projects)
        self.round.refresh_from_db()
        return self

    def _become(self, played: "World") -> None:
        """The same objects that a test holds already, as they are in `played`."""
        for mine, now in zip([self.round, *self.projects], [played.round, *played.projects], strict=True):
            become(mine, now)

    def application(self, place: int = 0) -> Application:
        return Application.objects.select_related("round", "project__initiator", "version").get(
            round=self.round, project=self.projects[place]
        )

    def assignment(self, place: int = 0) -> Assignment:
        return (
            Assignment.objects.select_related("member__person", "application__round", "application__project")
            .filter(application=self.application(place))
            .first()
        )


def both_check(world: World, row: Application, at: datetime, **answers: tuple[str, str]) -> Application:
    """The secretary and a member of the commission find the same: everything conforms but for `answers`."""
    for key in ("secretary", "member-1"):
        common = {"actor": world.actor(key), "application": row, "at": at}
        services.check_save(**common, answers=dict.fromkeys(CHECKLIST, ("yes", "")) | answers)
        services.check_finish(**common)
    return row


def initiator_of(people: dict[str, Person], project: JointProject) -> Actor:
    return actor_of(people[f"initiator-{project.number}"])


@pytest.fixture
def make_world(db: Any) -> Any:
    def kept(projects: int = 3, experts: int = 4, criteria: Any = SCORED, **data: Any) -> World:
        asked = ("selection", projects, experts, repr(criteria), repr(data))
        return keep(asked, lambda: make(projects, experts, criteria, **data))

    def make(projects: int, experts: int, criteria: Any, **data: Any) -> World:
        admin = person("admin", (Role.ADMINISTRATOR, Scope.PLATFORM, ""))
        regions = ["RU-MO", "RU-PNZ", "RU-NIZ", "RU-TA"]
        manager = organisation(900)
        cluster = Cluster.objects.create(slug="optics", name="Optics", regions=["RU-MO"], manager=manager)
        made, people = [], {"admin": admin}
        for number in range(1, projects + 1):
            region = regions[number % 4]
            lead, other = organisation(number, region), organisation(100 + number, region)
            people[f"initiator-{number}"] = person(f"initiator-{number}", (Role.INITIATOR, Scope.ORGANISATION, lead.pk))
            made.append(project(number, lead, other, cluster, 100_000_000))
        for key in ("secretary", "chair", "member-1", "member-2", *(f"expert-{n}" for n in range(1, experts + 1))):
            people[key] = person(key)
        people["auditor"] = person("auditor", (Role.AUDITOR, Scope.PLATFORM, ""))
        people["stranger"] = person("stranger", (Role.INITIATOR, Scope.ORGANISATION, manager.pk))
        cast = build.Cast(
            admin=actor_of(admin), secretary=people["secretary"], chair=people["chair"],
            members=[people["member-1"], people["member-2"]],
            experts=[(people[f"expert-{n}"], None, "RU-MOW") for n in range(1, experts + 1)],
            initiator_of=partial(initiator_of, people),
        )  # fmt: skip
        round_ = build.round_2021(cast, data={**build.ROUND_2021, **data}, criteria=criteria)
        return World(round_, cast, made, people)

    return kept


@pytest.fixture
def world(make_world: Any) -> World:
    return make_world()


__all__ = ["AT", "SYSTEM", "World", "datetime", "timedelta"]
