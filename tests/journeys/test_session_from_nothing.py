"""A practical session built from an empty installation by one organiser in pages, up to the doors, where the network
of a device is cut.

The play itself is `tools/trials/session.py`, whose wide run (`make torture`) has 150 people of 40 regions and goes on
with 12 projects to the papers of the session.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import copied, environment

PLAY = Path(__file__).resolve().parents[2] / "tools" / "trials" / "session.py"
pytestmark = pytest.mark.browser


def test_a_session_is_built_from_nothing(empty: Path) -> None:
    var = copied(empty, empty.with_name("session"))
    done = subprocess.run(
        [sys.executable, PLAY, "--narrow", "--var", var], env=environment(var), capture_output=True, text=True,
        check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-6000:]}"
    assert "13 people, 0 projects:" in done.stdout
