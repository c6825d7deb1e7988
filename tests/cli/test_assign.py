"""`svetovod assign` from the outside: output, exit codes, bad files."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.lib import format as npy
from tests.pipes import piped
from typer.testing import CliRunner

from svetovod.cli.assign import app

runner = CliRunner()
GOOD: dict[str, Any] = {
    "scores": np.array([[0.5, 0.25, 1.0], [0.75, 0.25, 0.0]]),
    "coverage": np.array([2, 1]),
    "max_load": np.array([1, 1, 1]),
}


def run(path: Path, *options: str, code: int = 0) -> dict[str, Any]:
    done = runner.invoke(app, [str(path), *options, "--json"])
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def saved(folder: Path, **changes: Any) -> Path:
    path = folder / "instance.npz"
    np.savez(path, **{key: value for key, value in (GOOD | changes).items() if value is not None})
    return path


def test_the_best_total(tmp_path: Path) -> None:
    result = run(saved(tmp_path))
    assert (result["status"], result["assignment"]) == ("optimal", [[0, 1], [0, 2], [1, 0]])
    assert (result["total"], result["minimum"], result["bound_total"]) == pytest.approx((2.0, 0.75, 2.0))
    assert (result["bound_minimum"], result["errors"]) == (None, [])


def test_out_of_a_pipe(tmp_path: Path) -> None:
    with piped(saved(tmp_path).read_bytes()) as path:
        assert run(path)["assignment"] == [[0, 1], [0, 2], [1, 0]]


def test_the_fairest(tmp_path: Path) -> None:
    result = run(saved(tmp_path), "--objective", "fair")
    assert (result["status"], result["bound_total"]) == ("optimal", None)
    assert (result["minimum"], result["bound_minimum"]) == pytest.approx((0.75, 0.75))


def test_impossible_says_who_is_short(tmp_path: Path) -> None:
    forbidden = np.array([[True, True, False], [False, False, False]])
    result = run(saved(tmp_path, forbidden=forbidden), code=1)
    assert (result["status"], result["assignment"]) == ("infeasible", [])
    assert result["shortage"] == {"side": "projects", "projects": [0], "experts": [2], "need": 2, "available": 1}


def test_least_loads_that_nobody_can_give(tmp_path: Path) -> None:
    result = run(saved(tmp_path, coverage=np.array([1, 1]), min_load=np.array([1, 1, 1])), code=1)
    assert (result["shortage"]["side"], result["shortage"]["need"], result["shortage"]["available"]) == (
        "experts",
        3,
        2,
    )


def test_a_least_load_above_the_largest_is_a_clean_no(tmp_path: Path) -> None:
    result = run(saved(tmp_path, min_load=np.array([2, 0, 2])), code=1)
    assert (result["status"], result["assignment"], result["errors"]) == ("infeasible", [], [])
    assert result["shortage"] == {"side": "loads", "projects": [], "experts": [0, 2], "need": 4, "available": 2}


@pytest.mark.parametrize(("lang", "word"), [("ru", "наименьшая нагрузка"), ("en", "The least load")])
def test_a_least_load_above_the_largest_is_said(tmp_path: Path, lang: str, word: str) -> None:
    done = runner.invoke(app, [str(saved(tmp_path, min_load=np.array([2, 0, 0]))), "--lang", lang])
    assert done.exit_code == 1
    assert word in done.stdout


def test_a_least_load_above_the_number_of_projects(tmp_path: Path) -> None:
    result = run(saved(tmp_path, max_load=np.full(3, 9), min_load=np.array([5, 0, 0])), code=1)
    assert result["shortage"]["side"] == "experts"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("most", [1, 0])
def test_readable(tmp_path: Path, lang: str, most: int) -> None:
    done = runner.invoke(app, [str(saved(tmp_path, max_load=np.full(3, most))), "--lang", lang])
    assert done.exit_code == 1 - most
    assert ("0.75" in done.stdout or "0,75" in done.stdout) == bool(most)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"coverage": None, "max_load": None}, [("column.missing", "coverage"), ("column.missing", "max_load")]),
        ({"scores": np.array([[np.nan, 1, 1], [1, 1, 1]])}, [("number.invalid", "scores")]),
        ({"scores": np.array([[np.inf, 1, 1], [1, 1, 1]])}, [("number.invalid", "scores")]),
        ({"scores": np.zeros(3)}, [("number.invalid", "scores")]),
        (
            {"coverage": np.array([1]), "max_load": np.array([-1, 1, 1])},
            [("number.invalid", "coverage"), ("number.negative", "max_load")],
        ),
        ({"coverage": np.array([1.5, 1])}, [("number.invalid", "coverage")]),
        ({"scores": np.array([[None] * 3] * 2)}, [("number.invalid", "scores")]),
    ],
)
def test_everything_wrong_is_collected(
    tmp_path: Path, changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = run(saved(tmp_path, **changes), code=2)
    assert [(error["code"], error["column"]) for error in found["errors"]] == expected


def test_a_huge_declared_size_is_refused_unread(tmp_path: Path) -> None:
    header = io.BytesIO()
    npy.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (10**6, 10**6)})
    path = tmp_path / "huge.npz"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("scores.npy", header.getvalue())
    codes = [error["code"] for error in run(path, code=2)["errors"]]
    assert codes == ["column.missing", "column.missing", "file.too_large"]


@pytest.mark.parametrize("content", [b"", b"PK", b"\x93NUMPY", b"not an archive"])
def test_not_an_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(content)
    assert [error["code"] for error in run(path, code=2)["errors"]] == ["file.unreadable"]


@pytest.mark.parametrize("seconds", ["inf", "1e400", "nan", "0", "-1"])
def test_seconds_are_above_zero_and_have_an_end(tmp_path: Path, seconds: str) -> None:
    (error,) = run(saved(tmp_path), f"--seconds={seconds}", code=2)["errors"]
    assert (error["column"], error["code"]) == ("--seconds", "number.invalid")
    assert "больше нуля" in error["message"]


def test_wrong_options_and_no_file(tmp_path: Path) -> None:
    found = run(tmp_path / "absent.npz", "--objective", "best", "--seconds", "0", code=2)
    assert [error["code"] for error in found["errors"]] == ["choice.unknown", "number.invalid", "file.unreadable"]
