"""The scripts of this folder run one after another, figures picked out of what they print, lines of tables."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SMOKE = "--smoke" in sys.argv


def run(script: str, *arguments: str, small: tuple[str, ...] = ()) -> str:
    """What a script prints; `small` are its arguments for a smoke run. Asked twice the same, it is run once."""
    return printed(script, small if SMOKE else arguments)


@cache
def printed(script: str, arguments: tuple[str, ...]) -> str:
    done = subprocess.run(
        [sys.executable, HERE / script, *arguments], capture_output=True, text=True, check=False, env=os.environ
    )
    print(f"--- {script} {' '.join(arguments)}\n{done.stdout}{done.stderr[-2000:]}", file=sys.stderr, flush=True)
    return done.stdout


def first(pattern: str, text: str) -> float | None:
    found = re.search(pattern, text, re.MULTILINE)
    return float(found[1].replace(",", "")) if found else None


def spent(page: str) -> str:
    return rf"(?m)^{page}: median .* of the processor ([\d.]+) ms"


def row(what: str, here: float | None, target: float | None, peer: float | None) -> str:
    ratio = f"{here / peer:.2f}" if here and peer else ""
    return f"| {what} | {figure(here)} | {under(here, target)} | {figure(peer) if peer else ''} | {ratio} |"


def figure(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def under(here: float | None, target: float | None) -> str:
    if target is None:
        return ""
    return f"< {target:g}" + ("" if here is None or here < target else " **missed**")
