"""A cluster of three enterprises, its people, and one project taken as far as a test needs."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from tests.web.keeping import become, keep, worlds_first

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.audit.models import DomainClock
from svetovod.web.projects import services
from svetovod.web.projects.models import JointProject
from svetovod.web.registry.models import Cluster, Membership, Organisation

AT = datetime(2021, 6, 24, 11, 0, tzinfo=ZoneInfo("Europe/Moscow"))
OCCASION = "session:saransk-2021"
INNS = ("0000000018", "0000000025", "0000000032", "0000000040")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is worded without a request is worded in English, whatever page a test before it has opened."""
    with translation.override("en"):
        yield


def person(key: str, *grants: tuple[str, str, object]) -> Person:
    made = Person.objects.create_user(f"{key}@example.org", "pw-pw-pw-pw", name=key)
    for role, scope, scope_id in grants:
        RoleGrant.objects.create(person=made, role=role, scope=scope, scope_id=str(scope_id), granted_at=AT)
    return made


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    """Organisations a, b, c in the cluster, d outside it; a person of every kind, as rows and as actors."""
    return keep("projects", make_scene)


def make_scene() -> SimpleNamespace:
    a, b, c, d = (Organisation.objects.create(inn=inn, name=f"Enterprise {inn[-2:]}", region="RU-MO") for inn in INNS)
    cluster = Cluster.objects.create(slug="optics", name="Optics", regions=["RU-MO"], state="registered", manager=d)
    for organisation in (a, b, c):
        Membership.objects.create(cluster=cluster, organisation=organisation, role="supplier")
    people = {
        "initiator": person("initiator", ("initiator", "organisation", a.pk)),
        "partner": person("partner", ("participant", "organisation", b.pk)),
        "third": person("third", ("participant", "organisation", c.pk)),
        "stranger": person("stranger", ("initiator", "organisation", c.pk)),
        "manager": person("manager", ("cluster_manager", "cluster", cluster.pk)),
        "other_manager": person("other_manager", ("cluster_manager", "cluster", cluster.pk + 1000)),
        "expert": person("expert", ("expert", "session", "saransk-2021")),
        "colleague": person("colleague", ("expert", "session", "saransk-2021")),
        "organiser": person("organiser", ("organiser", "session", "saransk-2021")),
        "elsewhere": person("elsewhere", ("expert", "session", "syktyvkar-2021")),
        "administrator": person("administrator", ("administrator", "platform", "")),
    }
    actors = {name: actor_of(row) for name, row in people.items()}
    return SimpleNamespace(a=a, b=b, c=c, d=d, cluster=cluster, people=people, **actors)


@pytest.fixture
def project(scene: SimpleNamespace) -> JointProject:
    """Two enterprises, three rows, one of which does not count, indicators planned, 30 mn requested."""
    return keep("project", lambda: make_project(scene))


def make_project(scene: SimpleNamespace) -> JointProject:
    made = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Preform", at=AT,
        canvas={"replaces": "imported preforms", "buyers": "cable plants"},
    )  # fmt: skip
    invited = services.participant_invite(
        actor=scene.initiator, project=made, organisation=scene.b, role="co_executor", at=AT
    )
    services.consent_give(actor=scene.partner, participant=invited, at=AT)
    for kind, amount, payer in (
        ("equipment", "90000000", scene.a),
        ("tooling", "20000000", scene.b),
        ("software", "5000000", scene.a),
    ):
        add_cost(scene, made, kind=kind, amount=Decimal(amount), payer=payer)
    made.refresh_from_db()
    services.project_edit(
        actor=scene.initiator, project=made, revision=made.revision, at=AT,
        fields={
            "okpd2": "27.31.12", "start": date(2021, 7, 1), "end": date(2022, 6, 30),
            "requested": Decimal("30000000.00"),
            "makers": "both", "lacking": "a furnace",
        },
    )  # fmt: skip
    indicator = services.indicator_add(actor=scene.initiator, project=made, name="Output", unit="km", at=AT)
    services.indicator_plan(
        actor=scene.initiator, project=made, plan={indicator.pk: {"2021H2": Decimal(1), "2022H1": Decimal(2)}}, at=AT
    )
    made.refresh_from_db()
    return made


def add_cost(scene: SimpleNamespace, project: JointProject, **fields: object) -> object:
    given = {"kind": "equipment", "payer": scene.a, "on": date(2022, 3, 1), "amount": Decimal(100), "evidence": "No. 1"}
    return services.cost_add(actor=scene.initiator, project=project, fields=given | fields, at=AT)


@pytest.fixture
def presented(scene: SimpleNamespace, project: JointProject) -> JointProject:
    def present() -> JointProject:
        version = services.version_freeze(actor=scene.initiator, project=project, purpose="presentation", at=AT)
        services.project_present(actor=scene.initiator, project=project, version=version, occasion=OCCASION, at=AT)
        project.refresh_from_db()
        return project

    become(project, keep("presented", present))
    return project


@pytest.fixture
def remark(scene: SimpleNamespace, presented: JointProject) -> object:
    return keep("remark", lambda: add_remark(scene, presented))


def add_remark(scene: SimpleNamespace, project: JointProject, **fields: object) -> object:
    given = {"section": "estimate", "severity": "blocking", "text": "Where is the contract?", "key": ""}
    version = project.versions.order_by("-number").first()
    return services.remark_add(
        actor=scene.expert, project=project, version=version, occasion=OCCASION, at=AT, **(given | fields)
    )


@pytest.fixture
def clock(db: None, request: pytest.FixtureRequest) -> None:
    from django.utils import timezone

    worlds_first(request)
    DomainClock.objects.create(pk=1, moment=AT, set_at=timezone.now())


@pytest.fixture
def signed(client, clock):
    """`signed(person)` gives a client signed in, in English."""

    def sign(who: Person):
        client.force_login(who)
        client.cookies["django_language"] = "en"
        return client

    return sign


@pytest.fixture
def helpers() -> SimpleNamespace:
    return SimpleNamespace(add_cost=add_cost, add_remark=add_remark, AT=AT, OCCASION=OCCASION, person=person)
