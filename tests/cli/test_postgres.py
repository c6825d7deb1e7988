"""The embedded PostgreSQL: whose word that it is ready is believed."""

from pathlib import Path

import pytest

from svetovod import postgres

FILE = "{}\n/data\n1764300000\n5432\n/tmp/socket\n\n  123  456\n{}\n"


@pytest.mark.parametrize(
    ("said", "ready"),
    [
        (FILE.format(41, "ready   "), False),  # of a server that was killed
        (FILE.format(4, "ready   "), False),
        (FILE.format(42, "starting"), False),
        ("", False),
        (FILE.format(42, "ready   "), True),
    ],
)
def test_only_the_server_itself_says_that_it_is_ready(tmp_path: Path, said: str, ready: bool) -> None:
    file = tmp_path / "postmaster.pid"
    assert not postgres._says_ready(file, 42)
    file.write_text(said)
    assert postgres._says_ready(file, 42) is ready
