"""How long all looks at the sureness of a ranking take: exact cases, 10,000 draws of points and 10,000 of weights.

python benchmarks/robustness.py [PROJECTS EXPERTS_PER_PROJECT CRITERIA POOL DRAWS]
"""

import sys
import time

from ranking import make

from svetovod.engine.ranking import rank
from svetovod.engine.robustness import Params, assess

GOAL_SECONDS = 3.0


def main() -> int:
    given = tuple(map(int, sys.argv[1:6])) or (500, 10, 10, 100, 10_000)
    round_ = make(*given[:4])
    spent, waited, kept = [], [], set()
    for _ in range(3):
        clock, processor = time.perf_counter(), time.process_time()
        found = assess(round_, params=Params(draws=given[4]), seed=41, ranking=rank(round_))
        found.to_json()
        spent.append(time.process_time() - processor)
        waited.append(time.perf_counter() - clock)
        kept.add(found.sha256)
    what = f"{given[0]} projects x {given[1]} of {given[3]} experts x {given[2]} criteria, {given[4]} draws twice"
    print(f"{what}: {min(waited):.3f} s, {min(spent):.3f} s of the processor")
    print(f"{len(found.decisive)} scores decide alone; the seed gives the same result: {len(kept) == 1}")
    return 1 if min(spent) > GOAL_SECONDS or len(kept) > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
