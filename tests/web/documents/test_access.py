"""The access table of attachments asked alone: readers and writers as registered, and what nobody registered."""

import pytest
from rules.predicates import predicate

from svetovod.web.accounts.actors import VISITOR, Actor
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.documents import access
from svetovod.web.documents.access import ACCESS
from svetovod.web.documents.models import Attachment

KIND, HAND = "accounts.rolegrant", ("attachment.add", "attachment.remove")
READER, WRITER, STRANGER = Actor(person_id=1), Actor(person_id=2), Actor(person_id=3)
EVERYBODY = {"reader": READER, "writer": WRITER, "stranger": STRANGER, "visitor": VISITOR}


@predicate
def reads(actor, subject):
    return isinstance(subject, RoleGrant) and actor.person_id in (1, None)


@predicate
def writes(actor, subject):
    return isinstance(subject, RoleGrant) and actor.person_id in (2, None)


@pytest.fixture(autouse=True)
def nobody_registered(monkeypatch):
    monkeypatch.setattr(access, "readers", {})
    monkeypatch.setattr(access, "writers", {})


@pytest.fixture
def subject(make):
    return make("owner@example.ru", ("participant", "organisation", "7")).grants.get()


def who(action, obj):
    return {name for name, actor in EVERYBODY.items() if ACCESS.allows(action, actor, obj)}


def test_a_kind_that_nobody_registered_is_closed(subject):
    attached = Attachment(subject_type=KIND, subject_id=subject.pk)
    assert [who(action, subject) for action in ("attachment.view", *HAND)] == [set()] * 3
    assert who("attachment.view", attached) == set()


def test_who_reads_a_file_is_who_reads_what_it_hangs_on(subject):
    access.register_reader("accounts.RoleGrant", reads)
    attached = Attachment(subject_type=KIND, subject_id=subject.pk)
    assert who("attachment.view", subject) == who("attachment.view", attached) == {"reader", "visitor"}
    # what it hung on is gone
    assert who("attachment.view", Attachment(subject_type=KIND, subject_id=subject.pk + 1)) == set()
    assert access.subject_of(attached) == subject


def test_readers_add_where_nobody_said_who_writes(subject):
    access.register_reader("accounts.RoleGrant", reads)
    assert [who(action, subject) for action in HAND] == [{"reader"}] * 2
    access.register_writer("accounts.RoleGrant", writes)
    assert [who(action, subject) for action in HAND] == [{"writer"}] * 2
    assert who("attachment.view", subject) == {"reader", "visitor"}


def test_the_table_has_these_actions_and_no_others():
    assert set(ACCESS) == {"attachment.view", *HAND}
    assert (ACCESS.app, ACCESS.again) == ("documents", frozenset())
