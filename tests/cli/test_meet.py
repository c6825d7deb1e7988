"""`svetovod meet` from the outside: output, exit codes, bad files."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.pipes import piped
from typer.testing import CliRunner

from svetovod.cli.meet import app
from svetovod.engine.workbooks.blanks import write_blank

runner = CliRunner()
GOOD = """nBusiness = 4; nMeetings = 4; nTables = 2; nTotalSlots = 4; nMorningSlots = 2;
requested = [|1, 2,3, |1, 3,1, |2, 3,3, |1, 4,2, |];
forbidden = [{0},{2},{},{0,3}];
fixed = [0,0,0,0];
precedences = [{},{},{2},{}];
"""
IMPOSSIBLE = GOOD.replace("fixed = [0,0,0,0]", "fixed = [4,0,0,0]")


def saved(folder: Path, text: str = GOOD) -> Path:
    path = folder / "instance.dzn"
    path.write_text(text)
    return path


def run(path: Path, *options: str, code: int = 0) -> dict[str, Any]:
    done = runner.invoke(app, [str(path), *options, "--json"])
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_worked_example(tmp_path: Path) -> None:
    result = run(saved(tmp_path))
    assert (result["status"], result["objective"], result["bound"]) == ("optimal", 1, 1)
    assert [(each["meeting"], each["slot"]) for each in result["meetings"]] == [(1, 3), (2, 2), (3, 4), (4, 4)]
    assert len({(each["slot"], each["table"]) for each in result["meetings"]}) == 4
    assert (result["errors"], result["notes"]) == ([], [])


def test_out_of_a_pipe(tmp_path: Path) -> None:
    with piped(GOOD.replace("\n", "\r\n").encode()) as path:
        assert run(path)["meetings"] == run(saved(tmp_path))["meetings"]
    with piped(write_blank("meetings")) as path:
        assert run(path)["status"] == "optimal"
    with piped(b"nBusiness = ;") as path:
        assert [(each["code"], each["row"]) for each in run(path, code=2)["errors"]] == [("file.unreadable", 1)]


@pytest.mark.parametrize("option", ["--seconds", "--threads"])
def test_time_and_searches_are_above_zero(tmp_path: Path, option: str) -> None:
    (error,) = run(saved(tmp_path), f"{option}=0", code=2)["errors"]
    assert (error["column"], error["code"]) == (option, "number.invalid")


def test_impossible_gives_the_wishes(tmp_path: Path) -> None:
    result = run(saved(tmp_path, IMPOSSIBLE), code=1)
    assert (result["status"], result["objective"], result["meetings"]) == ("infeasible", None, [])
    assert result["reason"]["minimal"]
    assert {"kind": "fixed", "meeting": 1, "slot": 4} in result["reason"]["wishes"]
    assert {"kind": "forbidden", "participant": 4, "slot": 3} in result["reason"]["wishes"]


@pytest.mark.parametrize(("lang", "words"), [("ru", "меньше не бывает"), ("en", "fewer are impossible")])
def test_readable(tmp_path: Path, lang: str, words: str) -> None:
    done = runner.invoke(app, [str(saved(tmp_path)), "--lang", lang])
    assert done.exit_code == 0
    assert words in done.stdout


@pytest.mark.parametrize(("lang", "words"), [("ru", "закреплена за слотом 4"), ("en", "is fixed at slot 4")])
def test_readable_reason(tmp_path: Path, lang: str, words: str) -> None:
    done = runner.invoke(app, [str(saved(tmp_path, IMPOSSIBLE)), "--lang", lang])
    assert done.exit_code == 1
    assert words in done.stdout


def test_errors_have_line_and_reason(tmp_path: Path) -> None:
    found = run(saved(tmp_path, GOOD.replace("[{0},{2}", "[{0},{9}")), "--seconds", "0", "--threads", "0", code=2)
    assert [(error["code"], error["row"], error["column"]) for error in found["errors"]] == [
        ("number.invalid", None, "--seconds"),
        ("number.invalid", None, "--threads"),
        ("number.invalid", 3, "forbidden[2]"),
    ]
    assert "0..4" in found["errors"][2]["message"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_broken_notation_reads(tmp_path: Path, lang: str) -> None:
    done = runner.invoke(app, [str(saved(tmp_path, GOOD + "nTables = ")), "--lang", lang])
    assert done.exit_code == 2
    assert "строка 6" in done.stderr or "row 6" in done.stderr


def test_a_workbook_says_names(tmp_path: Path) -> None:
    path = tmp_path / "event.xlsx"
    path.write_bytes(write_blank("meetings"))
    assert (run(path)["status"], run(path)["objective"]) == ("optimal", 1)
    done = runner.invoke(app, [str(path)])
    assert "Пример: предприятие 1 — Пример: предприятие 4" in done.stdout


def test_a_file_that_is_neither(tmp_path: Path) -> None:
    path = tmp_path / "event.xlsx"
    path.write_text("nothing")
    assert [error["code"] for error in run(path, code=2)["errors"]] == ["file.unreadable"]
