"""The command as a whole: help, versions, wrong calls."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calls import SVETOVOD, Caller
from tests.cli.test_registry import NAME, SME
from typer.testing import CliRunner

from svetovod.cli.app import COMMANDS, app
from svetovod.engine.economy import FILES
from svetovod.engine.workbooks.blanks import write_blank

MAIN = SVETOVOD


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*MAIN, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "manage"])
def test_every_command_helps_with_an_example(command: str) -> None:
    parts = {"rules": ("list", "show", "diff"), "demo": ("load",)}.get(command, ())
    told = [CliRunner().invoke(app, [*names, "--help"]) for names in ((command,), *((command, part) for part in parts))]
    assert {done.exit_code for done in told} == {0}
    assert "Example" in "".join(done.stdout for done in told)


@pytest.mark.parametrize("wrong", [("check",), ("check", "--nope", "x"), ("template", "cluster")])
def test_a_wrong_call_is_json_too(wrong: tuple[str, ...], call: Caller) -> None:
    for done in (call(*wrong, "--json"), *([run(*wrong, "--json")] if wrong == ("check",) else [])):
        assert done.returncode == 2
        assert json.loads(done.stdout)["errors"][0]["code"] == "usage.invalid"


WRONG_CALLS = [
    (("check",), "FILE|PATH: В вызове нет FILE|PATH: добавьте.", "FILE|PATH: The call lacks FILE|PATH: add it."),
    (("template", "round"), "--output: В вызове нет --output: добавьте.", "--output: The call lacks --output: add it."),
    (("check", "a", "--onn"), "Такого параметра нет: --onn. Похожие: --", "There is no option --onn. Similar: --"),
    (("rank", "a", "-z"), "Такого параметра нет: -z. Список даст --help.", "There is no option -z. --help lists them."),
    (("rank", "a", "--json=1"), "--json: Этот параметр пишется без значения.", "--json: This option takes no value."),
    (("check", "a", "--on"), "--on: У параметра нет значения.", "--on: The option has no value."),
    (("check", "a", "b c", "d"), "Лишнее в вызове: b c d.", "More than is asked for: b c d."),
    (("chek", "a"), "Такой команды нет: chek. Похожие: check.", "There is no command chek. Similar: check."),
    (("rules", "lits"), "Такой команды нет: lits. Похожие: list.", "There is no command lits. Similar: list."),
    (("zzz",), "Такой команды нет: zzz. Список даст --help.", "There is no command zzz. --help lists them."),
    (("meet", "a", "--seconds", "ten"), "--seconds: «ten» — не число.", "--seconds: “ten” is not a number."),
    (("meet", "a", "--threads", "1.5"), "--threads: «1.5» — не целое", "--threads: “1.5” is not a whole number."),
    (("rank", "a", "--draws", "5"), "--draws: Нужно целое число от 100 до", "--draws: A whole number from 100 to"),
    (("rank", "a", "--seed", "-5"), "--seed: Нужно целое число не меньше 0", "--seed: A whole number of at least 0"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "russian", "english"), WRONG_CALLS)
def test_a_wrong_call_is_said_in_the_language_of_the_user(
    arguments: tuple[str, ...], russian: str, english: str, monkeypatch: pytest.MonkeyPatch, call: Caller
) -> None:
    monkeypatch.delenv("SVETOVOD_LANG", raising=False)
    said = call(*arguments)
    monkeypatch.setenv("SVETOVOD_LANG", "en")
    for done, words in ((said, russian), (call(*arguments), english)):
        assert (done.returncode, done.stdout) == (2, "")
        *_call, last = done.stderr.splitlines()
        assert last.startswith(words)
        assert last.endswith(" [usage.invalid]")


@pytest.mark.parametrize("language", [("--lang", "en"), ("--lang=en",)])
def test_the_language_of_a_wrong_call_is_what_it_asks_for(language: tuple[str, ...], call: Caller) -> None:
    done = call("check", *language, "--nope", "a", "--json")
    (error,) = json.loads(done.stdout)["errors"]
    assert (done.returncode, error["value"], error["column"]) == (2, "--nope", None)
    assert error["message"].startswith("There is no option --nope.")


@pytest.mark.parametrize("wanted", [(), ("--json",)])
def test_a_reader_who_has_left_changes_no_exit_code(wanted: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*MAIN, "rules", "list", *wanted], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [("rules", "list"), ("rules", "list", "--json"), ("--help",)])
def test_output_that_finds_no_room_is_not_done(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*MAIN, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "standard output: No space left on device\n")


@pytest.mark.parametrize("wanted", [(), ("--json",)])
@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "cluster", "-o", "out.xlsx"),
        ("check", "in", "--bulk", "-o", "out.csv", "--on", "2021-06-24"),
        ("discover", "--firms", "firms.csv", "--purchases", "bought.csv", "-o", "out.csv"),
        ("discover", "--firms", "firms.csv", "--purchases", "bought.csv", "-o", "out.csv", "--clusters"),
        ("demo", "economy", "--firms", "200", "-o", "out"),
        ("registry", "sme", NAME, "-o", "out.parquet", "--rejected", "no.csv"),
        ("registry", "sme", NAME, "--rejected", "no.csv"),
        ("backup", "identity", "--new-key"),
    ],
)
def test_a_file_that_could_not_be_told_of_is_not_left(
    tmp_path: Path, arguments: tuple[str, ...], wanted: tuple[str, ...], call: Caller
) -> None:
    """Each command once in a process of its own."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cluster.xlsx").write_bytes(write_blank("cluster", "ru"))
    (tmp_path / "firms.csv").write_text("inn,region,okpd2\n7707083893,Москва,27.31\n")
    (tmp_path / "bought.csv").write_text("buyer_inn,seller_inn,okpd2,amount,year,imported\n")
    (tmp_path / NAME).write_bytes(SME)
    asked = [*arguments, *wanted]
    before = files(tmp_path)
    if wanted:
        done = call(*asked, cwd=tmp_path, stdout="/dev/full")
    else:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*MAIN, *asked], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
    assert (done.returncode, files(tmp_path)) == (2, before), done.stderr
    told = call(*asked, cwd=tmp_path)
    assert (told.returncode, files(tmp_path) > before) == (0, True), told.stderr


