"""`python -m svetovod.engine.meetings ROLE SECONDS`: a pickled problem in, pickled events out."""

import pickle
import resource
import sys

from .events import Event
from .problem import MeetingProblem, Repair
from .roles import SEARCHES, Role


def main() -> None:
    role, seconds = Role(sys.argv[1]), int(sys.argv[2])
    # a search whose parent has died ends by itself
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    problem = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent process, never from outside
    assert isinstance(problem, MeetingProblem | Repair)
    SEARCHES[role](problem, _tell)


def _tell(event: Event) -> None:
    sys.stdout.buffer.write(pickle.dumps(event))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
