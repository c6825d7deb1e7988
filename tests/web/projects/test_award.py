"""After the award: reports by half-years, the forecast, what a miss may cost, requests to lower a value."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from svetovod.engine.indicators import Kind
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice
from svetovod.web.projects import readiness, services
from svetovod.web.projects.award.reading import award_of
from svetovod.web.projects.enums import IndicatorKind
from svetovod.web.projects.models import IndicatorValue
from svetovod.web.projects.selectors import live_content

D = Decimal
LATER = datetime(2022, 8, 20, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
FIELDS = {"number": "020-11-2021-1", "signed_on": date(2021, 6, 20), "amount": D("30000000"), "report_days": 30}


@pytest.fixture
def agreement(scene, project, helpers):
    return services.agreement_write(actor=scene.initiator, project=project, fields=FIELDS, at=helpers.AT)


@pytest.fixture
def output(project):
    """Planned 1 in 2021H2 and 2 in 2022H1."""
    return project.indicators.get()


def tell(scene, project, output, period, fact, at=LATER):
    return services.report_tell(
        actor=scene.initiator, project=project, period=period, facts={output.pk: D(fact)}, evidence="Form 3", at=at
    )


def plain(answer):
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


def refused(code, call):
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.code == code


def test_kinds_are_those_of_the_engine():
    assert set(IndicatorKind.values) == {kind.value for kind in Kind}


def test_reports_come_due_when_a_half_year_ends_and_are_late_after_their_days(scene, project, agreement, output):
    def states(on):
        return [(due.period, due.due_on, due.state) for due in award_of(project, on).dues]

    first, second = ("2021H2", date(2022, 1, 30)), ("2022H1", date(2022, 7, 30))
    assert states(date(2021, 12, 31)) == [(*first, "ahead"), (*second, "ahead")]
    assert states(date(2022, 1, 1)) == [(*first, "due"), (*second, "ahead")]
    assert states(date(2022, 1, 31)) == [(*first, "late"), (*second, "ahead")]
    tell(scene, project, output, "2021H2", "1")
    assert [state for *_rest, state in states(date(2022, 7, 31))] == ["told", "late"]


def test_facts_are_told_whole_when_the_half_year_is_over_and_may_be_corrected(scene, project, agreement, output):
    refused("report.early", lambda: tell(scene, project, output, "2022H1", "2", LATER - timedelta(days=90)))
    refused("report.indicators", lambda: services.report_tell(
        actor=scene.initiator, project=project, period="2022H1", facts={}, evidence="", at=LATER
    ))  # fmt: skip
    refused("report.unasked", lambda: tell(scene, project, output, "2020H2", "1"))
    report = tell(scene, project, output, "2022H1", "1.5")
    assert tell(scene, project, output, "2022H1", "1.6", LATER + timedelta(days=1)).told_on == report.told_on
    assert IndicatorValue.objects.get(indicator=output, period="2022H1").fact == D("1.6")
    assert "1.6" not in str(live_content(project)["indicators"]), "facts are no part of the application"


def test_without_an_agreement_nothing_is_told(scene, project, output):
    refused("agreement.none", lambda: tell(scene, project, output, "2021H2", "1"))
    assert award_of(project, LATER.date()) is None


def test_a_miss_is_forecast_and_costs_what_the_formula_says(scene, project, agreement, output):
    tell(scene, project, output, "2021H2", "0.8")
    assert award_of(project, LATER.date()).lines[0].course.course == "unknown"
    tell(scene, project, output, "2022H1", "1.6")
    found = award_of(project, LATER.date())
    assert found.lines[0].course.course == "likely_miss"
    assert found.cost.amount == D("6000000.00")  # 30 mn x (1 - 2.4 / 3) x 1 / 1


def test_a_value_granted_holds_instead_of_the_plan(scene, project, agreement, output):
    ask = {"actor": scene.initiator, "indicator": output, "period": "2022H1", "reason": "Sanctions.", "at": LATER}
    for wanted in ("2", "3"):
        refused("lowering.value", lambda wanted=wanted: services.lowering_ask(**ask, wanted=D(wanted)))
    refused("lowering.reasons", lambda: services.lowering_ask(**ask | {"reason": " "}, wanted=D(1)))
    first = services.lowering_ask(**ask, wanted=D("1.5"))
    assert services.lowering_ask(**ask, wanted=D(1)) == first
    decide = {"actor": scene.initiator, "request": first, "at": LATER}
    refused("lowering.paper", lambda: services.lowering_decide(**decide, granted=True, paper=""))
    services.lowering_decide(**decide, granted=True, paper="No. 4")
    services.lowering_decide(**decide, granted=False, paper="No. 5")
    points = award_of(project, LATER.date()).lines[0].points
    assert [(p.plan, p.lowered) for p in points] == [(D(1), False), (D("1.5"), True)]
    tell(scene, project, output, "2022H1", "1.5")
    refused("lowering.told", lambda: services.lowering_ask(**ask, wanted=D(1)))


def test_a_value_of_a_half_year_that_is_not_asked_is_not_lowered(scene, project, agreement, output, signed):
    for period, plan in (("2020H2", 2), ("2021H1", 2)):
        IndicatorValue.objects.create(indicator=output, period=period, plan=plan)
    ask = {"actor": scene.initiator, "indicator": output, "reason": "Sanctions.", "wanted": D(1), "at": LATER}
    refused("report.unasked", lambda: services.lowering_ask(**ask, period="2020H2"))
    assert not output.lowerings.exists()
    services.lowering_ask(**ask, period="2021H1")  # signed on 20 June, in force at its end
    page = signed(scene.people["initiator"]).get(f"/projects/{project.code}/award/")
    offered = [value for value, _label in page.context["lower"].fields["value"].choices]
    assert f"{output.pk}:2021H1" in offered and f"{output.pk}:2020H2" not in offered


def test_what_is_agreed_is_lowered_by_a_decision_and_not_by_an_edit(scene, project, agreement, output, helpers):
    plan = {output.pk: {"2021H2": D(1), "2022H1": D(1)}}
    edit = {"actor": scene.initiator, "project": project, "at": helpers.AT}
    refused("indicator.agreed", lambda: services.indicator_plan(**edit, plan=plan))
    refused("indicator.agreed", lambda: services.indicator_delete(
        actor=scene.initiator, indicator=output, at=helpers.AT
    ))  # fmt: skip
    same = {output.pk: {"2021H2": D(1), "2022H1": D(2)}}
    services.indicator_plan(**edit, plan=same, meanings={output.pk: {"kind": "output"}})
    output.refresh_from_db()
    assert output.kind == "output"


@pytest.mark.parametrize("who", ["partner", "manager", "expert", "stranger"])
def test_only_who_leads_the_project_writes(scene, presented, helpers, who):
    services.agreement_write(actor=scene.initiator, project=presented, fields=FIELDS, at=helpers.AT)
    output, actor = presented.indicators.get(), getattr(scene, who)
    for call in (
        lambda: services.agreement_write(actor=actor, project=presented, fields=FIELDS, at=helpers.AT),
        lambda: services.report_tell(
            actor=actor, project=presented, period="2021H2", facts={output.pk: D(1)}, evidence="", at=LATER
        ),
        lambda: services.lowering_ask(
            actor=actor, indicator=output, period="2022H1", wanted=D(1), reason="?", at=LATER
        ),
    ):
        with pytest.raises((Denied, Hidden)):
            call()


def test_the_day_of_a_report_is_reminded_of_once_a_step(scene, project, agreement):
    def letters():
        return Notice.objects.filter(person=scene.people["initiator"], url__endswith="/award/").count()

    for day, count in ((date(2022, 1, 5), 0), (date(2022, 1, 20), 1), (date(2022, 1, 21), 1), (date(2022, 2, 2), 2)):
        services.reports_remind(at=LATER.replace(year=day.year, month=day.month, day=day.day))
        assert letters() == count, day


def test_pages(scene, presented, helpers, signed):
    client, base = signed(scene.people["initiator"]), f"/projects/{presented.code}/"
    page = plain(client.get(f"{base}indicators/risk/?fall=30"))
    assert "RUB 9,000,000" in page and "not verified against the act" in page  # 30 mn x 0.3 x 1 / 1
    key = f"r-i{presented.indicators.get().pk}"
    assert "RUB 15,000,000.00" in plain(client.get(f"{base}indicators/risk/?{key}=50"))
    assert "field__err" in plain(client.get(f"{base}indicators/risk/?fall=x"))
    form = {"number": "1", "signed_on": "2021-06-20", "amount": "30000000", "report_days": "30"}
    assert client.post(f"{base}award/", form | {"amount": "0"}).status_code == 422
    assert client.post(f"{base}award/", form).status_code == 302
    output = presented.indicators.get()
    lower = {"value": f"{output.pk}:2022H1", "wanted": "1.5", "reason": "No furnace."}
    assert client.post(f"{base}award/lowering/", lower).status_code == 302
    request = output.lowerings.get()
    assert client.post(
        f"{base}award/lowering/{request.pk}/", {"decision": "granted", "paper": "No. 4"}
    ).status_code == 302  # fmt: skip
    page = client.get(f"{base}award/").content.decode()
    assert "No furnace." in page and "2022" in page
    assert client.get(f"{base}award/facts/2030H1/").status_code == 404
    assert client.post(f"{base}award/facts/2021H2/", {f"f-{output.pk}": "-1"}).status_code == 422
    expert = signed(scene.people["expert"])
    assert expert.get(f"{base}award/").status_code == 403
    assert expert.get(f"{base}indicators/risk/").status_code == 200


def test_plans_that_disagree_warn(scene, project, output, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/indicators/"
    sold = services.indicator_add(actor=scene.initiator, project=project, name="Sales", unit="km", at=LATER)
    cells = {
        f"p-{output.pk}-2021H2": "1", f"p-{output.pk}-2022H1": "2", f"k-{output.pk}": "output", f"b-{output.pk}": "0,5",
        f"p-{sold.pk}-2021H2": "1", f"p-{sold.pk}-2022H1": "3", f"k-{sold.pk}": "sales_inside", f"b-{sold.pk}": "",
    }  # fmt: skip
    assert client.post(url, cells).status_code == 302
    output.refresh_from_db()
    assert (output.kind, output.baseline) == ("output", D("0.50"))
    content = live_content(project)
    assert content["indicators"][0]["baseline"] == "0.50" and "baseline" not in content["indicators"][1]
    (item,) = [each for each in readiness.items(content, [], LATER.date()) if each.code == "indicators_agree"]
    assert (item.kind, item.done, item.params["count"]) == ("warning", False, 1)
    assert "sold since the beginning 4, made only 3" in client.get(url).content.decode()
    assert client.post(url, {name: value for name, value in cells.items() if name[0] == "p"}).status_code == 302
    output.refresh_from_db()
    assert output.kind == "output", "a form without the field changes nothing"
