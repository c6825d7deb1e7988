"""Many invitations at once: letters sent again once a day, invitations withdrawn, each asked about by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Invitation, Person
from svetovod.web.accounts.services import invitation_create, invitation_resend
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Refused
from svetovod.web.notices.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("journal_watched")]
URL = "/team/invitations/many/"


@pytest.fixture
def sent(manager, at):
    """Three who wait, and the address of who reads the page among the invited of another place."""
    grant = manager.grants.filter(revoked_at=None).first()
    place = {"role": "participant", "scope": grant.scope, "scope_id": grant.scope_id, "at": at}
    mails = ("one@firm.example", "two@firm.example", "three@firm.example")
    return [invitation_create(actor=actor_of(manager), email=mail, real_now=timezone.now(), **place) for mail in mails]


def test_the_list_page_and_the_letters_sent_again_once_a_day(client, manager, sent):
    client.force_login(manager)
    page = client.get("/team/").content.decode()
    assert f'name="row" value="{sent[0].pk}" form="bulk"' in page and 'name="all"' in page
    body = {"do": "resend", "row": [each.pk for each in sent]}
    asked = client.get(URL, body).content.decode()
    assert asked.count('name="row"') == 3 and 'name="mark"' in asked
    before = OutgoingMail.objects.count()
    told = client.post(URL, body, follow=True).content.decode()
    assert "one@firm.example" in told and 'id="undo"' in told and 'value="revoke"' not in told
    again = client.get(URL, body).content.decode()
    assert again.count('name="row"') == 0 and again.count("меньше суток назад") == 3, "it is said beforehand"
    client.post(URL, body)
    assert OutgoingMail.objects.count() == before + 3, "the second time on one day no letter goes out"
    assert LedgerEntry.objects.filter(action="invitation.resend").count() == 3, "and none is said to have gone"


def test_withdrawn_is_for_good_and_said_so(client, manager, sent):
    client.force_login(manager)
    Invitation.objects.filter(pk=sent[2].pk).update(accepted_at=timezone.now())
    body = {"do": "revoke", "row": [each.pk for each in sent], "mark": "m1"}
    asked = client.get(URL, body).content.decode()
    assert asked.count('name="row"') == 2, "who has answered has no button"
    told = client.post(URL, body)
    again = client.post(URL, body)
    assert told["Location"] == again["Location"], "sent twice, answered with the first answer"
    page = client.get(told["Location"]).content.decode()
    assert page.index("one@firm.example") < page.index("three@firm.example") and 'id="undo"' in page
    assert LedgerEntry.objects.filter(action="invitation.revoke").count() == 2
    assert Invitation.objects.filter(revoked_at=None).count() == 1
    assert client.get(URL, body | {"do": "resend"}).content.decode().count('name="row"') == 0


def test_a_link_that_could_not_be_used_is_not_sent_again(client, manager, sent, at):
    """Whoever invited has left since: at the acceptance the link would be void."""
    client.force_login(manager)
    leader = manager.grants.filter(revoked_at=None).first()
    left = Person.objects.create_user("left@example.org", "a long password 1", name="Left")
    Invitation.objects.filter(pk=sent[0].pk).update(invited_by=left)
    asked = client.get(URL, {"do": "resend", "row": [each.pk for each in sent]}).content.decode()
    assert asked.count('name="row"') == 2 and "больше не может дать эту роль" in asked
    with pytest.raises(Refused, check=lambda refusal: refusal.code == "invitation.void"):
        invitation_resend(actor=actor_of(manager), invitation=sent[0], at=at, real_now=timezone.now())
    left.grants.create(role=leader.role, scope=leader.scope, scope_id=leader.scope_id, granted_at=at)
    assert client.get(URL, {"do": "resend", "row": [sent[0].pk]}).content.decode().count('name="row"') == 1


def test_the_list_is_in_pages_and_all_are_all(client, manager, sent):
    rows = [Invitation(email=f"n{n}@firm.example", role=sent[0].role, scope=sent[0].scope, scope_id=sent[0].scope_id,
                       token=f"t{n}", invited_at=sent[0].invited_at, expires_at=sent[0].expires_at,
                       invited_by=manager) for n in range(120)]  # fmt: skip
    Invitation.objects.bulk_create(rows)
    client.force_login(manager)
    first, second = (client.get("/team/", {"invited_page": n}).content.decode() for n in (1, 2))
    assert first.count('name="row"') == 100 and second.count('name="row"') == 23
    for page in (first, second):
        assert "все (123)" in page and 'name="invited_page"' not in page
    with CaptureQueriesContext(connection) as caught:
        assert client.get(URL, {"do": "resend", "all": "1"}).content.decode().count('name="row"') == 123
    assert len(caught) <= 23


def test_what_was_answered_is_no_list_to_be_read(client, manager, sent):
    client.force_login(manager)
    Invitation.objects.filter(pk=sent[0].pk).update(accepted_at=timezone.now())
    asked = client.get(URL, {"do": "revoke", "row": [each.pk for each in sent]}).content.decode()
    assert sent[0].email not in asked and sent[1].email in asked


def test_whoever_leads_nothing_and_rows_of_other_places(client, manager, sent, make):
    stranger = make("stranger@example.org")
    client.force_login(stranger)
    assert client.get(URL, {"do": "revoke", "row": [sent[0].pk]}).status_code == 403
    assert client.post(URL, {"do": "revoke", "row": [sent[0].pk]}).status_code == 403
    client.force_login(manager)
    assert client.get(URL, {"do": "burn"}).status_code == 409
    Invitation.objects.filter(pk=sent[0].pk).update(scope_id="10000000")
    assert client.post(URL, {"do": "revoke", "row": [sent[0].pk]}).status_code == 302
    assert not Invitation.objects.get(pk=sent[0].pk).revoked_at
