"""How long a ranking with every case without one expert takes, and whether a the outsider's writing agrees.

python benchmarks/ranking.py [PROJECTS EXPERTS_PER_PROJECT CRITERIA POOL]
"""

import importlib.util
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from svetovod.engine.model import Candidate, Criterion, Score, SelectionRound
from svetovod.engine.ranking import rank, round_to_json

GOAL_SECONDS = 1.0
START = datetime(2021, 9, 1, tzinfo=UTC)


def make(projects: int, experts: int, criteria: int, pool: int, *, seed: int = 41) -> SelectionRound:
    """A round with half-point scores; money for about a third of the projects."""
    chance = random.Random(seed)
    names = [f"Э{n:03}" for n in range(pool)]
    weights = [Decimal(100 // criteria)] * (criteria - 1)
    weights.append(100 - sum(weights, Decimal(0)))
    sheet = tuple(
        Criterion(f"К{n}", "", weight, Decimal(chance.choice([5, 7, 10]))) for n, weight in enumerate(weights)
    )
    candidates = tuple(
        Candidate(
            code=f"P{n:04}",
            title="",
            requested=Decimal(chance.randint(10**6, 10**8)),
            registered_at=START + timedelta(minutes=chance.randint(0, 900)),
            admitted=True,
            minimum=Decimal(10**6),
        )
        for n in range(projects)
    )
    scores = tuple(
        Score(candidate.code, name, criterion.code, Decimal(chance.randint(0, 10)) / 2)
        for candidate in candidates
        for name in chance.sample(names, experts)
        for criterion in sheet
    )
    limit = sum((candidate.requested for candidate in candidates), Decimal(0)) // 3
    return SelectionRound(limit, sheet, candidates, scores)


def outsiders_result(round_: SelectionRound) -> object:
    path = Path(__file__).parents[1] / "tests/engine/ranking/outsider.py"
    spec = importlib.util.spec_from_file_location("outsider", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.rank(round_to_json(round_))


def main() -> int:
    sizes = (
        [tuple(map(int, sys.argv[1:5]))]
        if len(sys.argv) > 1
        else [(500, 10, 10, 10), (500, 10, 10, 100), (2000, 5, 10, 200)]
    )
    slow = 0
    for size in sizes:
        round_ = make(*size)
        times = []
        for _ in range(3):
            start = time.perf_counter()
            ranking = rank(round_)
            ranking.to_json()
            times.append(time.perf_counter() - start)
        best = min(times)
        slow += size[0] <= 500 and best > GOAL_SECONDS
        what = f"{size[0]} projects x {size[1]} of {size[3]} experts x {size[2]} criteria"
        print(f"{what}: {best:.3f} s, {len(ranking.without)} cases")
    agree = all(
        outsiders_result(small) == rank(small).to_json()
        for seed in range(20)
        for small in [make(12, 3, 4, 6, seed=seed)]
    )
    print(f"the outsider's writing agrees on 20 rounds: {agree}")
    return 1 if slow or not agree else 0


if __name__ == "__main__":
    sys.exit(main())
