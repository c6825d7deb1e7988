"""A draft where the commission holds the key of the sheets: nothing opens it once its sheet is submitted."""

import os
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings as conf
from django.db import transaction
from django.utils import timezone
from tests.web.killing import die, killed

from svetovod.web.common.sealing import PassingSeal, SealBrokenError
from svetovod.web.selection import sealing, selectors, services, tasks
from svetovod.web.selection.custody import drafts
from svetovod.web.selection.models import ScoreSheet

from .test_custody import AT, CODES, HOLDERS, SAID, ceremony, rows_of, submit
from .test_custody import world as _world

LATER = timedelta(days=31)
world = _world


@pytest.fixture(autouse=True)
def folder(request, settings, tmp_path):
    """Keys of this test alone; the world has none yet, and is kept where those of all tests lie."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world")
    settings.VAR = tmp_path
    return tmp_path / "keys" / "drafts"


@pytest.fixture
def row(world):
    given = rows_of(world)[0]
    services.conflict_deny(actor=world.actor(given.member.person.name), assignment=given, at=AT)
    return given


def save(world, row, comment=SAID, **options):
    who = world.actor(row.member.person.name)
    kept = services.score_save(actor=who, assignment=row, scores={"К1": Decimal(7)}, comment=comment, at=AT, **options)
    return bytes(kept.sealed)


def kept_of(world, row):
    return selectors.draft_of(world.actor(row.member.person.name), row)


def names(folder):
    return sorted(path.name for path in folder.glob("*"))


def opens(row, sealed):
    try:
        return drafts.draft_read(row.pk, sealed)["comment"] == SAID
    except drafts.DraftLostError:
        return False


def page_of(row):
    return f"/selections/{row.application.round.slug}/my-sheets/{row.application.number}/"


def test_after_the_submission_no_key_of_the_server_opens_the_draft(
    world, row, folder, django_capture_on_commit_callbacks
):
    ceremony(world, *HOLDERS)
    draft = save(world, row)
    assert opens(row, draft)
    with django_capture_on_commit_callbacks() as left:
        submit(world, row)
    assert opens(row, draft), "until the commit: it may yet be taken back"
    for callback in left:
        callback()
    assert not opens(row, draft)
    assert names(folder) == []
    inner = drafts.b64decode(sealing.unseal(row.pk, draft)["draft"])
    for path in (conf.VAR / "keys").rglob("*"):
        if path.is_file():
            with pytest.raises(SealBrokenError):
                sealing.Seal(path.name, "draft").unseal(row.pk, inner)


def test_neither_key_alone_opens_a_draft(world, row, folder):
    draft = save(world, row)
    inner = drafts.b64decode(sealing.unseal(row.pk, draft)["draft"])
    with pytest.raises(SealBrokenError):
        sealing.unseal(row.pk, inner)
    with pytest.raises(SealBrokenError):
        sealing.DRAFTS.unseal(row.pk, draft)
    assert sealing.DRAFTS.unseal(row.pk, inner)["comment"] == SAID
    other = row.pk + 1
    (folder / str(other)).write_bytes((folder / str(row.pk)).read_bytes())
    (folder / str(other)).chmod(0o600)
    with pytest.raises(SealBrokenError):
        sealing.DRAFTS.unseal(other, inner)


def test_a_key_is_its_owners_alone_and_serves_every_saving(world, row, folder):
    first = save(world, row)
    key = (folder / str(row.pk)).read_bytes()
    second = save(world, row)
    assert ((folder / str(row.pk)).read_bytes(), len(key)) == (key, 32)
    assert opens(row, first) and opens(row, second)
    assert (folder.stat().st_mode & 0o777, (folder / str(row.pk)).stat().st_mode & 0o777) == (0o700, 0o600)
    (folder / str(row.pk)).chmod(0o644)
    with pytest.raises(PermissionError):
        save(world, row)


def test_where_the_server_keeps_the_key_a_draft_has_none_of_its_own(
    make_world, folder, django_capture_on_commit_callbacks
):
    world = make_world(projects=1).play("filed", "checked")
    row = rows_of(world)[0]
    services.conflict_deny(actor=world.actor(row.member.person.name), assignment=row, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        draft = save(world, row)
        submit(world, row)
    assert sealing.unseal(row.pk, draft)["comment"] == SAID
    assert not folder.exists()


def test_a_draft_kept_before_drafts_had_keys_opens_and_gets_one(world, row, folder):
    old = {"scores": {"К1": "7"}, "comment": SAID}
    ScoreSheet.objects.filter(assignment=row).update(sealed=sealing.seal(row.pk, old), filled=1, saved_at=AT)
    assert kept_of(world, row)["comment"] == SAID
    assert not folder.exists()
    save(world, row)
    assert set(sealing.unseal(row.pk, ScoreSheet.objects.get(assignment=row).sealed)) == {"draft"}
    assert kept_of(world, row)["comment"] == SAID


def test_a_window_left_behind_is_told_and_the_same_words_are_no_conflict(world, row):
    opened = row.sheet.mark
    save(world, row, mark=opened)
    save(world, row, mark=opened)
    with pytest.raises(services.sheets.Refused):
        save(world, row, comment="другое", mark=opened)
    assert kept_of(world, row)["comment"] == SAID


@pytest.mark.parametrize("left", ["nothing", "another", "half"])
def test_a_draft_restored_without_its_key_is_told_of_and_the_sheet_begins_empty(world, row, client, folder, left):
    save(world, row)
    key = folder / str(row.pk)
    stale = ScoreSheet.objects.get(assignment=row).mark
    match left:
        case "nothing":
            key.unlink()
        case "another":
            key.write_bytes(os.urandom(32))
        case "half":
            key.write_bytes(b"x")
    client.force_login(row.member.person)
    page = client.get(page_of(row))
    text = page.content.decode()
    assert page.status_code == 200
    assert "ключа нет на этом сервере" in text and SAID not in text and "критериев: 0 из" in text
    mine = client.get(f"{page_of(row).rsplit('/', 2)[0]}/").content.decode()
    assert (mine.count("черновик утрачен"), mine.count('">0 / ')) == (1, mine.count('data-l="Оценено"'))
    compared = client.get(f"{page_of(row).rsplit('/', 2)[0]}/compare/", dict.fromkeys("ab", row.application.number))
    assert (compared.status_code, compared.context["lost"]) == (200, [row.application.number] * 2)
    assert "ключа нет на этом сервере" in compared.content.decode()
    body = {"score.К1": "3", "comment": "снова", "revision": "0" * 16}
    assert client.post(page_of(row), body, headers={"X-Autosave": "1"}).status_code == 204, "there is nothing to lose"
    assert (kept_of(world, row)["comment"], kept_of(world, row)["lost"]) == ("снова", False)
    assert ScoreSheet.objects.get(assignment=row).mark != stale
    assert "ключа нет на этом сервере" not in client.get(page_of(row)).content.decode()


def test_the_form_for_a_visit_is_given_and_taken_without_the_draft(world, row, client, folder):
    save(world, row)
    (folder / str(row.pk)).unlink()
    client.force_login(row.member.person)
    assert client.get(f"{page_of(row).rsplit('/', 2)[0]}/form.xlsx").status_code == 200


def test_who_steps_back_or_leaves_takes_the_draft_along(world, row, folder, django_capture_on_commit_callbacks):
    other = rows_of(world)[1]
    who = world.actor(other.member.person.name)
    services.conflict_deny(actor=who, assignment=other, at=AT)
    draft = save(world, row)
    save(world, other)
    assert names(folder) == sorted([str(row.pk), str(other.pk)])
    with django_capture_on_commit_callbacks(execute=True):
        services.conflict_declare(
            actor=world.actor(row.member.person.name), assignment=row, reason="Служили вместе", at=AT
        )
    assert names(folder) == [str(other.pk)]
    assert not opens(row, draft)
    assert (kept_of(world, row)["scores"], kept_of(world, row)["lost"]) == ({}, False)
    with django_capture_on_commit_callbacks(execute=True):
        services.expert_release(actor=world.actor("secretary"), member=other.member, at=AT)
    assert names(folder) == []


def test_the_sweep_takes_what_is_no_draft_and_leaves_what_is(world, row, folder):
    ceremony(world, *HOLDERS)
    other = rows_of(world)[1]
    services.conflict_deny(actor=world.actor(other.member.person.name), assignment=other, at=AT)
    save(world, other)
    save(world, row)
    submit(world, row)
    gone = other.pk + 1000
    for name in (f"{row.pk}.part", str(gone), "note.txt"):
        (folder / name).write_bytes(b"x")
    tasks.draft_keys(0)
    assert names(folder) == sorted([str(other.pk), str(gone), "note.txt"]), "a copy of the database may lack the sheet"
    assert drafts.draft_keys_sweep(at=timezone.now() + LATER) == 1
    assert names(folder) == sorted([str(other.pk), "note.txt"])
    assert kept_of(world, other)["comment"] == SAID


def test_without_a_key_ever_made_the_sweep_finds_nothing(world):
    assert drafts.draft_keys_sweep(at=timezone.now()) == 0


def test_a_disk_that_keeps_the_key_does_not_take_the_submission_back(
    world, row, folder, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    ceremony(world, *HOLDERS)
    save(world, row)

    def refuses(self, row):
        raise OSError("Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(PassingSeal, "forget", refuses)
        with transaction.atomic(), django_capture_on_commit_callbacks(execute=True):
            assert submit(world, row).state == "submitted"
    assert names(folder) == [str(row.pk)]
    assert "Input/output error" in caplog.text
    tasks.draft_keys(0)
    assert names(folder) == []


@pytest.mark.django_db(transaction=True)
def test_killed_between_the_commit_and_the_key_the_sweep_ends_it(world, row, folder, monkeypatch):
    ceremony(world, *HOLDERS)
    draft = save(world, row)
    with monkeypatch.context() as patch:
        patch.setattr(PassingSeal, "forget", die)
        killed(lambda: submit(world, row))
    assert ScoreSheet.objects.get(assignment=row).state == "submitted"
    assert opens(row, draft)
    tasks.draft_keys(0)
    assert not opens(row, draft)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["os.fsync", "folder_sync", "Path.replace"])
def test_killed_while_the_key_is_made_the_next_saving_makes_it(world, row, monkeypatch, step):
    with monkeypatch.context() as patch:
        patch.setattr(f"svetovod.web.common.sealing.{step}", die)
        killed(lambda: save(world, row))
    assert kept_of(world, row)["scores"] == {}
    save(world, row)
    assert kept_of(world, row)["comment"] == SAID


@pytest.mark.django_db(transaction=True)
def test_submitted_for_good_the_key_is_gone_with_the_commit(world, row, folder):
    ceremony(world, *HOLDERS)
    draft = save(world, row)
    assert names(folder) == [str(row.pk)]
    services.score_submit(
        actor=world.actor(row.member.person.name), assignment=row, scores=dict.fromkeys(CODES, Decimal(7)), at=AT
    )
    assert (names(folder), opens(row, draft)) == ([], False)
