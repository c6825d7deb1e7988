"""An instance from a file: `.dzn` of the published benchmark, or a workbook."""

from pathlib import Path

from svetovod.engine.model import Problem

from .dzn import read_dzn
from .problem import MeetingProblem


def read_problem(path: Path) -> MeetingProblem | tuple[Problem, ...]:
    """The problem, or everything that is wrong with the file."""
    return read_dzn(path)
