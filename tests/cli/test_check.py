"""`svetovod check` of workbooks from the outside: output, exit codes, options."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import load_workbook

from svetovod.cli.check import app

from .clusters import check, parquet, runner, workbook


@pytest.fixture
def likely(tmp_path: Path) -> Path:
    return workbook(tmp_path / "cluster.xlsx")


def test_json_says_the_verdict(likely: Path) -> None:
    code, shown = check(likely, "--on", "2021-06-24")
    assert code == 1
    assert (shown["file"], shown["verdict"], shown["edition"]) == (
        "cluster.xlsx",
        "likely_not_conforming",
        "2018-08-02",
    )
    assert shown["measures"]["functional_dependence"] == "0.1423"
    assert shown["errors"] == []
    assert [fix["amount"] for fix in shown["fixes"]] == ["577.00", "721.25"]


def test_exit_codes(tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", inside="2000", outside="8000")
    silent = workbook(tmp_path / "silent.xlsx", inside="0", outside="0")
    assert check(good, "--on", "2021-06-24")[0] == 0
    assert check(silent, "--on", "2021-06-24")[0] == 3
    verified = tmp_path / "verified.toml"
    verified.write_text('"cluster.min_participants" = "п. 2"', encoding="utf-8")
    few = workbook(tmp_path / "few.xlsx", participants=9)
    code, shown = check(few, "--on", "24.06.2021", "--verified", verified)
    assert (code, shown["verdict"]) == (1, "not_conforming")
    assert shown["rules"][0]["status"] == "verified"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--act", "pp41"], "choice.unknown"),
        (["--on", "soon"], "date.invalid"),
        (["--on", "1899-01-01"], "date.before_first_edition"),
        (["--on", "2101-01-01"], "year.invalid"),
        (["--on", "2015-07-30"], "date.before_first_edition"),
        (["--lang", "de"], "choice.unknown"),
        (["--verified", "nowhere.toml"], "file.unreadable"),
        (["--bulk"], "value.required"),
        (["--engine", "abacus"], "choice.unknown"),
        (["--bulk", "-o", "out.docx"], "choice.unknown"),
        (["--bulk", "-o", "out.csv", "--engine", "abacus"], "choice.unknown"),
    ],
)
def test_wrong_options(likely: Path, options: list[str], code: str) -> None:
    exit_code, shown = check(likely, *options)
    assert exit_code == 2
    assert code in [error["code"] for error in shown["errors"]]
    assert set(shown) == {"errors", "notes"}


@pytest.mark.parametrize(
    ("content", "russian", "english"),
    [
        ("[", "не читается как TOML", "cannot be read as TOML"),
        ('"cluster.min" = "п. 2"', "положения «cluster.min» нет", "there is no item “cluster.min”"),
        ('"cluster.min_participants" = {page = 1}', "такого поля здесь нет", "there is no such field"),
        ('"cluster.min_participants" = " "', "не сказано, где", "it is not said where"),
        (
            '"cluster.min_participants" = {reference = "п. 2", editions = "2018"}', "списком дат",
            "must be a list of dates",
        ),
        (
            '"cluster.min_participants" = {reference = "п. 2", editions = [2018-08-03]}', "редакции с такой датой",
            "no edition of this day",
        ),
    ],
)  # fmt: skip
def test_a_spoiled_list_of_verified_items_is_refused_in_the_readers_language(
    likely: Path, tmp_path: Path, content: str, russian: str, english: str
) -> None:
    (tmp_path / "list.toml").write_text(content, encoding="utf-8")
    for lang, words in (("ru", russian), ("en", english)):
        code, shown = check(likely, "--verified", tmp_path / "list.toml", "--lang", lang)
        (error,) = shown["errors"]
        assert code == 2 and words in error["message"] and "list.toml" in error["message"]
        assert lang == "en" or not re.search(r"\b(not|no|the)\b", error["message"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--verified", "nowhere.toml"], "The file of verified items cannot be read: nowhere.toml"),
        (["--bulk"], "The option -o is needed."),
        (["--bulk", "-o", "out.csv"], "A folder of XLSX workbooks or of Parquet tables is needed"),
        (["--bulk", "-o", "/nowhere/out.csv"], "The file /nowhere/out.csv cannot be written."),
        (["-o", "lost.csv"], "“lost.csv”: this option works with --bulk alone."),
        (["--on", "soon"], "“soon” is not a date. Write DD.MM.YYYY or YYYY-MM-DD."),
    ],
)
def test_what_is_wrong_with_an_option_is_said_of_it_and_not_of_a_cell(
    likely: Path, options: list[str], message: str
) -> None:
    place = likely.parent if "/nowhere/out.csv" in options else likely
    _, shown = check(place, *options, "--lang", "en")
    assert any(error["message"].startswith(message) for error in shown["errors"]), shown["errors"]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["-o", "lost.csv", "--act", "zz"], [("choice.unknown", "--act"), ("usage.invalid", "-o")]),
        (["-o", "lost.csv", "--engine", "zz"], [("choice.unknown", "--engine"), ("usage.invalid", "-o")]),
        (["--bulk", "-o", "out.docx", "--engine", "zz"], [
            ("choice.unknown", "--engine"), ("choice.unknown", "-o"), ("file.unreadable", None),
        ]),
        (["--bulk", "--act", "zz"], [("choice.unknown", "--act"), ("file.unreadable", None), ("value.required", "-o")]),
    ],
)  # fmt: skip
def test_everything_wrong_with_the_options_is_said_at_once(likely: Path, options: list[str], wanted: list[Any]) -> None:
    code, shown = check(likely, *options)
    found = sorted((error["code"], error["column"]) for error in shown["errors"])
    assert (code, found) == (2, wanted)


def test_missing_file(tmp_path: Path) -> None:
    code, shown = check(tmp_path / "none.xlsx")
    assert (code, shown["errors"][0]["code"]) == (2, "file.unreadable")


@pytest.mark.parametrize(("lang", "words"), [("ru", "Скорее не соответствует"), ("en", "Likely does not conform")])
def test_readable_answer_stands_first(likely: Path, lang: str, words: str) -> None:
    result = runner.invoke(app, [str(likely), "--on", "2021-06-24", "--lang", lang])
    assert result.exit_code == 1
    assert result.stdout.startswith(words)
    assert "14,23" in result.stdout or "14.23" in result.stdout


@pytest.mark.parametrize("way", ["workbook", "polars", "duckdb"])
@pytest.mark.parametrize(("many", "refused"), [(10**9 - 1, False), (10**9, True), (10**18 - 1, True)])
def test_a_number_of_jobs_that_no_firm_has_is_refused_whatever_it_comes_in(
    tmp_path: Path, way: str, many: int, refused: bool
) -> None:
    if way == "workbook":
        path = workbook(tmp_path / "one.xlsx", participants=2)
        book = load_workbook(path)
        book["Участники"]["F2"].value = book["Участники"]["G2"].value = str(many)
        book.save(path)
        code, shown = check(path, "--on", "2021-06-24")
    else:
        jobs = [many, 2, 3, 4]
        folder = parquet(tmp_path / "in", participants={"employees": jobs, "high_performance_jobs": jobs})
        code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--on", "2021-06-24", "--engine", way)
    told = [(each["code"], each["column"], each["value"], each["message"]) for each in shown.get("errors", ())]
    words = f"«{many}»: столько рабочих мест не бывает. Проверьте, не сумма ли это в рублях."
    assert sorted(told) == (
        [("number.invalid", name, str(many), words) for name in ("ВПРМ", "Работников")] if refused else []
    )
    assert (code == 2) == refused


def test_folder_of_workbooks(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    workbook(folder / "a.xlsx")
    workbook(folder / "b.xlsx", inside="2000", outside="8000")
    out = tmp_path / "out.csv"
    code, shown = check(folder, "--bulk", "-o", out, "--on", "2021-06-24")
    assert code == 0
    assert shown["clusters"] == 2
    assert shown["verdicts"]["conforming"] == 1
    rows = pl.read_csv(out)
    assert set(rows["cluster_id"]) == {"a", "b"}
    dependence = rows.filter((pl.col("cluster_id") == "a") & (pl.col("key") == "cluster.func_dependence_min"))
    assert dependence["gap"].to_list() == [0.0577]


def test_one_bad_workbook_stops_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    workbook(folder / "a.xlsx")
    (folder / "b.xlsx").write_bytes(b"nothing")
    out = tmp_path / "out.parquet"
    code, shown = check(folder, "--bulk", "-o", out)
    assert code == 2
    assert [(error["file"], error["sheet"], error["code"]) for error in shown["errors"]] == [
        ("b.xlsx", None, "file.unreadable")
    ]
    assert not out.exists()


def test_no_file_of_a_folder_is_lost_in_silence(likely: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("one.xlsx", "one.XLSX", "two.xlsm", "~$one.xlsx", ".hidden"):
        (folder / name).write_bytes(likely.read_bytes())
    code, shown = check(folder, "--bulk", "-o", tmp_path / "out.csv", "--on", "2021-06-24")
    assert (code, shown["clusters"]) == (0, 2)
    assert [each["file"] for each in shown["notes"] if each["code"] == "file.unknown"] == ["two.xlsm"]
    assert set(pl.read_csv(tmp_path / "out.csv")["cluster_id"]) == {"one", "one.xlsx"}


def test_check_starts_without_heavy_libraries(likely: Path) -> None:
    script = (
        "import sys\n"
        f"sys.argv = ['svetovod', 'check', {str(likely)!r}, '--on', '2021-06-24', '--json']\n"
        "from svetovod.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'django', 'polars', 'ortools', 'rich.table'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("[]")
