"""Assignments without rings of organisations that read one another: how many there were, how many stay, what it costs.

python benchmarks/rings.py [ROUNDS] - of each size, with a third of the experts from organisations that apply.
"""

import sys
import time

import numpy as np

from svetovod.engine.assignment import AssignmentProblem, Belonging, Demands, arrange, arrange_apart, weave

SIZES = ((24, 8, 3), (60, 20, 3), (120, 24, 3), (120, 40, 5))


def make(chance: np.random.Generator, projects: int, experts: int, need: int) -> tuple[AssignmentProblem, Belonging]:
    """Two organisations a project, one of them leading two projects; nobody reads a project of his own."""
    leads = [f"O{n // 2}" for n in range(projects)]
    of_project = [frozenset((lead, f"O{chance.integers(0, projects)}")) for lead in leads]
    speaking = chance.random(experts) < 1 / 3
    of_expert = [frozenset((f"O{chance.integers(0, projects // 2)}",) if speaks else ()) for speaks in speaking]
    allowed = np.array([[not (p & e) for e in of_expert] for p in of_project], dtype=bool)
    most = np.full(experts, -(-projects * need // experts) + 2, dtype=np.int64)
    scores = np.round(chance.random((projects, experts)), 2)
    zeros = np.zeros(experts, dtype=np.int64)
    return AssignmentProblem(scores, np.full(projects, need), most, zeros, allowed), Belonging(of_expert, of_project)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    for size in SIZES:
        chance = np.random.default_rng(51)
        before = after = apart = clean = 0
        cost, longest = 0.0, 0.0
        for _ in range(rounds):
            problem, belonging = make(chance, *size)
            plain = arrange(problem, Demands())
            given = np.zeros(problem.shape, dtype=bool)
            given[tuple(np.array(plain.pairs).T)] = True
            began = time.process_time()
            woven = arrange_apart(problem, Demands(), belonging)
            longest = max(longest, time.process_time() - began)
            before += len(weave(given, belonging).rings)
            after += len(woven.weave.rings)
            clean += not woven.weave.rings
            apart += not woven.weave.connected
            cost += woven.cost / plain.total
        print(
            f"{size[0]} projects, {size[2]} of {size[1]} experts: {before} rings in {rounds} rounds, {after} left, "
            f"{clean} rounds without any, {apart} not connected; cost {cost / rounds:.2%} of the sum of fits, "
            f"longest {longest:.2f} s of the processor",
            flush=True,
        )


if __name__ == "__main__":
    main()
