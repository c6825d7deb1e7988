"""Many invitations at once: letters sent again once a day, invitations withdrawn, each asked about by itself."""

import pytest
from django.utils import timezone

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import Invitation
from svetovod.web.accounts.services import invitation_create
from svetovod.web.audit.models import LedgerEntry
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
    client.post(URL, body)
    assert OutgoingMail.objects.count() == before + 3, "the second time on one day no letter goes out"


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
