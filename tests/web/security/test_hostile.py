"""Files made to break what reads them: each refused or made harmless, none slow, none large in memory."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from svetovod.web.documents.filetypes import MAGIC, OFFICE
from svetovod.web.documents.services import name_clean

from .hostile import FORMULAS, NAMES, Hostile, files

MANY = 500 if os.environ.get("SVETOVOD_TORTURE") else 64
MOST_SECONDS, MOST_KIB = 5.0, 512 * 1024
KINDS = {each[1] for each in MAGIC} | {each[0] for each in OFFICE.values()}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Hostile, dict[str, Any]]]:
    """All of them given to one process that knows no database, no key and no password."""
    folder, made = tmp_path_factory.mktemp("hostile"), []
    for number, file in enumerate(files(MANY)):
        (folder / f"{number}.bin").write_bytes(file.content)
        made.append(file)
    (folder / "names.json").write_text(json.dumps([{"name": file.name} for file in made]))
    passed = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    passed |= {"DJANGO_SETTINGS_MODULE": "svetovod.web.settings.test", "SVETOVOD_VAR": str(folder / "var")}
    program = Path(__file__).with_name("reading.py")
    done = subprocess.run(
        [sys.executable, str(program), str(folder)],
        env=passed,
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return list(zip(made, map(json.loads, done.stdout.splitlines()), strict=True))


def test_as_many_as_were_set(told: Any) -> None:
    assert len(told) == MANY and len({file.family for file, _came in told}) == 11


def test_nothing_that_reads_them_breaks(told: Any) -> None:
    said = [(f"{file.family} {file.name[:30]}", *each) for file, came in told for each in came["came"].items()]
    assert not [each for each in said if each[2].startswith("broke")]


def test_what_must_be_refused_is_and_the_rest_is_what_its_bytes_say(told: Any) -> None:
    for file, came in told:
        kept = came["came"]["kept"]
        if file.kept:
            assert kept == file.kept or kept.startswith("refused attachment."), (file.family, file.name, kept)
        else:
            assert kept.startswith("refused attachment."), (file.family, file.name, kept)


def test_none_is_a_workbook(told: Any) -> None:
    assert not [file.name for file, came in told if came["came"]["workbook"] == "read"]


def test_none_is_slow_and_memory_has_a_bound(told: Any) -> None:
    slow = {f"{file.family} {file.name[:30]}": came["seconds"] for file, came in told if came["seconds"] > MOST_SECONDS}
    assert not slow
    assert told[-1][1]["kib"] < MOST_KIB, [(f.name[:20], came["kib"] // 1024) for f, came in told]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_out_of_its_place(name: str) -> None:
    for extension in KINDS:
        plain = name_clean(name, extension)
        assert plain.endswith(f".{extension}") and len(plain) <= 160 and not plain.startswith(".")
        assert not set(plain) & set('/\\:*?"<>|\0\r\n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_of_an_export_is_a_formula(typed: str) -> None:
    import io
    import zipfile

    from svetovod.web.common.sheets import workbook

    with zipfile.ZipFile(io.BytesIO(workbook([("Лист", ["Столбец"], [[typed]])]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and 't="s"' in sheet
