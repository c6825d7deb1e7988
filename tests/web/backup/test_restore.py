"""A backup comes back, or changes nothing: on PostgreSQL, with the rows and files of the demonstration."""

import dataclasses
import hashlib
import io
import json
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection, connections
from django.db.models import Count
from django.utils import timezone
from tests.thorough import WHOLE
from tests.web.killing import die, killed
from typer.testing import CliRunner

from svetovod import backup
from svetovod.backup import loading, make, restore, scratch, tables
from svetovod.cli import doctor
from svetovod.cli.app import app
from svetovod.cli.streams import OutputLostError
from svetovod.disk import PART
from svetovod.engine.backup import BackupError, Passphrase, identity_make, opened_by
from svetovod.web.audit.selectors import head, verify_journal
from svetovod.web.common.backed_up import Known
from svetovod.web.documents import services as documents
from svetovod.web.documents.models import Attachment

from .conftest import databases_beside


def test_everything_comes_back(spoilt, monkeypatch):
    before = spoilt.made.manifest
    assert (before.rows > 500, before.files > 0, before.lost) == (True, True, ())
    with monkeypatch.context() as patch:
        patch.setattr(restore, "keys_known", dict)
        done = spoilt.restore(replace=True)
    assert (done.root, done.broken, done.written) == (before.ledger_root, 0, 1)
    assert set(done.other_keys) == dict(before.keys).keys()  # keys this place does not have are told
    assert spoilt.now() == (before.tables, before.sequences, before.files_sha256, before.ledger_root)
    assert (head().root, verify_journal()) == (done.root, [])
    assert databases_beside() == []
    # triggers guard again
    with pytest.raises(Exception, match="Cannot"), connection.cursor() as cursor:
        cursor.execute("update audit_ledgerentry set action = 'x'")


def test_data_are_replaced_only_when_asked(place):
    before = place.now()
    with pytest.raises(BackupError, match="not_empty"):
        place.restore()
    assert place.now() == before


def test_into_an_empty_database(place):
    with scratch.administering() as plain:
        plain.execute(f'drop database "{scratch.own_name()}" with (force)')
        plain.execute(f'create database "{scratch.own_name()}"')
    assert place.restore().root == head().root == place.made.manifest.ledger_root


DAMAGES = {
    "cut": "truncated", "flip": "damaged", "nothing": "truncated", "other": "not_one", "newer": "newer",
    "tables": "other_tables", "rows": "rows_refused",
}  # fmt: skip


