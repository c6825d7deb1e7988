"""The process is killed (signal 9) while it files or submits: before the commit nothing is left, after it the repeated
request gives what the first one had got. A child of this process dies; PostgreSQL sees a client that is gone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.web.killing import deaths, killed

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.audit.selectors import verify_journal
from svetovod.web.documents.models import Attachment
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.projects.models import ProjectVersion
from svetovod.web.selection import services
from svetovod.web.selection.models import EnvelopeFile

from .envelopes.conftest import LIST, close, put, word

pytestmark = pytest.mark.django_db(transaction=True)
FILING = build.moment("2021-11-18 12:00")


def counts() -> tuple[int, ...]:
    return LedgerEntry.objects.count(), ProjectVersion.objects.count(), OutgoingMail.objects.count()


@pytest.fixture
def filing(make_world):
    """An application ready to be filed, and how a person files it."""
    world = make_world(projects=1)
    project = world.projects[0]
    actor = world.initiator(project)
    services.application_draft(actor=actor, round=world.round, project=project, at=FILING)
    return world, lambda at=FILING: services.application_file(actor=actor, application=world.application(), at=at)


def test_killed_before_the_commit_nothing_is_filed_and_the_repeat_files(filing):
    world, file = filing
    before = counts()
    for step in deaths(file):
        assert counts() == before, step
        assert (world.application().state, world.application().number) == ("draft", ""), step
    assert file().number == "2021-001"
    assert verify_journal() == []


def test_killed_after_the_commit_the_repeat_gives_the_same_registration(filing):
    """Also when the repeat comes after the deadline: what was in time stays in time."""
    world, file = filing
    killed(file)
    row, before = world.application(), counts()
    assert (row.state, row.number, row.filed_at) == ("filed", "2021-001", FILING)
    for at in (FILING + timedelta(minutes=1), world.round.closes_at + timedelta(minutes=1)):
        again = file(at)
        assert (again.number, again.filed_at, again.ledger_index) == (row.number, row.filed_at, row.ledger_index)
    assert counts() == before
    assert OutgoingMail.objects.filter(key__startswith="application:").count() == 1


def test_the_page_repeated_after_the_kill_leads_to_the_registration(filing, client, clock):
    world, file = filing
    killed(file)
    clock(FILING)
    client.force_login(world.people["initiator-1"])
    answer = client.post(f"/selections/2021/apply/{world.projects[0].code}/", {"requested": "1", "file": "1"})
    assert answer.status_code == 302
    assert answer["Location"].endswith("/applications/2021-001/")


@pytest.fixture
def scoring(make_world):
    world = make_world(projects=2).play("filed", "checked")
    assignment, at = world.assignment(), build.moment("2021-11-25 12:00")
    actor = world.actor(assignment.member.person.name)
    services.conflict_deny(actor=actor, assignment=assignment, at=at)
    full = {row.code: Decimal(5) for row in world.round.criteria.all()}
    return world, lambda: services.score_submit(actor=actor, assignment=world.assignment(), scores=full, at=at)


def test_a_sheet_killed_before_the_commit_is_a_draft_and_the_repeat_seals_it(scoring):
    world, submit = scoring
    before = counts()
    for step in deaths(submit):
        assert counts() == before, step
        assert world.assignment().sheet.state == "draft", step
    assert submit().state == "submitted"


def test_a_sheet_killed_after_the_commit_keeps_its_promise(scoring):
    world, submit = scoring
    killed(submit)
    sheet, before = world.assignment().sheet, counts()
    assert sheet.state == "submitted"
    again = submit()
    assert (again.commitment, again.ledger_index) == (sheet.commitment, sheet.ledger_index)
    assert counts() == before


def kept() -> list[tuple[str, str]]:
    return list(EnvelopeFile.objects.order_by("place").values_list("state", "promise"))


def test_a_file_killed_on_its_way_into_an_envelope_is_not_there_and_the_repeat_puts_it_in(make_world):
    world = make_world(projects=1, envelope=LIST).play("filed")
    before = counts()
    for step in deaths(lambda: put(world)):
        assert (counts(), kept()) == (before, []), step
    killed(lambda: put(world))
    first = kept()
    assert put(world).promise != first[0][1]
    assert len(kept()) == 1
    assert verify_journal() == []


def test_an_opening_of_envelopes_that_is_killed_has_opened_none(make_world):
    world = make_world(projects=1, envelope=LIST).play("filed")
    put(world)
    put(world, place=2)
    close(world)
    word(world, "secretary")
    before = counts(), kept()
    for step in deaths(lambda: word(world, "chair")):
        assert (counts(), kept()) == before, step
        assert not Attachment.objects.filter(subject_type="selection.application").exists(), step
    killed(lambda: word(world, "chair"))
    word(world, "chair")
    assert {state for state, _promise in kept()} == {"opened"}
    assert LedgerEntry.objects.filter(action="envelopes.open").count() == 1
