"""Tests use PostgreSQL as the product does: the operator's (`DATABASE_URL`) or an embedded one for this run."""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# a busy machine must not fail a test
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

STACK = ExitStack()
ENGINE_ONLY = bool(os.environ.get("SVETOVOD_ENGINE_ONLY"))

if not ENGINE_ONLY:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.test")
    if "SVETOVOD_VAR" not in os.environ:
        os.environ["SVETOVOD_VAR"] = STACK.enter_context(tempfile.TemporaryDirectory(prefix="svetovod-test-"))
    if "DATABASE_URL" not in os.environ:
        from svetovod.postgres import running

        server = STACK.enter_context(running(Path(os.environ["SVETOVOD_VAR"])))
        os.environ["DATABASE_URL"] = server.url("postgres", "svetovod")
    # pytest-django looked for settings before this file could name them
    import django

    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    STACK.close()
