"""The desk of whoever speaks for an organisation: until when somebody still signs for it."""

from datetime import UTC, date, datetime

import pytest

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.portal.tasks import context
from svetovod.web.signing.models import SigningAuthority

AT = datetime(2021, 6, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def head(person, db):
    house = build.organisation(invented_inn(501), "House", "RU-MO", "specialised_organisation", actor=SYSTEM, at=AT)
    SigningAuthority.objects.create(
        organisation=house, name="A director", post="Director", ground="proxy", number="7", dated_on=date(2021, 1, 11),
        since=date(2021, 1, 11), until=date(2021, 6, 30), entered_at=AT,
    )  # fmt: skip
    return person("head@example.org", ("initiator", "organisation", house.pk))


def of_signers(head, at):
    found = context(actor_of(head), at)
    return [(task.where, task.due.date(), task in found["late"]) for task in found["tasks"] if "/signers/" in task.url]


def test_the_last_day_on_which_somebody_signs_is_the_deadline(head):
    assert of_signers(head, AT) == [("House", date(2021, 6, 30), False)]
    for day in (2, 25):  # it stays where it was, however long nobody signs
        assert of_signers(head, datetime(2021, 7, day, 9, 0, tzinfo=UTC)) == [("House", date(2021, 6, 30), True)]


def test_of_several_rights_the_last_before_the_gap_is_the_deadline(head):
    (first,) = SigningAuthority.objects.all()
    for since, until in ((date(2021, 3, 1), date(2021, 7, 5)), (date(2021, 9, 1), None)):
        first.pk, first.since, first.until = None, since, until
        first.save()
    assert of_signers(head, AT) == [("House", date(2021, 7, 5), False)]
    assert of_signers(head, datetime(2021, 8, 2, 9, 0, tzinfo=UTC)) == [("House", date(2021, 7, 5), True)]


def test_where_nobody_signed_before_there_is_no_deadline(head):
    SigningAuthority.objects.update(since=date(2021, 6, 20))
    (task,) = (task for task in context(actor_of(head), AT)["tasks"] if "/signers/" in task.url)
    assert task.due is None


def test_a_capacity_held_twice_is_told_once(head, client):
    grant = RoleGrant.objects.get(person=head)
    RoleGrant.objects.create(
        person=head, role=grant.role, scope="organisation", scope_id="999999", label=grant.label, granted_at=AT
    )
    client.force_login(head)
    assert len(client.get("/desk/").context["capacities"]) == 1
