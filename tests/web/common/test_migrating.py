"""What a setting may replace is known while tables are made, whatever models of the past are made meanwhile."""

from unittest.mock import patch

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState

from svetovod.web.common.migrating import Executor, settings_kept

ASKED = "get_swappable_settings_name"


def test_a_model_of_the_past_makes_nobody_look_again():
    with settings_kept():
        assert apps.get_swappable_settings_name(settings.AUTH_USER_MODEL) == "AUTH_USER_MODEL"
        state = ProjectState()
        state.add_model(ModelState("past", "Thing", [("id", models.AutoField(primary_key=True))]))
        assert state.apps.get_model("past", "Thing")
        with patch.object(apps, "get_models", side_effect=AssertionError("all models are looked through again")):
            assert apps.get_swappable_settings_name(settings.AUTH_USER_MODEL) == "AUTH_USER_MODEL"
        assert apps.get_swappable_settings_name("audit.LedgerEntry") is None
    assert ASKED not in vars(apps)


def test_one_within_another_puts_back_what_was_there():
    with settings_kept():
        outer = vars(apps)[ASKED]
        with settings_kept():
            assert apps.get_swappable_settings_name(settings.AUTH_USER_MODEL) == "AUTH_USER_MODEL"
        assert vars(apps)[ASKED] is outer
    assert ASKED not in vars(apps)


def test_migrations_are_carried_out_so_and_leave_nothing_behind():
    seen = []
    with (
        patch.object(MigrationExecutor, "__init__", lambda _self, _connection: None),
        patch.object(MigrationExecutor, "migrate", lambda _self, *_to, **_how: seen.append(ASKED in vars(apps))),
    ):
        Executor(connection).migrate([])
    assert seen == [True] and ASKED not in vars(apps)
