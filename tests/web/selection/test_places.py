"""The panel and the commission: invited, accepted, declined, released, called in; who may hold what."""

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from svetovod.demo import build_selection as build
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Invitation, Person
from svetovod.web.accounts.services import invitation_accept, person_erase
from svetovod.web.audit.models import DomainClock
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice
from svetovod.web.selection import services
from svetovod.web.selection.models import PlaceOffer, ScoreSheet

from .conftest import person

DURING = build.moment("2021-11-25 10:00")


def offer(world, kind, email, **more):
    return services.place_offer(
        actor=world.actor("secretary"), round=world.round, kind=kind, email=email, at=DURING, real_now=timezone.now(),
        **more,
    )  # fmt: skip


def refusal(code):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_a_known_person_answers_and_takes_the_place(world, client):
    world.people["new"] = person("new")
    made = offer(world, "expert", "NEW@example.org", region="RU-PNZ", capacity=5)
    assert offer(world, "expert", "new@example.org").pk == made.pk
    assert Notice.objects.filter(person=world.people["new"], key=f"offer:{made.pk}").count() == 1
    with pytest.raises(Hidden):
        services.place_answer(actor=world.actor("stranger"), offer=made, accept=True, at=DURING)
    client.force_login(world.people["new"])
    assert "expert" in client.get("/selections/2021/place/", headers={"accept-language": "en"}).content.decode()
    assert client.post("/selections/2021/place/", {"answer": "accept"}).status_code == 302
    accepted = client.get("/selections/2021/place/").content.decode()
    assert "Эксперт: согласие дано" in " ".join(accepted.split()) and 'href="/selections/experts/profile/"' in accepted
    member = world.round.panel.get(person=world.people["new"])
    assert (member.code, member.region, member.capacity) == ("E5", "RU-PNZ", 5)
    assert world.actor("new").holds(Role.EXPERT, Scope.ROUND, world.round.pk)
    assert client.post("/selections/2021/place/", {"answer": "accept"}).status_code == 302  # a double click
    assert Notice.objects.filter(person=world.people["secretary"], key=f"offer:{made.pk}:answered").count() == 1


def test_a_refusal_gives_the_role_of_the_link_back(world):
    made = offer(world, "member", "unknown@example.org")
    invitation = Invitation.objects.get(email="unknown@example.org")
    invitation_accept(
        actor=VISITOR, token=invitation.token, at=DURING, real_now=timezone.now(), name="U", password="long enough 2021"
    )
    actor = actor_of(Person.objects.get(email="unknown@example.org"))
    assert actor.holds(Role.COMMISSION_MEMBER, Scope.ROUND, world.round.pk)
    services.place_answer(actor=actor, offer=made, accept=False, reason="Отпуск", at=DURING)
    made.refresh_from_db()
    assert (made.state, made.reason) == ("declined", "Отпуск")
    assert not actor_of(Person.objects.get(email="unknown@example.org")).grants
    assert not world.round.seats.filter(person__email="unknown@example.org").exists()


def test_a_withdrawn_invitation_leads_nowhere(world):
    made = offer(world, "substitute", "later@example.org")
    services.place_withdraw(actor=world.actor("secretary"), offer=made, at=DURING)
    assert Invitation.objects.get(email="later@example.org").revoked_at is not None
    with refusal("place.answered"):
        services.place_answer(actor=actor_of(person("later")), offer=made, accept=True, at=DURING)


COPIED = "la\u200bter@example.org\ufeff"


def as_before(made, email=COPIED):
    """As older versions stored what was copied: the invitation, and the offer before its migration."""
    Invitation.objects.filter(email="later@example.org").update(email=email)
    PlaceOffer.objects.filter(pk=made.pk).update(email=email)
    import_module("svetovod.web.selection.migrations.0005_plain_addresses").make_plain(apps, None)
    made.refresh_from_db()
    assert made.email == "later@example.org"


