"""The whole `svetovod check` process: `python benchmarks/check_process.py [WORKBOOK.xlsx]`, median of ten warm runs."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 10


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("workbook", nargs="?", type=Path, help="the example of `svetovod template cluster` if left out")
    given = parser.parse_args().workbook
    svetovod = str(Path(sys.executable).with_name("svetovod"))
    with tempfile.TemporaryDirectory() as folder:
        workbook = given or Path(folder) / "cluster.xlsx"
        if given is None:
            subprocess.run([svetovod, "template", "cluster", "-o", str(workbook)], check=True, capture_output=True)
        for name, extra in (("--json", ["--json"]), ("readable", [])):
            command = [svetovod, "check", str(workbook), "--on", "2021-06-24", *extra]
            times = [timed(command) for _ in range(RUNS + 1)][1:]
            print(f"svetovod check {name:>9}: median {statistics.median(times):.3f} s, worst {max(times):.3f} s")


def timed(command: list[str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode == 2:
        sys.exit(done.stderr.decode() or done.stdout.decode())
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
