"""Ties of experts to organisations planted in an invented graph: found by kind, whole and spoiled; bars without a
ground; an assignment over the bars that are found.

python benchmarks/conflicts.py [ORGANISATIONS [EXPERTS [SEEDS]]]
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.engine.interests.planted import World, judge, world

from svetovod.engine.assignment import AssignmentProblem, solve
from svetovod.engine.interests import Kind, Strength

WAYS = ((True, "whole"), (False, "spoiled"))
NEED, PARTIES, CAPACITY = 3, 3, 6


def assigned_over_bars(made: World, links: dict, seed: int) -> tuple[int, int]:
    """Three parties and three experts an application: pairs in all, and those tied by a planted bar."""
    chance = random.Random(seed)
    experts, houses = list(made.people), [tie.party for tie in made.ties]
    applications = [chance.sample(houses, PARTIES) for _ in range(len(experts) // 2)]
    barred = {pair for pair, rows in links.items() if any(each.strength is Strength.BARS for each in rows)}
    allowed = np.array([[not any((key, inn) in barred for inn in row) for key in experts] for row in applications])
    problem = AssignmentProblem(
        np.random.default_rng(seed).random(allowed.shape), np.full(len(applications), NEED),
        np.full(len(experts), CAPACITY), np.zeros(len(experts), dtype=np.int64), allowed,
    )  # fmt: skip
    pairs = solve(problem, seed=seed).pairs
    hard = {(tie.person, tie.party) for tie in made.ties if tie.hard}
    return len(pairs), sum(any((experts[who], inn) in hard for inn in applications[what]) for what, who in pairs)


def main() -> None:
    organisations, experts, seeds = (int(sys.argv[at]) if len(sys.argv) > at else each for at, each in _DEFAULTS)
    total, sums, spent, given, wrong = Counter(), Counter(), 0.0, 0, 0
    for seed in range(seeds):
        made = world(organisations, experts, seed)
        began = time.process_time()
        links = made.links()
        spent = max(spent, time.process_time() - began)
        score = judge(made, links)
        for (kind, whole), (found, planted) in score.found.items():
            total[kind, whole] += found
            sums[kind, whole] += planted
        sums["barred"] += score.barred
        sums["false"] += score.false_bars
        sums["signs"] += score.signs
        sums["strange"] += score.strange
        pairs, over = assigned_over_bars(made, links, seed)
        given, wrong = given + pairs, wrong + over
    print(f"{organisations} organisations, {experts} experts, {seeds} graphs")
    for kind in Kind:
        told = (f"{total[kind, whole]} of {sums[kind, whole]} {word}" for whole, word in WAYS)
        print(f"{kind}: {', '.join(told)}")
    for whole, word in WAYS:
        found, planted = (sum(each[kind, whole] for kind in Kind) for each in (total, sums))
        print(f"all {word}: {found / planted:.2%} of {planted}")
    print(f"bars: {sums['barred']}, without a ground {sums['false']}")
    print(f"signs to look at: {sums['signs']}, of pairs with no planted tie {sums['strange']}")
    print(f"assigned: {given} pairs, over a planted bar {wrong}")
    print(f"longest {spent:.2f} s of the processor")


_DEFAULTS = ((1, 2000), (2, 500), (3, 5))

if __name__ == "__main__":
    main()
