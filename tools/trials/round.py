"""Goal: a whole selection, pressed in pages by the person whose step it is, and checked by sums of our own.

An installation of its own on 127.0.0.1 and one browser. 24 projects, 8 experts and one who comes in another's place:
a draft announced, applications filed, one returned for completion, one not admitted, officers who differ; a conflict
found late and one declared late, an expert replaced; equal scores where the money ends; the sitting and the signed
protocol; an appeal upheld and counted again, another rejected; a partial award declined and the reserve promoted.
Places and money are then computed from the scores as they were typed here, and each protocol must say the same; with
the export `svetovod verify --recompute` must agree, and the outsider's program. The first wrong answer ends the run
with exit code 1.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import play_intake as intake
import play_judging as judging
import play_result as result
from hands import Wrong, sitting_down
from place import folder, free_port, wait_for, web, world
from play import PROJECTS, SHARED, Play

from svetovod import supervisor

ACTS = (
    intake.announce, intake.invite, intake.file, intake.check, judging.assign, judging.score, result.open_scores,
    result.decide, result.publish, result.appeal, result.award, result.audit,
)  # fmt: skip
SVETOVOD = (sys.executable, "-c", "from svetovod.cli.app import main; main()")
OUTSIDER = Path(__file__).resolve().parents[2] / "tests" / "engine" / "ranking" / "outsider.py"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--picture", type=Path, help="where to keep a picture of the page at which it broke")
    options.add_argument("--export", type=Path, help="where to keep the export")
    said = options.parse_args()
    began = time.monotonic()
    with folder() as var, installation(var) as (url, environ):
        people = world(
            environ, "build", script="contest.py", projects=PROJECTS, shared=SHARED, at="2026-02-02T09:00+03:00"
        )
        with sitting_down(url, people["cookies"]) as hands:
            play = Play(hands, people, environ, var)
            try:
                for act in ACTS:
                    print(f"{time.monotonic() - began:4.0f} s {act.__name__}", flush=True)
                    act(play)
            except Exception:
                if said.picture:
                    hands.page.screenshot(path=said.picture, full_page=True)
                raise
        verified(var / "EXPORT.zip")
        if said.export:
            said.export.write_bytes((var / "EXPORT.zip").read_bytes())
    print(
        f"{hands.opened} pages opened, {hands.pressed} buttons pressed in {time.monotonic() - began:.0f} s: all agree"
    )
    return 0


@contextmanager
def installation(var: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A server whose day can be moved, without the people of the demonstration."""
    with supervisor.database(var) as extra:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        supervisor.prepare(supervisor.environment(var, extra, demo=False) | {"SVETOVOD_URL": url})
        environ = supervisor.environment(var, extra, demo=True) | {"SVETOVOD_URL": url}
        children = [supervisor.child(supervisor.WORKER, environ), web(environ, port)]
        try:
            wait_for(port, children[1])
            yield url, environ
        finally:
            for each in reversed(children):
                supervisor.stop(each)


def verified(export: Path) -> None:
    """By the product's own verifier, and by the outsider's program that knows nothing of it."""
    done = subprocess.run(
        [*SVETOVOD, "verify", export, "--recompute", "--json"], capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout or "{}")
    if done.returncode or not report.get("ok"):
        raise Wrong(f"svetovod verify --recompute: {done.returncode} {report} {done.stderr}")
    second = subprocess.run([sys.executable, OUTSIDER, export], capture_output=True, text=True, check=False)
    if second.returncode:
        raise Wrong(f"outsider.py: {second.stdout}{second.stderr}")


if __name__ == "__main__":
    sys.exit(main())
