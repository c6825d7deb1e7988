"""Models and migrations agree: what is changed in one is changed in the other. A database half way there is told so."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from svetovod.web.audit.management.commands.prepare import the_executor


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # leaves with an error when one is


def test_a_migration_that_is_killed_has_done_nothing() -> None:
    """Each is one transaction, its rows and its note in the list of those applied among them: it is only begun anew."""
    torn = [str(each) for each in MigrationLoader(None).disk_migrations.values() if not each.atomic]
    assert [name for name in torn if not name.startswith("procrastinate.")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("applied", "whole"), [(["0001_initial"], False), (["0001_initial", "0002_tables"], True)])
def test_a_database_of_before_is_carried_on_when_whole_and_told_the_way_when_not(
    applied: list[str], whole: bool
) -> None:
    """`figures` had two migrations before its tables were made at once."""
    kept = MigrationRecorder(connection)
    kept.record_unapplied("figures", "0001_schema")
    for name in ("0001_initial", "0002_tables"):
        kept.record_unapplied("figures", name)
    for name in applied:
        kept.record_applied("figures", name)
    if whole:
        executor = the_executor()
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    else:
        with pytest.raises(CommandError, match="make reset"):
            the_executor()
