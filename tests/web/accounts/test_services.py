from datetime import timedelta

import pytest
from django.utils import timezone

from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.accounts.models import Invitation, Person, RoleGrant
from svetovod.web.accounts.services import (
    invitation_accept,
    invitation_create,
    invitation_revoke,
    person_update,
    role_grant,
    role_revoke,
)
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db
PLACE = {"role": "participant", "scope": "organisation", "scope_id": "7"}


@pytest.fixture
def invitation(manager, at):
    return invitation_create(
        actor=actor_of(manager), email="New@Example.ru", label="Org", at=at, real_now=timezone.now(), **PLACE
    )


def accept(invitation, actor=VISITOR, later=timedelta(), **given):
    return invitation_accept(
        actor=actor, token=invitation.token, at=invitation.invited_at, real_now=timezone.now() + later, **given
    )


def test_invitation_makes_account_and_role(invitation):
    person = accept(invitation, name="New Person", password="long-password-2")
    assert person.email == "new@example.ru"
    assert person.check_password("long-password-2")
    assert actor_of(person).holds("participant", "organisation", 7)
    assert person.emailaddress_set.get().verified
    actions = LedgerEntry.objects.values_list("action", flat=True)
    assert list(actions)[-3:] == ["invitation.create", "grant.create", "invitation.accept"]


def test_invitation_letter_is_confidential_and_sent_once(invitation, manager, at):
    again = invitation_create(actor=actor_of(manager), email="new@example.ru", at=at, real_now=timezone.now(), **PLACE)
    assert again == invitation
    mail = OutgoingMail.objects.get()
    assert mail.confidential and invitation.token in mail.text and mail.to == "new@example.ru"


def test_accepting_twice_is_accepting_once(invitation):
    person = accept(invitation, name="New", password="long-password-2")
    assert accept(invitation, actor=actor_of(person)) == person
    assert RoleGrant.objects.filter(person=person).count() == 1


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda i, make: accept(i, name="N", password="long-password-2"), "invitation.used"),
        (lambda i, make: make("new@example.ru"), "invitation.sign_in"),
        (lambda i, make: Invitation.objects.update(revoked_at=timezone.now()), "invitation.revoked"),
        (lambda i, make: RoleGrant.objects.update(revoked_at=timezone.now()), "invitation.void"),
    ],
)
def test_unusable_invitations(invitation, make, spoil, code):
    spoil(invitation, make)
    people = Person.objects.count()
    with pytest.raises(Refused) as refused:
        accept(invitation, name="N", password="long-password-2")
    assert refused.value.code == code
    assert Person.objects.count() == people


def test_expired_foreign_and_unknown(invitation, actor):
    with pytest.raises(Refused) as refused:
        accept(invitation, later=timedelta(days=15), name="N", password="x")
    assert refused.value.code == "invitation.expired"
    with pytest.raises(Refused) as refused:
        accept(invitation, actor=actor("other@example.ru"))
    assert refused.value.code == "invitation.foreign"
    with pytest.raises(Hidden):
        invitation_accept(actor=VISITOR, token="nothing", at=timezone.now(), real_now=timezone.now())


def test_stranger_cannot_invite_or_revoke(invitation, actor, at):
    stranger = actor("stranger@example.ru", ("cluster_manager", "organisation", "8"))
    with pytest.raises(Denied):
        invitation_create(actor=stranger, email="a@b.ru", at=at, real_now=timezone.now(), **PLACE)
    with pytest.raises(Denied):
        invitation_revoke(actor=stranger, invitation=invitation, at=at)
    invitation_revoke(actor=actor_of(invitation.invited_by), invitation=invitation, at=at)
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_secretary_and_expert_exclude_each_other(make, at):
    person = make("one@example.ru", ("secretary", "round", "1"), ("expert", "round", "2"))
    with pytest.raises(Refused) as refused:
        role_grant(actor=SYSTEM, person=person, role="expert", scope="round", scope_id="1", at=at)
    assert refused.value.code == "grant.exclusive"


def test_the_same_grant_twice_is_one(manager, make, at):
    person = make("one@example.ru")
    grants = [role_grant(actor=actor_of(manager), person=person, at=at, **PLACE) for _ in range(2)]
    assert grants[0] == grants[1]
    assert LedgerEntry.objects.filter(action="grant.create", subject_id=str(grants[0].pk)).count() == 1


def test_last_administrator_stays(admin, make, at):
    with pytest.raises(Refused) as refused:
        role_revoke(actor=actor_of(admin), grant=admin.grants.get(), at=at)
    assert refused.value.code == "grant.last_administrator"
    make("second@example.ru", ("administrator", "platform", ""))
    role_revoke(actor=actor_of(admin), grant=admin.grants.get(), at=at)
    assert not actor_of(admin).grants


def test_profile_changes_are_recorded_without_values(make, at):
    person = make("one@example.ru")
    person_update(actor=actor_of(person), person=person, name="Canary Name", phone="+7 900 1", language="en", at=at)
    entry = LedgerEntry.objects.get(action="person.update")
    assert "phone" in entry.body and "Canary" not in entry.body and "+7 900" not in entry.body
    with pytest.raises(Denied):
        person_update(
            actor=actor_of(make("two@example.ru", ("administrator", "platform", ""))), person=person, name="X", at=at
        )


def test_personal_addresses_cannot_enter_the_journal(make, at):
    from svetovod.web.audit.services import record

    with pytest.raises(ValueError, match="journal"):
        record(actor=SYSTEM, action="x.y", subject=("a.b", "1"), at=at, list=[{"to": "a@b.example.ru"}])
