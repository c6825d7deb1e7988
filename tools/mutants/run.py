"""Do the tests notice? Changes what must not be wrong, a small change at a time, and asks the tests near it.

`run.py [TARGET...] [--most N]`: targets of `targets.toml`, so many changes of a module by chance (all: 0). What no
test notices stands in `unnoticed.toml` with the reason why none can; anything else there fails the command.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SOURCE = ROOT / "src"
# mutmut and what it needs stand apart from what the product and its tests use
sys.path.append(str(ROOT / ".venv" / "mutants"))

ENOUGH = 0.95
STANDS = 3600
"""Seconds of the clock, far beyond the processor's of `cold.py`: a change that waits for ever uses none of those."""


def main() -> None:
    targets = tomllib.loads((HERE / "targets.toml").read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(targets))
    parser.add_argument("--most", type=int, default=0, help="changes of a module, drawn by chance, 0: all")
    parser.add_argument("--only", default="", help="a part of a file's name and, after a space, of a function's")
    parser.add_argument("--quick", action="store_true", help="no fresh processes: what is found is to be asked again")
    parser.add_argument("--verbose", action="store_true", help="who noticed what")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    names = asked.targets or list(targets)
    if asked.inside:
        sys.exit(Run({name: targets[name] for name in names}, asked).run())
    options = [each for each in sys.argv[1:] if each not in targets]
    failed = []
    for group in _groups(names, targets):
        command = [sys.executable, __file__, *group, *options, "--inside"]
        if subprocess.run(command, env=_environment(targets[group[0]]), cwd=ROOT, check=False).returncode:
            failed += group
    sys.exit(f"not noticed enough, or without a reason, in: {', '.join(failed)}" if failed else 0)


def _groups(names: Sequence[str], targets: Mapping[str, Any]) -> list[list[str]]:
    """What asks the web stands in one process: a database is prepared once."""
    web = [name for name in names if targets[name].get("django")]
    return [*([name] for name in names if name not in web), *([web] if web else [])]


def _environment(target: Mapping[str, Any]) -> dict[str, str]:
    engine = {} if target.get("django") else {"SVETOVOD_ENGINE_ONLY": "1"}
    # no test may leave what the next run would count as a change
    return os.environ | engine | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}


def _of_its_own(environment: Mapping[str, str]) -> dict[str, str]:
    """A fresh process asks the server of the warm one, for a copy of the empty database that it has made, under a name
    of its own: it drops that at its end, and every change would be noticed from then on were it the warm one's."""
    if "SVETOVOD_ENGINE_ONLY" in environment:
        return dict(environment)
    at = urlsplit(environment["DATABASE_URL"])
    made = environment.get("SVETOVOD_SCENES") or f"svetovod_made_{environment['SVETOVOD_TEST_RUN']}"
    own = {name: value for name, value in environment.items() if name != "SVETOVOD_TEST_RUN"}
    return {**own, "DATABASE_URL": urlunsplit(at._replace(path=f"{at.path}_cold")), "SVETOVOD_SCENES": made}


