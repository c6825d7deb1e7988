"""The command as a whole: help, versions, wrong calls."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svetovod.cli.app import COMMANDS, app
from svetovod.engine.workbooks.blanks import write_blank

MAIN = [sys.executable, "-c", "from svetovod.cli.app import main; main()"]


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*MAIN, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "manage"])
def test_every_command_helps_with_an_example(command: str) -> None:
    parts = {"rules": ("list", "show", "diff"), "demo": ("load",)}.get(command, ())
    told = [CliRunner().invoke(app, [*names, "--help"]) for names in ((command,), *((command, part) for part in parts))]
    assert {done.exit_code for done in told} == {0}
    assert "Example" in "".join(done.stdout for done in told)


@pytest.mark.parametrize("wrong", [("check",), ("check", "--nope", "x"), ("template", "cluster")])
def test_a_wrong_call_is_json_too(wrong: tuple[str, ...]) -> None:
    done = run(*wrong, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["errors"][0]["code"] == "usage.invalid"


def test_a_wrong_call_without_json_is_said_on_standard_error() -> None:
    done = run("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


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
    ],
)
def test_a_file_that_could_not_be_told_of_is_not_left(
    tmp_path: Path, arguments: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cluster.xlsx").write_bytes(write_blank("cluster", "ru"))
    (tmp_path / "firms.csv").write_text("inn,region,okpd2\n7707083893,Москва,27.31\n")
    (tmp_path / "bought.csv").write_text("buyer_inn,seller_inn,okpd2,amount,year,imported\n")
    call = [*MAIN, *arguments, *wanted]
    told = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    (out,) = tmp_path.glob("out.*")
    assert told.returncode == 0, told.stderr
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, out.exists()) == (2, False), done.stderr


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
