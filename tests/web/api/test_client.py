"""A program nobody here wrote: a client made of the OpenAPI document by openapi-python-client talks to the API."""

import importlib
import json
import subprocess
import sys
from datetime import date
from io import BytesIO

import httpx
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone

from svetovod.engine.facts import load
from svetovod.web.accounts import services as accounts
from svetovod.web.accounts.actors import actor_of
from svetovod.web.api import openapi

from .conftest import EXAMPLES

NAME = "svetovod_client"
SITE = "http://testserver"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """made("api.law.act") -> that module of the client."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(openapi.document(), default=str))
    (folder / "config.yml").write_text("post_hooks: []\n")  # nobody reads it: it need not look well
    subprocess.run(
        [
            sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning",
            "--path", folder / "openapi.json", "--output-path", folder / NAME, "--config", folder / "config.yml",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    sys.path.insert(0, str(folder))
    yield lambda path: importlib.import_module(f"{NAME}.{path}")
    sys.path.remove(str(folder))
    for name in [each for each in sys.modules if each.split(".")[0] == NAME]:
        del sys.modules[name]


@pytest.fixture
def over():
    """Over WSGI in this thread: as in Django's own client, what a test has begun outlives a request."""
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    yield {"transport": httpx.WSGITransport(app=get_wsgi_application())}
    for each in signals:
        each.connect(close_old_connections)


@pytest.fixture
def visitor(made, over):
    return made("client").Client(base_url=SITE, httpx_args=over)


def test_the_law_is_read(made, visitor, clock):
    acts = made("api.law.acts").sync(client=visitor).acts
    day = date(2021, 6, 24)
    act = made("api.law.act").sync("pp779", client=visitor, on=day)
    assert act.title == next(each.title for each in acts if each.act == "pp779")
    assert (act.on, act.edition) == (day, load().edition_on("pp779", day).on)
    assert len(act.items) > 10


def test_the_registry_is_read(made, visitor, cluster, clock):
    assert cluster.slug in {each.slug for each in made("api.registry.clusters").sync(client=visitor).items}
    assert made("api.registry.cluster").sync(cluster.slug, client=visitor).name == cluster.name
    nowhere = made("api.registry.cluster").sync_detailed("nowhere", client=visitor)
    assert (nowhere.status_code, nowhere.parsed.status) == (404, 404)


def test_a_workbook_is_judged(made, visitor, client, clock):
    book = (EXAMPLES / "cluster-dependence-14.xlsx").read_bytes()
    body = made("models.check_files_body").CheckFilesBody(
        workbook=made("types").File(payload=BytesIO(book), file_name="cluster-dependence-14.xlsx")
    )
    verdict = made("api.check.check").sync(client=visitor, body=body, on=date(2021, 6, 24))
    with (EXAMPLES / "cluster-dependence-14.xlsx").open("rb") as file:
        ours = client.post("/api/v1/check/?on=2021-06-24", {"workbook": file}).json()
    assert verdict.to_dict() == ours


def test_a_person_reads_with_a_token(made, over, visitor, person, clock, at):
    who = person("reader@example.ru")
    given = {"name": "read", "scope": "read", "days": 7, "at": at, "real_now": timezone.now(), "projects": ()}
    _token, text = accounts.token_create(actor=actor_of(who), **given)
    known = made("client").AuthenticatedClient(base_url=SITE, token=text, httpx_args=over)
    projects = made("api.projects.projects")
    assert projects.sync(client=known).items == []
    assert projects.sync_detailed(client=visitor).status_code == 401
