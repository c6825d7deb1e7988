"""Keys outside of the database are renewed: what they closed is closed anew, whatever happens on the way."""

import ast
import os
import shutil
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pgtrigger
import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

import svetovod
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.services import KeyStaysError, key_forget, key_renew
from svetovod.web.accounts.services.keys import REST
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.services import journal_hold
from svetovod.web.common import sealing
from svetovod.web.common.sealing import SealBrokenError
from svetovod.web.events import sealing as of_events
from svetovod.web.events.models import Registration, VisitPass
from svetovod.web.selection import sealing as of_selection
from svetovod.web.selection.models import (
    Assignment,
    EnvelopeFile,
    ExpertNote,
    KeyHolder,
    PaperReading,
    PaperSheet,
    ScoreSheet,
    SelectionRound,
)

NAMES = ("sheets", "passes", "factors")
# sealed, and in no table: drafts that go with their key, forms that wait for some minutes in a session
ELSEWHERE = {"draft", "sent before asking again"}
SEED = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def kept(scenes, settings, tmp_path, django_db_blocker):
    """The day of scoring with something closed in every place, and keys of its own."""
    with django_db_blocker.unblock(), scenes.at("scoring"):
        shutil.copytree(Path(settings.VAR) / "keys", tmp_path / "keys")
        settings.VAR = tmp_path
        _fill()
        connection.cursor().execute("set constraints all immediate")  # as if these rows had been there
        yield


def _fill():
    given, now = Assignment.objects.filter(sheet__isnull=False)[0], timezone.now()
    paper, _new = PaperSheet.objects.get_or_create(
        assignment=given,
        defaults={
            "scan": of_selection.SCANS.seal(given.pk, "scan"), "scan_kind": "pdf", "scan_sha256": "0" * 64,
            "brought_at": now,
        },
    )  # fmt: skip
    reader = Person.objects.all()[0]
    reading = PaperReading.objects.create(paper=paper, place=1, person=reader, sealed=b"", read_at=now)
    reading.sealed = of_selection.READINGS.seal(reading.pk, {"scores": {}})
    reading.save()
    ExpertNote.objects.update_or_create(
        assignment=given, defaults={"sealed": of_selection.seal(given.pk, {"note": "note"}), "saved_at": now}
    )
    holder = KeyHolder.objects.create(round=SelectionRound.objects.all()[0], person=reader)
    holder.entered = of_selection.SHARES.seal(holder.pk, "share")
    holder.tried = of_selection.TRIALS.seal(holder.pk, "trial")
    holder.save()
    with pgtrigger.ignore("selection.EnvelopeFile:intake_only"):
        file = EnvelopeFile.objects.create(
            application=given.application, place=1, kind="pdf", size=4, promise="0" * 64, put_at=now, put_by=reader
        )
        file.sealed = of_selection.ENVELOPES.seal_bytes(file.pk, b"%PDF")
        file.note = of_selection.NOTES.seal(file.pk, {"name": "a.pdf"})
        file.save()
    visitor = Registration.objects.all()[0]
    data = {"sealed": of_events.seal(visitor.pk, {"passport": "0000"}), "given_at": now}
    VisitPass.objects.update_or_create(registration=visitor, defaults=data)
    seed = get_adapter().encrypt(SEED)
    Authenticator.objects.create(user=reader, type="totp", data={"secret": seed})
    Authenticator.objects.create(user=reader, type="webauthn", data={"name": "phone"})


def values(name):
    """Every closed value of the key: where it lies, and what of it there is."""
    for place in sealing.places[name]:
        rows = apps.get_model(place.model).objects.values_list("pk", place.row, place.field)
        yield from ((place, pk, row, value) for pk, row, value in rows if value)


def opened(name):
    found = {}
    for place, pk, row, value in values(name):
        if place.model == "mfa.Authenticator":
            found[place, pk] = get_adapter().decrypt(value["secret"]) if "secret" in value else value
        else:
            found[place, pk] = place.seal.unseal_bytes(row, value)
    return found


def needs_former(name):
    return sum(place.renewed(row, value) is not None for place, _pk, row, value in values(name))


