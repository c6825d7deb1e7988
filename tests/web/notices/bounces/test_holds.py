"""An address that takes no letters: what waits for it, and what an operator decides."""

from datetime import timedelta

import pytest
from django.core import mail as sent
from django.utils import timezone
from tests.web.notices.bounces.conftest import READER, report, take

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices import delivery, personal
from svetovod.web.notices.bounces import hold_correct, hold_release
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import AddressHold, Bounce, LetterWish, OutgoingMail
from svetovod.web.notices.services import mail_drop, mail_queue, mail_resend

pytestmark = pytest.mark.django_db


def test_what_is_held_without_a_hold_waits_again(letter, queue, at):
    """An address released at the very moment in which a letter to it was put aside."""
    take(report(letter), at)
    held = queue("held")
    OutgoingMail.objects.update(queued_at=timezone.now() - timedelta(hours=1))
    assert delivery.sweep() == []
    AddressHold.objects.all().delete()
    assert delivery.sweep() == [held.pk]


def test_later_letters_wait_and_leave_when_released(letter, queue, admin, manager, at):
    waiting = queue("before", "Reader@Example.org")
    take(report(letter), at)
    later = queue("later")
    waiting.refresh_from_db()
    assert waiting.state == later.state == MailState.HELD
    assert delivery.attempt(later.pk) is None and later.pk not in delivery.sweep()
    hold = AddressHold.objects.get()
    for actor in (actor_of(manager), VISITOR):
        with pytest.raises((Denied, Hidden)):
            hold_release(actor=actor, hold_id=hold.pk, at=at)
    with pytest.raises(Refused):
        mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at)
    assert hold_release(actor=actor_of(admin), hold_id=hold.pk, at=at) == 2
    for mail in (waiting, later):
        delivery.attempt(mail.pk)
    assert len(sent.outbox) == 3 and not AddressHold.objects.exists()
    assert set(LedgerEntry.objects.values_list("action", flat=True)) >= {"mail.bounce", "mail.free"}


def test_a_letter_asks_once_for_what_is_held(letter, queue, admin, at, django_assert_max_num_queries):
    """And once more where its address was corrected: that one may take no letters either."""
    take(report(letter), at)
    hold = AddressHold.objects.get()
    for address, most in (("other@example.org", 1), (READER, 1)):
        with django_assert_max_num_queries(20) as seen:
            queue(f"to {address}", address)
        asked = [each for each in seen.captured_queries if 'FROM "notices_addresshold"' in each["sql"]]
        assert len(asked) == most, address
    hold_correct(actor=actor_of(admin), hold_id=hold.pk, address="new@example.org", at=at)
    AddressHold.objects.create(address="new@example.org", bounce=Bounce.objects.get(), since=at)
    held = queue("to a corrected one")
    assert held.to == "new@example.org" and held.state == MailState.HELD


def test_a_letter_that_waits_for_its_job_is_held_at_the_last_moment(letter, queue, at):
    other = queue("other")
    OutgoingMail.objects.filter(pk=other.pk).update(to="b@example.org")
    AddressHold.objects.create(address="b@example.org", since=at, bounce=Bounce.objects.create(
        mail=letter, fingerprint="f", outcome="permanent", received_at=at))  # fmt: skip
    assert delivery.attempt(other.pk) is None
    other.refresh_from_db()
    assert other.state == MailState.HELD and len(sent.outbox) == 1


def test_a_corrected_address_gets_letters_but_no_secrets(letter, queue, admin, at):
    take(report(letter), at)
    open_one, secret = queue("open"), queue("secret", confidential=True)
    hold = AddressHold.objects.get()
    with pytest.raises(Refused):
        hold_correct(actor=actor_of(admin), hold_id=hold.pk, address=READER.upper(), at=at)
    assert hold_correct(actor=actor_of(admin), hold_id=hold.pk, address="right@example.org", at=at) == 1
    for mail in (open_one, secret):
        mail.refresh_from_db()
    assert (open_one.to, open_one.state) == ("right@example.org", MailState.QUEUED)
    assert (secret.to, secret.state, secret.text) == (READER, MailState.DROPPED, "")
    assert queue("later").to == "right@example.org"
    assert queue("later secret", confidential=True).state == MailState.HELD
    # the one that came back goes there too, a secret one nowhere
    assert mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at).to == "right@example.org"
    delivery.attempt(letter.pk)
    assert sent.outbox[-1].to == ["right@example.org"]
    OutgoingMail.objects.filter(pk=letter.pk).update(to=READER, state=MailState.FAILED, confidential=True)
    with pytest.raises(Refused) as refused:
        mail_resend(actor=actor_of(admin), mail_id=letter.pk, at=at)
    assert refused.value.code == "mail.secret"


