"""What an upgrade leaves behind that is killed while it migrates or collects styles."""

import os
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tests import databases
from tests.web.killing import die, killed

from svetovod.web.audit.management.commands import prepare
from svetovod.web.audit.management.commands.prepare import check_code, collecting


def test_a_migration_killed_while_its_note_is_written_has_done_nothing(django_db_blocker, monkeypatch):
    """One with foreign keys: Django itself would note it down after its commit."""
    name = f"{databases.COPY}_{databases.WORKER}_killed"
    tables = {model._meta.db_table for model in apps.get_app_config("workbench").get_models()}

    def found():
        return tables & set(connection.introspection.table_names())

    with django_db_blocker.unblock():
        databases.clone(databases.migrated(), name)
        with databases.connected(name):
            with connection.cursor() as cursor:
                cursor.execute(f"drop table {', '.join(tables)} cascade")
                cursor.execute("delete from django_migrations where app = 'workbench'")
            connection.close()
            with monkeypatch.context() as patch:
                patch.setattr(MigrationRecorder, "record_applied", die)
                killed(lambda: call_command("migrate", "workbench", verbosity=0))
            assert found() == set()
            call_command("migrate", "workbench", verbosity=0)
            assert found() == tables
        databases.drop(name)


def test_styles_cut_by_a_kill_are_written_again_and_older_ones_stay(tmp_path):
    old, cut = tmp_path / "old.css", tmp_path / "logo.abc.svg"
    old.write_text("whole")
    os.utime(old, (1, 1))
    with suppress(KeyboardInterrupt), collecting(tmp_path):
        cut.write_text("<sv")
        raise KeyboardInterrupt
    with collecting(tmp_path):
        assert old.exists() and not cut.exists()
        cut.write_text("<svg/>")
    with collecting(tmp_path):
        assert cut.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logo.abc.svg", "old.css"]


def test_files_are_on_the_disk_before_it_is_forgotten_that_they_are_being_collected(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "sync", lambda: seen.append((tmp_path / ".collecting").exists()))
    with collecting(tmp_path):
        assert seen == []
    assert seen == [True] and not (tmp_path / ".collecting").exists()


def test_the_code_is_checked_once_for_a_version_and_its_apps(tmp_path, monkeypatch):
    said = SimpleNamespace(
        STATIC_ROOT=tmp_path / "static", INSTALLED_APPS=["one"], MIDDLEWARE=[], AUTHENTICATION_BACKENDS=[]
    )
    monkeypatch.setattr(prepare, "settings", said)
    asked = []

    def check(_command):
        asked.append("check")
        if len(asked) == 1:
            raise SystemCheckError("a model is wrong")

    monkeypatch.setattr(prepare.BaseCommand, "check", check)
    with pytest.raises(SystemCheckError):
        check_code()
    for expected in (2, 2):  # what failed did not pass; what passed is not asked again
        check_code()
        assert asked == ["check"] * expected
    monkeypatch.setattr(prepare, "__version__", "99")
    check_code()
    said.INSTALLED_APPS.append("of an operator")
    check_code()
    check_code()
    assert asked == ["check"] * 4
