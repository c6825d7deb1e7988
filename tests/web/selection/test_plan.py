"""The proposal of who judges what: made, changed by hand with its cost, confirmed; conflicts and begun sheets hold."""

from datetime import timedelta
from decimal import Decimal

import pytest

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection import services
from svetovod.web.selection.models import Assignment, AssignmentPlan, ConflictDeclaration

from .test_pages import clock, sign_in

PAGE = "/selections/2021/assignment/"
NOW = build.moment("2021-11-25 10:00")


@pytest.fixture
def scoring(make_world):
    world = make_world(projects=3).play("filed", "checked")
    clock(NOW)
    return world


def pairs(world):
    rows = Assignment.objects.filter(application__round=world.round).exclude(sheet__state="conflict_declared")
    return {(row.application.number, row.member.code) for row in rows.select_related("application", "member")}


def propose(world, way="total", **more):
    return services.plan_propose(actor=world.actor("secretary"), round=world.round, way=way, at=NOW, **more)


def test_through_the_browser(scoring, client):
    sign_in(client, scoring, "secretary")
    before = pairs(scoring)
    page = client.get(PAGE)
    assert page.status_code == 200 and "Можно предложить" in page.content.decode()
    assert client.post(f"{PAGE}propose/", {"way": "fair"}).status_code == 302
    plan = AssignmentPlan.objects.get()
    assert pairs(scoring) == before  # nothing is assigned by a proposal
    number = plan.body["pairs"][0][0]
    for language, word in (("ru", "Общее соответствие"), ("en", "Sum of fits")):
        client.cookies["django_language"] = language
        assert word in client.get(f"{PAGE}?application={number}").content.decode()
    assert client.post(f"{PAGE}confirm/", {"revision": plan.revision}).status_code == 302
    assert pairs(scoring) == {(number, code) for number, code, _why in plan.body["pairs"]}
    assert [e.action for e in LedgerEntry.objects.filter(action__startswith="plan.").order_by("index")] == [
        "plan.propose", "plan.confirm",
    ]  # fmt: skip
    assert client.post(f"{PAGE}confirm/").status_code == 409
    assert client.post(f"{PAGE}propose/", {"way": "beauty"}).status_code == 422


def test_what_is_assigned_is_kept_and_begun_sheets_stay(scoring):
    plan = propose(scoring)
    held = pairs(scoring)
    assert plan.body["changed"] == 0
    assert held <= {(number, code) for number, code, _why in plan.body["pairs"]}
    assignment = scoring.assignment()
    Assignment.objects.filter(pk=assignment.pk).update(cleared_at=NOW)
    assignment.sheet.saved_at = NOW
    assignment.sheet.save(update_fields=["saved_at"])
    propose(scoring)
    with pytest.raises(Refused) as refused:
        services.plan_change(
            actor=scoring.actor("secretary"), round=scoring.round, number=assignment.application.number,
            take=assignment.member.code, at=NOW,
        )  # fmt: skip
    assert refused.value.code == "assignment.begun"


def test_the_sheets_of_an_expert_who_left_count_and_he_is_given_nothing(scoring):
    """A fifth expert for a panel of four, or a score for nobody: neither."""
    number, code = sorted(pairs(scoring))[0]
    member = scoring.round.panel.get(code=code)
    given = Assignment.objects.select_related("application__round", "member").get(
        application__number=number, member=member
    )
    expert = scoring.actor(member.person.name)
    services.conflict_deny(actor=expert, assignment=given, at=NOW)
    scores = dict.fromkeys(scoring.round.criteria.values_list("code", flat=True), Decimal(5))
    services.score_submit(actor=expert, assignment=given, scores=scores, at=NOW)
    services.expert_release(actor=scoring.actor("secretary"), member=member, at=NOW)
    proposed = [(one, each) for one, each, _why in propose(scoring).body["pairs"]]
    assert [one for one, each in proposed if each == code] == [number]
    assert len([each for one, each in proposed if one == number]) == scoring.round.experts_needed
    services.plan_confirm(actor=scoring.actor("secretary"), round=scoring.round, at=NOW)
    assert pairs(scoring) == set(proposed)


def test_a_change_by_hand_shows_its_cost_and_an_older_look_is_refused(scoring, client):
    plan = propose(scoring)
    number, code, _why = plan.body["pairs"][0]
    sign_in(client, scoring, "secretary")
    answer = client.post(f"{PAGE}change/", {"number": number, "take": code, "revision": 0}, follow=True)
    assert "исключён эксперт" in answer.content.decode() and "общее соответствие" in answer.content.decode()
    plan.refresh_from_db()
    assert [number, code] not in [pair[:2] for pair in plan.body["pairs"]]
    assert plan.hand[0]["cost"]["total"]
    assert client.post(f"{PAGE}change/", {"number": number, "give": code, "revision": 0}).status_code == 409
    assert client.post(f"{PAGE}change/", {"number": number, "give": code, "revision": 1}).status_code == 302
    plan.refresh_from_db()
    assert [number, code] in [pair[:2] for pair in plan.body["pairs"]]


