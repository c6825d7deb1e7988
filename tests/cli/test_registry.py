"""`svetovod registry` from the outside: tables, rejected rows, the same file twice, a call that was killed."""

import json
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.engine.openregistries import samples
from typer.testing import CliRunner

from svetovod import disk
from svetovod.cli import registry as command
from svetovod.cli.discover import app as discover
from svetovod.cli.streams import OutputLostError
from svetovod.engine.openregistries import limits, read, xml

runner = CliRunner()
SME = samples.archive([
    ("1.xml", samples.sme([samples.entity(0), samples.proprietor(), samples.entity(1, КатСубМСП="9")])),
    ("2.xml", samples.sme([samples.entity(each) for each in range(2, 9)])),
])  # fmt: skip
NAME = "data-10062025-structure-10062025.zip"


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / NAME).write_bytes(SME)
    return str(tmp_path / NAME)


def run(*options: str, code: int = 0) -> dict[str, Any]:
    done = runner.invoke(command.app, [*options, "--json"])
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_summary_and_the_table(file: str, tmp_path: Path) -> None:
    out, no = tmp_path / "sme.csv", tmp_path / "no.csv"
    found = run("sme", file, "-o", str(out), "--rejected", str(no))
    assert (found["rows"], found["rows_rejected"], found["people_left_out"]) == (8, 1, 1)
    assert (found["file"], found["dated"], len(found["sha256"])) == (NAME, "2025-06-10", 64)
    head, first, *_ = out.read_text().splitlines()
    assert head.startswith("inn,ogrn,name,category") and samples.INNS[0] in first
    assert "КатСубМСП,9,row.category" in no.read_text(encoding="utf-8-sig")
    assert "1.xml,3," in no.read_text(encoding="utf-8-sig")
    assert {path.name for path in tmp_path.iterdir()} == {NAME, "sme.csv", "sme.csv.json", "no.csv"}


