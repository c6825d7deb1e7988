"""The last seats by two at once, see tests/web/interleaving.py."""

from datetime import date
from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.web.interleaving import Race, entries, interleave

from svetovod.demo import build_events
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.common.errors import Refused
from svetovod.web.events import services
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.models import PracticalSession, Registration, Visit
from svetovod.web.events.selectors import consents

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_seats(make_session, person, at):
    """Of the session and of a visit; one address twice; a seat given back while another comes."""
    session = make_session()
    PracticalSession.objects.filter(pk=session.pk).update(capacity=2)
    Visit.objects.filter(item__session=session).update(capacity=1)
    visit = Visit.objects.filter(item__session=session).first()
    required = [each for each in consents(at.date()) if each.required]

    def come(name, **more):
        who = services.Applicant(
            email=f"{name}@example.org", name="X", kind="guest", region="RU-TA", consents=required, **more
        )
        return services.registration_create(
            actor=VISITOR, session=PracticalSession.objects.get(pk=session.pk), applicant=who, at=at
        ).registration.state  # fmt: skip

    def seats(*wanted):
        def holds(one, other):
            assert sorted([one, other]) == sorted(wanted), (one, other)
            seated = Registration.objects.filter(session=session, state="confirmed")
            assert seated.count() <= 2
            assert seated.filter(visit=visit).count() <= 1

        return holds

    def same(one, other):
        assert one == other == "confirmed" or "registration.again" in {one, other}
        assert Registration.objects.filter(person__email="one@example.org").count() == 1

    assert interleave(Race(lambda: come("one"), lambda: come("one"), same, alike=True)) > 2
    # the session has two seats, the visit one
    visiting = Race(
        lambda: come("one", visit=visit), lambda: come("two", visit=visit), seats("confirmed", "visit.full")
    )  # fmt: skip
    assert interleave(visiting) > 2
    come("zero")
    assert interleave(Race(lambda: come("one"), lambda: come("two"), seats("confirmed", "waiting"))) > 2
    come("one")
    come("two")
    organiser = actor_of(person("organiser@example.org", ("organiser", "platform", "")))

    def cancel():
        row = Registration.objects.select_related("session", "person").get(person__email="zero@example.org")
        return services.registration_cancel(actor=organiser, registration=row, at=at).state

    def promoted(cancelled, _came):
        assert cancelled == "cancelled"
        states = dict(Registration.objects.values_list("person__email", "state"))
        assert list(states.values()).count("confirmed") == 2, states
        assert states["two@example.org"] == "confirmed", "who waits is before who comes"

    assert interleave(Race(cancel, lambda: come("three"), promoted)) > 2


def test_a_list_against_the_door(session, person, at):
    """Two are marked in the list while the door lets the second in; both are called off while it does."""
    for number in (1, 2):
        Registration.objects.create(
            session=session, person=person(f"g{number}@example.org"), region="RU-TA", kind="guest", registered_at=at,
            token_hash=str(number), state=RegistrationState.CONFIRMED,
        )  # fmt: skip
    organiser = actor_of(person("organiser@example.org", ("organiser", "platform", "")))
    one, two = Registration.objects.order_by("pk")

    def door(row):
        return services.registration_check_in(actor=organiser, registration=row, at=at).state

    def marked():
        return services.registrations_check_in(actor=organiser, session=session, registrations=[two, one], at=at)

    def called_off():
        return services.registrations_cancel(
            actor=organiser, session=session, registrations=[one, two], reason="Full.", at=at
        )

    def both(refused, came):
        assert (refused, came) == ({}, "checked_in")
        assert set(Registration.objects.values_list("state", flat=True)) == {"checked_in"}

    def either(refused, came):
        assert (came == "checked_in") == (two.pk in refused), (refused, came)

    assert interleave(Race(marked, lambda: door(one), both)) > 2
    assert interleave(Race(called_off, lambda: door(two), either)) > 2


