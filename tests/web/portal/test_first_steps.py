"""First steps of a role: what is done is ticked off by what there is, all done or put away they are gone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from svetovod.demo import build_events, build_registry
from svetovod.demo.people import DOMAIN
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.events.models import PracticalSession
from svetovod.web.portal.desks import first, first_offices
from svetovod.web.projects.models import JointProject
from svetovod.web.regions.facilities.models import Facility
from svetovod.web.registry.models import ClusterSheet, StoredVerdict
from svetovod.web.selection.models import PlaceOffer, SelectionRound
from svetovod.web.signing.models import SigningAuthority

from .conftest import AT

DESK = "/desk/"
PLACES = (
    ("administrator", "platform", 2), ("organiser", "platform", 5), ("organiser", "session", 3),
    ("registry_officer", "platform", 2), ("cluster_manager", "cluster", 4), ("cluster_manager", "organisation", 4),
    ("regional_authority", "region", 2), ("cdc_officer", "region", 2), ("secretary", "platform", 4),
    ("secretary", "round", 3), ("initiator", "organisation", 4), ("initiator", "project", 4),
    ("participant", "organisation", 3), ("expert", "round", 2), ("expert", "session", 1),
    ("commission_member", "round", 2), ("chair", "round", 2),
)  # fmt: skip


@pytest.fixture
def region(db, person):
    return person("region@example.org", ("regional_authority", "region", "RU-MO"))


@pytest.fixture
def house(db):
    at = AT - timedelta(days=20)
    return build_registry.organisation(invented_inn(900), "House", "RU-MO", actor=SYSTEM, at=at)


@pytest.fixture
def planned(db):
    """planned("b", "draft", starts_on=...) -> a session in that state, without anything in it."""
    fields = build_events.session_fields() | {"series": None}

    def make(slug, state, **other):
        return PracticalSession.objects.create(**fields | {"slug": slug, "state": state, **other})

    return make


@pytest.fixture
def selection(db):
    def make(slug, state, **fields):
        told = None if state == "draft" else AT - timedelta(days=1)
        return SelectionRound.objects.create(
            slug=slug, title="Selection", limit=1, state=state, announced_at=told, **fields
        )  # fmt: skip

    return make


@pytest.fixture
def project(cluster, house):
    def make(number, state):
        return JointProject.objects.create(
            number=number, code=f"P-{number}", title="Project", cluster=cluster(number), initiator=house, state=state,
            created_at=AT, changed_at=AT + timedelta(minutes=number),
        )  # fmt: skip

    return make


def found(person):
    return first.steps(actor_of(person), AT)


def done(person):
    return [step.done for step in found(person)]


def urls(person):
    return [step.url for step in found(person)]


def broken(client, person):
    """Steps of all roles of the person whose address he may not open, those that are done included."""
    client.force_login(person)
    actor = actor_of(person)
    for role, source in first.GUIDES:
        for step in source(actor, AT) if actor.holds(role) else ():
            if step.url and (status := client.get(step.url).status_code) != 200:
                yield person.email, role, step.url, status


def test_every_role_in_its_place_may_open_each_of_its_first_steps(
    client, person, clock, session, planned, selection, cluster, house, project
):
    ids = {
        "platform": "", "region": "RU-MO", "session": planned("next", "draft").slug, "cluster": cluster(50).pk,
        "organisation": house.pk, "round": selection("first", "announced").pk, "project": project(1, "idea").pk,
    }  # fmt: skip
    for number, (role, scope, steps) in enumerate(PLACES):
        new = person(f"new-{number}@example.org", (role, scope, ids[scope]))
        assert (len(found(new)), list(broken(client, new))) == (steps, []), (role, scope)


def test_whoever_has_worked_for_months_may_open_them_too(scenes, django_db_blocker, client):
    with django_db_blocker.unblock(), scenes.at("scoring"):
        held = RoleGrant.objects.filter(revoked_at=None, person__email__endswith=f"@{DOMAIN}", person__is_active=True)
        # one of those who hold the same role in the same kind of place
        unlike = {(grant.role, grant.scope): grant.person for grant in held.select_related("person").order_by("-pk")}
        assert len(unlike) > 10
        assert [line for each in {*unlike.values()} for line in broken(client, each)] == []


def test_the_administrator_is_done_when_both_are_there_and_letters_leave(person, settings):
    admin = person("admin@example.org", ("administrator", "platform", ""))
    person("organiser@example.org", ("organiser", "platform", ""))
    assert done(admin) == [False, False]
    person("officer@example.org", ("registry_officer", "platform", ""))
    assert done(admin) == [True, False]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert done(admin) == []


@pytest.mark.parametrize("strong", [False, True])
def test_whom_the_provider_asked_enough_is_not_told_to_set_up_a_second_step(person, settings, strong):
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    admin = actor_of(person("admin@example.org", ("administrator", "platform", "")))
    asked = next(first_offices.administrator(replace(admin, strong=strong), AT))
    assert (asked.url, asked.done) == (reverse("mfa_index"), strong)


def test_an_organiser_who_has_published_is_not_new_again_with_the_next_draft(person, planned):
    organiser = person("organiser@example.org", ("organiser", "session", "called-off"))
    planned("called-off", "cancelled")
    assert done(organiser) == [False, False, False] and urls(organiser) == ["", "", ""]
    for slug, state in (("last", "archived"), ("next", "draft")):
        planned(slug, state)
        RoleGrant.objects.create(person=organiser, role="organiser", scope="session", scope_id=slug, granted_at=AT)
    assert done(organiser) == [False, True, False] and urls(organiser)[0] == reverse("events:programme", args=["next"])
    person("second@example.org", ("organiser", "session", "last"))
    assert done(organiser) == [False, True, False]
    person("expert@example.org", ("expert", "session", "last"))
    assert done(organiser) == [False, True, True]


def test_nobody_is_invited_to_a_session_that_is_over(person, planned):
    organiser = person("organiser@example.org", ("organiser", "session", "last"))
    planned("last", "finished")
    assert done(organiser) == [False, True, True]


def test_days_that_are_over_end_a_session_nobody_has_marked_finished(person, planned):
    organiser = person("organiser@example.org", ("organiser", "session", "last"))
    row = planned("last", "published", starts_on=date(2021, 6, 9), ends_on=AT.date())
    assert done(organiser) == [False, True, False]
    PracticalSession.objects.filter(pk=row.pk).update(ends_on=date(2021, 6, 9))
    assert done(organiser) == [False, True, True]


def test_an_expert_of_sessions_is_led_to_the_nearest_that_is_announced(person, planned):
    places = [("expert", "session", slug) for slug in ("draft", "far", "near", "over")]
    expert = person("expert@example.org", *places)
    planned("draft", "draft")
    assert urls(expert) == [""]
    for slug, days in (("over", -60), ("far", 90), ("near", 30)):
        day = AT.date() + timedelta(days=days)
        planned(slug, "published", starts_on=day, ends_on=day)
    assert urls(expert) == [reverse("events:pitches", args=["near"])]


def test_an_enterprise_has_a_signer_when_one_is_entered(person, house):
    enterprise = person("plant@example.org", ("participant", "organisation", house.pk))
    assert done(enterprise) == [False, False, False]
    entered = SigningAuthority.objects.create(
        organisation=house, name="Head", post="Director", ground="charter", since=date(2020, 1, 1), entered_at=AT
    )
    assert done(enterprise) == [True, False, False]
    SigningAuthority.objects.filter(pk=entered.pk).update(until=AT.date() - timedelta(days=1))
    assert done(enterprise) == [False, False, False]


def test_a_manager_is_led_to_the_verdict_once_there_is_a_workbook(person, cluster):
    ours, other = cluster(1), cluster(2)
    manager = person("manager@example.org", *(("cluster_manager", "cluster", each.pk) for each in (ours, other)))
    assert urls(manager)[1] == "" and not done(manager)[1]
    sheet = ClusterSheet.objects.create(
        cluster=ours, uploaded_at=AT, file_name="a.xlsx", sha256="0" * 64, content={}
    )  # fmt: skip
    assert urls(manager)[1] == reverse("registry:verdict", args=[ours.slug]) and not done(manager)[1]
    StoredVerdict.objects.create(
        cluster=ours, sheet=sheet, on=AT.date(), act="pp779", edition="2021-04-08", verdict="conforming", result={},
        facts_version="1", engine_version="1", input_sha256="0" * 64, made_at=AT,
    )  # fmt: skip
    assert done(manager)[1]


def test_an_initiator_is_not_new_again_with_the_next_idea(person, house, project):
    initiator = person("initiator@example.org", ("initiator", "organisation", house.pk))
    project(1, "archived")
    assert done(initiator) == [False] * 4
    project(2, "ready")
    project(3, "idea")
    assert done(initiator) == [True, False, False, True]
    assert urls(initiator)[1] == reverse("projects:participants", args=["P-3"])


def test_a_secretary_has_invited_when_each_place_was_offered(person, selection):
    row = selection("first", "draft")
    secretary = person("secretary@example.org", ("secretary", "round", row.pk))
    selection("called-off", "cancelled")
    for kind, state in (
        ("chair", "accepted"),
        ("member", "offered"),
        ("substitute", "offered"),
        ("expert", "declined"),
    ):
        PlaceOffer.objects.create(round=row, kind=kind, email=f"{kind}@example.org", state=state, offered_at=AT)
    assert done(secretary) == [False, False, False]
    PlaceOffer.objects.create(round=row, kind="expert", email="e@example.org", state="offered", offered_at=AT)
    assert done(secretary) == [False, True, False]


def test_a_step_is_ticked_off_by_what_there_is(region, cluster):
    assert done(region) == [False, False]
    cluster(1)
    assert done(region) == [True, False]


def test_steps_that_are_all_done_are_gone(region, cluster):
    cluster(1)
    facility = Facility(region="RU-MO", kind="technopark", name="Park", made_at=AT, as_of=AT.date())
    facility.save()
    assert done(region) == []


def test_whoever_puts_them_away_finds_them_again(client, region, clock):
    client.force_login(region)
    said = client.get(DESK).content.decode()
    assert "Первые шаги" in said and reverse("registry:bulk_list") in said
    answer = client.post(reverse("portal:first_steps"))
    assert answer.status_code == 302 and answer.cookies["first-steps"]["httponly"]
    said = client.get(DESK).content.decode()
    assert 'id="first"' not in said and "Показать первые шаги" in said
    client.post(reverse("portal:first_steps"), {"again": "1"})
    assert 'id="first"' in client.get(DESK).content.decode()


def test_another_person_at_the_same_browser_has_steps_of_their_own(client, region, person, clock):
    client.force_login(region)
    client.post(reverse("portal:first_steps"))
    client.force_login(person("other@example.org", ("cdc_officer", "region", "RU-PNZ")))
    assert 'id="first"' in client.get(DESK).content.decode()
