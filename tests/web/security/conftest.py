"""The whole scene in databases of its own: built once, copied per stage, every test rolled back or on a copy.

The copies stand beside the test database and leave it empty, as other tests expect it.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client

KEEP = "SVETOVOD_SCENES"
# The stages of the scene, in the order of their days; each is a copy of the database.
STAGES = {
    "papers": "2021-06-10 10:00",
    "session": "2021-06-24 10:00",
    "intake": "2021-11-18 12:00",
    "check": "2021-11-23 12:00",
    "scoring": "2021-11-26 12:00",
    "opened": "2021-12-08 12:00",
    "published": "2021-12-10 12:00",
}


def _admin(statement: str) -> list[Any]:
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"] or None, port=settings["PORT"] or None, user=settings["USER"] or None,
        password=settings["PASSWORD"] or None, dbname="postgres", autocommit=True,
    ) as plain:  # fmt: skip
        done = plain.execute(statement)
        return done.fetchall() if done.description else []


def _exists(name: str) -> bool:
    return bool(_admin(f"select 1 from pg_database where datname = '{name}'"))


class Scenes:
    """Databases of the stages. `at` switches to one and rolls back; `copy` gives one to spoil, with real commits."""

    def __init__(self) -> None:
        self.base = connection.settings_dict["NAME"]
        # a developer names the databases to keep them between runs; after a change of the scene drop them
        self.keep = bool(os.environ.get(KEEP))
        self.prefix = os.environ.get(KEEP) or f"svetovod_scene_{os.getpid()}"
        self.made = [stage for stage in STAGES if self.keep and _exists(self.name(stage))]

    def switch(self, name: str) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = name

    def name(self, stage: str) -> str:
        return f"{self.prefix}_{stage}"

    def _clone(self, source: str, target: str) -> None:
        connections.close_all()
        _admin(f'drop database if exists "{target}" with (force)')
        _admin(f'create database "{target}" template "{source}"')

    def _migrate(self) -> str:
        """An empty database with the tables: pytest-django makes its own for marked tests only."""
        root = self.name("root")
        self._clone("template1", root)
        self.switch(root)
        try:
            call_command("migrate", verbosity=0)
        finally:
            self.switch(self.base)
        return root

    def build(self, stage: str) -> str:
        """Plays the scene up to the stage, keeping every stage on the way."""
        for each in list(STAGES)[len(self.made) : list(STAGES).index(stage) + 1]:
            self._clone(self.name(self.made[-1]) if self.made else self._migrate(), self.name(each))
            self.switch(self.name(each))
            try:
                _play(each)
            finally:
                self.switch(self.base)
            self.made.append(each)
        return self.name(stage)

    @contextmanager
    def at(self, stage: str) -> Iterator[None]:
        self.switch(self.build(stage))
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            self.switch(self.base)

    @contextmanager
    def copy(self, stage: str) -> Iterator[None]:
        spare = self.name("spare")
        self._clone(self.build(stage), spare)
        self.switch(spare)
        try:
            yield
        finally:
            self.switch(self.base)
            _admin(f'drop database if exists "{spare}" with (force)')

    def drop(self) -> None:
        self.switch(self.base)
        if self.keep:
            return
        for stage in (*self.made, "root"):
            _admin(f'drop database if exists "{self.name(stage)}" with (force)')


def _play(stage: str) -> None:
    from svetovod.demo import scene
    from svetovod.demo.cast import Company
    from svetovod.demo.people import people_make
    from svetovod.web.audit import services as audit

    day = datetime.fromisoformat(STAGES[stage] + "+03:00")
    if stage == "papers":
        scene.load()
    else:
        scene.advance(day)
    audit.clock_move(actor=Company(people_make()).actor("admin"), moment=day, show_future=False)


@pytest.fixture(scope="session")
def scenes(django_db_blocker: Any) -> Iterator[Scenes]:
    with django_db_blocker.unblock():
        made = Scenes()
        try:
            yield made
        finally:
            made.drop()


@pytest.fixture
def stage(scenes: Scenes, django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    """The scene on a day, named by `indirect` parameters or the module's STAGE; rolled back after the test."""
    name = getattr(request, "param", None) or getattr(request.module, "STAGE", "scoring")
    with django_db_blocker.unblock(), scenes.at(name):
        yield name


