"""The cheapest way to conform for 40 participants and 200 product groups, with the proof and the next best plan."""

import random
import sys
import time
from datetime import date
from decimal import Decimal

from svetovod.engine.conformity import check, prepare, solve
from svetovod.engine.facts import load
from svetovod.engine.model import Cluster, Participant, ParticipantRole, Purchase

PARTICIPANTS, PRODUCERS, GROUPS, SELLERS, ROWS = 40, 10, 200, 60, 2500
YEAR, DAY = 2020, date(2021, 12, 10)


def cluster(seed: int) -> Cluster:
    """Final producers buy most outside, from many sellers; every group is made by one to three participants."""
    chance = random.Random(seed)
    people = tuple(
        Participant(
            f"P{n}", f"P{n}",
            ParticipantRole.FINAL_PRODUCER if n < PRODUCERS else ParticipantRole.SUPPLIER,
            "RU-MO",
            special_territory=n % 5 == 0,
            joined_on=date(2018, 1, 1) if n % 3 else date(2020, 6, 1),
            newcomer=n >= PARTICIPANTS - 8,
        )
        for n in range(PARTICIPANTS)
    )  # fmt: skip
    groups = [f"{10 + n // 10}.{n % 10}0" for n in range(GROUPS)]
    rows = []
    for group in groups:
        for maker in chance.sample(range(PARTICIPANTS), chance.randint(1, 3)):
            rows.append(Purchase("P1" if maker != 1 else "P2", f"P{maker}", group, _amount(chance) / 20, YEAR - 1))
    for _ in range(ROWS):
        seller = f"S{chance.randrange(SELLERS)}" if chance.random() < 0.7 else None
        if chance.random() < 0.08:
            seller = f"P{chance.randrange(PARTICIPANTS - 8)}"
        rows.append(Purchase(f"P{chance.randrange(PRODUCERS)}", seller, chance.choice(groups), _amount(chance), YEAR))
    return Cluster("Benchmark", ("RU-MO",), YEAR, ("27.40",), people, tuple(rows))


def _amount(chance: random.Random) -> Decimal:
    return Decimal(chance.randint(10_000_00, 20_000_000_00)).scaleb(-2)


def main() -> None:
    import highspy._core  # noqa: F401 - loaded once a process, not what is measured

    times = []
    for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5):
        problem = prepare(cluster(seed), on=DAY, facts=load())
        began, started = time.perf_counter(), time.process_time()
        plan = solve(problem)
        times.append(time.process_time() - started)
        waited = time.perf_counter() - began
        assert plan.proven and not check(problem, plan), (plan.status, check(problem, plan))
        spent = f"{times[-1]:.2f} s of the processor, {waited:.2f} s waited"
        print(f"cluster {seed}: {spent}, {len(plan.steps)} steps, {plan.cost} proven", flush=True)
    print(f"{PARTICIPANTS} participants x {GROUPS} product groups: worst of {len(times)} {max(times):.2f} s")


if __name__ == "__main__":
    main()
