"""The access table of secrets asked alone: who marks a document, opens it, takes its original, reads the register."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from rules.predicates import predicate
from tests.web.acting import cast, permitted

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.documents import access as files
from svetovod.web.documents.models import Attachment
from svetovod.web.secrecy import access
from svetovod.web.secrecy.access import ACCESS
from svetovod.web.secrecy.models import Enclosed, SecrecyMark

KIND = "accounts.rolegrant"
# the object is of organisation 7: its people edit it, an expert reads it, whoever checks needs the original
ACTORS = cast(
    nobody="", initiator="initiator@organisation:7", participant="participant@organisation:7",
    manager="cluster_manager@organisation:7", preparer="preparer@organisation:7",
    partner="participant@organisation:8", both="participant@organisation:7 participant@organisation:8",
    expert="expert@round:1", checker="secretary@round:1", auditor="auditor@platform:",
    sender="participant@organisation:9", stranger="initiator@organisation:10", admin="administrator@platform:",
    round_auditor="auditor@round:1",
)  # fmt: skip
OWN, EDITING = "initiator participant manager", "initiator participant manager preparer both"
READING = f"{EDITING.removesuffix(' both')} partner both expert checker auditor sender"
CLOSED_TO = {"stranger", "admin", "nobody", "round_auditor"}


@predicate
def reads(actor, subject):
    # whoever is not signed in is let read by the object: the table must not let take
    return actor.person_id is None or names(actor).isdisjoint(CLOSED_TO)


@predicate
def edits(actor, subject):
    return "7" in actor.scope_ids("organisation")


@predicate
def checks(actor, subject):
    return isinstance(subject, RoleGrant) and actor.holds("secretary")


def names(actor):
    return {name for name, each in ACTORS.items() if each.person_id == actor.person_id}


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    monkeypatch.setitem(files.readers, KIND, reads)
    monkeypatch.setitem(files.writers, KIND, edits)
    monkeypatch.setattr(access, "checkers", {})
    monkeypatch.setattr(access, "open_kinds", set())


@pytest.fixture
def owner(make):
    return make("owner@example.ru", ("participant", "organisation", "7"))


@pytest.fixture
def add(owner, at):
    """add("1") -> a file at the object whose bytes have that hash."""

    def file(digit="1"):
        subject = {"subject_type": KIND, "subject_id": owner.grants.get().pk}
        made = Attachment.objects.create(
            sha256=digit * 64, name=f"{digit}.pdf", content_type="application/pdf", size=1, uploaded_by=owner,
            uploaded_at=at, **subject,
        )  # fmt: skip
        # sent by a person who stands in no database
        made.uploaded_by_id = ACTORS["sender"].person_id
        return made

    return file


@pytest.fixture
def mark(owner, at):
    def put(file, holder):
        SecrecyMark.objects.create(
            attachment=file, holder=holder, holder_name="A", holder_address="B", marked_by=owner, marked_at=at
        )

    return put


def kept(file):
    """As the row is kept: a mark is written beside what the database knows."""
    return Attachment.objects.get(pk=file.pk)


def may(action, file):
    return permitted(ACCESS, action, ACTORS, file)


def test_a_document_without_a_mark(add):
    file = add()
    assert may("document.view", file) == f"{READING} visitor system"
    assert may("document.copy", file) == READING
    # whoever changes the object marks its papers, and whoever sent one marks that
    assert may("document.mark", file) == f"{OWN} preparer both sender"
    assert may("document.unmark", file) == ""
    # who edits the object has its files anyway, and so has whoever audits
    assert may("document.original", file) == f"{EDITING} auditor"


def test_a_marked_document_is_its_holders(add, mark):
    file = add()
    mark(kept(file), 7)
    assert may("document.copy", file) == READING
    assert may("document.mark", file) == f"{OWN} both"
    assert may("document.unmark", file) == f"{OWN} both"
    assert may("document.original", file) == f"{EDITING} auditor"
    other = add("2")
    mark(kept(other), 8)
    # who changes the object changes nobody else's mark
    assert may("document.mark", other) == "both"
    assert may("document.unmark", other) == "partner both"
    assert may("document.original", other) == f"{OWN} preparer partner both auditor"


def test_blanks_and_what_everybody_gets_are_not_marked(add):
    file = add()
    access.register_open("projects.blank", KIND)
    assert may("document.mark", file) == ""
    assert may("document.copy", file) == READING


def test_whoever_checks_signatures_needs_the_original(add, owner):
    file = add()
    access.register_checker("projects.blank", checks)
    assert "checker" not in may("document.original", file)
    access.register_checker(KIND, checks)
    assert may("document.original", file) == f"{EDITING} checker auditor"
    # what it hung on is gone
    assert not access.checks.test(ACTORS["checker"], SimpleNamespace(subject_type=KIND, subject_id=0))
    assert access.checks.test(ACTORS["checker"], file)


def test_an_archive_is_of_all_whose_secrets_are_in_it(add, mark):
    one, two, archive = add("1"), add("2"), add("3")
    mark(kept(one), 7)
    for file in (one, two):
        Enclosed.objects.create(archive=archive, sha256=file.sha256)
    # who made it was let put originals into it; who merely edits the object may not take what it holds
    assert may("document.original", archive) == f"{OWN} both auditor sender"
    mark(kept(two), 8)
    assert may("document.original", archive) == "both auditor sender"
    assert may("document.unmark", archive) == may("document.mark", archive) == "both"
    assert may("document.copy", archive) == READING


def test_who_looks_through_other_eyes_opens_nothing(add, mark):
    file = add()
    mark(kept(file), 7)
    seen = replace(ACTORS["participant"], through="viewed:somebody")
    program = replace(ACTORS["participant"], through="token of a program")
    allowed = {action for action in ACCESS if ACCESS.allows(action, program, file)}
    assert allowed == set(ACCESS)
    assert {action for action in ACCESS if ACCESS.allows(action, seen, file)} == {"document.view"}
    assert not ACCESS.allows("document.copy", VISITOR, file)


def test_the_register_is_read_by_who_speaks_for_a_holder_and_by_the_auditor():
    assert may("register.view", None) == f"{OWN} partner both auditor sender stranger"


def test_the_table_has_these_actions_and_no_others():
    actions = {f"document.{each}" for each in ("view", "copy", "mark", "unmark", "original")} | {"register.view"}
    assert (set(ACCESS), ACCESS.app, ACCESS.again) == (actions, "secrecy", frozenset())
