"""The disk of `tools/trials/power.py`: what was flushed stays, what was not may go."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from tools.trials import forgetful
from tools.trials.forgetful import FLUSH, NOTE, SECTOR, WRITE, Note, left, notes, on_their_way, states

SIZE = 8 * SECTOR
TRIAL = Path(__file__).parents[2] / "tools/trials/power.py"


def log_of(folder: Path, *said: tuple[int, float, int, bytes]) -> Path:
    log = folder / "log"
    log.write_bytes(b"".join(NOTE.pack(kind, at, place, len(data)) + data for kind, at, place, data in said))
    return log


def held(log: Path, *cuts: float, seed: int = 0) -> list[bytes]:
    image = log.with_name("left")
    return [image.read_bytes() for _cut in states(log, SIZE, cuts, image, random.Random(seed))]


def sectors(letters: bytes) -> bytes:
    return b"".join(bytes([letter]) * SECTOR for letter in letters)


FLUSHED = [(WRITE, 1.0, 0, sectors(b"ab")), (FLUSH, 2.0, 0, b"")]


def test_what_was_flushed_is_there_at_every_later_cut(tmp_path):
    log = log_of(tmp_path, *FLUSHED, (WRITE, 3.0, 2 * SECTOR, sectors(b"c")))
    for seed in range(50):
        for image in held(log, 2.0, 2.5, 9.0, seed=seed):
            assert image[: 2 * SECTOR] == sectors(b"ab")


def test_before_the_flush_it_may_be_there_whole_torn_or_not_at_all(tmp_path):
    log = log_of(tmp_path, *FLUSHED)
    found = {image[: 2 * SECTOR] for seed in range(200) for image in held(log, 1.5, seed=seed)}
    nothing = bytes(SECTOR)
    assert found == {bytes(2 * SECTOR), sectors(b"ab"), sectors(b"a") + nothing, nothing + sectors(b"b")}


def test_nothing_of_what_is_written_after_the_cut_is_there(tmp_path):
    log = log_of(tmp_path, *FLUSHED, (WRITE, 3.0, 0, sectors(b"xy")), (FLUSH, 4.0, 0, b""))
    for seed in range(50):
        assert held(log, 2.5, seed=seed)[0] == sectors(b"ab") + bytes(6 * SECTOR)


def test_a_later_write_of_the_same_place_may_be_lost_alone(tmp_path):
    log = log_of(tmp_path, *FLUSHED, (WRITE, 3.0, 0, sectors(b"c")), (WRITE, 3.1, 0, sectors(b"d")))
    found = {image[:SECTOR] for seed in range(200) for image in held(log, 3.5, seed=seed)}
    assert found == {sectors(b"a"), sectors(b"c"), sectors(b"d")}


def test_what_is_done_to_one_image_is_forgotten_at_the_next_cut(tmp_path):
    log, image = log_of(tmp_path, *FLUSHED), tmp_path / "left"
    for _cut in states(log, SIZE, [2.0, 3.0], image, random.Random(0)):
        assert image.read_bytes() == sectors(b"ab") + bytes(6 * SECTOR)
        image.write_bytes(b"spoiled")


def test_cuts_come_in_the_order_of_time_with_how_much_was_on_its_way(tmp_path):
    log = log_of(tmp_path, *FLUSHED, (WRITE, 3.0, 0, sectors(b"c")))
    found = list(states(log, SIZE, [9.0, 1.0, 2.0], tmp_path / "left", random.Random(0)))
    assert found == [(1.0, 1), (2.0, 0), (9.0, 1)]


def test_how_many_are_on_their_way_at_each_write(tmp_path):
    log = log_of(tmp_path, *FLUSHED, (WRITE, 3.0, 0, b"c"), (WRITE, 4.0, 0, b"d"), (FLUSH, 5.0, 0, b""))
    assert list(on_their_way(notes(log))) == [(1.0, 1), (3.0, 1), (4.0, 2)]


@pytest.mark.parametrize("cut", [1, NOTE.size - 1, NOTE.size, NOTE.size + 3])
def test_a_note_whose_end_is_missing_is_left_out(tmp_path, cut):
    log = log_of(tmp_path, *FLUSHED)
    whole = log.read_bytes()
    log.write_bytes(whole + (NOTE.pack(WRITE, 3.0, 0, SECTOR) + sectors(b"z"))[:cut])
    assert [note.at for note in notes(log)] == [1.0, 2.0]


def test_sectors_are_never_torn_themselves():
    note = Note(WRITE, 1.0, 3 * SECTOR, sectors(b"abcd"))
    for seed in range(200):
        for place, data in left([note], random.Random(seed)):
            assert place % SECTOR == 0 and len(data) % SECTOR == 0
            assert data == note.data[place - note.place :][: len(data)]


def result(*, lost: int = 0, cuts: int = 0, faults: tuple[str, ...] = ()) -> dict[str, object]:
    return {"lost": {"sheets": lost}, "cuts with a loss": cuts, "faults": [*faults]}


@pytest.mark.parametrize(
    ("found", "trial", "control"),
    [
        (result(), 0, 1),
        (result(lost=1, cuts=1), 1, 0),
        (result(cuts=1, faults=("does not begin again: ",)), 1, 0),
        (result(faults=("refused: registration: 409",)), 1, 1),
    ],
)
def test_a_control_is_whole_only_where_something_answered_is_gone(monkeypatch, found, trial, control):
    monkeypatch.syspath_prepend(Path(forgetful.__file__).parent)
    from power import verdict

    assert (verdict(found, control=False), verdict(found, control=True)) == (trial, control)


def test_where_nothing_can_be_checked_it_does_not_say_that_all_is_well(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import os\nos.geteuid = lambda: 1000\n")
    done = subprocess.run(
        [sys.executable, TRIAL], capture_output=True, text=True, check=False, env={"PYTHONPATH": str(tmp_path)}
    )
    assert (done.returncode, done.stdout[:12]) == (77, "not checked:"), done.stderr
