"""Envelopes of applications: a file is closed as it comes in, under a key that is there, and opened by two words."""

import json
from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from tests.web.selection.envelopes.conftest import (
    DURING,
    HOLDERS,
    LIST,
    SAID,
    ceremony,
    close,
    enter,
    open_all,
    pdf,
    put,
    word,
)
from tests.web.selection.test_custody import refusal

from svetovod.cli import doctor_place, doctor_proxy
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.documents.models import Attachment
from svetovod.web.selection import services
from svetovod.web.selection.custody import bridge
from svetovod.web.selection.custody.envelopes import (
    note_of,
)
from svetovod.web.selection.custody.uses import ENVELOPES, SHEETS
from svetovod.web.selection.models import EnvelopeFile, KeyHolder, RoundKey
from svetovod.web.selection.services import envelopes as of_envelopes


def test_from_the_file_to_its_opening(world):
    kept = put(world)
    assert (kept.kind, kept.size) == ("pdf", len(b"%PDF-1.7\n" + SAID.encode()))
    given = note_of(kept)
    assert given["name"] == "Модель Энтерпрайз.pdf"
    assert kept.promise == sha256(bytes.fromhex(given["salt"]) + b"%PDF-1.7\n" + SAID.encode()).hexdigest()
    close(world)
    with refusal("envelopes.closed"):
        services.check_start(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    open_all(world)
    kept.refresh_from_db()
    assert (kept.state, kept.salt, bytes(kept.sealed)) == ("opened", given["salt"], b"")
    made = Attachment.objects.get(subject_type="selection.application", subject_id=str(world.application().pk))
    assert (made.kind, made.name, made.path.read_bytes()) == ("envelope", given["name"], b"%PDF-1.7\n" + SAID.encode())
    told = json.loads(LedgerEntry.objects.get(action="envelopes.open").body)["data"]["files"]
    assert told == [{"number": world.application().number, "place": 1, "promise": kept.promise, "salt": given["salt"]}]
    services.check_start(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    with pytest.raises(DatabaseError), transaction.atomic():
        EnvelopeFile.objects.update(size=1)


def test_fewer_codes_than_needed_open_nothing(split):
    put(split)
    close(split)
    with refusal("keys.few"):
        word(split, "secretary")
    enter(split, "chair")
    with refusal("keys.few"):
        word(split, "secretary")
    enter(split, "member-2")
    open_all(split)
    assert EnvelopeFile.objects.get().state == "opened"
    assert not KeyHolder.objects.exclude(share=b"", trial=b"", entered=b"").exists()


def test_codes_are_entered_after_the_intake_only(split):
    with refusal("round.state"):
        enter(split, "chair")
    put(split)
    close(split)
    with refusal("keys.early"):
        enter(split, "chair", at=split.round.closes_at - timedelta(seconds=1))
    with refusal("envelope.early"):
        word(split, "secretary", at=split.round.closes_at - timedelta(seconds=1))


def test_a_code_of_one_key_opens_nothing_of_the_other(make_world):
    """Both keys are split among the same people: each has its own codes, shares and holders."""
    world = make_world(projects=1, envelope=LIST, envelope_needed=2, key_needed=2).play("filed")
    world.codes, sheets = ceremony(world, ENVELOPES), ceremony(world, SHEETS)
    assert RoundKey.objects.count() == 2 and KeyHolder.objects.count() == 6
    put(world)
    with refusal("keys.used"):
        ceremony(world, ENVELOPES)
    ceremony(world, SHEETS)  # nothing is closed with it yet
    close(world)
    assert not services.key_enter(
        actor=world.actor("chair"), round=world.round, code=sheets["chair"], use=ENVELOPES, at=world.round.closes_at
    )
    entered = KeyHolder.objects.exclude(entered_at=None)
    for key in HOLDERS[:2]:
        enter(world, key)
    assert set(entered.values_list("purpose", flat=True)) == {"envelopes"}
    assert bridge.holding(world.codes["chair"], world.round.pk).public not in KeyHolder.objects.values_list("public")


def test_nothing_is_put_in_before_the_key_is_made(make_world):
    world = make_world(projects=1, envelope=LIST, envelope_needed=2).play("filed")
    with refusal("envelope.unmade"):
        put(world)
    ceremony(world, ENVELOPES)
    assert put(world).promise


def test_a_file_is_exchanged_and_taken_out_until_the_intake_ends(world):
    first = put(world).promise
    second = put(world, upload=pdf("другое слово")).promise
    assert EnvelopeFile.objects.get().promise == second != first
    row = world.application()
    remove = partial(services.envelope_remove, actor=world.initiator(world.projects[0]), application=row, place=1)
    remove(at=DURING)
    remove(at=DURING)
    assert not EnvelopeFile.objects.exists()
    assert LedgerEntry.objects.filter(action="envelope.remove").count() == 1
    put(world)
    for act in (partial(put, world), remove):
        with refusal("intake.over"):
            act(at=world.round.closes_at)
    close(world)
    with pytest.raises(DatabaseError, match="during the intake"), transaction.atomic():
        EnvelopeFile.objects.update(promise="0" * 64)
    with pytest.raises(DatabaseError, match="during the intake"), transaction.atomic():
        EnvelopeFile.objects.all().delete()


def test_the_journal_says_at_the_filing_what_stands_in_the_envelope(world):
    kept = put(world)
    services.application_replace(actor=world.initiator(world.projects[0]), application=world.application(), at=DURING)
    said = json.loads(LedgerEntry.objects.filter(action="application.replace").get().body)["data"]["envelope"]
    assert said == [{"place": 1, "size": kept.size, "promise": kept.promise}]


def test_who_may_put_in_and_who_may_open(world):
    for key in ("secretary", "chair", "initiator-2", "expert-1", "auditor"):
        with pytest.raises((Denied, Hidden)):
            services.envelope_put(
                actor=world.actor(key), application=world.application(), place=1, upload=pdf(), at=DURING
            )
    with pytest.raises(Hidden):
        put(world, place=3)
    put(world)
    close(world)
    for key, role in (("secretary", "chair"), ("initiator-1", "secretary"), ("member-1", "chair")):
        with pytest.raises((Denied, Hidden)):
            services.envelopes_open(actor=world.actor(key), round=world.round, role=role, at=world.round.closes_at)
    word(world, "secretary")
    word(world, "secretary")
    RoleGrant.objects.create(
        person=world.people["secretary"], role="chair", scope="round", scope_id=str(world.round.pk), granted_at=DURING
    )
    with refusal("opening.same_person"):
        services.envelopes_open(
            actor=world.actor("secretary"), round=world.round, role="chair", at=world.round.closes_at
        )
    assert EnvelopeFile.objects.get().state == "closed"


def test_a_key_under_which_something_is_closed_is_not_deleted(split):
    put(split)
    with pytest.raises(DatabaseError, match="sealed with this key"), transaction.atomic():
        RoundKey.objects.all().delete()


def test_a_key_that_is_not_the_one_of_the_journal_closes_nothing(split):
    key = RoundKey.objects.get()
    RoundKey.objects.all().delete()
    key.public = bridge.split("share", 2, {1: key.public, 2: key.public}).public
    key.save(force_insert=True)
    with refusal("keys.exchanged"):
        put(split)


def test_a_file_boxed_for_a_key_that_was_made_anew_meanwhile_is_boxed_again(split, monkeypatch):
    real = of_envelopes.locked_round

    def renamed(round_):
        monkeypatch.setattr(of_envelopes, "locked_round", real)
        split.codes = ceremony(split, ENVELOPES)
        return real(round_)

    monkeypatch.setattr(of_envelopes, "locked_round", renamed)
    put(split)
    close(split)
    for key in HOLDERS[:2]:
        enter(split, key)
    open_all(split)
    assert EnvelopeFile.objects.get().state == "opened"


def test_the_doctor_makes_no_key_in_the_place_of_a_lost_one(world, settings, tmp_path):
    settings.VAR = tmp_path
    put(world)
    key = tmp_path / "keys" / "sheets"
    whole = key.read_bytes()
    key.unlink()
    for _time in range(2):
        (check,) = doctor_place.envelopes()
        assert (check.status, "не читаются 1" in check.ru) == (doctor_place.PROBLEM, True)
    assert not key.exists()
    key.write_bytes(whole)
    key.chmod(0o644)
    (check,) = doctor_place.envelopes()
    assert check.status == doctor_place.PROBLEM and "chmod 600" in check.ru and "chmod 600" in check.en
    key.chmod(0o600)
    (check,) = doctor_place.envelopes()
    assert check.status == doctor_place.OK


def test_the_proxy_is_asked_while_something_may_be_put_in(make_world, settings, monkeypatch):
    """And where there is one: `svetovod serve` by itself has none in front."""
    world = make_world(projects=1, envelope=LIST).play("filed")
    monkeypatch.setattr(doctor_proxy, "asked", lambda _url: "memory")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert list(doctor_proxy.proxy(settings)) == []
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [check.status for check in doctor_proxy.proxy(settings)] == ["ok"]
    close(world)
    assert list(doctor_proxy.proxy(settings)) == []
