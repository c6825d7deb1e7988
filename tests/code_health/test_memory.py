"""Where databases of a run lie, and what becomes of those of a run that was killed."""

import signal
from pathlib import Path

import pytest
from tests import memory


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with much memory, and no container."""
    for name, path in {"SHARED": "shared", "DISK": "disk", "GROUP": "group/memory"}.items():
        (tmp_path / path).mkdir(parents=True)
        monkeypatch.setattr(memory, name, tmp_path / path.split("/")[0])
    monkeypatch.setattr(memory, "KNOWN", tmp_path / "known")
    monkeypatch.setattr(memory, "ROOM", 0)
    monkeypatch.delenv("TMPDIR", raising=False)
    (tmp_path / "known").write_text("MemAvailable:   16777216 kB\n")
    return tmp_path


def test_what_a_killed_run_has_left_goes_even_where_there_is_no_room(place: Path) -> None:
    dead, other = place / "shared/svetovod-test-dead", place / "shared/svetovod-other"
    for each in (dead, other):
        each.mkdir()
    (dead / "held").touch()
    (place / "known").write_text("MemAvailable: 1024 kB\n")
    with memory.folder("test") as one, memory.folder("test") as two:
        assert one.parent == two.parent == place / "disk"
        assert one.exists() and two.exists() and other.exists() and not dead.exists()
    assert not one.exists() and not two.exists()


@pytest.mark.parametrize(
    ("most", "filled"),
    [("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes")],
)
def test_a_container_has_what_it_may_fill(place: Path, most: str, filled: str) -> None:
    (place / "group" / filled).write_text(f"{memory.GIB}\n")
    for limit, where in (("max", "shared"), (str(64 * memory.GIB), "shared"), (str(9 * memory.GIB), "disk")):
        (place / "group" / most).write_text(f"{limit}\n")
        with memory.folder("test") as found:
            assert found.parent == place / where, limit


def test_a_run_that_is_told_to_end_tidies_up(request: pytest.FixtureRequest) -> None:
    if not hasattr(request.config, "workerinput"):
        assert signal.getsignal(signal.SIGTERM) is signal.default_int_handler