@pytest.fixture
def spare(scenes: Scenes, django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    """A copy of the scene with real transactions, thrown away after the test."""
    name = getattr(request, "param", None) or getattr(request.module, "STAGE", "scoring")
    with django_db_blocker.unblock(), scenes.copy(name):
        yield name


def text(answer: Any) -> str:
    """What a reader sees of the page's own part."""
    html = answer.content.decode()
    main = html.split("<main", 1)[-1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


Enter = Callable[..., Client]


@pytest.fixture
def enter() -> Enter:
    """A client signed in as a part of the scene; without a name, a visitor."""

    def make(key: str = "", **options: Any) -> Client:
        from svetovod.demo.people import DOMAIN
        from svetovod.web.accounts.models import Person

        client = Client(**options)
        if key and key != "visitor":
            client.force_login(Person.objects.get(email=f"{key}@{DOMAIN}"))
        return client

    return make


@dataclass(frozen=True)
class Route:
    """An address of the product as its URLconf says it: `name`, the names of its arguments, and the whole pattern."""

    name: str
    path: str

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Arguments with their kinds: `("int", "pk")`."""
        return re.findall(r"<(?:(\w+):)?(\w+)>", self.path)

    @property
    def arguments(self) -> list[str]:
        return [name for _kind, name in self.typed]

    def url(self, values: dict[str, Any]) -> str:
        """The address with `values` for its arguments, each quoted as a browser does it."""
        plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", self.path).replace("^", "").replace("$", "").replace("\\", "")
        for name in self.arguments:
            plain = re.sub(rf"<(?:\w+:)?{name}>", lambda _m, n=name: quote(str(values.get(n, "x")), safe=""), plain)
        return "/" + plain


def _walk(patterns: Any, prefix: str = "", space: str = "") -> Iterator[Route]:
    for each in patterns:
        if hasattr(each, "url_patterns"):
            inner = f"{each.namespace}:" if each.namespace else space
            yield from _walk(each.url_patterns, prefix + str(each.pattern), inner)
        else:
            yield Route(f"{space}{each.name}", prefix + str(each.pattern))


@pytest.fixture(scope="session")
def routes() -> list[Route]:
    from django.urls import get_resolver

    return list(_walk(get_resolver().url_patterns))


@pytest.fixture
def places(stage: str) -> Callable[[Route], dict[str, Any]]:
    """Arguments that lead to objects of the scene: those of the player's own people where there are such."""
    from svetovod.web.accounts.models import Invitation, Person, RoleGrant
    from svetovod.web.events.models import Registration
    from svetovod.web.figures.models import FiguresContact, FiguresDispute, FiguresReply
    from svetovod.web.notices.models import OutgoingMail
    from svetovod.web.projects.models import CostRow, Indicator, JointProject, ProjectParticipant, ProjectStage, Remark
    from svetovod.web.registry.models import Cluster, ClusterSheet
    from svetovod.web.selection.models import Application

    application = Application.objects.exclude(number="").select_related("project").order_by("serial").first()
    project = application.project if application else JointProject.objects.order_by("number").first()
    registration = Registration.objects.order_by("id").first()

    def pk(model: Any, **of: Any) -> int:
        return model.objects.filter(**of).order_by("id").values_list("pk", flat=True).first() or 1

    by_head = {
        "clusters": {"slug": Cluster.objects.order_by("id").values_list("slug", flat=True).first()},
        "figures": {"token": "0" * 40},
        "projects": {"code": project.code, "key": "relevance"},
        "sessions": {
            "slug": "saransk-2021", "token": "0" * 40, "pk": registration.pk, "code": project.code,
            "action": "start",
        },
        "rulebook": {"act": "pp779", "key": "cluster.min_participants"},
        "selections": {
            "slug": "2021", "number": application.number if application else "2021-001", "code": project.code,
            "step": "publish",
        },
        "account": {"id": pk(Person)}, "journal": {"index": 1, "kind": "projects.jointproject", "id": str(project.pk)},
        "outbox": {"id": pk(OutgoingMail)}, "files": {"id": "00000000-0000-0000-0000-000000000001"},
        "invitations": {"token": "no-such-token"}, "accounts": {"key": "x", "uidb36": "1", "pk": 1},
    }  # fmt: skip
    inner = {
        "participants": {"pk": pk(ProjectParticipant, project=project)},
        "estimate": {"pk": pk(CostRow, project=project)}, "indicators": {"pk": pk(Indicator, project=project)},
        "schedule": {"pk": pk(ProjectStage, project=project)},
        "remarks": {"pk": pk(Remark, project=project)},
        "sheets": {"pk": pk(ClusterSheet, cluster=Cluster.objects.order_by("id").first())},
        "roles": {"id": pk(RoleGrant)}, "invitations": {"id": pk(Invitation)},
        "protocols": {"number": 1},
        "figures": {"year": 2020, "inn": FiguresReply.objects.order_by("id").first().organisation.inn},
        "contact": {"pk": pk(FiguresContact)}, "dispute": {"pk": pk(FiguresDispute)},
    }  # fmt: skip

    def of(route: Route) -> dict[str, Any]:
        parts = route.path.split("/")
        found = dict(by_head.get(parts[0], {}))
        for part in parts[1:]:
            found |= inner.get(part, {})
        return found

    return of