# what is wrong with the bytes alone is asked a thousand times in tests/engine/backup
@pytest.mark.parametrize("damage", DAMAGES if WHOLE else ["newer", "tables"])
def test_a_bad_backup_changes_nothing(place, damage, monkeypatch):
    data, before = place.whole, place.now()
    if damage in {"newer", "tables", "rows"}:
        with monkeypatch.context() as patch:
            _lying(patch, damage)
            backup.backup_make(place.folder / "bad.svb", replace=True)
        data = (place.folder / "bad.svb").read_bytes()
    changed = bytearray(data)
    changed[len(data) // 2] ^= 4
    bad = {"cut": data[:-700], "flip": bytes(changed), "nothing": b"", "other": b"%PDF-1.7 and so on" * 40}
    with pytest.raises(BackupError, match=DAMAGES[damage]):
        place.restore(bad.get(damage, data), replace=True)
    assert place.now() == before
    assert databases_beside() == []


def _lying(patch, damage):
    """A backup that agrees with itself and cannot be restored."""
    finish, rows = make.Archive.finish, make.rows

    def lie(archive, **said):
        if damage == "newer":
            said["migrations"] += (("audit", "9999_of_a_later_year"),)
        if damage == "tables":
            nothing = {"rows": 0, "bytes": 0, "pieces": 0, "sha256": hashlib.sha256().hexdigest()}
            said["tables"] += (dataclasses.replace(said["tables"][0], name="a_table_of_nobody", **nothing),)
        return finish(archive, **said)

    patch.setattr(make.Archive, "finish", lie)
    if damage == "rows":
        more = {"accounts_person": [b"1\n"]}
        patch.setattr(make, "rows", lambda database, shape: [*rows(database, shape), *more.get(shape.name, [])])


def test_what_postgresql_keeps_must_be_what_the_backup_says(place, monkeypatch):
    monkeypatch.setattr(loading, "table_hash", lambda database, shape: "0" * 64)
    before = place.now()
    with pytest.raises(BackupError, match="differs"):
        place.restore(replace=True)
    assert place.now() == before


def torn(place, monkeypatch, step):
    """A restore that is killed at that step."""
    connections.close_all()  # nobody else is there: the child would be refused
    with monkeypatch.context() as patch:
        patch.setattr(restore, step, die)
        killed(lambda: place.restore(replace=True))


@pytest.mark.parametrize("step", ["schema_make", "compare", "exchange"] if WHOLE else ["exchange"])
def test_killed_before_the_exchange_the_old_state_stays(spoilt, monkeypatch, step):
    before = spoilt.now()
    torn(spoilt, monkeypatch, step)
    assert [name.rpartition("_")[2] for name in databases_beside()] == ["restoring"]
    tables_, sequences, _files, root = spoilt.now()
    assert (tables_, sequences, root) == (before[0], before[1], before[3])


def test_killed_after_the_exchange_the_new_state_stands(spoilt, monkeypatch):
    torn(spoilt, monkeypatch, "surplus_remove")
    assert spoilt.now()[0] == spoilt.made.manifest.tables


def test_somebody_connected_is_not_thrown_out(place, monkeypatch):
    monkeypatch.setattr(scratch, "PATIENCE", 1)
    with psycopg.connect(backup.address()), pytest.raises(BackupError, match="in_use"):
        place.restore(replace=True)
    if WHOLE:  # one who comes while the database beside is filled
        with psycopg.connect(backup.address()), pytest.raises(BackupError, match="in_use"):
            monkeypatch.setattr(restore, "others_connected", lambda: False)
            place.restore(replace=True)
    assert databases_beside() == []


def test_the_try_of_a_backup_leaves_the_data_alone_and_is_remembered(place):
    before = place.now()
    tried = backup.backup_try(io.BytesIO(place.whole), "whole.svb")
    assert tried.root == place.made.manifest.ledger_root
    assert place.now() == before
    assert databases_beside() == []
    assert {name: c.status for c in doctor.backups() for name in [c.name]} == {"backup": "ok", "restore test": "ok"}


def test_a_backup_is_one_moment_and_files_dropped_meanwhile_are_in_it(place, monkeypatch):
    """A row and its file go after the snapshot was taken and before either is read."""
    whole = make._write

    def meanwhile(*arguments):
        with psycopg.connect(backup.address(), autocommit=True) as other:
            digest = other.execute("select min(sha256) from documents_attachment").fetchone()[0]
            other.execute("alter table documents_attachment disable trigger all")
            other.execute("delete from documents_attachment where sha256 = %s", [digest])
            other.execute("alter table documents_attachment enable trigger all")
        documents._drop_bytes(digest)
        assert not documents.Attachment(sha256=digest).path.exists()
        return whole(*arguments)

    monkeypatch.setattr(make, "_write", meanwhile)
    manifest = backup.backup_make(place.folder / "moment.svb").manifest
    assert (manifest.tables, manifest.files_sha256, manifest.lost) == (
        place.made.manifest.tables, place.made.manifest.files_sha256, (),
    )  # fmt: skip
    assert not list((place.folder / "files").glob(".backup-*"))
    place.restore(replace=True)


def named(number):
    """A file that a row names: the folder may hold what other tests of this worker have left there."""
    return Attachment.objects.order_by("sha256").distinct("sha256")[number].path


def test_a_lost_file_is_told_and_the_rest_is_kept(place, monkeypatch):
    lost = named(0)
    kept = lost.read_bytes()
    lost.write_bytes(b"something else")
    runner = CliRunner().invoke(app, ["backup", str(place.folder / "lost.svb"), "--json", "--lang", "en"])
    said = json.loads(runner.stdout)
    assert (runner.exit_code, said["lost"]) == (1, 1)
    assert said["notes"][0]["value"] == lost.parent.name + lost.name
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.production")
    (told,) = [check for check in doctor.backups() if check.name == "backup files"]
    assert (told.status, "has not: 1" in told.en) == ("problem", True)
    (known := place.folder / ".lost").write_text(f"{'0' * 64}\n\n# {'0' * 64}\n{said['notes'][0]['value']}  of March\n")
    again = CliRunner().invoke(app, ["backup", str(place.folder / "given-up.svb"), "--json"])
    assert (again.exit_code, json.loads(again.stdout)["lost"]) == (0, 1), "told, and a good backup"
    assert [check for check in doctor.backups() if check.name == "backup files"] == []
    other = named(1)
    content = other.read_bytes()
    other.unlink()
    further = CliRunner().invoke(app, ["backup", str(place.folder / "further.svb"), "--json"])
    assert (further.exit_code, json.loads(further.stdout)["lost"]) == (1, 2)
    assert backup.remembered()["made"].lost == 1, "that one alone is to be looked for"
    other.write_bytes(content)
    assert known.read_text().endswith("of March\n"), "it is lost still"
    known.chmod(0o640)
    lost.write_bytes(kept)
    assert CliRunner().invoke(app, ["backup", str(place.folder / "found.svb")]).exit_code == 0
    assert known.read_text() == f"\n# {'0' * 64}\n", "what is there once more is watched again"
    assert known.stat().st_mode & 0o777 == 0o640, "by whoever could read it"
    known.unlink()


def test_a_list_of_what_is_given_up_that_cannot_be_read_gives_nothing_up_and_stops_no_backup(place):
    (known := place.folder / ".lost").mkdir()
    lost = named(0)
    kept = lost.read_bytes()
    lost.unlink()
    assert CliRunner().invoke(app, ["backup", str(place.folder / "unread.svb"), "--json"]).exit_code == 1
    lost.write_bytes(kept)
    known.rmdir()


def test_a_try_of_an_old_backup_tells_of_the_time_when_it_was_made(place, monkeypatch):
    """Else an archive of last year, restored by hand, says for two days that all is well."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.production")
    with monkeypatch.context() as patch:
        patch.setattr(make, "timezone", SimpleNamespace(now=lambda: timezone.now() - timedelta(days=400)))
        backup.backup_make(place.folder / "archive.svb")
    with (place.folder / "archive.svb").open("rb") as source:
        backup.backup_try(source, "archive.svb")
    found = {check.name: check for check in doctor.backups()}
    assert (found["restore test"].status, "400 d 0 h" in found["restore test"].en) == ("problem", True)
    if not WHOLE:  # a try of one of today is asked above
        return
    backup.backup_make(place.folder / "today.svb")
    with (place.folder / "today.svb").open("rb") as source:
        backup.backup_try(source, "today.svb")
    assert {check.name: check.status for check in doctor.backups()}["restore test"] == "ok"


def test_files_that_wait_are_held_and_wait_again(place):
    shared = Attachment.objects.values("sha256").annotate(n=Count("pk")).filter(n=1).values("sha256")
    waits, gone = Attachment.objects.filter(sha256__in=shared)[:2]
    free = [row.path for row in Attachment.objects.all() if row.path.exists()]
    Attachment.objects.filter(pk=waits.pk).update(scan="waiting")
    Attachment.objects.filter(pk=gone.pk).update(scan="infected")
    content = waits.path.read_bytes()
    waits.path.rename(waits.waiting_path)
    gone.path.unlink()
    made = backup.backup_make(place.folder / "waiting.svb")
    assert made.manifest.lost == ()
    waits.waiting_path.unlink()
    place.restore((place.folder / "waiting.svb").read_bytes(), replace=True)
    assert waits.waiting_path.read_bytes() == content and not waits.path.exists()
    place.restore(replace=True)
    assert waits.path.read_bytes() == content and not waits.waiting_path.exists()
    assert [path for path in free if not path.exists()] == []


def test_commands_say_the_same_root(place, monkeypatch):
    monkeypatch.setattr(place, "file", place.folder / "by-command.svb")
    # what it costs to try a passphrase is asked of the engine: here one is given eight times
    monkeypatch.setattr("svetovod.engine.backup.Passphrase", partial(Passphrase, cost=2))
    secret = place.folder / "passphrase"
    secret.write_text("twelve characters and more\n")
    key = ["--passphrase-file", str(secret)]
    run = CliRunner().invoke
    made = run(app, ["backup", str(place.file), *key, "--json"])
    assert (made.exit_code, place.file.stat().st_mode & 0o777) == (0, 0o600), made.stdout
    again = run(app, ["backup", str(place.file), *key, "--json"])
    assert (again.exit_code, json.loads(again.stdout)["errors"][0]["code"]) == (2, "backup.exists")
    assert run(app, ["backup", str(place.file), *key, "--force", "--json"]).exit_code == 0
    tried = run(app, ["backup", "--test", str(place.file), *key, "--json"])
    refused = run(app, ["restore", str(place.file), *key, "--json"])
    assert json.loads(refused.stdout)["errors"][0]["code"] == "database.not_empty"
    back = run(app, ["restore", str(place.file), *key, "--replace", "--json"])
    roots = {json.loads(each.stdout)["root"] for each in (made, tried, back)}
    assert roots == {head().root}
    for wrong, code in (([], "backup.encrypted"), (["--passphrase-file", str(place.folder / "no")], "no_passphrase")):
        failed = run(app, ["restore", str(place.file), *wrong, "--replace", "--json"])
        assert failed.exit_code == 2 and json.loads(failed.stdout)["errors"][0]["code"].endswith(code)
    secret.write_text("another one altogether\n")
    failed = run(app, ["restore", str(place.file), *key, "--replace", "--lang", "ru"])
    assert failed.exit_code == 2 and "не открывается" in failed.stderr


@pytest.mark.parametrize("wanted", [(), ("--json",)])
def test_a_backup_that_could_not_be_told_of_replaces_none(place, monkeypatch, wanted):
    def full(_text="", *, err=False, **_options):
        if not err:
            raise OutputLostError("No space left on device")

    kept, fresh = place.whole, place.folder / "fresh.svb"
    monkeypatch.setattr("typer.echo", full)
    for call in (["backup", str(place.file), "--force"], ["backup", str(fresh)]):
        with pytest.raises(OutputLostError):
            CliRunner().invoke(app, [*call, *wanted], catch_exceptions=False)
    assert (place.whole, fresh.exists()) == (kept, False)
    assert not list(place.folder.glob(f"{PART}*"))


def test_keys_for_backups(place):
    run, file = CliRunner().invoke, place.folder / "identity"
    assert run(app, ["backup", str(file), "--new-key"]).exit_code == 0
    assert [path.stat().st_mode & 0o777 for path in (file, place.folder / "identity.pub")] == [0o600, 0o644]
    assert run(app, ["backup", str(file), "--new-key", "--json"]).exit_code == 2
    sealed = place.folder / "sealed.svb"
    assert run(app, ["backup", str(sealed), "--recipient", f"{file}.pub"]).exit_code == 0
    assert run(app, ["backup", "--test", str(sealed), "--identity", f"{file}.pub", "--json"]).exit_code == 2
    assert run(app, ["backup", "--test", str(sealed), "--identity", str(file), "--lang", "en"]).exit_code == 0
    assert opened_by(file.read_text()).private and identity_make()[0] != file.read_text()
    said = json.loads(run(app, ["backup", str(place.folder / "open.svb"), "--identity", str(file), "--json"]).stdout)
    assert [each["code"] for each in said["errors"]] == ["usage.invalid"], "a private key closes nothing"
    assert not (place.folder / "open.svb").exists()


@pytest.mark.parametrize("closed", [True, False] if WHOLE else [True])
def test_a_backup_is_tried_as_it_is_made_by_who_has_no_key_for_it(place, monkeypatch, closed):
    run, file = CliRunner().invoke, place.folder / f"tried-{closed}.svb"
    line = place.folder / "public"
    line.write_text(identity_make()[1])
    asked = ["backup", str(file), *(["--recipient", str(line)] if closed else []), "--and-test"]
    done = run(app, [*asked, "--lang", "en"])
    assert done.exit_code == 0 and "The backup restores, everything agrees" in done.stdout, done.output
    assert databases_beside() == []
    before = backup.remembered()
    assert before["tried"].file == str(file)
    monkeypatch.setattr(loading, "table_hash", lambda database, shape: "0" * 64)
    failed = run(app, [*asked, "--force", "--json"])
    assert failed.exit_code == 2 and json.loads(failed.stdout)["errors"][0]["code"] == "backup.differs"
    after = backup.remembered()
    assert after["made"] != before["made"] and after["tried"] == before["tried"], "what failed was not tried"
    assert file.stat().st_size > 0, "kept on purpose: it may be all there is"


@pytest.mark.parametrize("other", ["--test", "--new-key"])
def test_a_try_of_what_is_written_goes_with_nothing_that_writes_no_backup(tmp_path, other):
    file = tmp_path / "asked"
    done = CliRunner().invoke(app, ["backup", str(file), other, "--and-test", "--json"])
    assert done.exit_code == 2
    assert [each["code"] for each in json.loads(done.stdout)["errors"]] == ["usage.invalid"]
    said = CliRunner().invoke(app, ["backup", str(file), other, "--and-test", "--lang", "en"])
    assert f"--and-test and {other} do not go together" in said.output
    assert not list(tmp_path.iterdir())


def test_an_interrupted_backup_leaves_the_last_one(place, monkeypatch):
    before = place.whole
    with monkeypatch.context() as patch:
        patch.setattr(make, "sequences", die)
        killed(lambda: backup.backup_make(place.file, replace=True))
    assert place.whole == before
    backup.backup_make(place.folder / "after.svb")
    assert not list((place.folder / "files").glob(".backup-*"))


def test_doctor_says_when_a_backup_is_late(place, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.production")
    old = Known(timezone.now() - timedelta(days=3), "gone.svb", "")
    monkeypatch.setattr("svetovod.backup.remembered", lambda: {"made": old})
    found = {check.name: check for check in doctor.backups()}
    assert [found[name].status for name in ("backup", "restore test")] == ["problem", "problem"]
    assert "3 d 0 h" in found["backup"].en and "no longer there" in found["backup"].en
    assert "backups from before it are kept and take room" in found["restore test"].en


def test_doctor_looks_at_the_room_where_backups_lie_if_it_is_not_that_of_the_data(place, monkeypatch, settings):
    for folder, names in ((place.folder, ["backup", "restore test"]), (Path("/dev/shm"), ["backup", "backup disk"])):
        known = {"made": Known(timezone.now(), str(folder / "today.svb"), "")}
        monkeypatch.setattr("svetovod.backup.remembered", lambda known=known: known)
        assert [check.name for check in doctor.backups()][: len(names)] == names


@pytest.mark.parametrize("tried", [None, 3])
def test_where_backups_are_tried_elsewhere_no_try_is_a_note(place, monkeypatch, settings, tried):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.production")
    known = {"made": Known(timezone.now(), str(place.file), "")}
    if tried:
        known["tried"] = Known(timezone.now() - timedelta(days=tried), str(place.file), "")
    monkeypatch.setattr("svetovod.backup.remembered", lambda: known)
    for elsewhere, status in ((False, "problem"), (True, "note")):
        settings.BACKUPS_TRIED_ELSEWHERE = elsewhere
        assert {check.name: check.status for check in doctor.backups()} == {"backup": "ok", "restore test": status}
    known.clear()
    assert {check.name: check.status for check in doctor.backups()}["backup"] == "problem", "one is made here still"


def test_an_older_backup_is_migrated_up():
    """Of each app the last migration that was applied, whatever came later; the tables of one that was made before
    those of its app were brought into one migration are those of that one, if it has all of them."""
    from django.db.migrations.loader import MigrationLoader

    class Executor:
        loader = MigrationLoader(None)

    applied = {key for key in Executor.loader.graph.nodes if key[1] < "0002" or key[0] == "mfa"}
    ends = loading._ends(Executor, applied)
    assert ("projects", "0001_release_1_0") in ends and ("mfa", "0001_initial") not in ends
    assert set(Executor.loader.graph.leaf_nodes("mfa")) <= set(ends)
    before = set(Executor.loader.disk_migrations["projects", "0001_release_1_0"].replaces)
    assert len(before) > 1 and before.isdisjoint(Executor.loader.graph.nodes)
    assert ("projects", "0001_release_1_0") in loading._ends(Executor, before)
    assert loading._ends(Executor, before - {min(before)}) == []


def test_tables_others_need_go_first(place):
    with psycopg.connect(backup.address()) as database:
        names = [shape.name for shape in tables.shapes(database)]
    assert names.index("procrastinate_jobs") < names.index("procrastinate_events")
    assert {"django_migrations", "audit_ledgerentry", "procrastinate_jobs"} <= set(names)