def test_a_place_offered_to_what_was_copied_is_answered(world, client):
    made = offer(world, "member", COPIED)
    assert made.email == "later@example.org" and offer(world, "member", "later@example.org").pk == made.pk
    as_before(made)
    invitation = Invitation.objects.get(email=COPIED)
    invitation_accept(
        actor=VISITOR, token=invitation.token, at=DURING, real_now=timezone.now(), name="U", password="long enough 2021"
    )
    who = Person.objects.get(email="later@example.org")
    client.force_login(who)
    assert client.get("/selections/2021/place/").status_code == 200
    assert client.post("/selections/2021/place/", {"answer": "accept"}).status_code == 302
    assert world.round.seats.filter(person=who).exists()


@pytest.mark.parametrize("mended", [False, True])
def test_a_withdrawn_place_leaves_no_link_to_what_was_copied(world, mended):
    made = offer(world, "member", "later@example.org")
    as_before(made)
    if mended:
        call_command("mend_addresses")
    services.place_withdraw(actor=world.actor("secretary"), offer=made, at=DURING)
    assert Invitation.objects.get().revoked_at is not None


def test_an_account_that_waits_to_be_mended_has_its_place_and_its_right(world, client):
    """The account has its address still as it was copied: it finds the place, and erasure finds both."""
    who = person("later")
    made = offer(world, "expert", "later@example.org")
    Person.objects.filter(pk=who.pk).update(email=COPIED)
    who.refresh_from_db()
    client.force_login(who)
    assert "/selections/2021/place/" in client.get("/desk/").content.decode()
    assert client.get("/selections/2021/place/").status_code == 200
    assert client.get("/selections/experts/profile/").status_code == 200
    services.place_answer(actor=actor_of(who), offer=made, accept=False, at=DURING)
    person_erase(actor=world.actor("admin"), person=who, at=DURING)
    made.refresh_from_db()
    assert "later" not in made.email


def test_of_two_offers_that_become_one_address_the_second_stays(world):
    made = offer(world, "member", "later@example.org")
    other = offer(world, "member", "elsewhere@example.org")
    PlaceOffer.objects.filter(pk=other.pk).update(email=COPIED)
    as_before(made, "later@example.org")
    other.refresh_from_db()
    assert other.email == COPIED


@pytest.mark.parametrize(
    ("kind", "email", "code"),
    [
        ("chair", "anybody@example.org", "seat.chair"),
        ("expert", "secretary@example.org", "place.secretary"),
        ("member", "secretary@example.org", "place.secretary"),
        ("expert", "expert-1@example.org", "place.taken"),
        ("substitute", "member-1@example.org", "place.taken"),
    ],
)
def test_who_may_hold_what(world, kind, email, code):
    with refusal(code):
        offer(world, kind, email)


def test_only_the_secretary_manages_places(world):
    seat, member = world.round.seats.first(), world.round.panel.first()
    for key in ("chair", "expert-1", "admin", "auditor"):
        actor = world.actor(key)
        for act in (
            lambda a=actor: services.seat_release(actor=a, seat=seat, at=DURING),
            lambda a=actor: services.expert_release(actor=a, member=member, at=DURING),
            lambda a=actor: services.seat_call(actor=a, seat=seat, at=DURING),
        ):
            with pytest.raises((Denied, Hidden)):
                act()


def test_a_chair_is_replaced_and_a_substitute_called_in(world):
    secretary = world.actor("secretary")
    chair = world.round.seats.get(role="chair")
    services.seat_release(actor=secretary, seat=chair, at=DURING)
    services.seat_release(actor=secretary, seat=chair, at=DURING)
    assert not world.actor("chair").grants
    world.people["next"] = person("next")
    made = offer(world, "chair", "next@example.org")
    with refusal("seat.chair"):
        offer(world, "chair", "third@example.org")
    services.place_answer(actor=world.actor("next"), offer=made, accept=True, at=DURING)
    assert world.round.seats.get(role="chair", left_at=None).person == world.people["next"]
    world.people["spare"] = person("spare")
    made = offer(world, "substitute", "spare@example.org")
    services.place_answer(actor=world.actor("spare"), offer=made, accept=True, at=DURING)
    seat = world.round.seats.get(role="substitute")
    assert services.seat_call(actor=secretary, seat=seat, at=DURING).role == "member"