def test_sheets_taken_back_at_once_are_held_before_the_first_entry(scoring, journal_watched):
    proposed = propose(scoring).body["pairs"]
    gone = {(number, code) for number, code, _why in proposed[:2]}
    for number, code in gone:
        services.plan_change(actor=scoring.actor("secretary"), round=scoring.round, number=number, take=code, at=NOW)
    services.plan_confirm(actor=scoring.actor("secretary"), round=scoring.round, at=NOW)
    assert pairs(scoring) == {(number, code) for number, code, _why in proposed} - gone
    removed = LedgerEntry.objects.filter(action="assignment.remove")
    assert len(removed) == 2 and all(entry.subject_type == "selection.assignment" for entry in removed)


def test_an_expert_in_conflict_is_neither_proposed_nor_put_in(scoring):
    plan = propose(scoring)
    number, code, _why = plan.body["pairs"][0]
    member = scoring.round.panel.get(code=code)
    application = scoring.round.applications.get(number=number)
    ConflictDeclaration.objects.create(member=member, application=application, reason="родственник", declared_at=NOW)
    with pytest.raises(Refused):
        services.plan_change(
            actor=scoring.actor("secretary"), round=scoring.round, number=number, give=code, at=NOW + timedelta(hours=1)
        )
    with pytest.raises(Refused):  # the conflict came after the proposal: the pair is checked once more
        services.plan_confirm(actor=scoring.actor("secretary"), round=scoring.round, at=NOW)


def test_a_draw_is_repeated_by_its_seed_and_each_is_in_the_journal(scoring):
    with pytest.raises(Refused) as refused:
        propose(scoring, "random")
    assert refused.value.code == "plan.bound"  # three experts of three: one half leaves too few
    plan = propose(scoring, "random", most_likely=Decimal(1))
    assert plan.seed is not None
    propose(scoring, "random", most_likely=Decimal(1))
    assert LedgerEntry.objects.filter(action="plan.propose").count() == 2
    assert AssignmentPlan.objects.filter(state="proposed").count() == 1
    services.plan_drop(actor=scoring.actor("secretary"), round=scoring.round, at=NOW)
    assert not AssignmentPlan.objects.filter(state="proposed").exists()


@pytest.mark.parametrize(
    ("who", "status"), [("chair", 403), ("expert-1", 403), ("stranger", 404), ("initiator-1", 404)]
)
def test_nobody_but_the_secretary(scoring, client, who, status):
    propose(scoring)
    sign_in(client, scoring, who)
    assert client.get(PAGE).status_code == status
    for action in ("propose", "change", "confirm", "drop"):
        assert client.post(f"{PAGE}{action}/").status_code == status
    with pytest.raises((Denied, Hidden)):
        services.plan_drop(actor=scoring.actor(who), round=scoring.round, at=NOW)


def test_rings_and_groups_are_broken_or_shown(scoring, client):
    """Two experts speak for two applicants; whoever is put in by hand closes the ring, and the page says so."""
    lead = {number: scoring.application(number).project.initiator for number in (0, 1)}
    members = {row.code: row for row in scoring.round.panel.order_by("code")}
    for code, number in (("E1", 0), ("E2", 1)):
        members[code].organisation = lead[number]
        members[code].save()
    plan = propose(scoring)
    assert [code for group in plan.body["groups"] for code in group] == sorted({c for _n, c, _w in plan.body["pairs"]})
    numbers = [scoring.application(place).number for place in (0, 1)]
    held = {(number, code) for number, code, _why in plan.body["pairs"]}
    ring = {(numbers[1], "E1"), (numbers[0], "E2")}
    shown = [{(number, code) for number, code in each} for each in plan.body["rings"]]
    assert shown == ([ring] if ring <= held else []), "a ring that the proposal keeps is shown, and no other"
    for number, code in ((numbers[1], "E1"), (numbers[0], "E2")):
        if (number, code) not in held:
            services.plan_change(
                actor=scoring.actor("secretary"), round=scoring.round, number=number, give=code, at=NOW
            )
    plan.refresh_from_db()
    assert [sorted(ring) for ring in plan.body["rings"]] == [sorted([[numbers[1], "E1"], [numbers[0], "E2"]])]
    sign_in(client, scoring, "secretary")
    page = client.get(PAGE).content.decode()
    assert 'id="weave"' in page and f"E1 → {numbers[1]}" in page