def test_a_session_is_cloned_twice_or_while_a_logo_goes_from_another(session, person, at, settings, tmp_path):
    """The second press is given the draft of the first. Clones share the bytes of logos: one may go elsewhere."""
    settings.MEDIA_ROOT = tmp_path
    organiser = actor_of(person("organiser@example.org", ("organiser", "platform", "")))
    for name, side in zip(dict.fromkeys(session.bodies.values_list("name", flat=True)), (90, 120), strict=False):
        out = BytesIO()
        Image.new("RGB", (side, side), "navy").save(out, "PNG")
        upload = SimpleUploadedFile("logo.png", out.getvalue())
        services.logo_set(actor=organiser, session=session, name=name, upload=upload, at=at)
    assert session.logos.count() == 2

    def clone(slug="next-1"):
        return services.session_clone(
            actor=organiser, session=session, slug=slug, starts_on=date(2021, 9, 14), at=at
        ).slug  # fmt: skip

    def once(one, other):
        assert one == other == "next-1" and entries("session.clone") == 1

    assert interleave(Race(clone, clone, once, alike=True)) > 2
    clone("next-2")
    shared = PracticalSession.objects.get(slug="next-2")

    def taken(made, _gone):
        assert made == "next-1" and PracticalSession.objects.get(slug=made).logos.count() == 2
        assert shared.logos.count() == 1

    for logo in shared.logos.all():
        remove = partial(services.logo_remove, actor=organiser, session=shared, pk=logo.pk, at=at)
        assert interleave(Race(clone, remove, taken)) > 2


def test_two_sessions_are_cloned_to_one_address(session, person, at):
    """Of two organisers whoever is later is told that the address is taken, not given the draft of another session."""
    one, two = (
        actor_of(person(f"{name}@example.org", ("organiser", "platform", ""))) for name in ("organiser", "second")
    )
    other = services.session_clone(actor=two, session=session, slug="other", starts_on=date(2021, 8, 14), at=at)

    def clone(organiser, source):
        return services.session_clone(
            actor=organiser, session=source, slug="same-1", starts_on=date(2021, 9, 14), at=at
        ).ordinal  # fmt: skip

    def one_of_them(first, second):
        found = PracticalSession.objects.get(slug="same-1")
        assert {first, second} == {found.ordinal, "session.slug"}
        assert found.items.count() == session.items.count()

    assert interleave(Race(lambda: clone(one, session), lambda: clone(two, other), one_of_them)) > 2


def test_two_sessions_are_begun_at_one_address(session, person, at):
    """A second press is given the draft of the first; another organiser is told that the address is taken."""
    one, two = (
        actor_of(person(f"{name}@example.org", ("organiser", "platform", ""))) for name in ("organiser", "second")
    )

    def begin(organiser, **other):
        fields = build_events.session_fields() | {"slug": "same-1", "ordinal": 7} | other
        return services.session_create(actor=organiser, at=at, **fields).slug

    def once(first, second):
        assert first == second == "same-1" and entries("session.create") == 1 + before

    def one_of_them(first, second):
        assert {first, second} == {"same-1", "session.slug"} and entries("session.create") == 1 + before

    before = entries("session.create")
    assert interleave(Race(lambda: begin(one), lambda: begin(one), once, alike=True)) > 2
    assert interleave(Race(lambda: begin(one), lambda: begin(two), one_of_them)) > 2
    assert begin(one) == begin(one) == "same-1"
    with pytest.raises(Refused, match="адрес"):  # another session of the same day: nothing typed is lost
        begin(one, title="Вторая сессия дня")


def test_two_sessions_of_one_place_and_year_get_a_number_each(session, person, at):
    """Nobody has typed an address, so nobody is told that it is taken; a second press gets the same draft."""
    one, two = (
        actor_of(person(f"{name}@example.org", ("organiser", "platform", ""))) for name in ("organiser", "second")
    )
    fields = {**build_events.session_fields(), "slug": ""}

    def begin(organiser):
        return services.session_create(actor=organiser, at=at, **fields).slug

    def once(first, second):
        assert first == second == "saransk-2021-2" and entries("session.create") == 1 + before

    def both(first, second):
        assert {first, second} == {"saransk-2021-2", "saransk-2021-3"} and entries("session.create") == 2 + before

    before = entries("session.create")
    assert interleave(Race(lambda: begin(one), lambda: begin(one), once, alike=True)) > 2
    assert interleave(Race(lambda: begin(one), lambda: begin(two), both)) > 2


def test_the_draft_of_somebody_else_or_of_another_session_is_no_second_press(session, person, at):
    one, two = (
        actor_of(person(f"{name}@example.org", ("organiser", "platform", ""))) for name in ("organiser", "second")
    )
    twin = services.session_clone(actor=one, session=session, slug="twin", starts_on=date(2021, 8, 14), at=at)
    PracticalSession.objects.filter(pk=twin.pk).update(ordinal=session.ordinal)  # in equal place of the series
    make = partial(services.session_clone, slug="same-2", starts_on=date(2021, 9, 14), at=at)
    made = make(actor=one, session=session)
    assert make(actor=one, session=session) == made
    for actor, source in ((two, session), (one, twin)):
        with pytest.raises(Refused, match="адрес"):
            make(actor=actor, session=PracticalSession.objects.get(pk=source.pk))
