"""Business meetings on the published instances: all decided, schedules checked by the benchmark's own checker."""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from svetovod.engine.meetings import (
    Meeting,
    MeetingProblem,
    MeetingResult,
    MeetingStatus,
    Progress,
    Repair,
    fit,
    read_problem,
    repair,
    solve,
    tightest_first,
)

ROOT = Path(__file__).resolve().parents[1]
SMOKE = "tic-12crafc"


def folder() -> Path | None:
    """The shared data stand beside the repository, or a level higher when this is one of several work trees."""
    places = [parent / "shared" / "benchmarks" / "b2b" for parent in ROOT.parents]
    return next((place for place in places if place.is_dir()), None)


def processor() -> float:
    """Of the searches that have ended, seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def accepted(data: Path, instance: Path, result: MeetingResult) -> bool:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(result.to_json(), file)
        file.flush()
        command = [sys.executable, str(data / "check_b2b.py"), str(instance), file.name]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def measure(data: Path, row: dict[str, str]) -> tuple[MeetingResult, float]:
    instance = data / "instances" / f"{row['instance']}.dzn"
    problem = read_problem(instance).value
    assert isinstance(problem, MeetingProblem), problem
    first: list[float] = []

    def tell(progress: Progress) -> None:
        if progress.breaks is not None and not first:
            first.append(progress.seconds)

    before = processor()
    result = solve(problem, clock=time.monotonic, seconds=60.0, tell=tell)
    spent = processor() - before
    known = int(row["optimum"]) if row["optimum"] else None
    # no wrong claim, whatever the time allowed
    assert result.status is not MeetingStatus.OPTIMAL or result.breaks == known, (row, result)
    assert result.status is not MeetingStatus.INFEASIBLE or known is None, (row, result)
    assert result.status is MeetingStatus.UNKNOWN or accepted(data, instance, result), row
    draft = tightest_first(problem)
    reason = f"{len(result.reason.wishes)}{'' if result.reason.minimal else '+'}" if result.reason else ""
    shown = [
        row["instance"], result.status.value, _text(result.breaks), _text(result.bound), f"{result.seconds:.1f}",
        f"{spent:.1f}", f"{first[0]:.1f}" if first else "", str(draft.breaks), str(draft.unplaced), reason,
        row["seconds"],
    ]  # fmt: skip
    print(f"| {' | '.join(shown)} |", flush=True)
    return result, spent


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def crowd() -> None:
    """150 enterprises with 20 wishes each for 960 places: what the choice takes, and what a spreadsheet leaves."""
    chance = Random(1)
    pairs = [(one, other) for one in range(150) for other in range(one)]
    meetings = tuple(Meeting(*pair) for pair in chance.sample(pairs, 1500))
    weights = [chance.choice([1, 1, len(meetings) + 1]) for _ in meetings]
    problem = MeetingProblem(24, 12, 40, meetings, (frozenset(),) * 150)
    draft = tightest_first(problem, weights)
    for seconds in (6.0, 20.0):
        found = fit(problem, weights, clock=time.monotonic, seconds=seconds)
        memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(
            f"crowd, {seconds:.0f} s: {len(found.kept)} of 1500 held, most proven: {found.proven}, "
            f"breaks {found.schedule.breaks} (at least {found.schedule.bound}; spreadsheet {draft.breaks}), "
            f"{memory // 1024} MB"
        )


def mending() -> None:
    """Half as many meetings, all of them placed; then somebody is late, and then a table is lost."""
    chance = Random(2)
    pairs = [(one, other) for one in range(150) for other in range(one)]
    meetings = tuple(Meeting(*pair) for pair in chance.sample(pairs, 750))
    problem = MeetingProblem(24, 12, 40, meetings, (frozenset(),) * 150)
    found = fit(problem, [1] * len(meetings), clock=time.monotonic, seconds=6.0)
    assert len(found.kept) == len(meetings)
    slots, tables = found.schedule.slots, found.schedule.tables
    who = max(range(150), key=lambda each: sum(slots[number] <= 4 for number in problem.of[each]))
    absent = frozenset(range(1, 5))
    late = replace(problem, forbidden=tuple(absent if each == who else frozenset() for each in range(150)))
    fewer = replace(problem, tables=39)
    lost = frozenset(number for number, table in enumerate(tables) if table == max(tables))
    asked = {"somebody two hours late": Repair(late, slots), "a table lost": Repair(fewer, slots, lost)}
    for what, repair_ in asked.items():
        for seconds in (2.0, 10.0):
            made = repair(repair_, clock=time.monotonic, seconds=seconds)
            print(f"{what}: {made.changed} of 750 changed, proven fewest: {made.proven}, after {made.seconds:.1f} s")


def main() -> None:
    if "--crowd" in sys.argv:
        crowd()
        mending()
        return
    data = folder()
    if data is None:
        print("shared/benchmarks/b2b is not beside the repository: nothing is measured")
        return
    with (data / "optimum.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if "--smoke" in sys.argv:
        rows = [row for row in rows if row["instance"].startswith(SMOKE)]
    print(
        "| instance | status | breaks | bound | s | processor, s | first schedule, s | greedy breaks | greedy unplaced "
        "| wishes in the reason | prototype, s |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    results = [(row["instance"], *measure(data, row)) for row in rows]
    decided = [each for each in results if each[1].status in (MeetingStatus.OPTIMAL, MeetingStatus.INFEASIBLE)]
    originals = [each for each in results if each[0].endswith(".original")]
    print(f"decided with proof: {len(decided)} of {len(results)}")
    print(
        f"originals: {sum(each[1].seconds for each in originals):.1f} s, "
        f"processor {sum(each[2] for each in originals):.1f} s"
    )
    print(f"slowest: {max(each[1].seconds for each in results):.1f} s")


if __name__ == "__main__":
    main()
