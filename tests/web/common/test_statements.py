"""Tests that look for writes in SQL see them all: those of Django, and the one statement of an entry of the journal."""

from threading import Condition

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.interleaving import Hand
from tests.web.journal_last import Watch
from tests.web.killing import writes
from tests.web.statements import changes

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.audit.services import record
from svetovod.web.projects.tasks import bundle_work

ENTRY = [("UPDATE", "audit_ledgerhead"), ("INSERT", "audit_ledgerentry")]


def statements(act):
    with CaptureQueriesContext(connection) as caught:
        act()
    return [each["sql"] for each in caught if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.fixture
def entry(db, at):
    """The statement that writes an entry of the journal, whatever the service says."""
    (said,) = [
        each
        for each in statements(
            lambda: record(actor=SYSTEM, action="person.close", subject=("accounts.person", "1"), at=at)
        )
        if changes(each) and "audit_ledgerentry" in each
    ]
    return said


def test_an_entry_of_the_journal_writes_it_and_its_head(entry):
    assert changes(entry) == ENTRY


def test_a_job_that_is_queued_is_written(db):
    (said,) = (each for each in statements(lambda: bundle_work.defer(bundle_id=1)) if "procrastinate" in each)
    assert writes(said) and said.startswith("SELECT") and not writes('SELECT "id" FROM "procrastinate_jobs"')


def test_what_django_writes_and_what_it_only_reads_or_locks(db):
    rows = Group.objects.all()
    group = Group(name="a")
    writes = [
        verb
        for said in (
            *statements(group.save),
            *statements(group.save),
            *statements(group.delete),
            *statements(lambda: Group.objects.bulk_create(
                [Group(name="b")], update_conflicts=True, update_fields=["name"], unique_fields=["name"]
            )),
            *statements(lambda: list(rows.select_for_update(no_key=True))),
            *statements(lambda: list(rows.select_for_update())),
        )
        for verb, table in changes(said)
        if table == "auth_group"
    ]  # fmt: skip
    assert writes == ["INSERT", "UPDATE", "DELETE", "INSERT"]
    assert changes('TRUNCATE "a"') == [("TRUNCATE", "a")]
    assert changes("with a as (select 1) select * from a, b for update of b") == []


@pytest.mark.parametrize("watched", ["audit_ledgerhead", "audit_ledgerentry"])
def test_an_order_of_two_acts_stops_before_an_entry(entry, watched):
    stops = []
    hand = Hand(Condition(), lambda: None, {watched})
    hand._gate = lambda: stops.append(1)
    hand._statement(lambda *_asked: None, entry, (), False, {})
    assert stops == [1] and hand.written == {"audit_ledgerhead", "audit_ledgerentry"}
    hand._statement(lambda *_asked: None, 'SELECT * FROM "auth_group"', (), False, {})
    assert stops == [1]


def test_the_watch_over_services_takes_an_entry_for_one(entry):
    watch = Watch()
    watch(lambda *_asked: None, entry, (), False, {})
    assert watch.entered
