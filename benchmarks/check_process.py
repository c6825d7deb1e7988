"""The whole `svetovod check` process: `python benchmarks/check_process.py [WORKBOOK.xlsx]`, median of ten warm runs.

Without a workbook: an invented cluster of 30 participants with 150 purchases.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

RUNS, PARTICIPANTS, PURCHASES = 10, 30, 150


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("workbook", nargs="?", type=Path)
    given = parser.parse_args().workbook
    svetovod = str(Path(sys.executable).with_name("svetovod"))
    with tempfile.TemporaryDirectory() as folder:
        workbook = given or Path(folder) / "cluster.xlsx"
        if given is None:
            workbook.write_bytes(book())
        for name, extra in (("--json", ["--json"]), ("readable", [])):
            command = [svetovod, "check", str(workbook), "--on", "2021-06-24", *extra]
            times, spent = zip(*[timed(command) for _ in range(RUNS + 1)][1:], strict=True)
            print(
                f"svetovod check {name:>9}: median {statistics.median(times):.3f} s, worst {max(times):.3f} s, "
                f"of the processor {statistics.median(spent):.3f} s"
            )


def book() -> bytes:
    """Every fifth participant makes final products; each buys from five others and sometimes from outside."""
    from svetovod.engine.model import ParticipantRole
    from svetovod.engine.workbooks.samples import invented_inn, sample_cluster
    from svetovod.engine.workbooks.write import write_cluster

    small = sample_cluster()
    inns = [invented_inn(n) for n in range(1, PARTICIPANTS + 1)]
    people = tuple(
        replace(small.participants[0], inn=inn, name=f"Предприятие {n}", special_territory=n % 3 == 0,
                role=ParticipantRole.SUPPLIER if n % 5 else ParticipantRole.FINAL_PRODUCER)
        for n, inn in enumerate(inns)
    )  # fmt: skip
    rows = tuple(
        replace(small.purchases[0], buyer=inns[n % PARTICIPANTS], amount=Decimal(10_000 + n),
                seller=None if n % 7 == 0 else inns[(n * 3 + 1) % PARTICIPANTS])
        for n in range(PURCHASES)
    )  # fmt: skip
    return write_cluster(replace(small, participants=people, purchases=rows))


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds one waits, and seconds of the processor."""
    started, before = time.perf_counter(), os.times()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode == 2:
        sys.exit(done.stderr.decode() or done.stdout.decode())
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - started, spent


if __name__ == "__main__":
    main()