@pytest.mark.parametrize("kind", [(), ("--parquet",)])
@pytest.mark.parametrize("former", [True, False])
def test_half_an_economy_is_not_left(tmp_path: Path, kind: tuple[str, ...], former: bool) -> None:
    """No file may be larger than a few kilobytes, which is a full disk to whoever writes one."""
    kept = {tmp_path / "out" / f"{name}.{'parquet' if kind else 'csv'}" for name in FILES if former}
    (tmp_path / "out").mkdir()
    for path in kept:
        path.write_text("former")
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({2**11}, {2**11}))"
    code = f"{limited}; import sys; from svetovod.cli.app import main; sys.argv[0] = 'svetovod'; main()"
    arguments = ["demo", "economy", "--firms", "200", "-o", "out", *kind]
    call = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # or it would be cut short, too
    done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, files(tmp_path)) == (2, kept), done.stderr
    assert {path.read_text() for path in kept} <= {"former"}
    assert "None" not in done.stderr and "Traceback" not in done.stderr and "File too large" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "in", "--bulk", "--on", "2021-06-24"),
        ("discover", "--firms", "firms.csv", "--purchases", "bought.csv"),
    ],
)
def test_an_engine_that_finds_no_room_for_its_files_says_where(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cluster.xlsx").write_bytes(write_blank("cluster", "ru"))
    (tmp_path / "firms.csv").write_text("inn,region,okpd2\n7707083893,Москва,27.31\n")
    (tmp_path / "bought.csv").write_text("buyer_inn,seller_inn,okpd2,amount,year,imported\n")
    aside, before = tmp_path / "aside", files(tmp_path)
    aside.mkdir()
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({2**8}, {2**8}))"
    code = f"{limited}; import sys; from svetovod.cli.app import main; sys.argv[0] = 'svetovod'; main()"
    call = [sys.executable, "-c", code, *arguments, "--engine", "duckdb", "-o", "out.csv", "--json"]
    environment = {**os.environ, "TMPDIR": str(aside), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "File too large" in done.stderr, done.stderr
    (told,) = json.loads(done.stdout)["errors"]
    assert (told["code"], told["value"], files(tmp_path)) == ("file.unwritable", str(aside), before)


@pytest.mark.parametrize("kind", [(), ("--parquet",)])
def test_a_former_economy_stays_where_the_words_find_no_room(
    tmp_path: Path, kind: tuple[str, ...], call: Caller
) -> None:
    arguments = ("demo", "economy", "--firms", "200", "-o", "out", *kind)
    assert call(*arguments, cwd=tmp_path).returncode == 0
    kept = {path: path.read_bytes() for path in files(tmp_path)}
    assert len(kept) == len(FILES)
    done = call(*arguments, "--seed", "7", "--json", cwd=tmp_path, stdout="/dev/full")
    assert (done.returncode, {path: path.read_bytes() for path in files(tmp_path)}) == (2, kept)


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_a_closed_stream_changes_no_exit_code(closing: str) -> None:
    shell = f'"$@" {closing} 1>/dev/null' if closing == "2>&-" else f'"$@" {closing}'
    done = subprocess.run(
        ["sh", "-c", shell, "sh", *MAIN, "rules", "list"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_stray_bytes_of_an_argument_are_an_escape_in_json() -> None:
    done = run("rules", "show", "\udcff", "--json")
    assert "Traceback" not in done.stderr
    assert (done.returncode, json.loads(done.stdout)["errors"][0]["value"]) == (2, "\udcff")
