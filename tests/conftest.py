"""Tests use PostgreSQL as the product does: the operator's (`DATABASE_URL`) or an embedded one for this run."""

import fcntl
import gc
import os
import signal
from collections.abc import Generator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from .thorough import WHOLE

gc.disable()  # what is imported and collected stays: `pytest_collection_finish`

# a busy machine must not fail a test, nor an example that chance brings to a change it has nothing to do with: new ones
# are drawn by `make torture`
settings.register_profile(
    "unhurried", deadline=None, max_examples=1000 if WHOLE else 20, derandomize=not WHOLE,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("unhurried")

STACK = ExitStack()
WITH_DATABASE, SWEPT_AFTER = count(1), 150  # tests that had a database; so many of them between two sweeps
if "PYTEST_XDIST_WORKER" not in os.environ:
    # what is told to end closes its servers and deletes its databases as after Ctrl-C
    signal.signal(signal.SIGTERM, signal.default_int_handler)
# tables of a few rows are joined in the order they are named in: to weigh every other order of ten of them took two
# thirds of what the server did. `make torture` weighs them as the product's own server does
PLAIN_JOINS = {"join_collapse_limit": "1", "from_collapse_limit": "1"}
# how a run of `make torture` ends that passed and skipped something, and one in which nothing passed: tools/torture.sh
# tells the one as asked in part, the other as not run
IN_PART, NOTHING = 78, 77
APART = "IS ABSENT"  # of the instances beside the repository, which docs/reference/assurance.md tells apart
ENGINE_ONLY = bool(os.environ.get("SVETOVOD_ENGINE_ONLY"))
BROWSER_ONLY = bool(os.environ.get("SVETOVOD_BROWSER_ONLY"))  # every installation of the journeys has its own database

if not ENGINE_ONLY:
    from . import databases, memory

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.test")
    if "SVETOVOD_VAR" not in os.environ:
        os.environ["SVETOVOD_VAR"] = str(STACK.enter_context(memory.folder("test")))
    if BROWSER_ONLY:
        os.environ["DATABASE_URL"] = "postgresql:///none"
    elif "DATABASE_URL" not in os.environ:
        from svetovod.postgres import running

        # nothing of a run has to outlive a failure of the power, or is worth to be swept; the permission matrix touches
        # every table and index in one transaction, in several workers at once: the usual table of locks overflows; the
        # scene at all its stages is more than a laptop's server keeps at hand; in hours tables grow that nobody sweeps
        hasty = {
            "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_locks_per_transaction": "512",
            "wal_level": "minimal", "max_wal_senders": "0", "shared_buffers": "256MB",
            "autovacuum": "on" if WHOLE else "off", **({} if WHOLE else PLAIN_JOINS),
        }  # fmt: skip
        server = STACK.enter_context(running(Path(os.environ["SVETOVOD_VAR"]), **hasty))
        os.environ["DATABASE_URL"] = server.url("postgres", "svetovod")
    elif "PYTEST_XDIST_WORKER" not in os.environ:
        STACK.callback(databases.drop_all)
    # pytest-django looked for settings before this file could name them
    import django

    django.setup()
    from django.test import signals, utils

    def told_of_pages(self: Any, context: Any) -> Any:
        """What Django's own tells of every template, for `answer.context`: here of those drawn for themselves, not of
        the hundreds a page includes, each with a copy of all that it was given."""
        if context.template is self:
            signals.template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    utils.instrumented_test_render = told_of_pages

    from django.test import TestCase, TransactionTestCase
    from psycopg.pq import TransactionStatus

    def may_be_checked(self: Any, connection: Any) -> bool:
        """Django asks the server by a statement of its own after each of thousands of tests whether a transaction is
        there in which references can be checked; the connection knows."""
        line = connection.connection
        open_ = line is not None and line.info.transaction_status == TransactionStatus.INTRANS
        return open_ and not connection.needs_rollback

    TestCase._should_check_constraints = may_be_checked  # type: ignore[method-assign]

    emptied_by_django = TransactionTestCase._fixture_teardown

    def emptied(self: Any) -> None:
        """After a test with real commits: Django empties each of 280 tables and makes types and permissions anew."""
        if not databases.empty():
            emptied_by_django(self)
            databases.jobs_empty()

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any) -> None:
    """Each worker's database is a copy of one in which migrations have run."""
    from django.db import connection

    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Every so often the worker's database is swept, when a test with it has ended."""
    done = yield
    asks = "_django_db_helper" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db")
    if asks and not (ENGINE_ONLY or BROWSER_ONLY) and next(WITH_DATABASE) % SWEPT_AFTER == 0:
        databases.sweep()
    return done


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """One worker after another: pytest compiles each module of tests in its own way, and the first keeps what it has
    compiled for the others."""
    try:
        if "PYTEST_XDIST_WORKER" not in os.environ or ENGINE_ONLY:
            return (yield)
        with (Path(os.environ["SVETOVOD_VAR"]) / "collecting.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: in the end no worker waits minutes for another's matrix."""
    items.sort(key=lambda item: "security" not in item.path.parts)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: nobody looks through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")  # none where another process tells
    skips = reporter.stats.get("skipped", ()) if WHOLE and reporter else ()
    if not skips or exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return
    if not reporter.stats.get("passed"):
        session.exitstatus = NOTHING
    elif any(APART not in str(skip.longrepr) for skip in skips):
        session.exitstatus = IN_PART


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    STACK.close()
    gc.freeze()  # pytest has looked through it all for garbage: not a second time, nor Python at its end
