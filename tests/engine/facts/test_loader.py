"""A zoo of broken files: each stops the load and says where, what and how to mend it."""

from pathlib import Path

import pytest

from svetovod.engine.facts import FactsError, load, load_folder

ACT = """
id = "pp1"
number = "1"
signed_on = 2020-01-01
title = { ru = "Акт", en = "Act" }
publication = "СЗ"
[[editions]]
number = "1"
signed_on = 2020-01-01
date_precision = "day"
source = "A-1"
status = "seen"
note = { ru = "Первая", en = "First" }
"""
ITEM = """
key = "cluster.least"
label = { ru = "Наименьшее", en = "Least" }
unit = "count"
subject = "cluster"
[[values]]
from = 2020-01-01
to = 2020-12-31
value = 10
status = "secondary"
use = "warn"
source = "A-2"
"""


def _load(folder: Path, *, act: str = ACT, item: str = ITEM, name: str = "cluster.least") -> None:
    (folder / "pp1").mkdir()
    (folder / "pp1" / "act.toml").write_text(act, encoding="utf-8")
    (folder / "pp1" / f"{name}.toml").write_text(item, encoding="utf-8")
    load_folder(folder)


SECOND = '\n[[values]]\nfrom = 2020-12-31\nto = 2021-12-31\nvalue = 9\nstatus = "seen"\nuse = "warn"\nsource = "A-3"\n'

ITEMS = {
    "unknown field": (ITEM + 'colour = "red"\n', "values[1].colour", "unknown field"),
    "unknown field of the item": ('shade = "red"\n' + ITEM, "item.shade", "unknown field"),
    "no unit": (ITEM.replace('unit = "count"', ""), "item.unit", "missing"),
    "unknown unit": (ITEM.replace('"count"', '"pounds"'), "item.unit", "not known"),
    "no source": (ITEM.replace('source = "A-2"', ""), "values[1].source", "missing"),
    "empty source": (ITEM.replace('"A-2"', '""'), "values[1].source", "not usable"),
    "no Russian label": (ITEM.replace('ru = "Наименьшее", ', ""), "label", "`ru`"),
    "no English label": (ITEM.replace(', en = "Least"', ""), "label", "`en`"),
    "a third language": (ITEM.replace('en = "Least"', 'en = "Least", de = "x"'), "label", "unknown language"),
    "no value": (ITEM.replace("value = 10", ""), "values[1]", "no value"),
    "value of another unit": (ITEM.replace("value = 10", "value = 0.5"), "values[1]", "not of unit"),
    "yes is not a count": (ITEM.replace("value = 10", "value = true"), "values[1]", "not of unit"),
    "end before start": (ITEM.replace("to = 2020-12-31", "to = 2019-12-31"), "values[1]", "before"),
    "overlap of one day": (ITEM + SECOND, "values", "overlap"),
    "open end without the last confirmed edition": (
        ITEM.replace("to = 2020-12-31", ""),
        "values[1]",
        "last_confirmed_edition",
    ),
    "confirmed for no edition": (
        ITEM.replace("to = 2020-12-31", "last_confirmed_edition = 2020-01-02"),
        "values[1]",
        "no edition of 2020-01-02",
    ),
    "hard from memory": (
        ITEM.replace('"secondary"', '"memory"').replace('"warn"', '"hard"'),
        "values[1]",
        "must not be hard",
    ),
    "unknown status": (ITEM.replace('"secondary"', '"rumour"'), "values[1].status", "not known"),
    "a file may not call itself verified": (ITEM.replace('"secondary"', '"verified"'), "values[1].status", "not known"),
    "unknown use": (ITEM.replace('"warn"', '"maybe"'), "values[1].use", "not known"),
    "date as text": (ITEM.replace("from = 2020-01-01", 'from = "2020-01-01"'), "values[1].from", "not usable"),
    "date with a time": (ITEM.replace("from = 2020-01-01", "from = 2020-01-01T00:00:00"), "values[1].from", "usable"),
    "key differs from the file": (ITEM.replace("cluster.least", "cluster.most"), "key", "file's name"),
    "not TOML": (ITEM + "\n= 3", "-", "not TOML"),
    "no values": (ITEM.split("[[values]]", maxsplit=1)[0] + "values = []\n", "values", "no values"),
}


@pytest.mark.parametrize("name", ITEMS)
def test_broken_item(tmp_path: Path, name: str) -> None:
    content, key, why = ITEMS[name]
    with pytest.raises(FactsError) as caught:
        _load(tmp_path, item=content)
    assert caught.value.file == "pp1/cluster.least.toml"
    assert caught.value.key == key
    assert why in str(caught.value)
    assert caught.value.remedy


ACTS = {
    "id differs from the folder": (ACT.replace('id = "pp1"', 'id = "pp2"'), "id"),
    "editions out of order": (ACT + ACT[ACT.index("[[editions]]") :], "editions"),
    "first edition does not govern": (ACT + "governs = false\n", "editions"),
    "unknown precision": (ACT.replace('"day"', '"about"'), "editions[1].date_precision"),
    "no publication": (ACT.replace('publication = "СЗ"', ""), "act.publication"),
}


@pytest.mark.parametrize("name", ACTS)
def test_broken_act(tmp_path: Path, name: str) -> None:
    content, key = ACTS[name]
    with pytest.raises(FactsError) as caught:
        _load(tmp_path, act=content)
    assert (caught.value.file, caught.value.key) == ("pp1/act.toml", key)


def test_sound_files_load(tmp_path: Path) -> None:
    _load(tmp_path)


def test_act_is_missing(tmp_path: Path) -> None:
    (tmp_path / "pp1").mkdir()
    (tmp_path / "pp1" / "cluster.least.toml").write_text(ITEM, encoding="utf-8")
    with pytest.raises(FactsError, match="the file is missing"):
        load_folder(tmp_path)


def test_packaged_facts_are_read_once() -> None:
    assert load() is load()