@contextmanager
def without(path):
    away = path.with_suffix(".away")
    path.rename(away)
    yield
    away.rename(path)


@pytest.mark.parametrize("name", NAMES)
def test_all_is_closed_anew_and_the_former_key_is_needed_no_more(name, kept):
    before, key = opened(name), sealing.key_file(name).read_bytes()
    assert {place for place, _pk in before} == set(sealing.places[name]), "something lies in every place"
    done = key_renew(name=name, at=timezone.now())
    assert done.made and not done.lost
    assert sealing.former_file(name).read_bytes() == key != sealing.key_file(name).read_bytes()
    assert sealing.key_file(name).stat().st_mode & 0o777 == 0o600
    with without(sealing.former_file(name)):
        assert opened(name) == before
    assert needs_former(name) == 0
    assert LedgerEntry.objects.latest("index").action == "key.renew"


def test_what_nobody_could_write_before_nobody_can_after(kept):
    """The triggers that freeze a submitted sheet rest for the renewal alone."""
    sheet = ScoreSheet.objects.filter(state="submitted")[0]
    key_renew(name="sheets", at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        ScoreSheet.objects.filter(pk=sheet.pk).update(sealed=b"other")


@pytest.mark.parametrize("after", [1, 2, 4])
def test_broken_off_anywhere_everything_opens_and_the_next_goes_on_with_the_same_key(after, kept, monkeypatch):
    before, renewed, left = opened("sheets"), sealing.Seal.renewed, [after]

    def breaking(self, row, value):
        left[0] -= 1
        if left[0] < 0:
            raise OSError("killed")
        return renewed(self, row, value)

    with monkeypatch.context() as patch, pytest.raises(OSError, match="killed"), transaction.atomic():
        patch.setattr(sealing.Seal, "renewed", breaking)
        key_renew(name="sheets", at=timezone.now())
    assert opened("sheets") == before
    key = sealing.key_file("sheets").read_bytes()
    again = key_renew(name="sheets", at=timezone.now())
    assert not again.made
    assert again.closed == len(before)
    assert sealing.key_file("sheets").read_bytes() == key
    with without(sealing.former_file("sheets")):
        assert opened("sheets") == before


def test_cut_short_between_its_two_writings_the_key_is_made_the_next_time(kept, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(OSError, match="full"), transaction.atomic():
        patch.setattr(sealing, "whole_file", lambda *_args, **_options: (_ for _ in ()).throw(OSError("full")))
        key_renew(name="sheets", at=timezone.now())
    with pytest.raises(KeyStaysError, match="half"):
        key_forget(name="sheets", at=timezone.now())
    assert key_renew(name="sheets", at=timezone.now()).made


def test_what_a_process_closed_with_the_former_key_meanwhile_is_closed_anew_before_it_goes(kept):
    note = ExpertNote.objects.all()[0]
    late = of_selection.seal(note.assignment_id, {"note": "late"})
    key_renew(name="sheets", at=timezone.now())
    ExpertNote.objects.filter(pk=note.pk).update(sealed=late)
    assert of_selection.unseal(note.assignment_id, late) == {"note": "late"}
    with pytest.raises(KeyStaysError, match="early"):
        key_forget(name="sheets", at=timezone.now())
    assert key_forget(name="sheets", at=timezone.now() + REST + timedelta(minutes=1)).closed == 1
    assert not sealing.former_file("sheets").exists()
    note.refresh_from_db()
    assert of_selection.unseal(note.assignment_id, note.sealed) == {"note": "late"}
    with pytest.raises(SealBrokenError):
        of_selection.unseal(note.assignment_id, late)
    with pytest.raises(KeyStaysError, match="no_former"):
        key_forget(name="sheets", at=timezone.now())


def test_another_process_sees_the_new_key_at_once(kept):
    """A web process that read the key before must not go on closing with it."""
    first = of_selection.seal(1, "first")
    os.utime(sealing.key_file("sheets"))
    key_renew(name="sheets", at=timezone.now())
    second = of_selection.seal(1, "second")
    assert of_selection.SHEETS.renewed(1, first)
    assert of_selection.SHEETS.renewed(1, second) is None


def test_what_no_key_opens_is_told_and_stays(kept):
    note = ExpertNote.objects.all()[0]
    ExpertNote.objects.filter(pk=note.pk).update(sealed=b"closed with a key of another machine")
    assert key_renew(name="sheets", at=timezone.now()).lost == 1
    note.refresh_from_db()
    assert bytes(note.sealed) == b"closed with a key of another machine"


def test_a_seed_cut_short_stops_nobody_elses(kept):
    Authenticator.objects.create(user=Person.objects.all()[1], type="totp", data={"secret": "sealed:abc"})
    assert key_renew(name="factors", at=timezone.now()).lost == 1
    assert needs_former("sheets") == 0


def test_a_key_of_another_place_and_none_at_all_are_left_alone(kept):
    file = sealing.key_file("sheets")
    file.write_bytes(os.urandom(32))
    with pytest.raises(KeyStaysError, match="foreign"):
        key_renew(name="sheets", at=timezone.now())
    file.unlink()
    with pytest.raises(KeyStaysError, match="missing"):
        key_renew(name="sheets", at=timezone.now())
    assert not file.exists()
    assert not sealing.former_file("sheets").exists()


def test_no_second_key_while_the_former_is_there(kept):
    key_renew(name="sheets", at=timezone.now())
    key = sealing.key_file("sheets").read_bytes()
    with pytest.raises(KeyStaysError, match="unforgotten"):
        key_renew(name="sheets", at=timezone.now())
    assert sealing.key_file("sheets").read_bytes() == key


@pytest.mark.parametrize("first", ["row", "journal"])
def test_people_at_work_go_first_and_are_never_ended_for_it(first, scenes, settings, tmp_path, django_db_blocker):
    """A service holds a row it will write, or the journal's head before it writes a row: neither meets a deadlock."""
    with django_db_blocker.unblock(), scenes.copy("scoring"):
        shutil.copytree(Path(settings.VAR) / "keys", tmp_path / "keys")
        settings.VAR = tmp_path
        given = Assignment.objects.filter(sheet__isnull=False)[0]
        note = ExpertNote.objects.create(
            assignment=given, sealed=of_selection.seal(given.pk, {"note": "first"}), saved_at=timezone.now()
        )
        holds, done = threading.Event(), []

        def at_work():
            with transaction.atomic():
                if first == "row":
                    ExpertNote.objects.select_for_update(no_key=True).get(pk=note.pk)
                else:
                    journal_hold()
                late = of_selection.seal(given.pk, {"note": "late"})
                holds.set()
                time.sleep(0.8)
                ExpertNote.objects.filter(pk=note.pk).update(sealed=late)
                done.append(True)
            connection.close()

        person = threading.Thread(target=at_work)
        person.start()
        assert holds.wait(120)
        renewed = key_renew(name="sheets", at=timezone.now())
        person.join()
        assert done and renewed.made
        note.refresh_from_db()
        with without(sealing.former_file("sheets")):
            assert of_selection.unseal(given.pk, note.sealed) == {"note": "late"}


def test_whom_the_tables_do_not_belong_to_changes_nothing(kept):
    key = sealing.key_file("sheets").read_bytes()
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        connection.cursor().execute(
            "create role keys_guest; grant all on all tables in schema public to keys_guest; set local role keys_guest"
        )
        key_renew(name="sheets", at=timezone.now())
    assert opened("sheets")
    assert sealing.key_file("sheets").read_bytes() == key


def test_a_name_that_is_no_key_is_refused(kept):
    for act in (key_renew, key_forget):
        with pytest.raises(KeyStaysError, match="unknown"):
            act(name="../secret", at=timezone.now())
    assert set(NAMES) == set(sealing.places)


def test_every_seal_of_the_code_says_where_what_it_closed_lies():
    words = set()
    for path in Path(svetovod.__file__).parent.joinpath("web").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Seal", "PassingSeal"}:
                words.add(ast.literal_eval(node.args[1]))
    registered = {place.seal.what for places in sealing.places.values() for place in places}
    assert words == registered | ELSEWHERE
    assert not registered & ELSEWHERE
