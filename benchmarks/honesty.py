"""Is the advice to look at the calibrated order honest, and do intervals of places hold the truth as often as said.

python benchmarks/honesty.py [CONTESTS] - of each kind; 1,000 take some minutes of the processor.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.contests import Contest, calibrated, contest, tables, winners

from svetovod.engine.ranking import Purse, Wish
from svetovod.engine.robustness.draws import Rules, by_points
from svetovod.engine.robustness.experts import fit, spread

PLACES = 30
DRAWS = 600


def gain(of: Contest) -> int:
    """How many more of the truly best stand among the winners by the calibrated order than by the plain one."""
    best = winners(of.truth, PLACES)
    plain = winners(of.points.mean(axis=1), PLACES)
    return len(best & winners(calibrated(of), PLACES)) - len(best & plain)


def advice(contests: int) -> None:
    print(f"calibration, 120 projects, 24 experts, {PLACES} winners, {contests} contests a line;")
    print("gain: truly best among the winners, calibrated less plain")
    chance = np.random.default_rng(21)
    for panel in (3, 5):
        for bias in (0, 2, 4, 5, 6, 8, 10):
            gains, advised = np.zeros(contests), np.zeros(contests, dtype=bool)
            for n in range(contests):
                made = contest(chance, bias=bias, panel=panel)
                rows = tables(made)
                gains[n], advised[n] = gain(made), spread(rows, fit(rows)).advised
            taken = gains[advised]
            told = f"{taken.mean():+.2f} +-{taken.std() / len(taken) ** 0.5:.2f}" if len(taken) > 1 else "none"
            always = f"{gains.mean():+.2f} +-{gains.std() / contests**0.5:.2f}"
            print(
                f"{panel} experts a project, shifts of {bias:2}: advised in {advised.mean():6.1%}, "
                f"gain when advised {told}, if always taken {always}",
                flush=True,
            )


def coverage(contests: int) -> None:
    chance = np.random.default_rng(22)
    for projects, experts, panel, bias in ((60, 12, 4, 0), (60, 12, 4, 4), (60, 12, 3, 8), (30, 8, 3, 4)):
        held = places = 0
        for seed in range(contests):
            made = contest(chance, bias=bias, projects=projects, experts=experts, panel=panel)
            rows = tables(made)
            rules = Rules(Purse(10**9), [Wish(1, 1)] * projects, strict=True, threshold=None)
            played = by_points(rows, spread(rows, fit(rows)), rules, draws=DRAWS, seed=seed)
            order = np.argsort(-made.truth, kind="stable")
            place = {f"P{project}": n for n, project in enumerate(order, 1)}
            held += sum(
                low <= place[code] <= high for code, low, high in zip(rows.codes, played.low, played.high, strict=True)
            )
            places += projects
        print(
            f"intervals of 95 %, {projects} projects, {panel} of {experts} experts, shifts of {bias}: "
            f"{held / places:.1%} of {places:,} places hold the truth ({contests} contests)",
            flush=True,
        )


def main() -> None:
    contests = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    began = time.process_time()
    advice(contests)
    coverage(contests)
    print(f"{time.process_time() - began:.0f} s of the processor")


if __name__ == "__main__":
    main()
