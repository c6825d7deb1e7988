"""Efficiency: the plan by form and service, the flows it is counted from, what a version keeps."""

from datetime import date
from decimal import Decimal

import pytest

from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.projects import bridge, services
from svetovod.web.projects.changes import readable
from svetovod.web.projects.efficiency import page as efficiency_page
from svetovod.web.projects.efficiency.bridge import first_and_last, found
from svetovod.web.projects.models import EfficiencyPlan
from svetovod.web.projects.selectors import live_content

YEARS = {
    year: {"revenue": Decimal(90000000), "costs": Decimal(40000000), "taxes": Decimal(12000000)}
    for year in (2023, 2024, 2025)
}
ON = date(2021, 6, 24)


@pytest.fixture
def write(scene, project, helpers):
    def plan(rate="0.12", years=YEARS, actor=None, basis="key rate"):
        return services.efficiency_write(
            actor=actor or scene.initiator, project=project, rate=Decimal(rate), basis=basis, years=years,
            at=helpers.AT,
        )  # fmt: skip

    return plan


def result(project):
    content = live_content(project)
    return found(content, bridge.subsidy(content, ON), 1).result


def test_costs_and_the_subsidy_come_from_the_estimate(project, write):
    write()
    lines = {line.flow.year: line.flow for line in result(project).lines}
    assert lines[2022].investment == Decimal(115000000)
    granted = Decimal(30000000)  # 30 % of what counts is 33 mn; 30 mn is requested
    assert sum(flow.subsidy for flow in lines.values()) == granted
    assert lines[2024].net == Decimal(38000000)


def test_the_present_value_counted_apart(project, write):
    write(rate="0.10")
    flows = {2022: -115000000 + 30000000, 2023: 38000000, 2024: 38000000, 2025: 38000000}
    worth = sum(Decimal(net) / Decimal("1.1") ** (year - 2022) for year, net in flows.items())
    assert abs(result(project).npv - worth) <= Decimal("0.01")
    assert result(project).taxes_per_ruble == Decimal("1.20")


def test_the_page_says_the_answer_the_formulas_and_the_odd_cases(scene, project, write, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/efficiency/"
    assert "There is no plan by years yet" in client.get(url).content.decode()
    write()
    page = client.get(url).content.decode()
    assert "pays back in" in page
    assert "NPV = Σ net flow of the year / (1 + rate)^t" in page
    assert "<svg" in page
    write(years={2023: {"taxes": Decimal(1)}})
    page = client.get(url).content.decode()
    assert "it loses money" in page
    assert "There is none" in page
    content = live_content(project)
    assert efficiency_page.build(content, None, 1).measures[-3].note == "There is no subsidy to compare with."


def test_by_form_with_empty_years_left_out(scene, project, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/efficiency/"
    first, last = first_and_last(live_content(project), 2021)
    assert (first, last) == (2021, 2027)
    assert client.post(url, {"rate": "x"}).status_code == 422
    assert client.post(url, {"rate": "12", "revenue-2023": "-1"}).status_code == 422
    assert client.post(url, {"rate": "12,5", "basis": "b", "revenue-2023": "1 000,50"}).status_code in (302, 422)
    assert client.post(url, {"rate": "12.5", "basis": "b", "revenue-2023": "1 000,50"}).status_code == 302
    plan = EfficiencyPlan.objects.get(project=project)
    assert plan.rate == Decimal("0.1250")
    assert plan.years == [{"year": 2023, "revenue": "1000.50", "costs": "0.00", "taxes": "0.00"}]
    assert "1000.50" in client.get(url).content.decode()


def test_the_same_again_changes_nothing_and_others_do_not_write(scene, project, write):
    write()
    project.refresh_from_db()
    before = project.changed_at
    write()
    project.refresh_from_db()
    assert project.changed_at == before
    for who in ("partner", "manager", "stranger", "expert"):
        with pytest.raises((Denied, Hidden)):
            write(actor=getattr(scene, who))


def test_a_version_keeps_the_plan_and_its_difference_can_be_read(project, write):
    before = live_content(project)
    assert "efficiency" not in before
    write()
    after = live_content(project)
    write(rate="0.15")
    (row,) = readable(after, live_content(project))
    assert [field.name for field in row.fields] == ["rate"]
    assert {field.name for row in readable(before, after) for field in row.fields} == {"rate", "basis", "years"}


def test_a_project_without_costs_has_a_page(scene, helpers, signed):
    made = services.project_create(
        actor=scene.initiator, cluster=scene.cluster, organisation=scene.a, title="Idea", at=helpers.AT
    )
    client = signed(scene.people["initiator"])
    assert client.get(f"/projects/{made.code}/efficiency/").status_code == 200
