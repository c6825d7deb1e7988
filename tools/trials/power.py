"""Goal: nothing that was answered is lost when the power goes (`make torture`).

An installation of its own on 127.0.0.1, PostgreSQL and files, on a disk of which every write is noted (disk.py), under
people who register, file, replace, attach files, keep drafts and submit sheets; what they are answered is kept outside
of it. Then the power goes, as often as is asked, at moments of that one recording: the first while the product is being
installed, one right after the first answer of each kind, half of the rest right after an answer, half at any write. Of
each the disk is made that may be left (forgetful.py): what was flushed, and of what was on its way all, nothing or torn
sectors. The kernel takes that disk, PostgreSQL begins again, and everything answered before that moment has to be
there, nothing doubled, no row of a file without its bytes, the journal whole; now and then a web server begins, too,
and registers one more. Exit code 1 when anything is not so, 77 where there is no root or no disk to try it on.
`TMPDIR=/dev/shm` is quick and takes 2 GB of memory.

`--hasty` is the control: PostgreSQL with `fsync=off`. `--hasty-files` is the other: files and keys of the product are
not synced, while PostgreSQL is as it should be. Then exit code 1 means that nothing was lost, whatever else was wrong.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disk import disk, mounted
from forgetful import notes, on_their_way, states
from kills import Installation
from people import APPLICANTS, EXPERTS, KEEPERS, KINDS, READERS, People, faults
from place import HERE, folder, world

from svetovod import postgres, supervisor

SIZE, TRIED = 1536 << 20, 64 << 20
TAKING = 0.6
"""The share of the time in which applications are taken in; in the rest they are scored."""
BEGINS_WHOLLY = 10
"""At so many cuts one is looked at with a web server that begins, too."""
NOTHING_CHECKED = 77
"""The exit code where there is no disk to try it on: neither well nor ill."""
WORLD = HERE / "world.py"
UNSYNCED = "import os\nos.fsync = lambda _handle: None\n"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cuts", type=int, default=50, help="how often the power goes while people work")
    options.add_argument("--installing", type=int, default=5, help="and while the product is being installed")
    options.add_argument("--seconds", type=float, default=120, help="how long people work")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--hasty", action="store_true", help="a control run, which must lose: PostgreSQL")
    options.add_argument("--hasty-files", action="store_true", help="a control run, which must lose: files")
    said = options.parse_args()
    if os.geteuid() or not Path("/dev/fuse").exists():
        print("not checked: a disk of our own needs root and /dev/fuse")
        return NOTHING_CHECKED
    chance = random.Random(said.seed)
    with folder() as home:
        if why := unable(home):
            print(f"not checked: no disk of our own here: {why}")
            return NOTHING_CHECKED
        settings = {"fsync": "off"} if said.hasty else {}
        with hasty_files(home) if said.hasty_files else nothing():
            recording = Recording(home, said.seconds, **settings)
        moments = recording.moments(said.cuts, said.installing, chance)
        looking = Looking(recording, home)
        try:
            looking.at(moments, chance)
        finally:
            result = looking.result()
            print(json.dumps(result, ensure_ascii=False, indent=1))
    return verdict(result, control=said.hasty or said.hasty_files)


def verdict(result: dict[str, Any], *, control: bool) -> int:
    """The exit code. A control has lost what was answered, or else it shows nothing: that something was refused, or
    could not be counted, is no loss."""
    if control:
        return int(not result["cuts with a loss"])
    return int(bool(result["cuts with a loss"] or sum(result["lost"].values()) or result["faults"]))


def unable(home: Path) -> str:
    """Why the kernel takes no disk from us, tried on a small one: a container may have neither mounts nor loops."""
    tried = home / "tried"
    tried.mkdir()
    try:
        with disk(home / "tried.log", tried, TRIED):
            return ""
    except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
        return str(error)


@contextmanager
def nothing() -> Iterator[None]:
    yield


@contextmanager
def hasty_files(home: Path) -> Iterator[None]:
    """Python processes that begin in the block do not sync."""
    (home / "hasty").mkdir()
    (home / "hasty" / "sitecustomize.py").write_text(UNSYNCED)
    os.environ["PYTHONPATH"] = str(home / "hasty")
    try:
        yield
    finally:
        del os.environ["PYTHONPATH"]


class Recording:
    """An installation from nothing, people at work, and the log of the disk under both."""

    def __init__(self, home: Path, seconds: float, **settings: str) -> None:
        self.log = home / "log"
        mount = home / "disk"
        mount.mkdir()
        with disk(self.log, mount, SIZE):
            self.empty = time.monotonic()
            with Installation(inside(mount), **settings) as place:
                plan = world(place.environ, "build", filings=APPLICANTS, experts=EXPERTS, keepers=KEEPERS)
                world(place.environ, "announce", seconds=7 * 86400)
                self.built = time.monotonic()
                self.secret = (place.var / "keys" / "secret").read_text()
                self.people = People(plan, place.ports)
                place.start_web(place.ports)
                self.work(self.people.takers(), seconds * TAKING)
                world(place.environ, "deadline", seconds=0)
                given = world(place.environ, "scoring", readers=READERS)
                self.work(self.people.scorers(given), seconds * (1 - TAKING))

    def work(self, people: Sequence[Any], seconds: float) -> None:
        threads, until = self.people.begin(people), time.monotonic() + seconds
        while time.monotonic() < until and not self.people.failures:
            time.sleep(0.2)
        self.people.end(threads)

    def moments(self, cuts: int, installing: int, chance: random.Random) -> list[float]:
        """Where more writes are on their way a cut is likelier."""
        first: dict[str, float] = {}
        for at, kind, _what in self.people.kept:
            first.setdefault(kind, at)
        answers = [at for at, _kind, _what in self.people.kept]
        under_way = list(on_their_way(notes(self.log)))
        early = [at for at, _number in under_way if self.empty < at < self.built]
        late = [(at, number) for at, number in under_way if answers[0] < at < answers[-1]]
        found = list(first.values())[:cuts]
        rest = cuts - len(found)
        found += chance.choices(answers, k=rest // 2)
        found += chance.choices([at for at, _ in late], [number for _, number in late], k=rest - rest // 2)
        # an answer is noted when it is here: the very next moment
        return sorted([each + 1e-6 for each in found] + chance.choices(early, k=installing))


def inside(mount: Path) -> Path:
    var = mount / "var"
    var.mkdir(exist_ok=True)
    var.chmod(0o711)
    return var


@dataclass
class Looking:
    """What is left after each cut."""

    recording: Recording
    home: Path
    counter: "subprocess.Popen[str] | None" = None
    lost: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(KINDS, 0)))
    asked: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    under_way: list[int] = field(default_factory=list)
    with_a_loss: int = 0
    began: float = field(default_factory=time.monotonic)

    def at(self, moments: Sequence[float], chance: random.Random) -> None:
        image, mount = self.home / "left", self.home / "mount"
        mount.mkdir()
        for number, (moment, pending) in enumerate(states(self.recording.log, SIZE, moments, image, chance)):
            self.under_way.append(pending)
            said = f"cut {number + 1}, {moment - self.recording.built:+.3f} s, {pending} writes on their way"
            try:
                with mounted(image, mount):
                    found = self.one(inside(mount), moment, wholly=number % BEGINS_WHOLLY == 0)
            except (subprocess.CalledProcessError, postgres.PostgresFailed, supervisor.PreparationFailed) as error:
                found = [f"does not begin again: {str(error)[-500:]}"]
                self.with_a_loss += 1
            except Exception as error:  # a web server that does not begin, a file that is gone: of this cut, and told
                found = [f"{type(error).__name__}: {str(error)[-500:]}"]
                self.dismiss()
            self.faults += [f"{said}: {each}" for each in found]
            print(said, found or "whole", file=sys.stderr, flush=True)
        self.dismiss()

    def dismiss(self) -> None:
        """The next that is counted is counted by another process."""
        if self.counter:
            self.counter.kill()
            self.counter.communicate()
            self.counter = None

    def result(self) -> dict[str, Any]:
        people, under_way = self.recording.people, self.under_way
        return {
            "cuts": len(under_way), "with writes on their way": sum(map(bool, under_way)), "writes": sum(under_way),
            "cuts with a loss": self.with_a_loss,
            "answered": people.answered_in_all(), "looked for": dict(self.asked), "lost": dict(self.lost),
            "seconds": round(time.monotonic() - self.began),
            "faults": self.faults + [f"refused: {each}" for each in people.refused],
        }  # fmt: skip

    def one(self, var: Path, moment: float, *, wholly: bool) -> list[str]:
        place = Installation(var)
        try:
            place.start_database()
            if moment < self.recording.built:
                supervisor.prepare(place.environ)
                return []
            return self.held(place, self.recording.people.promised(moment)) + (self.goes_on(place) if wholly else [])
        finally:
            place.__exit__()

    def held(self, place: Installation, promised: dict[str, Any]) -> list[str]:
        """What is wrong with what was promised; each time in a process that has nothing in its memory."""
        if not self.counter:
            command = [sys.executable, WORLD, "counts"]
            self.counter = subprocess.Popen(
                command, env=place.environ, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        self.counter.stdin.write(json.dumps(promised) + "\n")
        self.counter.stdin.flush()
        counted = json.loads(self.counter.stdout.readline())
        if "error" in counted:
            return [counted["error"]]
        found = faults(counted)
        for kind, rows in counted["lost"].items():
            self.lost[kind] += len(rows)
            found += [f"lost {kind}: {len(rows)}, {', '.join(rows[:3])}"] if rows else []
        for kind, name in zip(KINDS, ("registered", "filed", "replaced", "drafts", "scored", "files"), strict=True):
            self.asked[kind] += promised[name].total() if name == "replaced" else len(promised[name])
        secret = place.var / "keys" / "secret"
        another = not secret.exists() or secret.read_text() != self.recording.secret
        self.with_a_loss += bool(another or counted["bare"] or any(counted["lost"].values()))
        return [*found, "another key of the server"] if another else found

    def goes_on(self, place: Installation) -> list[str]:
        place.start_web(place.ports[:1])
        people = People(self.recording.people.plan, place.ports[:1])
        threads = people.begin([lambda: people.register(99)])
        until = time.monotonic() + 60
        while time.monotonic() < until and not (people.kept or people.refused or people.failures):
            time.sleep(0.1)  # `answers` is set by the page of the form already
        people.end(threads)
        return people.refused + ([] if people.kept else ["nobody is answered"])


if __name__ == "__main__":
    sys.exit(main())
