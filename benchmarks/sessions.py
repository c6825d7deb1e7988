"""A large session: visits of 1,500 people over 20 groups by three wishes, 40 projects before 12 experts."""

import random
import statistics
import sys
import time

from svetovod.engine import pitches, visits

SMOKE = "--smoke" in sys.argv


def wishes(seed: int, people: int = 1500, groups: int = 20, free: int = 65) -> visits.VisitProblem:
    """Some enterprises are wished far more than others, as they are."""
    chance, weights = random.Random(seed), [1 / (1 + each) for each in range(groups)]
    rows = []
    for _person in range(people):
        row: list[int] = []
        while len(row) < 3:
            group = chance.choices(range(groups), weights)[0]
            row += [group] if group not in row else []
        rows.append(tuple(row))
    return visits.VisitProblem(tuple(rows), (free,) * groups)


def presentations(seed: int, projects: int = 40, experts: int = 12) -> pitches.PitchProblem:
    """Two halls, four rows of six each; every expert knows three of eight fields and misses a fifth of the rows."""
    chance, fields = random.Random(seed), [f"field {each}" for each in range(8)]
    blocks = tuple(pitches.Block(6, row) for row in range(4) for _hall in range(2))
    return pitches.PitchProblem(
        tuple(
            pitches.Presented(f"cluster {chance.randrange(14)}", frozenset(chance.sample(fields, 2)))
            for _project in range(projects)
        ),
        blocks,
        tuple(
            pitches.Panelist(
                frozenset(chance.sample(fields, 3)),
                frozenset(each for each in range(len(blocks)) if chance.random() < 0.8),
                frozenset(chance.sample(range(projects), 3)),
            )
            for _expert in range(experts)
        ),
        least=2,
        most=5,
        load=3,
    )


def main() -> None:
    import highspy._core  # noqa: F401 - loaded once a process, not what is measured

    times = []
    for seed in range(1 if SMOKE else 5):
        problem = wishes(seed, people=150 if SMOKE else 1500, free=7 if SMOKE else 65)
        began = time.perf_counter()
        result = visits.solve(problem)
        times.append(time.perf_counter() - began)
        assert result.proven and not visits.check(problem, result)
    goes = sum(each is not None for each in result.groups)
    print(f"visits: {len(problem.wishes)} people, 20 groups, 3 wishes: {goes} go, optimum proven in all runs; "
          f"median {statistics.median(times):.3f} s, worst {max(times):.3f} s")  # fmt: skip
    for seed in range(1 if SMOKE else 3):
        given = presentations(seed, projects=12 if SMOKE else 40)
        began = time.perf_counter()
        found = pitches.solve(given, seconds=2 if SMOKE else 15)
        took = time.perf_counter() - began
        assert not pitches.check(given, found), pitches.check(given, found)
        print(f"presentations: {len(given.projects)} projects, {len(given.experts)} experts: {found.value} points, "
              f"bound {found.bound:.0f}, {found.status}, {took:.1f} s")  # fmt: skip


if __name__ == "__main__":
    main()
