"""`svetovod doctor`: each thing it looks at, broken once, is told; whole, it is not."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, connection

from svetovod.cli import doctor, doctor_place
from svetovod.cli.doctor_place import NOTE, OK, PROBLEM

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
GB = 1024**3


def test_a_folder_that_is_not_there(tmp_path):
    (check,) = doctor.folders(SimpleNamespace(VAR=tmp_path / "none"))
    assert (check.name, check.status) == ("folder", PROBLEM)
    assert next(doctor.folders(SimpleNamespace(VAR=tmp_path, MEDIA_ROOT=tmp_path / "files"))).status == OK


def test_a_disk_of_their_own_for_the_files_is_looked_at(tmp_path):
    (tmp_path / "files").mkdir()
    for files, names in ((tmp_path / "files", ["folder", "disk"]), ("/dev/shm", ["folder", "disk", "files disk"])):
        assert [check.name for check in doctor.folders(SimpleNamespace(VAR=tmp_path, MEDIA_ROOT=files))] == names


@pytest.mark.parametrize(("free", "status"), [(1.9, PROBLEM), (5, NOTE), (50, OK)])
def test_a_disk_that_is_full(tmp_path, monkeypatch, free, status):
    usage = SimpleNamespace(free=free * GB, total=100 * GB)
    monkeypatch.setattr(doctor_place.shutil, "disk_usage", lambda _folder: usage)
    assert doctor_place.disk(tmp_path).status == status


@pytest.mark.parametrize(("apart", "status"), [(0, OK), (1.9, OK), (-2.1, PROBLEM), (3600, PROBLEM)])
@pytest.mark.parametrize(("kept", "told"), [(True, []), (None, []), (False, [PROBLEM])])
def test_a_clock_that_goes_otherwise(monkeypatch, apart, status, kept, told):
    monkeypatch.setattr(doctor_place, "_kept_by_ntp", lambda: kept)
    found = doctor_place.clock(lambda _query: [(NOW + timedelta(seconds=apart),)], lambda: NOW, PROBLEM)
    assert [check.status for check in found] == [status, *told]


@pytest.mark.parametrize(("silent", "status"), [(None, PROBLEM), (5, OK), (3600, PROBLEM)])
def test_a_worker_that_is_silent(silent, status):
    assert doctor_place.worker(lambda _query: [(silent,)], PROBLEM).status == status
    laptop = doctor_place.worker(lambda _query: [(silent,)], NOTE).status
    assert laptop == (NOTE if status == PROBLEM else OK), "a laptop owes no worker"


@pytest.mark.parametrize(
    ("able", "rehearsed", "status"), [(2, True, PROBLEM), (3, True, NOTE), (4, False, NOTE), (4, True, OK)]
)
def test_parts_of_a_key_that_are_too_few(monkeypatch, able, rehearsed, status):
    risk = SimpleNamespace(number="2026-1", needed=3, able=able, rehearsed=rehearsed)
    monkeypatch.setattr("svetovod.web.selection.selectors.custody.keys_at_risk", lambda: [risk])
    (check,) = doctor_place.shares()
    assert check.status == status and "2026-1" in check.en
    assert ("not rehearsed" in check.en) is not rehearsed


@pytest.mark.parametrize(
    ("closed", "over", "status"), [(True, True, PROBLEM), (True, False, NOTE), (False, True, NOTE)]
)
def test_doors_that_stay_closed(monkeypatch, closed, over, status):
    said = SimpleNamespace(ends=NOW - timedelta(minutes=1) if over else NOW + timedelta(minutes=1), closed=closed)
    monkeypatch.setattr("svetovod.web.common.maintenance.maintenance_read", lambda: said)
    (check,) = doctor_place.maintenance(lambda: NOW)
    assert check.status == status


def test_styles_that_were_not_collected(tmp_path, monkeypatch):
    bare = SimpleNamespace(STATIC_ROOT=tmp_path, DEBUG=False)
    for module, status in (("production", PROBLEM), ("base", NOTE)):
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", f"svetovod.web.settings.{module}")
        assert doctor.static(bare).status == status
    (tmp_path / "staticfiles.json").write_text("{}")
    assert doctor.static(bare).status == OK


@pytest.mark.django_db
def test_a_migration_that_was_not_applied():
    assert doctor.migrations().status == OK
    with connection.cursor() as cursor:
        # all of one app: the last row alone may be one that stands for others, which are still there
        cursor.execute("delete from django_migrations where app = 'workbench'")
    assert doctor.migrations().status == PROBLEM


@pytest.mark.django_db
def test_a_database_that_is_just_being_made_is_a_finding_and_not_a_traceback(monkeypatch):
    def unreadable():
        raise ProgrammingError("permission denied for table django_migrations")

    monkeypatch.setattr("svetovod.web.audit.management.commands.prepare.the_executor", unreadable)
    found = {check.name: check for check in doctor.examine()}
    assert found["migrations"].status == PROBLEM and "permission denied" in found["migrations"].en
    assert "worker" not in found, "of tables that may not be there nothing is asked"


@pytest.mark.django_db
def test_a_journal_the_product_could_change(monkeypatch):
    # a role every server has in the place of the product's: roles are of the whole server, and another worker that made
    # the same one would wait for the end of this transaction
    monkeypatch.setattr("svetovod.web.audit.management.commands.prepare.APP", "pg_monitor")
    with connection.cursor() as cursor:
        assert doctor.privileges().status == OK
        cursor.execute("grant update on audit_ledgerentry to pg_monitor")
    check = doctor.privileges()
    assert check.status == PROBLEM and "audit_ledgerentry" in check.en


@pytest.mark.django_db
def test_a_job_that_failed():
    assert doctor.jobs().status == OK
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, status) values ('default', 'x', 'failed')"
        )
    assert doctor.jobs().status == NOTE
