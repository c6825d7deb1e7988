"""`svetovod registry` puts its files in place together: full disks, names taken, a call killed between two of them."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.engine.openregistries import samples

from svetovod import disk
from svetovod.cli import registry as command
from svetovod.cli.registry_table import Table, beside
from svetovod.cli.streams import OutputLostError
from svetovod.engine.openregistries import read

from .registries import NAME, SME, run, runner

KILLED = """
import errno, os, shutil, sys
from svetovod.cli.registry import app

root, file = sys.argv[1:]

def without_links(*_, **__):
    raise PermissionError(errno.EPERM, "Operation not permitted")

def killed(left):
    def count(event, _):
        left[0] -= event in ("os.rename", "os.link", "os.remove")
        if left[0] < 0:
            os._exit(9)
    sys.addaudithook(count)

for case in sorted(os.listdir(root)):
    links, name = case.split("-")
    code, step = 9, 0
    while code == 9:
        folder = shutil.copytree(f"{root}/{case}/first", f"{root}/{case}/step{step}")
        child = os.fork()
        if not child:
            if links == "no links":
                os.link = without_links
            killed([step])
            app(["sme", file, "-o", f"{folder}/{name}"])
        code, step = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), step + 1
    if code:
        sys.exit(f"{case}: {code} at step {step}")
"""
CALLS = ["links-sme.csv", "links-sme.parquet", "no links-sme.csv", "no links-sme.parquet"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / NAME).write_bytes(SME)
    return str(tmp_path / NAME)


def test_no_table_is_left_where_the_rejected_rows_cannot_be_written(file: str, tmp_path: Path) -> None:
    found = run("sme", file, "-o", str(tmp_path / "sme.csv"), "--rejected", str(tmp_path), code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", "--rejected")]
    assert {path.name for path in tmp_path.iterdir()} == {NAME, *kept("sme.csv")}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("full", [True, False])
def test_former_files_stay_where_the_rejected_rows_find_no_place(
    file: str, tmp_path: Path, full: bool, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere, so the refusal is the test's; the full disk is the system's."""
    former = {
        tmp_path / "no.csv": "rejected",
        tmp_path / f"sme.{suffix}": "rows",
        tmp_path / f"sme.{suffix}.json": "{}",
    }
    for path, text in former.items():
        path.write_text(text)

    def refusing(**_: Any) -> Any:
        if not full:
            raise PermissionError(13, "Permission denied", str(tmp_path))
        (tmp_path / ".part-no").touch()
        return os.open("/dev/full", os.O_WRONLY), str(tmp_path / ".part-no")

    monkeypatch.setattr(disk.tempfile, "mkstemp", refusing)
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    table, no = tmp_path / f"sme.{suffix}", tmp_path / "no.csv"
    found = run("sme", file, "-o", str(table), "--rejected", str(no), code=2)
    monkeypatch.undo()
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", "--rejected")]
    assert {path: path.read_text() for path in former} == former
    assert {path.name for path in tmp_path.iterdir()} == {NAME, *(path.name for path in former), *kept(table.name)}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("taken", ["", ".json"])
