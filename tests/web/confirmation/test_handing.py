"""What of confirmation goes with a person who leaves: reviews to an officer who may decide, papers with the house."""

from datetime import date

import pytest
from tests.web.confirmation.conftest import AT, moment

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.confirmation import services
from svetovod.web.handover import services as handovers
from svetovod.web.handover.models import Handover

LAST = date(2021, 6, 30)
AFTER = moment("2021-07-01T09:00")


@pytest.fixture
def operator(person):
    return person("operator@example.org", ("administrator", "platform", ""))


def plan_of(by, leaver, *heirs, at=AT):
    named = dict.fromkeys(("roles", "cases"), heirs[0]) if heirs else {}
    return handovers.drafted(actor_of(by), leaver, handovers.Wish(LAST, named), at)[1]


def line(found, prefix):
    return next(each for each in found.lines if each.item.key.startswith(prefix))


@pytest.fixture
def taken(place):
    row = place.file()
    place.do("application_take", row)
    return row


def hand_over(operator, leaver, heir):
    """From the start to the day after."""
    wish = handovers.Wish(LAST, dict.fromkeys(("roles", "cases"), heir))
    row = handovers.handover_start(actor=actor_of(operator), leaver=leaver, wish=wish, at=AT)
    handovers.handover_accept(actor=actor_of(heir), handover=row, at=AT)
    handovers.handovers_tend(at=AFTER)
    return Handover.objects.get(pk=row.pk)


def test_a_review_passes_to_another_officer_with_its_marks(place, operator, taken):
    done = hand_over(operator, place.people["officer"], place.people["second"])
    assert place.row.taken_by == place.people["second"]
    assert {each["key"]: each["outcome"] for each in done.outcome}[f"confirmation:case:{taken.pk}"] == "moves"
    assert LedgerEntry.objects.filter(action="confirmation.hand_over").count() == 1
    handovers.handovers_tend(at=AFTER)
    assert LedgerEntry.objects.filter(action="confirmation.hand_over").count() == 1


def test_nobody_gets_the_review_of_a_cluster_he_answers_for(place, operator, person, taken):
    both = ("registry_officer", "platform", ""), ("cluster_manager", "organisation", place.cluster.manager_id)
    torn = person("torn@example.org", *both)
    found = plan_of(operator, place.people["officer"], torn)
    case = line(found, "case")
    assert case.outcome == "barred"
    assert place.cluster.name in case.why
    with pytest.raises(Refused):
        services.application_hand_over(actor=actor_of(operator), application=taken, person=torn, at=AT)
    assert place.row.taken_by == place.people["officer"]


def test_nobody_without_the_office_gets_a_review(place, operator, taken):
    with pytest.raises(Denied):
        services.application_hand_over(
            actor=actor_of(operator), application=taken, person=place.people["region"], at=AT
        )


def test_whoever_prepared_the_decision_does_not_inherit_taking_it(place, operator, taken):
    place.do("decision_prepare", taken, who="second", outcome="confirm", grounds="The papers")
    case = line(plan_of(operator, place.people["officer"], place.people["second"]), "case")
    assert case.outcome == "barred"


def test_a_prepared_decision_keeps_its_name_and_who_remains_may_take_it(place, operator, person, taken):
    place.do("decision_prepare", taken, outcome="confirm", grounds="The papers")
    done = hand_over(operator, place.people["officer"], place.people["second"])
    assert {each["outcome"] for each in done.outcome if each["work"] == "cases"} == {"stays"}
    decision = place.row.decisions.get()
    assert decision.prepared_by == place.people["officer"]
    taken_by = place.do("decision_take", place.row, AFTER, who="second", order_number="17", order_date=AFTER.date())
    assert taken_by.decided_by == place.people["second"]


def test_it_is_said_when_nobody_who_remains_could_decide(place, operator, taken):
    assert not any(taken.number in said for said in plan_of(operator, place.people["officer"]).warned)
    place.do("decision_prepare", taken, who="second", outcome="confirm", grounds="The papers")
    warned = plan_of(operator, place.people["officer"], place.people["second"]).warned
    assert any(taken.number in said for said in warned)


def test_days_away_and_prepared_exclusions_stay_the_officers_own(place, operator):
    place.decided()
    entry = place.cluster.entries.get()
    services.exclusion_prepare(actor=place.actor("officer"), entry=entry, grounds="Left", at=AT)
    services.absence_enter(actor=place.actor("officer"), first=AT.date(), last=LAST, at=AT)
    found = plan_of(operator, place.people["officer"], place.people["second"])
    assert {line(found, key).outcome for key in ("exclusion", "absence")} == {"stays"}


def test_papers_of_a_cluster_stay_with_the_organisation_at_each_step(place, operator):
    row = place.start()
    leaver = place.people["so"]
    assert line(plan_of(operator, leaver), "application").outcome == "follows"
    for kind in ("application", "letter", "programme"):
        place.attach(row, kind)
    place.file(row)
    filed = line(plan_of(operator, leaver), "application")
    assert filed.item.where == place.cluster.name
    assert filed.item.place == ("organisation", str(place.cluster.manager_id))
    place.decided("refuse", row=place.row)
    assert not [each for each in plan_of(operator, leaver).lines if each.item.key.startswith("application")]
    services.appeal_file(actor=place.actor("so"), application=place.row, text="No", at=AT)
    assert line(plan_of(operator, leaver), "appeal").outcome == "follows"
