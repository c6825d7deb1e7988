"""Years and quotas of regions and directions: announced, ranked by, shown, in the protocol and in the export."""

from decimal import Decimal

import pytest
from django.urls import reverse

from svetovod.cli.verify_recompute import recompute
from svetovod.web.selection.announcement import words
from svetovod.web.selection.export import files_of
from svetovod.web.selection.shares import direction_of, is_direction

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