def test_a_substitute_has_no_vote_and_no_part_in_the_quorum(world, client):
    world.people["spare"] = person("spare")
    made = offer(world, "substitute", "spare@example.org")
    services.place_answer(actor=world.actor("spare"), offer=made, accept=True, at=DURING)
    world.play("filed", "checked", "scored", "opened")
    at = world.round.sitting_at
    services.ranking_run(actor=world.actor("secretary"), round=world.round, at=at)
    with refusal("vote.seat"):
        services.vote_cast(actor=world.actor("spare"), round=world.round, choice="for", at=at)
    for key in ("chair", "member-1"):  # two of three with a vote; with the substitute it would be half
        client.force_login(world.people[key])
        before = client.get("/selections/2021/vote/").content.decode()
        services.vote_cast(actor=world.actor(key), round=world.round, choice="for", at=at)
        after = client.get("/selections/2021/vote/").content.decode()
        assert ["Изменить голос" in page for page in (before, after)] == [False, True]
        assert ["Отдать голос" in page or "Проголосовать" in page for page in (before, after)] == [True, False]
    assert services.round_approve(actor=world.actor("chair"), round=world.round, at=at).state == "approved"


def test_an_expert_replaced_in_the_middle_leaves_the_submitted_sheets(world, client):
    world.play("filed", "checked")
    member = max(world.round.panel.all(), key=lambda one: one.assignments.count())
    kept, taken = list(member.assignments.order_by("pk"))[:2]
    actor = actor_of(member.person)
    services.conflict_deny(actor=actor, assignment=kept, at=DURING)
    scores = {row.code: Decimal(7) for row in world.round.criteria.all()}
    services.score_submit(actor=actor, assignment=kept, scores=scores, at=DURING)
    services.expert_release(actor=world.actor("secretary"), member=member, at=DURING)
    assert list(ScoreSheet.objects.filter(assignment__member=member).values_list("state", flat=True)) == ["submitted"]
    with refusal("assignment.left"):
        services.expert_assign(actor=world.actor("secretary"), application=taken.application, member=member, at=DURING)
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": DURING, "set_at": timezone.now()})
    client.force_login(world.people["secretary"])
    assert client.get("/selections/2021/people/").status_code == 200
    assert client.get("/selections/2021/experts/").status_code == 200


def test_conflicts_are_told_and_the_page_asks_the_same_of_many(world, client, same_questions):
    world.play("filed")
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": DURING, "set_at": timezone.now()})
    lead = world.projects[0].initiator
    member = world.round.seats.filter(role="member").first()
    member.organisation = lead
    member.save()
    client.cookies["django_language"] = "en"
    client.force_login(world.people["secretary"])
    assert world.application().number in client.get("/selections/2021/people/").content.decode()

    def more(count):
        for number in range(count):
            who = person(f"m{count}-{number}")
            services.seat_add(actor=world.actor("secretary"), round=world.round, person=who, at=DURING)
            offer(world, "expert", f"o{count}-{number}@example.org")

    same_questions(["/selections/2021/people/"], lambda: more(1), lambda: more(3))


def test_erasure_blanks_the_address_of_an_offer(world):
    who = person("gone")
    made = offer(world, "expert", "gone@example.org")
    services.place_answer(actor=actor_of(who), offer=made, accept=False, reason="Нет времени", at=DURING)
    person_erase(actor=world.actor("admin"), person=who, at=DURING + timedelta(days=1))
    made.refresh_from_db()
    assert made.reason == "" and made.email.endswith("@svetovod.invalid")
