"""`python -m svetovod.engine.conformity`: a pickled problem on standard input, the pickled plan on standard output.

For a short-lived process of its own: the solver's memory goes with it, and whoever waits can stop waiting.
"""

import pickle
import sys

from . import AmountsTooLargeError, PlanProblem, solve


def main() -> None:
    problem = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent process, never from outside
    assert isinstance(problem, PlanProblem)
    try:
        plan = solve(problem)
    except AmountsTooLargeError as refusal:
        plan = refusal  # type: ignore[assignment]
    sys.stdout.buffer.write(pickle.dumps(plan))


if __name__ == "__main__":
    main()
