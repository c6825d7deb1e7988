"""How experts differ: shifts, what is left over, whether a correction would help, sheets unlike the others.

Points of a sheet = the project's figure + the expert's shift + the rest, by least squares.
"""

from dataclasses import dataclass

import numpy as np

from .tables import Floats, Tables

SURE = 2.33  # of a normal variable: one chance in a hundred
WORTH = 0.5  # shifts smaller than half of the rest do more harm than good when corrected
CLEAR = 4.0  # and so do shifts whose variance is not so many times that of their own estimate
UNLIKE = 3.0  # a sheet so many deviations from what project and expert let expect


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations, in points of 100: of `projects`, of `shifts` between experts, of the `rest`, `within` a
    project in all, and of the `error` of an estimated shift."""

    projects: float
    shifts: float
    rest: float
    within: float
    error: float
    sure: bool

    @property
    def advised(self) -> bool:
        """Whether the calibrated order may be worth a look: shifts are certain, large, and known well enough."""
        large = self.shifts >= WORTH * self.rest
        return self.sure and large and self.shifts**2 >= CLEAR * self.error**2


@dataclass(frozen=True, slots=True)
class Unlike:
    """A sheet that lies `deviations` away from what its project and its expert let expect."""

    project: str
    expert: str
    points: float
    expected: float
    deviations: float


@dataclass(frozen=True, eq=False, slots=True)
class Fit:
    """`expected` points of every sheet and its `leverage`: what it says of itself."""

    expected: Floats
    leverage: Floats


def fit(tables: Tables) -> Fit:
    projects, experts = len(tables.codes), len(tables.experts)
    held = np.zeros((projects, experts))
    held[tables.sheet_project, tables.sheet_expert] = 1.0
    counts = np.maximum(held.sum(axis=1), 1.0)
    table = np.zeros_like(held)
    table[tables.sheet_project, tables.sheet_expert] = tables.points
    normal = np.diag(held.sum(axis=0)) - held.T @ (held / counts[:, None])
    right = table.sum(axis=0) - held.T @ (table.sum(axis=1) / counts)
    inverse = np.linalg.pinv(normal, hermitian=True)
    shifts = inverse @ right
    figures = ((table - shifts[None, :] * held).sum(axis=1)) / counts
    expected = figures[tables.sheet_project] + shifts[tables.sheet_expert]
    # a sheet's own part: one in the mean of its project, and one in its expert's shift
    share = 1.0 / counts[tables.sheet_project]
    own = np.eye(experts)[tables.sheet_expert] - (held / counts[:, None])[tables.sheet_project]
    leverage = share + ((own @ inverse) * own).sum(axis=1)
    return Fit(expected, np.minimum(leverage, 1.0))


def spread(tables: Tables, fit_: Fit) -> Spread:
    """Components of variance by the method of moments; all zero where nobody shares a project."""
    sheets, projects, experts = len(tables.points), len(tables.codes), len(tables.experts)
    held = int((tables.counts > 0).sum())
    free = sheets - held
    if free <= 0 or experts < 2:
        return Spread(float(np.std(tables.scores)) if projects > 1 else 0.0, 0.0, 0.0, 0.0, 0.0, sure=False)
    counts = np.maximum(tables.counts, 1)
    means = np.bincount(tables.sheet_project, tables.points, minlength=projects) / counts
    within = float(((tables.points - means[tables.sheet_project]) ** 2).sum())
    expected, leverage = fit_.expected, fit_.leverage
    rest = float(((tables.points - expected) ** 2).sum())
    left = max(sheets - float(leverage.sum()), 0.0)
    between, used = max(within - rest, 0.0), free - left
    variance = rest / left if left >= 1 else within / free
    # what the shifts add to the variance within projects, by their part in it
    shifts = max(within / free - variance, 0.0)
    noise = within / free / counts
    true = float(np.var(means[tables.counts > 0], ddof=1) - noise[tables.counts > 0].mean()) if held > 1 else 0.0
    sure = left >= 1 and used >= 1 and _normal_of_f(between / used, variance, used, left) > SURE
    error = variance * experts / free  # an expert has sheets / experts of them, and each project keeps one for itself
    deviations = (max(true, 0.0) ** 0.5, shifts**0.5, variance**0.5, (within / free) ** 0.5, error**0.5)
    return Spread(*deviations, sure=sure)


def _normal_of_f(between: float, within: float, first: float, second: float) -> float:
    """A ratio of variances as a normal deviation (Paulson 1942)."""
    if within <= 0:
        return float("inf") if between > 0 else 0.0
    root = (between / within) ** (1 / 3)
    one, two = 2 / (9 * first), 2 / (9 * second)
    return float(((1 - two) * root - (1 - one)) / (two * root**2 + one) ** 0.5)


def unlike(tables: Tables, fit_: Fit) -> tuple[Unlike, ...]:
    """Sheets far from what is expected, the farthest first."""
    sheets = len(tables.points)
    if sheets < 3 or len(tables.experts) < 2:
        return ()
    expected, leverage = fit_.expected, fit_.leverage
    rest = tables.points - expected
    left = sheets - float(leverage.sum())
    if left < 1:
        return ()
    scale = (float((rest**2).sum()) / left) ** 0.5
    room = np.sqrt(np.maximum(1.0 - leverage, 0.0))
    sized = np.where(room > 1e-6, rest / np.maximum(scale * room, 1e-12), 0.0)
    order = np.argsort(-np.abs(sized), kind="stable")
    return tuple(
        Unlike(
            tables.codes[tables.sheet_project[n]], tables.experts[tables.sheet_expert[n]], float(tables.points[n]),
            float(expected[n]), float(sized[n]),
        )
        for n in order
        if abs(sized[n]) >= UNLIKE
    )  # fmt: skip
