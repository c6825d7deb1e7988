"""Experts to projects on published conference data: the best total and the fairest, each checked apart."""

import statistics
import time
from pathlib import Path

from svetovod.engine.assignment import AssignmentProblem, AssignmentStatus, Objective, check, read_problem, solve

ROOT = Path(__file__).resolve().parents[1]
INSTANCES = {"midl": 201.88, "midl_min2": 150.043, "aamas2016": 938.75, "preflib2": 140.0}  # with the known best total
RUNS = {Objective.TOTAL: 5, Objective.FAIR: 1}


def folder() -> Path | None:
    """The shared data stand beside the repository, or a level higher when this is one of several work trees."""
    places = [parent / "shared" / "benchmarks" / "assignment" for parent in ROOT.parents]
    return next((place for place in places if place.is_dir()), None)


def measure(name: str, problem: AssignmentProblem, objective: Objective) -> None:
    times = []
    for _ in range(RUNS[objective]):
        began = time.process_time()
        result = solve(problem, objective=objective)
        times.append(time.process_time() - began)
        assert not check(problem, result), check(problem, result)
    if objective is Objective.TOTAL:
        assert result.status is AssignmentStatus.OPTIMAL
        assert result.total is not None and abs(result.total - INSTANCES[name]) < 0.01, result.total
    bound = result.bound_total if objective is Objective.TOTAL else result.bound_minimum
    figures = f"total {result.total:.3f}, minimum {result.minimum:.4f}, bound {bound:.4f}"
    print(
        f"{name} {objective}: {figures}, {result.status}, {statistics.median(times):.3f} s of the processor", flush=True
    )


def main() -> None:
    import highspy._core  # noqa: F401 - loaded once a process, not what is measured

    data = folder()
    if data is None:
        print("shared/benchmarks/assignment is not beside the repository: nothing is measured")
        return
    for name in INSTANCES:
        problem = read_problem(data / f"{name}.npz")
        assert isinstance(problem, AssignmentProblem), problem
        for objective in Objective:
            measure(name, problem, objective)


if __name__ == "__main__":
    main()
