"""`svetovod demo economy` and `svetovod discover --clusters` from the outside."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from svetovod.cli.demo import app as demo
from svetovod.cli.discover import app

runner = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "economy"
    done = runner.invoke(demo, ["economy", "--firms", "1500", "--seed", "4", "-o", str(made), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["firms"], told["clusters"]) == (1500, 6)
    assert pl.read_csv(told["files"]["planted"]).height == told["rows"]["planted"]
    return made


def run(folder: Path, *options: str, code: int = 0) -> Any:
    files = ["--firms", str(folder / "firms.csv"), "--purchases", str(folder / "purchases.csv")]
    done = runner.invoke(app, [*files, "--clusters", *options])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout) if "--json" in options else done.stdout


def test_json_and_members(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "clusters.csv"
    told = run(folder, "--on", "2021-06-24", "--json", "-o", str(output))
    assert told["clusters"] and told["errors"] == []
    assert told["conforming"] == sum(each["state"] == "conforms" for each in told["clusters"])
    first = told["clusters"][0]
    assert float(first["value"]) == pytest.approx(float(first["turnover"]) + float(first["gain"]))
    rows = pl.read_csv(output, infer_schema=False)
    assert rows.filter(cluster="1")["inn"].to_list() == [each["inn"] for each in first["members"]]
    assert rows.height == sum(len(each["members"]) for each in told["clusters"])


@pytest.mark.parametrize(("lang", "words"), [("ru", "возможн"), ("en", "possible cluster")])
def test_readable(folder: Path, lang: str, words: str) -> None:
    assert words in run(folder, "--on", "2021-06-24", "--lang", lang)


def test_a_day_before_the_act(folder: Path) -> None:
    told = run(folder, "--on", "2001-01-01", "--json", code=2)
    assert [(error["code"], error["column"]) for error in told["errors"]] == [("date.before_first_edition", "--on")]


def test_the_same_seed_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert runner.invoke(demo, ["economy", "--firms", "1500", "--seed", "4", "-o", str(tmp_path)]).exit_code == 0
    for name in ("firms.csv", "purchases.csv", "planted.csv"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_parquet(tmp_path: Path) -> None:
    assert runner.invoke(demo, ["economy", "--firms", "300", "-o", str(tmp_path), "--parquet"]).exit_code == 0
    assert pl.read_parquet(tmp_path / "firms.parquet")["inn"].n_unique() == 300


@pytest.mark.parametrize("options", [["--firms", "10"], ["--seed", "-1"]])
def test_numbers_out_of_bounds(options: list[str], tmp_path: Path) -> None:
    done = runner.invoke(demo, ["economy", *options, "-o", str(tmp_path / "none"), "--json"])
    assert done.exit_code == 2
    assert json.loads(done.stdout)["errors"][0]["column"] == options[0]
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert runner.invoke(demo, ["economy", "--firms", "300", "-o", str(tmp_path / "file")]).exit_code == 2
