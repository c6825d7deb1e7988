"""A selection whose applications have envelopes: the key at the server, or two codes of three of the commission."""

import json
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.engine.ledger.verifiers import outside
from tests.web.selection.test_export import parts

from svetovod.demo import build_selection as build
from svetovod.engine.ledger import verify_export
from svetovod.web.selection import services
from svetovod.web.selection.custody.uses import ENVELOPES
from svetovod.web.selection.export import export_make
from svetovod.web.selection.models import EnvelopeFile

DURING = build.moment("2021-11-15 10:00")
SAID, UNOPENED = "канарейкаконверта", "канарейканераскрытого"
LIST = [{"name": "Финансовая модель", "required": True}, {"name": "Описание ноу-хау", "required": False}]
HOLDERS = ("chair", "member-1", "member-2")


def pdf(word=SAID, name="Модель Энтерпрайз.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + word.encode())


def put(world, place=1, upload=None, at=DURING, project=0):
    return services.envelope_put(
        actor=world.initiator(world.projects[project]), application=world.application(project), place=place,
        upload=upload or pdf(), at=at,
    )  # fmt: skip


@pytest.fixture
def world(make_world):
    """The server keeps the key; two applications are filed."""
    return make_world(projects=2, envelope=LIST).play("filed")


@pytest.fixture
def split(make_world):
    """The commission of two codes keeps it, and has made it."""
    made = make_world(projects=1, envelope=LIST, envelope_needed=2).play("filed")
    made.codes = ceremony(made, ENVELOPES)
    return made


def ceremony(world, use):
    people = [world.people[key] for key in HOLDERS]
    common = {"round": world.round, "use": use, "at": DURING}
    services.holders_name(actor=world.actor("secretary"), people=people, **common)
    codes = {key: services.key_take(actor=world.actor(key), **common) for key in HOLDERS}
    for key, code in codes.items():
        assert services.key_confirm(actor=world.actor(key), code=code, **common)
    return codes


def close(world):
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    world.round.refresh_from_db()


def enter(world, key, at=None):
    return services.key_enter(
        actor=world.actor(key), round=world.round, code=world.codes[key], use=ENVELOPES, at=at or world.round.closes_at
    )


def word(world, key, at=None):
    return services.envelopes_open(actor=world.actor(key), round=world.round, role=key, at=at or world.round.closes_at)


def open_all(world):
    for key in ("secretary", "chair"):
        word(world, key)
    world.round.refresh_from_db()


def asked(world, client, key, path, data=None):
    client.force_login(world.people[key])
    url = f"/selections/{world.round.slug}/{path}"
    return client.get(url) if data is None else client.post(url, data)


class Finds:
    def scan(self, file, seconds=None):
        return "Eicar-Test"


def spoil(file):
    """As a disk or a restore does it: the row is there, and opens no more."""
    whole = bytes(EnvelopeFile.objects.get(pk=file.pk).sealed)
    written(file, sealed=whole[:-1] + bytes([whole[-1] ^ 1]), note=b"-" * 40)
    return whole


def written(file, **values):
    with pgtrigger.ignore("selection.EnvelopeFile:intake_only"):
        EnvelopeFile.objects.filter(pk=file.pk).update(**values)


def store():
    return {path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def exported(world):
    """Rows of opened files in an export that all verifiers take."""
    data = export_make(actor=world.actor("auditor"), round=world.round, at=world.round.closes_at)
    assert verify_export(data).findings == () and outside(data) is None
    return json.loads(parts(data).get("files/selection/envelopes.json", '{"files":[]}'))["files"]
