"""Goal: a practical session for 150 people of 40 regions, built from an empty installation by one organiser in pages.

An installation of its own on 127.0.0.1 and one browser. The first administrator comes in by the command of the
documentation; the organiser plans, announces, registers, chooses, schedules, holds and reports; what is known of the
session of Saransk must stand in the releases, and the numbers of what was pressed here. Printed: pages opened, buttons
pressed and seconds of every act. The first wrong answer ends the run with exit code 1.
"""

import argparse
import sys
import time
from pathlib import Path

import play_days as days
import play_plan as plan
from hands import sitting_down
from place import folder
from round import installation
from stage import Size, Stage

ACTS = (
    plan.found, plan.plan, plan.programme, plan.announce, days.register, days.wish, days.call, days.propose,
    days.assign, days.hold, days.pitch, days.finish, days.papers,
)  # fmt: skip
SIZE = Size(delegations=40, each=4, projects=12, experts=8, wishes=40)


def played(stage: Stage) -> None:
    """Every act, with what it cost."""
    for act in ACTS:
        opened, pressed, began = stage.hands.opened, stage.hands.pressed, time.monotonic()
        act(stage)
        opened, pressed = stage.hands.opened - opened, stage.hands.pressed - pressed
        print(f"{act.__name__:12} {opened:4} pages {pressed:5} buttons {time.monotonic() - began:6.1f} s", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--picture", type=Path, help="where to keep a picture of the page at which it broke")
    said = options.parse_args()
    with folder() as var, installation(var) as (url, environ), sitting_down(url, {}) as hands:
        stage = Stage(hands, environ, var, SIZE)
        try:
            played(stage)
        except Exception:
            if said.picture:
                hands.page.screenshot(path=said.picture, full_page=True)
            raise
    print(f"{SIZE.people} people, {SIZE.projects} projects: {hands.opened} pages, {hands.pressed} buttons")
    return 0


if __name__ == "__main__":
    sys.exit(main())
