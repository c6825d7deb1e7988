"""Years and quotas of regions and directions: announced, ranked by, shown, in the protocol and in the export."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from svetovod.cli.verify_recompute import recompute
from svetovod.web.selection.announcement import words
from svetovod.web.selection.export import files_of
from svetovod.web.selection.shares import asked_by_year, direction_of, is_direction

from .conftest import World
from .test_rules import typed

pytestmark = pytest.mark.django_db
QUOTAS = [{"name": "27.3", "at_most": "150000000.00", "at_least": None}]


def test_a_direction_is_typed_read_back_and_said():
    form = typed(quotas="27.3: не более 150 000 000\nОКПД2 26: не менее 5\nМордовия: не более 7")
    assert form.is_valid(), form.errors
    assert [quota["name"] for quota in form.cleaned_data["quotas"]] == ["27.3", "26", "RU-MO"]
    shown = form.fields["quotas"].prepare_value(form.cleaned_data["quotas"])
    assert form.fields["quotas"].clean(shown) == form.cleaned_data["quotas"]
    assert words.quotas_said(form.cleaned_data["quotas"]).startswith("ОКПД2 27.3: не более")


def test_the_longest_direction_that_fits():
    quotas = [{"name": name} for name in ("27", "27.31", "RU-MO", "26")]
    assert [direction_of(code, quotas) for code in ("27.31.12", "27.40.1", "10.11", "")] == ["27.31", "27", "", ""]
    assert not is_direction("RU-MO")


@pytest.fixture
def shared(make_world) -> World:
    """Three projects of 27.31.12 ask for 100 mn each: the direction has 150 mn, the first year 120 mn."""
    world = make_world(
        limit=Decimal(300_000_000), threshold=None, distribution="skip", quotas=QUOTAS,
        years={"2022": "120000000", "2023": "180000000"},
    )  # fmt: skip
    return world.play("filed", "checked", "scored", "opened", "approved")


def test_the_ceiling_of_a_direction_and_the_years_divide_the_money(shared):
    result = shared.round.runs.latest("id").result
    first, second, third = result["ranking"]
    assert (first["allocated"], second["allocated"], third["allocated"]) == ("100000000.00", "50000000.00", "0.00")
    assert first["by_year"] == {"2022": "100000000.00", "2023": "0.00"}
    assert second["by_year"] == {"2022": "20000000.00", "2023": "30000000.00"}
    assert second["quota"] == {"by": "direction", "name": "27.3"}
    assert any("27.3" in line for line in result["why"][second["project"]]["ru"]["money"])


def test_page_and_protocol_tell_what_was_granted_of_each_part(shared, client):
    client.force_login(shared.people["secretary"])
    page = client.get(reverse("selection:ranking", args=[shared.round.slug])).content.decode()
    assert "ОКПД2 27.3" in page
    assert "2022 год" in page
    rows = shared.round.protocols.get().snapshot["shares"]
    assert [(row[0], row[3]) for row in rows] == [
        ("2022 год", "120,00"), ("2023 год", "30,00"), ("ОКПД2 27.3", "150,00"),
    ]  # fmt: skip


def test_an_export_divides_the_money_again(shared):
    files = files_of(shared.round)
    assert recompute(files)[1] == []
    changed = files["selection/ranking.json"].replace(b'"2022":"20000000.00"', b'"2022":"30000000.00"')
    found = recompute(files | {"selection/ranking.json": changed})[1]
    assert [finding.detail for finding in found] == ["ranking[1].by_year.2022"]


@pytest.fixture
def dated(make_world) -> World:
    """The limit is divided by the years in which the filed estimates pay: three quarters in 2021, a quarter in 2022."""
    world = make_world(limit=Decimal(200_000_000), threshold=None, years={"2021": "150000000", "2022": "50000000"})
    for project in world.projects:
        project.end = date(2022, 12, 31)
        project.save()
        for period in ("2022H1", "2022H2"):
            project.indicators.get().values.create(period=period, plan=Decimal(1))
        row = project.costs.get()
        row.amount = row.amount * 3 / 4
        row.save()
        row.pk, row.position, row.on, row.amount = None, 2, date(2022, 3, 1), row.amount / 3
        row.save(force_insert=True)
    return world.play("filed", "checked", "scored", "opened", "approved")


def test_years_are_asked_for_as_the_payments_of_the_estimate_fall(dated, client):
    row = dated.application(0)
    assert asked_by_year(row, dated.round.years) == {"2021": Decimal(75_000_000), "2022": Decimal(25_000_000)}
    run = dated.round.runs.latest("id")
    assert run.input["projects"][0]["by_year"] == {"2021": "75000000.00", "2022": "25000000.00"}
    first, second, third = run.result["ranking"]
    assert first["by_year"] == second["by_year"] == {"2021": "75000000.00", "2022": "25000000.00"}
    assert third["allocated"] == "0.00"
    assert recompute(files_of(dated.round))[1] == []
    client.force_login(dated.people["secretary"])
    page = client.get(reverse("selection:application", args=[dated.round.slug, row.number])).content.decode()
    assert "По годам" in page


def test_a_payment_outside_the_years_asks_for_none(shared):
    assert asked_by_year(shared.application(0), shared.round.years) == {}


def test_kopecks_left_over_are_the_last_years():
    costs = [
        {"on": f"{year}-01-01", "amount": "1", "other_support": False} for year in (2022, 2023, 2024)
    ] + [{"on": None, "amount": "9", "other_support": True}]  # fmt: skip
    row = SimpleNamespace(requested=Decimal("100.00"), pinned=SimpleNamespace(content={"costs": costs}))
    asked = asked_by_year(row, dict.fromkeys(("2022", "2023", "2024"), "1"))
    assert [str(part) for part in asked.values()] == ["33.33", "33.33", "33.34"]
