"""`svetovod registry` from the outside: tables, kinds, the same file twice, a call that was killed as it read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.engine.openregistries import samples
from tests.pipes import piped

from svetovod.cli import registry as command
from svetovod.cli.discover import app as discover
from svetovod.engine.openregistries import START, limits, read, xml

from .registries import NAME, SME, run, runner


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / NAME).write_bytes(SME)
    return str(tmp_path / NAME)


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


def test_out_of_a_pipe_the_second_time_too(file: str, tmp_path: Path) -> None:
    """An archive is read from its end, and the sum of all bytes is asked before the rows."""
    out, again = tmp_path / "sme.csv", tmp_path / "again.csv"
    told = run("sme", file, "-o", str(out))
    for _ in range(2):
        with piped(SME) as path:
            found = run("sme", str(path), "-o", str(again))
        assert found == {**told, "file": path.name, "dated": None, "output": str(again)}
        assert again.read_bytes() == out.read_bytes()


def test_parquet_has_the_same_rows(file: str, tmp_path: Path) -> None:
    run("sme", file, "-o", str(tmp_path / "a.csv"))
    run("sme", file, "-o", str(tmp_path / "a.parquet"))
    text = pl.read_csv(tmp_path / "a.csv", infer_schema=False)
    assert pl.read_parquet(tmp_path / "a.parquet").equals(text)


@pytest.mark.parametrize("name", ["Реестр [2025]/sme", "a?", "a*"])
def test_a_name_that_is_a_pattern_is_a_name(file: str, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"{name}.parquet"
    out.parent.mkdir(exist_ok=True)
    run("sme", file, "-o", str(tmp_path / "text.csv"))
    text = pl.read_csv(tmp_path / "text.csv", infer_schema=False)
    text.write_csv(tmp_path / "ab.parquet.part")  # of another call, which the pattern would take
    run("sme", file, "-o", str(out))
    assert pl.read_parquet(out, glob=False).equals(text)


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
    monkeypatch.setattr(command, "read", dying(cut))
    assert runner.invoke(command.app, ["sme", file, "-o", str(out)]).exit_code != 0
    assert not out.exists()
    with (tmp_path / "sme.csv.part").open("a") as part:
        part.write("half a ro")  # what a kill leaves behind the last sure row
    monkeypatch.setattr(command, "read", read)
    found = run("sme", file, "-o", str(out))
    assert out.read_bytes() == whole.read_bytes()
    assert found | {"output": None} == expected | {"output": None}


def dying(after: int) -> Callable[..., Any]:
    """Reads so many batches and is killed."""

    def reading(*arguments: Any, **named: Any) -> Any:
        for number, batch in enumerate(read(*arguments, **named)):
            if number == after:
                raise KeyboardInterrupt
            yield batch

    return reading


def test_a_call_killed_twice_goes_on_from_the_second(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BATCH", 1)
    monkeypatch.setattr(xml, "_CHUNK", 200)
    whole, out = tmp_path / "whole.csv", tmp_path / "sme.csv"
    run("sme", file, "-o", str(whole))
    for _time in range(2):
        monkeypatch.setattr(command, "read", dying(2))
        assert runner.invoke(command.app, ["sme", file, "-o", str(out)]).exit_code != 0
    monkeypatch.setattr(command, "read", read)
    run("sme", file, "-o", str(out))
    assert out.read_bytes() == whole.read_bytes()


@pytest.fixture
def codes(tmp_path: Path) -> str:
    """Either classification may be read of it."""
    (tmp_path / "codes.csv").write_bytes(samples.OKVED2.encode("cp1251"))
    return str(tmp_path / "codes.csv")


def test_the_same_file_as_another_kind_is_read_anew(codes: str, tmp_path: Path) -> None:
    out = str(tmp_path / "a.csv")
    assert [run(kind, codes, "-o", out)["kind"] for kind in ("okpd2", "okved2", "okpd2")] == [
        "okpd2",
        "okved2",
        "okpd2",
    ]


@pytest.mark.parametrize("former", ["okpd2", ""])
def test_what_a_killed_call_read_as_another_kind_or_as_one_unknown_is_not_gone_on_from(
    codes: str, tmp_path: Path, former: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BATCH", 1)
    out, note = tmp_path / "a.csv", tmp_path / "a.csv.part.json"
    monkeypatch.setattr(command, "read", dying(2))
    assert runner.invoke(command.app, [former or "okved2", codes, "-o", str(out)]).exit_code != 0
    told = json.loads(note.read_text())
    if not former:
        told.pop("kind", None)  # an earlier version did not write it
        note.write_text(json.dumps(told))
    assert told["place"] != list(START)
    after = []

    def seen(*arguments: Any, **named: Any) -> Any:
        after.append(named["after"])
        return read(*arguments, **named)

    monkeypatch.setattr(command, "read", seen)
    found = run("okved2", codes, "-o", str(out))
    assert after == [START] and len(out.read_text().splitlines()) == found["rows"] + 1


def test_half_a_table_of_which_no_kind_is_known_goes_when_the_whole_one_is_there(codes: str, tmp_path: Path) -> None:
    """Of the same file as another kind it stays, for the call that goes on from it."""
    out, part, note = (tmp_path / f"a.csv{end}" for end in ("", ".part", ".part.json"))
    told = run("okved2", codes, "-o", str(out))
    for kind, left in (({"kind": "okpd2"}, True), ({}, False)):
        part.write_text("code,name\n")
        note.write_text(json.dumps({"sha256": told["sha256"], "size": 10, **kind}))
        run("okved2", codes, "-o", str(out))
        assert (part.exists(), note.exists()) == (left, left)


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
