from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.web.keeping import keep, worlds_first

from svetovod.demo import build_events, build_registry
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.events import selectors, services
from svetovod.web.events.models import SessionMailing
from svetovod.web.projects import services as projects
from svetovod.web.registry.selectors import members_of

MOSCOW = ZoneInfo("Europe/Moscow")
EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "saransk-2021"
AT = datetime(2021, 6, 10, 10, 0, tzinfo=MOSCOW)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def make_session():
    """Called in the test: tests with threads commit."""

    def make():
        at = AT - timedelta(days=20)
        names = ("Fibre", "Cable", "Light")
        hosts = [
            build_registry.organisation(invented_inn(700 + n), name, "RU-MO", actor=SYSTEM, at=at)
            for n, name in enumerate(names)
        ]
        return build_events.saransk_session(hosts=hosts, actor=SYSTEM, at=at)

    return make


@pytest.fixture
def session(db, make_session):
    return keep("session", make_session)


@pytest.fixture
def applicant(session):
    """applicant("a@b.ru", visit=...) -> what the form would give."""

    def make(email="a@example.org", **fields):
        required = [document for document in selectors.consents(AT.date()) if document.required]
        values = {"name": "Somebody", "kind": "enterprise", "region": "RU-TA", "organisation_name": "Plant"}
        return services.Applicant(email=email, **{**values, "consents": required, **fields})

    return make


@pytest.fixture
def register(session, applicant):
    def call(email="a@example.org", at=AT, **fields):
        return services.registration_create(actor=VISITOR, session=session, applicant=applicant(email, **fields), at=at)

    return call


@pytest.fixture
def actor(person):
    return lambda email, *roles: actor_of(person(email, *roles))


@pytest.fixture
def organiser(person, request):
    worlds_first(request)
    return person("organiser@example.org", ("organiser", "platform", ""))


@pytest.fixture
def form(session):
    """form(email=...) -> POST data of a good registration."""

    def make(**fields):
        values = {"kind": "enterprise", "name": "Somebody", "email": "new@example.org", "region": "RU-TA"}
        values["organisation_name"] = "Plant"
        for document in selectors.consents(AT.date()):
            if document.required:
                values[f"consent_{document.pk}"] = "on"
        return values | fields

    return make


@pytest.fixture
def mailed(db):
    """mailed() does what the jobs of mailings do."""

    def work():
        for row in SessionMailing.objects.filter(queued_at=None):
            services.mailing_queue(mailing_id=row.pk)

    return work


@pytest.fixture
def cluster(session, at):
    def make():
        host = session.items.filter(kind="visit").get().visits.first().host
        return build_registry.cluster_from_workbook(
            EXAMPLES / "cluster-conforming.xlsx", "optics", host, name="Optics", regions=["RU-MO"], actor=SYSTEM, at=at
        )

    return keep(("cluster", at), make)


@pytest.fixture
def initiator(cluster, person):
    def make():
        place = members_of(cluster).first().organisation_id
        return person("initiator@example.org", ("initiator", "organisation", place))

    return keep("initiator", make)


@pytest.fixture
def idea(cluster, initiator, at):
    def make():
        return projects.project_create(
            actor=actor_of(initiator), cluster=cluster, organisation=members_of(cluster).first().organisation,
            title="Fibre", canvas={}, at=at,
        )  # fmt: skip

    return keep("idea", make)


@pytest.fixture
def project(idea, initiator, at):
    def make():
        return projects.project_edit(
            actor=actor_of(initiator), project=idea, revision=idea.revision, fields={"start": at.date()}, at=at
        )

    return keep("started", make)


@pytest.fixture
def desk(client, session, organiser, clock):
    client.force_login(organiser)
    return client
