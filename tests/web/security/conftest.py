"""The scene on its days, every test rolled back or on a copy; and all addresses with what they lead to there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from tests.web.scenes import Scenes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests of all first: at the end of a run no worker waits for another that has just begun them."""
    items.sort(key=lambda item: item.path.parent.name != "security")


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

    filed = Application.objects.filter(round__slug="2021").exclude(number="").select_related("project")
    application = filed.order_by("serial").first()
    project = application.project if application else JointProject.objects.order_by("number").first()
    registration = Registration.objects.order_by("id").first()

    def pk(model: Any, **of: Any) -> int:
        return model.objects.filter(**of).order_by("id").values_list("pk", flat=True).first() or 1

    by_head = {
        "api": {"code": project.code},
        "clusters": {"slug": Cluster.objects.order_by("id").values_list("slug", flat=True).first()},
        "figures": {"token": "0" * 40},
        "projects": {"code": project.code, "key": "relevance"},
        "sessions": {
            "slug": "saransk-2021", "token": "0" * 40, "pk": registration.pk, "code": project.code,
            "action": "start", "number": 1,
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
