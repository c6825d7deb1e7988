"""The JSON form of a cluster says what its workbook says, error by error."""

import io
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings

from svetovod.engine.model import Cluster, Problem
from svetovod.engine.workbooks import pointer, read_cluster, read_cluster_json
from svetovod.engine.workbooks.write import write_cluster

from .test_round_trip import clusters

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples" / "saransk-2021").glob("cluster-*.xlsx"))


def as_json(cluster: Cluster) -> str:
    return json.dumps(asdict(cluster), default=str, ensure_ascii=False)


@given(clusters())
def test_a_cluster_reads_back(cluster: Cluster) -> None:
    result = read_cluster_json(as_json(cluster))
    assert result.errors == ()
    assert result.value == cluster


@settings(max_examples=15)
@given(clusters())
def test_it_is_read_as_its_workbook(cluster: Cluster) -> None:
    one, other = read_cluster(io.BytesIO(write_cluster(cluster))), read_cluster_json(as_json(cluster))
    assert (one.value, one.notes) == (other.value, other.notes)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples(path: Path) -> None:
    cluster = read_cluster(path).value
    if cluster is not None:
        assert read_cluster_json(as_json(cluster).encode()).value == cluster


def test_places_are_json_pointers() -> None:
    assert pointer(Problem("inn.checksum", "Участники", 2, "ИНН")) == "/participants/0/inn"
    assert pointer(Problem("value.required", "Кластер", None, "Название")) == "/name"
    assert pointer(Problem("sheet.missing", "Закупки")) == "/purchases"
    assert pointer(Problem("column.unknown", "Закупки", 1, "a/b")) == "/purchases/a~1b"
    assert pointer(Problem("file.unreadable")) is None


def test_numbers_are_exact() -> None:
    text = as_json(read_cluster(EXAMPLES[0]).value)  # type: ignore[arg-type]
    document = json.loads(text)
    document["purchases"][0]["amount"] = "@"
    exact = json.dumps(document).replace('"@"', "12345678901234567.89")
    found = read_cluster_json(exact).value
    assert found is not None and str(found.purchases[0].amount) == "12345678901234567.89"
