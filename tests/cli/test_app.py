"""The command as a whole: help, versions, wrong calls."""

import json
import subprocess
import sys

import pytest

from svetovod.cli.app import COMMANDS


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from svetovod.cli.app import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "manage"])
def test_every_command_helps_with_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    text = done.stdout if command not in {"rules", "demo"} else run(command, "--help").stdout + _of_subcommands(command)
    assert "Example" in text


def _of_subcommands(command: str) -> str:
    names = {"rules": ("list", "show", "diff"), "demo": ("load",)}[command]
    return "".join(run(command, name, "--help").stdout for name in names)


@pytest.mark.parametrize("wrong", [("check",), ("check", "--nope", "x"), ("template", "cluster")])
def test_a_wrong_call_is_json_too(wrong: tuple[str, ...]) -> None:
    done = run(*wrong, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["errors"][0]["code"] == "usage.invalid"


def test_a_wrong_call_without_json_is_said_on_standard_error() -> None:
    done = run("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
