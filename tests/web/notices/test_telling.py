"""Telling: once for a person and an occasion, in the reader's language, a burst about one matter in one letter."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common.adding import add_missing
from svetovod.web.notices import delivery
from svetovod.web.notices.enums import Pace, Topic
from svetovod.web.notices.models import AddressHold, Bounce, LetterWish, Notice, OutgoingMail
from svetovod.web.notices.services import tell

pytestmark = pytest.mark.django_db


def words():
    return _("Outbox"), "Read:"


def test_one_letter_and_one_line_each_however_often(make, at):
    people = [make("a@example.ru"), make("b@example.ru", language="en")]
    for _again in range(3):
        tell(people, words, key="k", url="/x/", at=at)
    assert dict(OutgoingMail.objects.values_list("to", "subject")) == {
        "a@example.ru": "Исходящие письма", "b@example.ru": "Outbox"
    }  # fmt: skip
    assert Notice.objects.count() == 2
    assert all(mail.text.endswith("/x/") and "http" in mail.text for mail in OutgoingMail.objects.all())


def test_lines_of_many_are_added_at_once(make, at, django_assert_max_num_queries):
    people = [make(f"{number}@example.ru", language="en") for number in range(30)]
    LetterWish.objects.bulk_create(LetterWish(person=each, topic=Topic.ANSWERS, pace=Pace.PAGE) for each in people)
    with django_assert_max_num_queries(5):
        tell(people, words, key="k", url="/x/", at=at, topic=Topic.ANSWERS)
    assert Notice.objects.count() == 30 and not OutgoingMail.objects.exists()


def test_letters_to_many_are_queued_at_once(make, at, django_assert_max_num_queries):
    people = [make(f"{number}@example.ru") for number in range(30)]
    tell(people[:1], words, key="first", url="/x/", at=at)
    report = Bounce.objects.create(mail=OutgoingMail.objects.get(), fingerprint="f", outcome="hard", received_at=at)
    for address, corrected in (("1@example.ru", "right@example.ru"), ("2@example.ru", "")):
        AddressHold.objects.create(address=address, corrected=corrected, since=at, bounce=report)
    with django_assert_max_num_queries(13):
        tell(people, words, key="k", url="/x/", at=at, topic=Topic.ANSWERS)
    letters = OutgoingMail.objects.filter(key__startswith="k:")
    sent = dict(letters.values_list("person__email", "to"))
    assert len(sent) == 30 and sent["1@example.ru"] == "right@example.ru" and sent["3@example.ru"] == "3@example.ru"
    assert set(letters.exclude(state="queued").values_list("to", "state")) == {("2@example.ru", "held")}
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'notices.mail_send'")
        assert cursor.fetchall() == [(30,)]  # with the first


def test_the_same_line_twice_in_one_row_of_them_is_refused(make, at):
    person = make("a@example.ru")
    rows = [Notice(person=person, key="k", text=text, created_at=at) for text in ("one", "two")]
    with pytest.raises(IntegrityError), transaction.atomic():
        add_missing(Notice.objects.filter(key="k"), rows, "person_id")


def test_who_is_told_by_another_meanwhile_is_told_once_and_the_others_too(make, at, monkeypatch):
    people = [make(f"{number}@example.ru") for number in range(3)]
    add = Notice.objects.bulk_create

    def meanwhile(rows):
        with monkeypatch.context() as once:
            once.setattr(Notice.objects, "bulk_create", add)
            tell(people[1:2], words, key="k", url="/x/", at=at)
        return add(rows)

    monkeypatch.setattr(Notice.objects, "bulk_create", meanwhile)
    tell(people, words, key="k", url="/x/", at=at)
    assert sorted(Notice.objects.values_list("person__email", flat=True)) == sorted(each.email for each in people)
    assert OutgoingMail.objects.count() == 3


def test_whoever_did_it_is_not_told(make, at):
    one, other = make("a@example.ru"), make("b@example.ru")
    tell([one, other], words, key="k", url="/x/", at=at, but=actor_of(one))
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["b@example.ru"]


def test_a_burst_about_one_matter_is_one_letter_until_it_leaves(make, at):
    person = make("a@example.ru")
    for number in range(3):
        tell([person], words, key=f"k{number}", url=f"/{number}/", at=at, bundle="project:1")
    tell([person], words, key="other", url="/other/", at=at, bundle="project:2")
    first, second = OutgoingMail.objects.order_by("pk")
    assert [f"/{number}/" in first.text for number in range(3)] == [True] * 3 and "/other/" in second.text
    assert Notice.objects.count() == 4
    delivery.attempt(first.pk)
    tell([person], words, key="k4", url="/4/", at=at, bundle="project:1")
    assert OutgoingMail.objects.count() == 3


def test_a_letter_of_a_bundle_waits(make, at):
    tell([make("a@example.ru")], words, key="k", url="/x/", at=at, bundle="project:1")
    with connection.cursor() as cursor:
        cursor.execute("select scheduled_at > now() from procrastinate_jobs where task_name = 'notices.mail_send'")
        assert cursor.fetchall() == [(True,)]


def test_only_those_who_hold_the_role_there_and_can_sign_in(make, at):
    holder = make("a@example.ru", ("initiator", "organisation", "7"))
    make("b@example.ru", ("initiator", "organisation", "8"))
    make("c@example.ru", ("participant", "organisation", "7"))
    gone = make("d@example.ru", ("initiator", "organisation", "7"))
    gone.is_active = False
    gone.save()
    former = make("e@example.ru", ("initiator", "organisation", "7"))
    former.grants.update(revoked_at=at)
    assert people_holding(Scope.ORGANISATION, [7], "initiator") == [holder]


def test_the_outbox_previews_what_was_told(client, admin, make, at):
    tell([make("a@example.ru")], words, key="k", url="/x/", at=at)
    client.force_login(admin)
    assert "/x/" in client.get(f"/outbox/{OutgoingMail.objects.get().pk}/").content.decode()