@pytest.mark.parametrize("wanted", [True, False])
def test_a_table_that_finds_no_place_is_what_is_told_of_and_its_rows_are_not_read_again(
    file: str, tmp_path: Path, suffix: str, taken: str, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, no = tmp_path / f"sme.{suffix}", tmp_path / "no.csv"
    (tmp_path / f"{table.name}{taken}").mkdir()
    if taken:
        table.write_text("former")
    no.write_text("former")
    call = ["sme", file, "-o", str(table), *(("--rejected", str(no)) if wanted else ())]
    before = names(tmp_path)
    found = run(*call, code=2)
    assert [(each["code"], each["column"], each["value"]) for each in found["errors"]] == [
        ("file.unwritable", "-o", str(table))
    ]
    assert names(tmp_path) == before | kept(table.name)
    assert (no.read_text(), not taken or table.read_text() == "former") == ("former", True)
    (tmp_path / f"{table.name}{taken}").rmdir()

    def rest(*arguments: Any, **named: Any) -> Any:
        for batch in read(*arguments, **named):
            assert not batch.rows
            yield batch

    monkeypatch.setattr(command, "read", rest)
    assert run(*call)["rows"] == 8
    assert names(tmp_path) == before | {f"{table.name}{each}" for each in ("", ".json")}
    assert rows(table) == list(samples.INNS[:1]) + rows(table)[1:] and len(rows(table)) == 8


@pytest.mark.parametrize("output", [f"{NAME}/sme.csv", "nowhere/sme.csv", f"{'n' * 248}.csv"])
def test_a_place_where_no_table_can_be_is_told_of(file: str, tmp_path: Path, output: str) -> None:
    found = run("sme", file, "-o", str(tmp_path / output), code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", "-o")]
    assert names(tmp_path) == {NAME}


def test_a_whole_table_is_told_of_where_nothing_may_be_written(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere, so the refusal is the test's: that of a disk for reading alone."""
    first = run("sme", file, "-o", str(tmp_path / "sme.csv"))

    def refusing(path: Path, *_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    for name in ("unlink", "rename", "replace", "link"):
        monkeypatch.setattr(os, name, refusing)
    assert run("sme", file, "-o", str(tmp_path / "sme.csv")) == first


def test_a_disk_that_is_full_when_the_table_is_made_is_told_of(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "sme.parquet"

    def filling(self: Table) -> None:
        monkeypatch.undo()
        self._whole.symlink_to("/dev/full")
        monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
        try:
            self._make_whole()
        finally:
            monkeypatch.undo()

    monkeypatch.setattr(Table, "_make_whole", filling)
    done = runner.invoke(command.app, ["sme", file, "-o", str(table), "--json"])
    assert (done.exit_code, json.loads(done.stdout)["errors"][0]["code"]) == (2, "file.unwritable"), done.exception
    assert f"{table}.part.whole" in done.stderr and "No space left on device" in done.stderr
    assert names(tmp_path) == {NAME, *kept(table.name)}
    assert run("sme", file, "-o", str(table))["rows"] == 8


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_table_and_its_note_are_on_the_disk_before_a_former_table_goes(
    file: str, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, synced, fsync, placing = tmp_path / f"sme.{suffix}", [], os.fsync, Table.place

    def noting(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    def place(self: Table, tell: Callable[[], None]) -> None:
        wanted = {number(tmp_path / f"{table.name}{each}") for each in (".part.whole", ".json.new")}
        assert wanted < set(synced[:-1]) and synced[-1] == number(tmp_path)
        placing(self, tell)

    monkeypatch.setattr(os, "fsync", noting)
    monkeypatch.setattr(Table, "place", place)
    assert run("sme", file, "-o", str(table))["rows"] == 8


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CALLS over a table of NAME, each killed at every step in turn: all by one process, for it imports much."""
    place = tmp_path_factory.mktemp("killed")
    (place / NAME).write_bytes(SME)
    later, root = place / "later.zip", place / "calls"
    later.write_bytes(samples.archive([("1.xml", samples.sme([samples.entity(each) for each in range(3)]))]))
    for case in CALLS:
        first = root / case / "first"
        first.mkdir(parents=True)
        run("sme", str(place / NAME), "-o", str(first / case.split("-")[1]))
    call = [sys.executable, "-c", KILLED, str(root), str(later)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return place


@pytest.mark.parametrize("case", CALLS)
def test_a_call_killed_between_two_names_leaves_no_rows_of_one_file_under_the_note_of_another(
    killed: Path, tmp_path: Path, case: str
) -> None:
    """Signal 9 at every name that is given or taken, then either file once more."""
    name, file, later = case.split("-")[1], str(killed / NAME), str(killed / "later.zip")
    steps = list((killed / "calls" / case).glob("step*"))
    assert len(steps) > 8
    for torn, (asked, count) in product(steps, {file: 8, later: 3}.items()):
        again = tmp_path / f"{torn.name}-{count}"
        shutil.copytree(torn, again)
        table = again / name
        assert run("sme", asked, "-o", str(table))["rows"] == len(rows(table)) == count, (torn.name, names(torn))
        begun = kept(name) if asked == file and names(torn) >= kept(name) else set()
        assert names(again) - begun == {name, f"{name}.json"}, (torn.name, names(torn))


@pytest.mark.parametrize("case", CALLS)
def test_after_a_kill_a_table_is_there_though_the_next_file_is_refused(killed: Path, tmp_path: Path, case: str) -> None:
    """Without hard links the former table is put aside before the new one has its name: a call that writes none of its
    own brings it back."""
    name, refused = case.split("-")[1], tmp_path / "refused.zip"
    refused.write_bytes(samples.archive([("a.xml", samples.sme([samples.entity(0)])[:-20])]))
    seen = set()
    for torn in (killed / "calls" / case).glob("step*"):
        again = tmp_path / torn.name
        shutil.copytree(torn, again)
        assert run("sme", str(refused), "-o", str(again / name), code=2)["errors"]
        assert names(again) <= {name, f"{name}.json"}, (torn.name, names(torn))
        seen.add(len(rows(again / name)))
    assert seen == {8, 3}


def rows(table: Path) -> list[str]:
    """INNs of a table."""
    found = pl.read_csv(table, infer_schema=False) if table.suffix == ".csv" else pl.read_parquet(table)
    return found["inn"].to_list()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def kept(table: str) -> set[str]:
    """What a later call goes on from."""
    return {f"{table}.part", f"{table}.part.json"}


def number(path: Path) -> int:
    return path.stat().st_ino


def test_former_files_stay_where_the_words_find_no_room(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = {tmp_path / "no.csv": "rejected", tmp_path / "sme.csv": "rows", tmp_path / "sme.csv.json": "{}"}
    for path, text in former.items():
        path.write_text(text)

    def lost(_: Any) -> None:
        raise OutputLostError("No space left on device")

    monkeypatch.setattr(command, "emit_json", lost)
    options = ["sme", file, "-o", str(tmp_path / "sme.csv"), "--rejected", str(tmp_path / "no.csv"), "--json"]
    assert isinstance(runner.invoke(command.app, options).exception, OutputLostError)
    assert {path: path.read_text() for path in former} == former
    assert {path.name for path in tmp_path.iterdir()} == {NAME, *(path.name for path in former)}


@pytest.mark.parametrize(
    ("output", "rejected", "option"),
    [("a.csv", "a.csv", "--rejected"), ("a.csv", "a.csv.json", "--rejected"), ("a.csv", NAME, "--rejected"),
     ("a.csv", "./sub/../a.csv", "--rejected"), ("in.csv", "b.csv", "-o"),
     *(("a.csv", path.name, "--rejected") for path in beside(Path("a.csv")))],
)  # fmt: skip
def test_a_file_that_is_named_twice_is_refused(
    file: str, tmp_path: Path, output: str, rejected: str, option: str
) -> None:
    (tmp_path / "in.csv").symlink_to(file)
    found = run("sme", file, "-o", str(tmp_path / output), "--rejected", str(tmp_path / rejected), code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", option)]
    assert Path(file).read_bytes() == SME and not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("path", beside(Path("a.parquet")))
def test_a_file_that_has_a_name_a_table_needs_beside_it_is_not_read(file: str, tmp_path: Path, path: Path) -> None:
    Path(file).rename(tmp_path / path)
    found = run("sme", str(tmp_path / path), "-o", str(tmp_path / "a.parquet"), code=2)
    assert [(each["code"], each["column"]) for each in found["errors"]] == [("file.unwritable", "-o")]
    assert (names(tmp_path), (tmp_path / path).read_bytes()) == ({path.name}, SME)


def test_every_name_a_table_needs_beside_it_is_known(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in (tmp_path / "a.csv", tmp_path / "a.parquet"):
        table.write_text("former")
        (tmp_path / f"{table.name}.json").write_text("{}")
        seen: set[Path] = set()
        for name in ("replace", "hardlink_to", "unlink"):
            monkeypatch.setattr(Path, name, seeing(getattr(Path, name), seen))
        run("sme", file, "-o", str(table))
        monkeypatch.undo()
        assert seen - {table} == set(beside(table))


def seeing(does: Callable[..., Any], seen: set[Path]) -> Callable[..., Any]:
    def noted(self: Path, *arguments: Any, **named: Any) -> Any:
        seen.update(each for each in (self, *arguments) if isinstance(each, Path))
        return does(self, *arguments, **named)

    return noted
