"""The formal check by two persons: apart, beside the calculation, with differences settled by neither upholding."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.test.utils import CaptureQueriesContext

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.selection import selectors, services, suggestions
from svetovod.web.selection.models import CheckOpinion, CheckReview
from svetovod.web.selection.phrases import CHECKLIST

from .conftest import both_check

AT = build.moment("2021-11-23 10:00")
YES = dict.fromkeys(CHECKLIST, ("yes", ""))


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def checking(make_world):
    world = make_world()
    world.play("filed")
    secretary = world.actor("secretary")
    services.intake_close(actor=secretary, round=world.round, at=world.round.closes_at)
    services.check_start(actor=secretary, round=world.round, at=AT)
    world.round.refresh_from_db()
    return world


def finished(world, row, key, **answers):
    common = {"actor": world.actor(key), "application": row, "at": AT}
    services.check_save(**common, answers=YES | answers)
    services.check_finish(**common)


def test_nobody_reads_the_others_answers_before_finishing(checking, client):
    row = checking.application()
    finished(checking, row, "secretary", estimate=("no", "строка 3 не из перечня"))
    for key in ("member-1", "chair", "auditor", "secretary"):
        assert selectors.check_of(checking.actor(key), row).lines == []
    client.force_login(checking.people["member-1"])
    page = client.get(f"/selections/2021/applications/{row.number}/check/").content.decode()
    assert "строка 3 не из перечня" not in page
    finished(checking, row, "member-1")
    check = selectors.check_of(checking.actor("member-1"), row)
    assert [line.key for line in check.differing] == ["estimate"]


def test_all_answers_are_kept_in_as_many_questions_as_one(checking, django_assert_num_queries):
    row = checking.application()
    save = {"actor": checking.actor("secretary"), "application": row, "at": AT}
    services.check_save(**save, answers={"complete": ("yes", "")})
    with CaptureQueriesContext(connection) as one:
        services.check_save(**save, answers={"complete": ("no", "нет сметы ")})
    with django_assert_num_queries(len(one)):
        services.check_save(**save, answers=YES | {"estimate": ("no", "строка 3")})
    said = dict(row.reviews.get().opinions.values_list("key", "answer"))
    assert said == dict.fromkeys(YES, "yes") | {"estimate": "no"}
    assert set(row.reviews.get().opinions.values_list("comment", flat=True)) == {"", "строка 3"}


def test_one_person_does_not_check_twice(checking):
    row = checking.application()
    finished(checking, row, "secretary")
    services.check_finish(actor=checking.actor("secretary"), application=row, at=AT)
    with refusal("check.finished"):
        services.check_save(actor=checking.actor("secretary"), application=row, answers=YES, at=AT)
    with refusal("check.officers"):
        services.application_admit(actor=checking.actor("secretary"), application=row, at=AT)
    finished(checking, row, "member-1")
    with refusal("check.enough"):
        services.check_save(actor=checking.actor("member-2"), application=row, answers=YES, at=AT)
    assert services.application_admit(actor=checking.actor("secretary"), application=row, at=AT).state == "admitted"


def test_a_difference_is_settled_by_the_other_answer_or_the_chair_never_by_ones_own(checking):
    row = checking.application()
    finished(checking, row, "secretary", estimate=("no", "строка 3"))
    finished(checking, row, "member-1")
    with refusal("check.differ"):
        services.application_admit(actor=checking.actor("secretary"), application=row, at=AT)
    common = {"application": row, "key": "estimate", "ground": "Строка 3 есть в перечне", "at": AT}
    with refusal("check.whose"):
        services.check_settle(actor=checking.actor("secretary"), answer="no", **common)
    with refusal("check.whose"):
        services.check_settle(actor=checking.actor("member-2"), answer="yes", **common)
    with refusal("check.ground"):
        services.check_settle(actor=checking.actor("chair"), answer="yes", **(common | {"ground": " "}))
    with pytest.raises(Denied):
        services.check_settle(actor=checking.actor("auditor"), answer="yes", **common)
    services.check_settle(actor=checking.actor("secretary"), answer="yes", **common)
    line = next(x for x in selectors.check_of(checking.actor("auditor"), row).lines if x.key == "estimate")
    assert sorted(said.answer for _who, said in line.opinions) == ["no", "yes"]
    assert line.outcome.ground == "Строка 3 есть в перечне"
    assert LedgerEntry.objects.filter(action="application.settle").count() == 1
    assert services.application_admit(actor=checking.actor("secretary"), application=row, at=AT).state == "admitted"


def test_a_finished_opinion_is_not_changed_by_sql_either(checking):
    row = checking.application()
    finished(checking, row, "secretary")
    for act in (
        lambda: CheckOpinion.objects.filter(key="estimate").update(answer="no"),
        lambda: CheckReview.objects.update(finished_at=None),
    ):
        with transaction.atomic(), pytest.raises((InternalError, ProgrammingError)):
            act()


def test_a_corrected_application_is_checked_anew(checking):
    row = both_check(checking, checking.application(), AT, complete=("no", "нет подписи"))
    services.application_return(
        actor=checking.actor("secretary"), application=row, reason="Подпишите", until=AT + timedelta(days=2), at=AT
    )
    row = services.application_file(
        actor=checking.initiator(checking.projects[0]), application=row, at=AT + timedelta(days=1)
    )
    with refusal("check.officers"):
        services.application_admit(actor=checking.actor("secretary"), application=row, at=AT)
    both_check(checking, row, AT)
    assert services.application_admit(actor=checking.actor("secretary"), application=row, at=AT).state == "admitted"


def test_nothing_is_corrected_in_a_selection_that_is_cancelled(checking):
    row = both_check(checking, checking.application(), AT, complete=("no", "нет подписи"))
    secretary = checking.actor("secretary")
    services.application_return(
        actor=secretary, application=row, reason="Подпишите", until=AT + timedelta(days=2), at=AT
    )
    services.round_cancel(actor=secretary, round=checking.round, reason="Нет денег", at=AT)
    with refusal("round.state"):
        services.application_file(
            actor=checking.initiator(checking.projects[0]), application=row, at=AT + timedelta(days=1)
        )


@pytest.mark.parametrize(("days", "asked", "code"), [(0, 1, "check.no_returns"), (3, 4, "check.until_most")])
def test_the_announcement_limits_a_return(make_world, days, asked, code):
    world = make_world(return_days=days)
    world.play("filed")
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=world.round.closes_at)
    services.check_start(actor=world.actor("secretary"), round=world.round, at=AT)
    row = both_check(world, world.application(), AT, complete=("no", "нет подписи"))
    with refusal(code):
        services.application_return(
            actor=world.actor("secretary"), application=row, reason="Подпишите", until=AT + timedelta(days=asked),
            at=AT,
        )  # fmt: skip


def test_the_calculation_offers_its_answer_with_evidence(checking):
    found = suggestions.of(checking.application())
    assert found["in_time"].answer == "yes"
    assert "22.11.2021" in found["in_time"].evidence
    assert found["participants"].answer == "yes"
    assert found["amount"].answer in {"yes", "no"}
    assert "₽" in found["amount"].evidence
    assert found["complete"].answer == "", "what is seen by eye is not offered"


@pytest.mark.usefixtures("journal_watched")
def test_many_are_admitted_each_on_its_own_ground(checking, client):
    """One conforms, one has a difference, one is not checked yet: the page says so, and one is admitted."""
    good, differs, raw = list(checking.round.applications.filter(serial__isnull=False).order_by("serial"))[:3]
    both_check(checking, good, AT)
    finished(checking, differs, "secretary", estimate=("no", "строка 3"))
    finished(checking, differs, "member-1")
    url, rows = "/selections/2021/desk/admit/", [good.pk, differs.pk, raw.pk]
    client.force_login(checking.people["secretary"])
    assert f'name="row" value="{raw.pk}" form="bulk"' in client.get("/selections/2021/desk/").content.decode()
    asked = client.get(url, {"do": "admit", "all": "1"}).content.decode()
    assert asked.count('name="row"') == 1 and "соответствуют все" in asked
    assert 'id="rest"' in asked and str(CHECKLIST["estimate"][0]) in asked
    told = client.post(url, {"do": "admit", "row": rows}, follow=True).content.decode()
    assert good.number in told and "нельзя отменить" in told
    states = dict(checking.round.applications.values_list("pk", "state"))
    assert (states[good.pk], states[differs.pk], states[raw.pk]) == ("admitted", "formal_check", "filed")
    assert LedgerEntry.objects.filter(action="application.admit").count() == 1
    again = client.post(url, {"do": "admit", "row": rows}, follow=True).content.decode()
    assert good.number in again and LedgerEntry.objects.filter(action="application.admit").count() == 1
    for key in ("member-1", "auditor"):
        client.force_login(checking.people[key])
        assert client.get(url, {"do": "admit", "row": rows}).status_code == 403
        assert client.post(url, {"do": "admit", "row": rows}).status_code == 403


def test_sent_twice_at_once_it_is_admitted_once(checking):
    row = both_check(checking, checking.application(), AT)
    common = {"actor": checking.actor("secretary"), "at": AT}
    for _ in range(2):  # both have read the row as it was before
        assert services.applications_admit(round=checking.round, applications=[row], **common) == {}
    assert LedgerEntry.objects.filter(action="application.admit").count() == 1


def test_the_page_before_many_asks_no_more_of_many(checking, client, same_questions):
    rows = list(checking.round.applications.filter(serial__isnull=False).order_by("serial"))[:3]
    client.force_login(checking.people["secretary"])
    page = "/selections/2021/desk/admit/?do=admit&" + "&".join(f"row={row.pk}" for row in rows)

    def checked(count):
        for row in rows[:count]:
            both_check(checking, row, AT)

    same_questions([page], lambda: checked(1), lambda: checked(3))


def test_who_takes_part_admits_nobody_among_many(checking, client):
    row = both_check(checking, checking.application(), AT)
    house = row.project.initiator_id
    checking.people["secretary"].grants.create(
        role="participant", scope="organisation", scope_id=str(house), granted_at=AT
    )
    client.force_login(checking.people["secretary"])
    asked = client.get("/selections/2021/desk/admit/", {"do": "admit", "row": [row.pk]}).content.decode()
    assert 'name="row"' not in asked and "принимает другой" in asked
    common = {"actor": checking.actor("secretary"), "round": checking.round, "at": AT}
    assert set(services.applications_admit(applications=[row], **common)) == {row.pk}
    row.refresh_from_db()
    assert row.state == "formal_check"
