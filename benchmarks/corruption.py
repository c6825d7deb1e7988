"""Experts who are bought: how often it changes who wins, and how often the page of sureness flags it.

One pushes a project up or a rival down, a ring of several does it together. Success: the project enters the winners
(or the rival leaves them) though with honest sheets of the same experts it would not. Flags are those of the chair's
page: a sheet unlike the others, and a place that hangs on one sheet alone. The plain mean stands for the rule of the
order; trimmed is without the highest and the lowest sheet (with three experts that is the median).

python benchmarks/corruption.py [CONTESTS]
"""

import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.contests import Contest, Floats, contest, tables, winners

from svetovod.engine.robustness.experts import fit, unlike

PLACES, ABOVE, NEAR = 30, 20, 50  # winners; whoever stands at places from ABOVE to NEAR is worth a bribe
RULES = {
    "mean": lambda points: points.mean(axis=1),
    "trimmed": lambda points: np.sort(points, axis=1)[:, 1:-1].mean(axis=1),
    "median": lambda points: np.median(points, axis=1),
}
ATTACKS = (("up", 20, 1), ("up", 30, 1), ("down", 30, 1), ("up", 20, 2), ("up", 20, 3))


def bent(made: Contest, chance: np.random.Generator, way: str, points: int, ring: int) -> tuple[int, Contest, Floats]:
    """A project near the line, the contest with the scores of `ring` of its experts bent, and which sheets are bent."""
    order = np.argsort(-made.points.mean(axis=1), kind="stable")
    target = int(chance.choice(order[PLACES:NEAR] if way == "up" else order[ABOVE:PLACES]))
    changed = made.points.copy()
    # whom one can buy is chance; points stay within the scale
    bought = chance.permutation(made.points.shape[1])[:ring]
    changed[target, bought] = np.clip(changed[target, bought] + (points if way == "up" else -points), 0, 100)
    return target, Contest(made.truth, made.who, changed, made.experts), changed


def hangs(points: Floats, won: set[int]) -> set[int]:
    """Projects whose winning or not winning turns when any one sheet of theirs is left out."""
    scores = points.mean(axis=1)
    line_in, line_out = np.sort(scores)[::-1][PLACES - 1], np.sort(scores)[::-1][PLACES]
    panel = points.shape[1]
    without = (points.sum(axis=1, keepdims=True) - points) / (panel - 1)
    falls = (without < line_out).any(axis=1)
    rises = (without > line_in).any(axis=1)
    return {n for n in range(len(points)) if (falls[n] if n in won else rises[n])}


def extra(made: Contest, changed: Floats, flagged: set[int], chance: np.random.Generator) -> set[int]:
    """Winners once every flagged project has two more honest readers and its highest and lowest sheet is left out."""
    scores = changed.mean(axis=1)
    for project in flagged:
        more = made.truth[project] + chance.normal(0, 8, 2)
        scores[project] = np.sort(np.concatenate([changed[project], more]))[1:-1].mean()
    return winners(scores, PLACES)


def play(
    chance: np.random.Generator, panel: int, bias: int, attack: tuple[str, int, int], contests: int
) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for _ in range(contests):
        made = contest(chance, bias=bias, panel=panel)
        target, after, changed = bent(made, chance, *attack)
        for name, rule in RULES.items():
            before, now = winners(rule(made.points), PLACES), winners(rule(changed), PLACES)
            open_ = (target in before) == (attack[0] == "down")
            counts[f"{name} open"] += open_
            counts[f"{name} bent"] += open_ and (target in before) != (target in now)
        rows = tables(after)
        odd = {int(each.project[1:]) for each in unlike(rows, fit(rows))}
        won = winners(changed.mean(axis=1), PLACES)
        single = hangs(changed, won)
        counts["odd"] += target in odd
        counts["single"] += target in single
        counts["either"] += target in odd | single
        counts["burden"] += len(((odd | single) & won) - {target}) / max(len(won - {target}), 1)
        kept = extra(made, changed, odd | single, chance)
        counts["extra bent"] += (target in kept) == (attack[0] == "up")
    return counts


def main() -> None:
    contests = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    began = time.process_time()
    print(f"120 projects, 24 experts, {PLACES} winners, {contests} contests a line; per cent")
    for panel, bias in ((3, 0), (3, 4), (5, 0), (5, 4)):
        for way, points, ring in ATTACKS:
            if ring > panel // 2 + 1:
                continue
            chance = np.random.default_rng([31, panel, bias, points, ring, way == "up"])
            found = play(chance, panel, bias, (way, points, ring), contests)
            print(f"{panel} experts, shifts of {bias}, {ring} bought, {'+' if way == 'up' else '-'}{points}: "
                  f"{said(found, contests)}", flush=True)  # fmt: skip
    print(f"{time.process_time() - began:.0f} s of the processor")


def said(found: dict[str, float], contests: int) -> str:
    bends = ", ".join(f"{name} {found[f'{name} bent'] / max(found[f'{name} open'], 1):.0%}" for name in RULES)
    flags = {name: f"{found[name] / contests:.0%}" for name in ("either", "odd", "single", "burden", "extra bent")}
    return (
        f"bent {bends}; flagged {flags['either']} (sheet {flags['odd']}, hangs on one {flags['single']}); honest "
        f"winners flagged {flags['burden']}; two more readers for all flagged, trimmed: bent {flags['extra bent']}"
    )


if __name__ == "__main__":
    main()
