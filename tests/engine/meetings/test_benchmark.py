"""Instances of the published benchmark, read from the shared folder beside the repository; skipped aloud without it."""

import json
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from svetovod.engine.meetings import MeetingProblem, read_problem, solve

DATA = next(
    (place for parent in Path(__file__).resolve().parents if (place := parent / "shared/benchmarks/b2b").is_dir()), None
)
needs_data = pytest.mark.skipif(DATA is None, reason="shared/benchmarks/b2b IS ABSENT: public instances are not tested")


@needs_data
@pytest.mark.parametrize(
    ("name", "optimum"),
    [
        ("tic-12crafc.original", 0),
        ("tic-12crafc.fixed020-Forb", 1),
        ("tic-13.fixed040-Forb", 13),
        ("tic-12crafc.forb0003", None),
        ("tic-14crafa.fixed040-Forb", None),
    ],
)
def test_the_published_answer(name: str, optimum: int | None, tmp_path: Path) -> None:
    assert DATA is not None
    instance = DATA / "instances" / f"{name}.dzn"
    problem = read_problem(instance).value
    assert isinstance(problem, MeetingProblem)
    result = solve(problem, clock=monotonic, seconds=300.0)
    assert (result.status.value, result.breaks) == ("infeasible" if optimum is None else "optimal", optimum)
    assert (result.reason is None) == (optimum is not None)
    schedule = tmp_path / "schedule.json"
    schedule.write_text(json.dumps(result.to_json()))
    command = [sys.executable, str(DATA / "check_b2b.py"), str(instance), str(schedule)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@needs_data
def test_every_public_instance_is_read() -> None:
    assert DATA is not None
    found = [read_problem(path).value for path in sorted((DATA / "instances").glob("*.dzn"))]
    assert len(found) == 56
    assert all(isinstance(problem, MeetingProblem) for problem in found)