def test_an_operator_drops_a_letter(queue, admin, manager, at):
    waiting = queue()
    with pytest.raises((Denied, Hidden)):
        mail_drop(actor=actor_of(manager), mail_id=waiting.pk, at=at)
    mail_drop(actor=actor_of(admin), mail_id=waiting.pk, at=at)
    assert delivery.attempt(waiting.pk) is None and sent.outbox == []
    mail_drop(actor=actor_of(admin), mail_id=waiting.pk, at=at)  # sent twice
    for _ in range(2):
        mail_resend(actor=actor_of(admin), mail_id=waiting.pk, at=at)
    assert LedgerEntry.objects.filter(action__in=("mail.drop", "mail.resend")).count() == 2
    delivery.attempt(waiting.pk)
    assert len(sent.outbox) == 1


def test_a_dropped_secret_is_kept_no_longer(queue, admin, at):
    secret = queue(confidential=True)
    mail_drop(actor=actor_of(admin), mail_id=secret.pk, at=at)
    assert OutgoingMail.objects.get().text == ""


def test_what_its_reader_has_called_off_is_not_sent_again(queue, make, admin, at):
    reader = make(READER)
    LetterWish.objects.create(person=reader, topic="events", pace="page")
    declined = queue(person=reader, topic="events")
    assert declined.state == MailState.DROPPED
    with pytest.raises(Refused) as refused:
        mail_resend(actor=actor_of(admin), mail_id=declined.pk, at=at)
    assert refused.value.code == "mail.declined"


def test_the_pages_of_the_operator(client, letter, queue, admin, manager, at):
    take(report(letter), at)
    queue("later")
    hold = AddressHold.objects.get()
    client.force_login(manager)
    assert client.get("/outbox/addresses/").status_code == 403
    client.force_login(admin)
    page = client.get("/outbox/addresses/").content.decode()
    assert READER in page and "User unknown" in page
    assert "User unknown" in client.get(f"/outbox/{letter.pk}/").content.decode()
    assert "/outbox/addresses/" in client.get("/outbox/").content.decode()
    correct = f"/outbox/addresses/{hold.pk}/correct/"
    for typed in ("nothing", READER):
        client.post(correct, {"address": typed})
        hold.refresh_from_db()
        assert hold.corrected == ""
    client.post(correct, {"address": "right@example.org"})
    assert "right@example.org" in client.get("/outbox/addresses/").content.decode()
    client.post(f"/outbox/addresses/{hold.pk}/release/")
    assert client.post(f"/outbox/addresses/{hold.pk}/release/").status_code == 404
    assert client.post(f"/outbox/{letter.pk}/drop/").status_code == 302


def test_addresses_queries(client, letter, admin, at, same_questions):
    def held(count):
        for n in range(count):
            made = letter.bounces.create(fingerprint=f"{count}:{n}", outcome="permanent", received_at=at)
            AddressHold.objects.create(address=f"a{count}-{n}@example.org", bounce=made, since=at)

    client.force_login(admin)
    same_questions(["/outbox/addresses/"], lambda: held(1), lambda: held(20))


def test_nothing_is_left_of_an_address_that_is_erased(person, at):
    who = person("gone@example.org")
    made = mail_queue(key="k", to=who.email, subject="S", text="T", at=at, person=who)
    delivery.attempt(made.pk)
    raw = report(OutgoingMail.objects.get())
    take(raw, at)
    personal.erase(who)
    assert not AddressHold.objects.exists() and Bounce.objects.get().said == ""
    assert take(raw + b" ", at) == ("ignored", "not_ours")
