"""The ranking as a workbook: what the page shows, of the columns that are asked for."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from svetovod.web.selection.models import Application

URL = "/selections/{}/ranking/table.xlsx"


@pytest.fixture
def ranked(make_world):
    return make_world(projects=3, experts=4).play("filed", "checked", "scored", "opened", "approved")


def read(client, world, query=""):
    answer = client.get(URL.format(world.round.slug) + query)
    assert answer.status_code == 200
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_all_columns_with_means_and_sheets(ranked, client):
    client.force_login(ranked.people["secretary"])
    rows = read(client, ranked)
    run = ranked.round.runs.latest("id")
    assert [row["Место"] for row in rows] == [1, 2, 3]
    for row in rows:
        given = [s for s in run.input["scores"] if s["project"] == row["Код"] and not s.get("conflict")]
        for criterion in ranked.round.criteria.all():
            points = [Decimal(str(s["points"])) for s in given if s["criterion"] == criterion.code]
            mean = sum(points) / len(points)
            assert abs(Decimal(str(row[f"{criterion.code}, среднее"])) - mean) <= Decimal("0.005")
        for expert in {s["expert"] for s in given}:
            total = sum(Decimal(str(s["points"])) for s in given if s["expert"] == expert)
            assert Decimal(str(row[f"{expert}, сумма листа"])) == total
        place = next(p for p in run.result["ranking"] if p["project"] == row["Код"])
        assert Decimal(str(row["Выделено, руб."])) == Decimal(place["allocated"])


def test_only_what_is_asked_for_by_the_filters_of_the_page(ranked, client):
    client.force_login(ranked.people["chair"])
    code = ranked.projects[0].code
    rows = read(client, ranked, f"?columns=place&columns=code&columns=nonsense&q={code}")
    assert [list(row) for row in rows] == [["Место", "Код"]]
    assert rows[0]["Код"] == code


def test_a_title_is_no_formula(ranked, client):
    row = Application.objects.filter(round=ranked.round).first()
    row.parties[0]["name"] = "=1+1"
    Application.objects.filter(pk=row.pk).update(parties=row.parties)
    client.force_login(ranked.people["secretary"])
    answer = client.get(URL.format(ranked.round.slug) + "?columns=applicant")
    cells = [cell for line in load_workbook(BytesIO(answer.content)).worksheets[0] for cell in line]
    (found,) = [cell for cell in cells if cell.value == "=1+1"]
    assert found.data_type == "s"


def test_nobody_else_has_it(ranked, client):
    for who in ("expert-1", "initiator-1"):
        client.force_login(ranked.people[who])
        assert client.get(URL.format(ranked.round.slug)).status_code in {403, 404}
