"""The internal page: the chair opens it, chair and auditor read it, nobody else and no paper learns of it."""

import io
import zipfile

import pytest
from django.db import ProgrammingError

from svetovod.demo import build_selection as build
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.selection import services
from svetovod.web.selection.models import RobustnessLook

from .conftest import person
from .test_pages import clock, sign_in

PAGE = "/selections/2021/robustness/"


@pytest.fixture
def ranked(make_world):
    world = make_world(projects=4).play("filed", "checked", "scored", "opened")
    clock(build.moment("2021-12-08 10:00"))
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=build.moment("2021-12-08 10:00"))
    return world


@pytest.fixture
def auditor(ranked):
    return person("auditor-round", (Role.AUDITOR, Scope.ROUND, ranked.round.pk))


def test_the_chair_opens_it_once_and_the_journal_knows(ranked, client, auditor):
    sign_in(client, ranked, "chair")
    assert "ещё не" not in client.get(PAGE).content.decode()
    assert client.post(PAGE).status_code == 302
    look = RobustnessLook.objects.get()
    entry = LedgerEntry.objects.get(action="robustness.open")
    assert look.sha256 in entry.body
    assert client.post(PAGE).status_code == 302
    assert RobustnessLook.objects.count() == 1
    for language, word in (("ru", "Места и деньги"), ("en", "Places and money")):
        client.cookies["django_language"] = language
        assert word in client.get(PAGE).content.decode()
    client.force_login(auditor)
    assert "Places and money" in client.get(PAGE).content.decode()
    assert client.post(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("secretary", 403), ("expert-1", 403), ("stranger", 404), ("initiator-1", 404)]
)
def test_nobody_else_reads_or_opens_it(ranked, client, who, status):
    services.robustness_open(actor=ranked.actor("chair"), round=ranked.round, at=build.moment("2021-12-08 10:05"))
    sign_in(client, ranked, who)
    assert client.get(PAGE).status_code == status
    assert client.post(PAGE).status_code == status
    assert PAGE not in client.get("/selections/2021/").content.decode()


def test_before_the_chair_opens_it_there_is_nothing(ranked, client, auditor):
    client.force_login(auditor)
    page = client.get(PAGE).content.decode()
    assert "Устойчивость ранжирования не проверялась" in page
    assert "Посчитать и открыть" not in page
    with pytest.raises(Hidden):
        services.robustness_open(
            actor=ranked.actor("secretary"), round=ranked.round, at=build.moment("2021-12-08 10:05")
        )


def test_there_must_be_a_ranking(make_world):
    world = make_world(projects=2).play("filed", "checked", "scored", "opened")
    clock(build.moment("2021-12-07 10:00"))
    with pytest.raises(Refused) as refused:
        services.robustness_open(actor=world.actor("chair"), round=world.round, at=build.moment("2021-12-07 10:00"))
    assert refused.value.code == "robustness.ranking"


def test_neither_export_nor_protocol_tell_of_it_and_it_does_not_change(ranked, client):
    at = build.moment("2021-12-08 10:05")
    look = services.robustness_open(actor=ranked.actor("chair"), round=ranked.round, at=at)
    ranked.play("approved", "published")
    sign_in(client, ranked, "secretary")
    content = client.post("/selections/2021/export.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name.startswith("files/")}
    assert not any(b"decisive_scores" in value or b"weights_money" in value for value in files.values())
    assert "decisive_scores" not in str(ranked.round.protocols.get().snapshot)
    look.seed = 1
    with pytest.raises(ProgrammingError):
        look.save()
