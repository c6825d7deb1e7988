"""An instance from an NPZ file. Nothing is unpickled, and nothing is unpacked before its declared size is known."""

import io
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from svetovod.engine.model import Problem

from .problem import AssignmentProblem

FILE_BYTES = 64 * 2**20
CELLS = 4_000_000  # of one table; 5,000 projects and 800 experts
_LARGEST_SCORE = 1e9
_REQUIRED = ("scores", "coverage", "max_load")
_KEYS = (*_REQUIRED, "min_load", "forbidden")
_HEADER_BYTES = 10_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
)

Array = NDArray[np.generic]


def read_problem(path: Path) -> AssignmentProblem | tuple[Problem, ...]:
    """The problem, or everything that is wrong with the file."""
    problems: list[Problem] = []
    try:
        with path.open("rb") as file:  # read whole, for a pipe cannot be read from its end
            raw = file.read(FILE_BYTES + 1)
        if len(raw) > FILE_BYTES:
            return (Problem("file.too_large", params={"what": "file", "limit": FILE_BYTES // 2**20}),)
        with zipfile.ZipFile(io.BytesIO(raw)) as container:
            arrays = _arrays(container, problems)
    except (*_BROKEN, KeyError):
        return (Problem("file.unreadable", value=path.name, params={"kind": "npz"}),)
    if problems:
        return tuple(problems)
    made = _problem(arrays, problems)
    return tuple(problems) if problems or made is None else made


def _arrays(container: zipfile.ZipFile, problems: list[Problem]) -> dict[str, Array]:
    names = set(container.namelist())
    problems += [Problem("column.missing", column=key) for key in _REQUIRED if f"{key}.npy" not in names]
    found: dict[str, Array] = {}
    for key in _KEYS:
        if f"{key}.npy" in names:
            array = _array(container, key, problems)
            if array is not None:
                found[key] = array
    return found


def _array(container: zipfile.ZipFile, key: str, problems: list[Problem]) -> Array | None:
    """The header first: a huge shape or an object type ends it there; then no more bytes than the shape says."""
    with container.open(f"{key}.npy") as stream:
        version = npy.read_magic(stream)
        if version == (1, 0):
            shape, fortran, kind = npy.read_array_header_1_0(stream, max_header_size=_HEADER_BYTES)
        else:
            shape, fortran, kind = npy.read_array_header_2_0(stream, max_header_size=_HEADER_BYTES)
        wanted = ("f", "i", "u") if key == "scores" else ("b",) if key == "forbidden" else ("i", "u")
        if kind.kind not in wanted or kind.itemsize > 8:
            problems.append(Problem("number.invalid", column=key, value=str(kind), params={"reason": "array"}))
            return None
        count = 1
        for side in shape:
            count *= side
        if count > CELLS:
            problems.append(Problem("file.too_large", column=key, params={"what": "array", "limit": CELLS}))
            return None
        data = stream.read(count * kind.itemsize + 1)
    if len(data) != count * kind.itemsize:
        raise ValueError(key)
    return np.frombuffer(io.BytesIO(data).getbuffer(), dtype=kind).reshape(shape, order="F" if fortran else "C")


def _problem(arrays: dict[str, Array], problems: list[Problem]) -> AssignmentProblem | None:
    scores = arrays["scores"]
    if scores.ndim != 2:
        problems.append(_shape("scores", scores, "projects x experts"))
        return None
    projects, experts = scores.shape
    shapes = {
        "coverage": (projects,), "max_load": (experts,), "min_load": (experts,), "forbidden": (projects, experts),
    }  # fmt: skip
    for key, shape in shapes.items():
        if key in arrays and arrays[key].shape != shape:
            problems.append(_shape(key, arrays[key], " x ".join(map(str, shape))))
    values = scores.astype(np.float64)
    wrong = ~(np.abs(values) <= _LARGEST_SCORE)
    if wrong.any():
        project, expert = (int(place) for place in np.argwhere(wrong)[0])
        value = f"[{project}, {expert}] = {values[project, expert]}"
        problems.append(Problem("number.invalid", column="scores", value=value, params={"reason": "array"}))
    for key in ("coverage", "max_load", "min_load"):
        if key in arrays and arrays[key].size and int(arrays[key].min()) < 0:
            problems.append(Problem("number.negative", column=key, value=str(arrays[key].min())))
    if problems:
        return None
    forbidden = arrays.get("forbidden", np.zeros(scores.shape, dtype=bool)).astype(bool)
    # nobody can have more than there is, and so the numbers stay small
    coverage = np.minimum(arrays["coverage"], experts + 1).astype(np.int64)
    most = np.minimum(arrays["max_load"], projects).astype(np.int64)
    least = np.minimum(arrays.get("min_load", np.zeros(experts, dtype=np.int64)), projects + 1).astype(np.int64)
    return AssignmentProblem(values, coverage, most, least, ~forbidden)


def _shape(key: str, array: Array, wanted: str) -> Problem:
    given = " x ".join(map(str, array.shape)) or "()"
    return Problem("number.invalid", column=key, value=given, params={"reason": "shape", "wanted": wanted})
