"""Letters looked at before they leave: every kind, in both languages, with nothing queued by looking."""

import pytest
from django.core import mail as sent
from django.urls import reverse

from svetovod.web.events import samples
from svetovod.web.notices.enums import LANGUAGES, Topic
from svetovod.web.notices.models import AddressHold, Bounce, LetterWish, OutgoingMail
from svetovod.web.notices.showing import shown

from .conftest import AT


def url(name, *args, slug="saransk-2021"):
    return reverse(f"events:{name}", args=[slug, *args])


@pytest.fixture
def desk(client, clock, organiser):
    client.force_login(organiser)
    return client


def test_every_letter_of_a_session_renders_whole_in_both_languages(session):
    """Letters to bodies and heads are in Russian alone."""
    russian_only = 0
    for occasion, write in samples.of(session, AT):
        letters = shown(write)
        assert letters, occasion
        languages = tuple(letter.language for letter in letters)
        russian_only += languages == ("ru",)
        assert languages in {LANGUAGES, ("ru",)}, occasion
        for letter in letters:
            whole = f"{letter.subject}\n{letter.text}"
            assert "%(" not in whole and "None" not in whole and "{" not in whole, whole
            assert letter.language != "ru" or not any(word in whole for word in (" the ", " is ", "The ")), whole
    assert russian_only == 4
    assert not OutgoingMail.objects.exists() and sent.outbox == []


def test_the_organiser_reads_every_letter_and_sends_one_to_himself(desk, session, organiser):
    page = url("session_letters")
    count = len(list(samples.of(session, AT)))
    for letter in ("", "1", str(count), "0", str(count + 1), "x", "9" * 5_000):
        assert desk.get(page, {"letter": letter}).status_code == 200
    assert desk.post(page, {"letter": "9" * 5_000}).status_code == 302
    assert not OutgoingMail.objects.exists()
    assert desk.post(page, {"letter": "1"}).status_code == 302
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {organiser.email}
    assert OutgoingMail.objects.count() == 2
    desk.logout()
    assert desk.get(page).status_code == 302


def test_an_announcement_is_seen_before_it_leaves(desk, session, register, mailed, organiser):
    done = register()
    said = {"text": "Автобусы ждут у входа", "by_letter": "on", "idempotency_key": "k1"}
    LetterWish.objects.create(person=done.registration.person, topic=Topic.EVENTS, pace="page")
    look = desk.post(url("announce"), said)
    body = look.content.decode()
    assert look.status_code == 200 and look.context["preview"].count == 1 and look.context["preview"].declined == 1
    assert done.registration.person.email in body and "Автобусы ждут у входа" in body and done.token not in body
    before = set(OutgoingMail.objects.values_list("key", flat=True))
    assert len(before) == 1 and not session.announcements.exists(), "the letter of the registration"
    assert desk.post(url("announce"), said | {"step": "try"}).status_code == 200
    tried = OutgoingMail.objects.exclude(key__in=before)
    assert set(tried.values_list("to", flat=True)) == {organiser.email}
    changed = desk.post(url("announce"), said | {"step": "change"})
    assert changed.status_code == 200 and "Автобусы ждут у входа" in changed.content.decode()
    assert not session.announcements.exists()
    assert desk.post(url("announce"), said | {"step": "send"}).status_code == 302
    mailed()
    assert OutgoingMail.objects.get(key__startswith="announcement:").state == "dropped"


def test_the_announcement_counts_who_will_get_it(desk, session, register):
    declines, held, _reads = (register(f"{n}@example.org").registration.person for n in range(3))
    LetterWish.objects.create(person=declines, topic=Topic.EVENTS, pace="page")
    letter = OutgoingMail.objects.get(to=held.email)
    bounce = Bounce.objects.create(mail=letter, fingerprint="f", outcome="hard", received_at=AT)
    AddressHold.objects.create(address=held.email, bounce=bounce, since=AT)
    look = desk.post(url("announce"), {"text": "Автобусы ждут", "by_letter": "on", "idempotency_key": "k1"})
    preview = look.context["preview"]
    assert (preview.count, preview.declined, preview.held, preview.reached) == (3, 1, 1, 1)
    assert "Письмо получит 1 человек" in look.content.decode().replace("\xa0", " ")


def test_invitations_are_seen_before_they_leave(desk, session, organiser, mailed):
    session.invites.create(number=1, organisation="Завод 4", head="Руководителю", email="head@example.org", made_at=AT)
    page = desk.get(url("invitations_preview"))
    assert "head@example.org" in page.content.decode() and page.context["preview"].count == 1
    assert page.context["preview"].letters[0].files == ["invitation.pdf", "programme.pdf"]
    assert desk.post(url("invitations_preview")).status_code == 302
    mine = OutgoingMail.objects.get()
    assert mine.to == organiser.email and len(mine.attachments) == 2
    assert session.invites.get().sent_at is None
    desk.post(url("invites_many"), {"do": "send", "row": list(session.invites.values_list("pk", flat=True))})
    page = desk.get(url("invitations_preview"))
    assert page.context["preview"].count == 0
    assert "Неотправленных приглашений нет" in page.content.decode() and 'id="what"' not in page.content.decode()
