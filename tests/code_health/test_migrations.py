"""Models and migrations agree: what is changed in one is changed in the other. A database half way there is told so."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from svetovod.web.audit.management.commands.prepare import the_executor

BEFORE = ["0001_schema", "0002_consents_outdated"]  # of `commission`, before its tables were made at once


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # leaves with an error when one is


def test_a_migration_that_is_killed_has_done_nothing() -> None:
    """Each is one transaction, its rows and its note in the list of those applied among them: it is only begun anew."""
    torn = [str(each) for each in MigrationLoader(None).disk_migrations.values() if not each.atomic]
    assert [name for name in torn if not name.startswith("procrastinate.")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("applied", "whole"), [(BEFORE[:1], False), (BEFORE, True)])
def test_a_database_of_before_is_carried_on_when_whole_and_told_the_way_when_not(
    applied: list[str], whole: bool
) -> None:
    kept = MigrationRecorder(connection)
    kept.record_unapplied("commission", "0001_release_1_0")
    for name in BEFORE:
        kept.record_unapplied("commission", name)
    for name in applied:
        kept.record_applied("commission", name)
    if whole:
        executor = the_executor()
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    else:
        with pytest.raises(CommandError, match="make reset"):
            the_executor()