class Run:
    """Targets in one process; of a change only the tests of its own target are asked."""

    def __init__(self, targets: Mapping[str, Mapping[str, Any]], asked: argparse.Namespace) -> None:
        self.asked, self.reasons = asked, reasons()
        found = [(name, source) for name, target in targets.items() for source in target["sources"]]
        only, _, self.only_inside = asked.only.partition(" ")
        self.files = {file: name for name, source in found for file in _modules(ROOT / source) if only in str(file)}
        self.tests = {name: target["tests"] for name, target in targets.items()}
        self.most = {name: asked.most or target.get("most", 0) for name, target in targets.items()}
        self.alone = [] if any(target.get("django") for target in targets.values()) else ["-p", "no:django"]
        self.counted: dict[Path, Counter[str]] = {}
        self.open: list[str] = []
        self.controlled: set[Path] = set()

    def run(self) -> int:
        import pytest
        from warm import Plugin

        began, used = time.time(), time.process_time()
        tests = dict.fromkeys(each for name in self.tests for each in self.tests[name])
        arguments = ["-q", "--tb=native", "-n", "0", "-p", "no:cacheprovider", *tests, *self.alone]
        code = pytest.main(arguments, plugins=[Plugin(self.made, self.report, self.near)])
        enough = [self.told(name) for name in self.tests]
        times = os.times()
        used = time.process_time() - used + times.children_user + times.children_system
        print(f"{time.time() - began:.0f} s, processor {used:.0f} s", flush=True)
        return int(bool(code) or bool(self.open) or not all(enough))

    def told(self, name: str) -> bool:
        """Says what was counted; whether it is enough."""
        total: Counter[str] = Counter()
        for file, counted in self.counted.items():
            if self.files[file] == name:
                print(f"{_short(file):44} {_figures(counted)}")
                total.update(counted)
        print(f"{name:44} {_figures(total)}")
        return total["noticed"] >= ENOUGH * max(sum(total.values()), 1)

    def made(self) -> Iterator[Any]:
        from changes import changes

        for file, name in self.files.items():
            self.counted[file] = Counter()
            made = changes(file, self.most[name])
            yield from (change for change in made if self.only_inside in (change.inside or "-"))

    def near(self, change: Any) -> list[Path]:
        """Where the tests of its target stand."""
        return [ROOT / each for each in self.tests[self.files[change.file]] if (ROOT / each).exists()]

    def report(self, change: Any, by: str | None) -> None:
        """What nobody noticed here is asked where nothing was computed beforehand."""
        if by is None and self.asked.quick:
            return
        where = f"{_short(change.file)} {change.inside or '-'}"
        if self.asked.verbose:
            print(f"{where}\n    {change.key}\n        {by}")
        reason = self.reasons.get((where, change.key))
        if by or (not reason and not self.asked.quick and self.cold(change)):
            self.counted[change.file]["noticed"] += 1
        elif reason:
            self.counted[change.file]["reason"] += 1
        else:
            self.counted[change.file]["open"] += 1
            self.open.append(where)
            print(f"NOT NOTICED {where}\n    {change.key}", flush=True)

    def cold(self, change: Any) -> bool:
        if change.file not in self.controlled:
            self.controlled.add(change.file)
            if self.fails_cold(change.file, change.file.read_text(encoding="utf-8")):
                sys.exit(f"the tests of {self.files[change.file]} fail on what is not changed")
        return self.fails_cold(change.file, change.text)

    def fails_cold(self, file: Path, changed: str) -> bool:
        module = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        with tempfile.TemporaryDirectory() as folder:
            text = Path(folder) / "text.py"
            text.write_text(changed, encoding="utf-8")
            tests = [*self.tests[self.files[file]], *self.alone]
            command = [sys.executable, str(HERE / "cold.py"), module, str(file), str(text), *tests]
            environment = _of_its_own(os.environ)
            try:
                done = subprocess.run(
                    command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=STANDS
                )
            except subprocess.TimeoutExpired:
                return True
            return bool(done.returncode)


def reasons() -> dict[tuple[str, str], str]:
    kept = tomllib.loads((HERE / "unnoticed.toml").read_text(encoding="utf-8"))
    return {(where, key): reason for where, changes in kept.items() for key, reason in changes.items()}


def _modules(source: Path) -> list[Path]:
    return sorted(source.rglob("*.py")) if source.is_dir() else [source]


def _short(file: Path) -> str:
    return str(file.relative_to(SOURCE / "svetovod"))


def _figures(counted: Counter[str]) -> str:
    every = sum(counted.values())
    part = counted["noticed"] / every if every else 1
    return f"{every:5} changes, {part:6.1%} noticed, {counted['reason']} with a reason, {counted['open']} not"


if __name__ == "__main__":
    main()
