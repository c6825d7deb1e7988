"""Models and migrations agree: what is changed in one is changed in the other. A database half way there is told so."""

from dataclasses import fields, replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations import AddField, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from svetovod.backup.loading import refuse_newer
from svetovod.engine.backup import BackupError, Manifest
from svetovod.web.audit.management.commands.prepare import the_executor
from svetovod.web.common.migrating import FORMER, former
from svetovod.web.common.schema import Together

BEFORE = ["0001_schema", "0002_consents_outdated"]  # of `commission`, before its tables were made at once


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # leaves with an error when one is


def test_a_migration_that_is_killed_has_done_nothing() -> None:
    """Each is one transaction, its rows and its note in the list of those applied among them: it is only begun anew."""
    torn = [str(each) for each in MigrationLoader(None).disk_migrations.values() if not each.atomic]
    assert [name for name in torn if not name.startswith("procrastinate.")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("app", "replaced", "applied", "whole"),
    [
        ("commission", BEFORE, BEFORE[:1], False), ("commission", BEFORE, BEFORE, True),
        ("audit", ["0001_schema"], ["0001_initial"], False),
        ("audit", ["0001_schema"], ["0001_initial", "0001_schema"], True),
    ],
)  # fmt: skip
def test_a_database_of_before_is_carried_on_when_whole_and_told_the_way_when_not(
    app: str, replaced: list[str], applied: list[str], whole: bool
) -> None:
    kept = MigrationRecorder(connection)
    kept.record_unapplied(app, "0001_release_1_0")
    for name in replaced:
        kept.record_unapplied(app, name)
    for name in applied:
        kept.record_applied(app, name)
    if whole:
        executor = the_executor()
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    else:
        with pytest.raises(CommandError, match="make reset"):
            the_executor()


def test_a_backup_may_name_steps_of_before() -> None:
    """A database that was made by the release 1.0.0 names 49 steps that stand in no file any more."""
    assert sum(len(former(app)) for app in FORMER) == 49
    names = [("accounts", "0001_initial"), ("projects", "0005_efficiency"), ("selection", "0003_announcements")]
    said = Manifest(**dict.fromkeys((each.name for each in fields(Manifest)), ()) | {"migrations": tuple(names)})
    refuse_newer(said)
    with pytest.raises(BackupError, match="newer"):
        refuse_newer(replace(said, migrations=(*names, ("audit", "0003_announcements"))))


def test_tables_that_are_new_are_drawn_alone_and_whoever_changes_an_earlier_one_has_all_drawn() -> None:
    state, key = ProjectState(), ("id", models.BigAutoField(primary_key=True))
    CreateModel("Earlier", [key]).state_forwards("one", state)
    drawn = state.apps
    refers = ("earlier", models.ForeignKey("one.Earlier", models.CASCADE))
    Together([CreateModel("Later", [key]), AddField("later", *refers)]).state_forwards("two", state)
    earlier, later = drawn.get_model("one", "Earlier"), drawn.get_model("two", "Later")
    assert state.apps is drawn and later._meta.get_field("earlier").related_model is earlier
    assert {field.name for field in earlier._meta.get_fields()} == {"id", "later"}
    Together([AddField("earlier", "title", models.TextField())]).state_forwards("one", state)
    assert state.apps.get_model("one", "Earlier")._meta.get_field("title") and state.apps is not drawn
