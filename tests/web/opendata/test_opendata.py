"""Open data: three files of the same rows, a dictionary of every column, identifiers that stay and say nothing."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO

import polars as pl
import pytest
from django.urls import reverse

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.opendata import changes, datasets
from svetovod.web.opendata.models import DatasetDay
from svetovod.web.regions.models import Survey
from svetovod.web.registry.models import Organisation

pytestmark = pytest.mark.django_db
NAME = "Завод Незабудка"


@pytest.fixture
def plant(at):
    row = Organisation.objects.create(inn=invented_inn(4242), name=NAME, region="RU-MO")
    row.publications.create(field="card", shown=True, changed_at=at)
    return row


@pytest.fixture
def survey(at):
    made = Survey.objects.create(title="Закупки", source="проба", state="published", made_at=at, published_at=at,
                                 law_on=at.date(), firms_sha256="0", purchases_sha256="0")  # fmt: skip
    sums = {"outsiders": 0, "outside": 0}
    made.cells.create(
        region="RU-MO", group="27.31", makers=3, sellers=3, sold="10.50", importers=2, imported="7", **sums
    )
    made.cells.create(region="RU-MO", group="26.30", makers=2, sellers=1, sold="5", importers=1, imported="7", **sums)
    return made


def got(client, key, suffix):
    answer = client.get(reverse("opendata:download", args=[key, suffix]))
    assert answer.status_code == 200 and answer["Access-Control-Allow-Origin"] == "*"
    return answer.content


@pytest.mark.parametrize("key", [each.key for each in datasets.DATASETS])
def test_three_files_of_the_same_rows(client, plant, survey, key):
    columns = datasets.dataset(key).names
    listed = json.loads(got(client, key, "json"))["items"]
    rows = list(csv.DictReader(StringIO(got(client, key, "csv").decode())))
    table = pl.read_parquet(BytesIO(got(client, key, "parquet")))
    assert table.columns == columns and table.height == len(rows) == len(listed)
    for one, row in zip(listed, rows, strict=True):
        said = {name: "" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for name, v in one.items()}
        assert said == row
    assert (
        [row["id"] for row in rows]
        == table["id"].to_list()
        == sorted(set(table["id"]), key=table["id"].to_list().index)
    )
    page = client.get(reverse("opendata:dataset", args=[key])).content.decode()
    assert all(f">{name}<" in page for name in columns)


def test_nothing_of_fewer_than_three(client, survey):
    (row,) = json.loads(got(client, "potential", "json"))["items"]
    assert (row["okpd2"], row["sold_rub"], row["imported_rub"], row["importers"]) == ("27.31", "10.50", None, None)


@pytest.mark.parametrize("how", ["own", "ministry", "hidden"])
def test_what_is_withdrawn_is_in_no_file_and_names_nobody_in_changes(client, plant, at, how):
    changes.keep(at)
    assert NAME in got(client, "enterprises", "csv").decode()
    if how == "hidden":
        Organisation.objects.filter(pk=plant.pk).update(hidden=True)
    else:
        plant.publications.update(**({"shown": False} if how == "own" else {"withheld": True}))
    told = [got(client, "enterprises", suffix) for suffix in ("csv", "json", "parquet")]
    seen = client.get(reverse("opendata:changes", args=["enterprises"]), {"since": at.date().isoformat()}).content
    for text in (*told, seen):
        assert plant.inn.encode() not in text and NAME.encode() not in text
    assert json.loads(seen)["removed"] == [datasets.identifier("enterprise", plant.inn)]
    kept = json.dumps(list(DatasetDay.objects.values_list("rows", flat=True)))
    assert plant.inn not in kept and "Незабудка" not in kept


def test_what_changed_since(client, plant, at):
    assert changes.keep(at) == len(datasets.DATASETS)
    assert changes.keep(at) == 0
    url = reverse("opendata:changes", args=["enterprises"])
    day = at.date().isoformat()
    quiet = client.get(url, {"since": day}).json()
    assert (quiet["since"], quiet["added"], quiet["changed"], quiet["removed"]) == (day, [], [], [])
    plant.name = "Завод Подснежник"
    plant.save()
    assert client.get(url, {"since": day}).json()["changed"] == [datasets.identifier("enterprise", plant.inn)]
    before = client.get(url, {"since": (at - timedelta(days=9)).date().isoformat()}).json()
    assert before["since"] is None and len(before["added"]) == 1
    assert changes.keep(at + timedelta(days=1)) == 1
    assert client.get(url, {"since": "yesterday"}).status_code == 400


def test_the_catalogue(client, at):
    changes.keep(at)
    found = client.get("/data/catalogue.jsonld").json()
    assert found["@type"] == "dcat:Catalog" and found["dct:license"]["@id"] == datasets.LICENCE
    assert len(found["dcat:dataset"]) == len(datasets.DATASETS)
    for each in found["dcat:dataset"]:
        for file in each["dcat:distribution"]:
            assert client.get(file["dcat:downloadURL"]["@id"].split("8000", 1)[-1]).status_code == 200
    assert client.get("/data/").status_code == 200


@pytest.mark.parametrize(
    "url", ["/data/x/", "/data/x/data.csv", "/data/clusters/data.exe", "/data/x/changes.json?since=2021-01-01"]
)
def test_nothing_there(client, db, url):
    assert client.get(url).status_code == 404
