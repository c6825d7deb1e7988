"""Invented contests whose truth is known: for tests of `engine.robustness` and for `benchmarks`.

True figures of projects have a spread of 10 points, an expert's sheet a noise of 8, experts a shift of their own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svetovod.engine.robustness.tables import Tables

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
QUALITY, NOISE = 10.0, 8.0


@dataclass(frozen=True, slots=True)
class Contest:
    """`points` and `who` are projects x sheets: the points, and which expert gave them."""

    truth: Floats
    who: Ints
    points: Floats
    experts: int


def contest(
    chance: np.random.Generator, *, bias: float, projects: int = 120, experts: int = 24, panel: int = 3
) -> Contest:
    truth = chance.normal(60, QUALITY, projects)
    who = np.argsort(chance.random((projects, experts)), axis=1)[:, :panel]
    shifts = chance.normal(0, bias, experts)
    points = truth[:, None] + shifts[who] + chance.normal(0, NOISE, (projects, panel))
    return Contest(truth, who, points, experts)


def tables(of: Contest) -> Tables:
    """As the engine has it, the projects in the order of their means."""
    order = np.argsort(-of.points.mean(axis=1), kind="stable")
    points, who = of.points[order], of.who[order]
    codes = tuple(f"P{n}" for n in order)
    names = tuple(f"E{n}" for n in range(of.experts))
    rows = np.repeat(np.arange(len(order)), points.shape[1])
    parts = (points.mean(axis=1) / 100)[:, None]
    return Tables(codes, names, np.array([100.0]), parts, rows, who.ravel(), points.ravel(), 100.0)


def calibrated(of: Contest) -> Floats:
    """Scores without the shifts of experts, by least squares: written apart from the engine's exact one."""
    projects, panel = of.points.shape
    held = np.zeros((projects, of.experts))
    table = np.zeros_like(held)
    rows = np.arange(projects)[:, None]
    held[rows, of.who], table[rows, of.who] = 1.0, of.points
    normal = np.diag(held.sum(axis=0)) - held.T @ held / panel
    right = table.sum(axis=0) - held.T @ (table.sum(axis=1) / panel)
    shifts = np.linalg.pinv(normal, hermitian=True) @ right
    found: Floats = (of.points - shifts[of.who]).mean(axis=1)
    return found


def winners(scores: Floats, places: int) -> set[int]:
    return set(np.argsort(-scores, kind="stable")[:places].tolist())