def test_no_table_is_left_where_the_rejected_rows_cannot_be_written(file: str, tmp_path: Path) -> None:
    found = run("sme", file, "-o", str(tmp_path / "sme.csv"), "--rejected", str(tmp_path), code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", "--rejected")]
    assert {path.name for path in tmp_path.iterdir()} == {NAME}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("full", [True, False])
def test_former_files_stay_where_the_rejected_rows_find_no_place(
    file: str, tmp_path: Path, full: bool, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere, so the refusal is the test's; the full disk is the system's."""
    former = {
        tmp_path / "no.csv": "rejected",
        tmp_path / f"sme.{suffix}": "rows",
        tmp_path / f"sme.{suffix}.json": "{}",
    }
    for path, text in former.items():
        path.write_text(text)

    def refusing(**_: Any) -> Any:
        if not full:
            raise PermissionError(13, "Permission denied", str(tmp_path))
        (tmp_path / ".part-no").touch()
        return os.open("/dev/full", os.O_WRONLY), str(tmp_path / ".part-no")

    monkeypatch.setattr(disk.tempfile, "mkstemp", refusing)
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    table, no = tmp_path / f"sme.{suffix}", tmp_path / "no.csv"
    found = run("sme", file, "-o", str(table), "--rejected", str(no), code=2)
    monkeypatch.undo()
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", "--rejected")]
    assert {path: path.read_text() for path in former} == former
    assert {path.name for path in tmp_path.iterdir()} == {NAME, *(path.name for path in former)}


def test_former_files_stay_where_the_words_find_no_room(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = {tmp_path / "no.csv": "rejected", tmp_path / "sme.csv": "rows", tmp_path / "sme.csv.json": "{}"}
    for path, text in former.items():
        path.write_text(text)

    def lost(_: Any) -> None:
        raise OutputLostError("No space left on device")

    monkeypatch.setattr(command, "emit_json", lost)
    options = ["sme", file, "-o", str(tmp_path / "sme.csv"), "--rejected", str(tmp_path / "no.csv"), "--json"]
    assert isinstance(runner.invoke(command.app, options).exception, OutputLostError)
    assert {path: path.read_text() for path in former} == former
    assert {path.name for path in tmp_path.iterdir()} == {NAME, *(path.name for path in former)}


@pytest.mark.parametrize(
    ("output", "rejected", "option"),
    [("a.csv", "a.csv", "--rejected"), ("a.csv", "a.csv.json", "--rejected"), ("a.csv", NAME, "--rejected"),
     ("a.csv", "./sub/../a.csv", "--rejected"), ("in.csv", "b.csv", "-o")],
)  # fmt: skip
def test_a_file_that_is_named_twice_is_refused(
    file: str, tmp_path: Path, output: str, rejected: str, option: str
) -> None:
    (tmp_path / "in.csv").symlink_to(file)
    found = run("sme", file, "-o", str(tmp_path / output), "--rejected", str(tmp_path / rejected), code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", option)]
    assert Path(file).read_bytes() == SME and not (tmp_path / "a.csv").exists()


def test_parquet_has_the_same_rows(file: str, tmp_path: Path) -> None:
    run("sme", file, "-o", str(tmp_path / "a.csv"))
    run("sme", file, "-o", str(tmp_path / "a.parquet"))
    text = pl.read_csv(tmp_path / "a.csv", infer_schema=False)
    assert pl.read_parquet(tmp_path / "a.parquet").equals(text)


def test_the_same_file_twice_changes_nothing(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "sme.csv"
    first = run("sme", file, "-o", str(out))
    written = out.stat().st_mtime_ns
    monkeypatch.setattr(command, "read", lambda *_, **__: pytest.fail("read again"))
    assert run("sme", file, "-o", str(out)) == first
    assert out.stat().st_mtime_ns == written


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_killed_call_goes_on(file: str, tmp_path: Path, cut: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BATCH", 1)
    monkeypatch.setattr(xml, "_CHUNK", 200)
    whole, out = tmp_path / "whole.csv", tmp_path / "sme.csv"
    expected = run("sme", file, "-o", str(whole))

    def dying(*arguments: Any, **named: Any) -> Any:
        for number, batch in enumerate(read(*arguments, **named)):
            if number == cut:
                raise KeyboardInterrupt
            yield batch

    monkeypatch.setattr(command, "read", dying)
    assert runner.invoke(command.app, ["sme", file, "-o", str(out)]).exit_code != 0
    assert not out.exists()
    with (tmp_path / "sme.csv.part").open("a") as part:
        part.write("half a ro")  # what a kill leaves behind the last sure row
    monkeypatch.setattr(command, "read", read)
    found = run("sme", file, "-o", str(out))
    assert out.read_bytes() == whole.read_bytes()
    assert found | {"output": None} == expected | {"output": None}


def test_a_refused_file_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(samples.archive([("a.xml", samples.sme([samples.entity(0)])[:-20])]))
    found = run("sme", str(tmp_path / NAME), "-o", str(tmp_path / "sme.csv"), code=2)
    assert [each["code"] for each in found["errors"]] == ["open.truncated"]
    assert {path.name for path in tmp_path.iterdir()} == {NAME}


@pytest.mark.parametrize(("lang", "words"), [("ru", "Строк: 8; отклонено: 1"), ("en", "Rows: 8; rejected: 1")])
def test_readable(file: str, lang: str, words: str) -> None:
    done = runner.invoke(command.app, ["sme", file, "--lang", lang])
    assert done.exit_code == 0
    assert words in done.stdout and "SHA-256" in done.stdout and "КатСубМСП" in done.stdout


def test_purchases_go_straight_into_the_search_for_links(tmp_path: Path) -> None:
    (tmp_path / "bought.csv").write_text(samples.PURCHASES)
    (tmp_path / "firms.csv").write_text(f"inn,region,okpd2\n{samples.INNS[0]},RU-MO,\n{samples.INNS[2]},RU-MO,27.31\n")
    run("purchases", str(tmp_path / "bought.csv"), "-o", str(tmp_path / "clean.csv"))
    done = runner.invoke(
        discover, ["--firms", str(tmp_path / "firms.csv"), "--purchases", str(tmp_path / "clean.csv"), "--json"]
    )
    assert json.loads(done.stdout)["links"] == 1


@pytest.mark.parametrize("arguments", [["egrul", "x"], ["sme", "nowhere.zip"], ["sme", "x", "-o", "a.txt"]])
def test_a_wrong_call(arguments: list[str]) -> None:
    assert run(*arguments, code=2)["errors"]
