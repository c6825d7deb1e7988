"""Files of measures are read strictly, and everything wrong is said at once."""

from pathlib import Path

import pytest

from svetovod.engine.facts import Status
from svetovod.engine.facts import load as load_facts
from svetovod.engine.support import MeasuresError, load, load_folders

GOOD = """id = "x"
kind = "loan"
level = "federal"
name = { ru = "Имя", en = "Name" }
about = { ru = "О мере", en = "About" }
authority = { ru = "Кто", en = "Who" }

[[terms]]
topic = "who"
from = 2020-01-01
value = ["participant"]
status = "seen"
source = "A-1"
"""


def faults(folder: Path, text: str) -> list[str]:
    (folder / "x.toml").write_text(text)
    with pytest.raises(MeasuresError) as caught:
        load_folders([folder], load_facts())
    return [f"{fault.place}: {fault.why}" for fault in caught.value.faults]


def test_the_packaged_measures_are_good() -> None:
    found = load()
    assert {"pp41", "pp295", "spic", "idf", "cdc", "regional"} <= {measure.id for measure in found}
    for measure in found:
        assert all(term.status is not Status.MEMORY or term.confidence for term in measure.terms), measure.id


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('kind = "loan"', 'kind = "gift"', "kind"),
        ('level = "federal"\n', "", "level"),
        ('id = "x"', 'id = "y"', "id"),
        ('{ ru = "Имя", en = "Name" }', '{ ru = "Имя" }', "name"),
        ("from = 2020-01-01", "from = 2020-01-01T10:00:00", "terms[1].from"),
        ("from = 2020-01-01", "from = 2020-01-01\nto = 2019-01-01", "terms[1].to"),
        ('value = ["participant"]', 'value = ["king"]', "terms[1].value"),
        ('value = ["participant"]\n', "", "terms[1].value"),
        ('status = "seen"', 'status = "verified"', "terms[1].status"),
        ('source = "A-1"\n', "", "terms[1].source"),
        ('source = "A-1"', 'source = "A-1"\nwhy = 1', "terms[1].why"),
        ('value = ["participant"]', 'fact = "no.such"', "terms[1].fact"),
        ('topic = "who"', 'topic = "rate"', "terms[1].value"),
        ('topic = "who"', 'topic = "registry"', "terms[1].value"),
        ("[[terms]]", "[terms]", "terms"),
        ('kind = "loan"', 'kind = "loan"\nregions = ["RU-XX"]', "regions"),
        ('kind = "loan"', 'kind = "loan"\npage = 7', "page"),
        ('kind = "loan"', "kind = ", "-"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert old in GOOD
    assert place in {fault.partition(":")[0] for fault in faults(tmp_path, GOOD.replace(old, new, 1))}


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"loan"', '"gift"').replace('"seen"', '"heard"').replace('"federal"', '"global"')
    assert len(faults(tmp_path, text)) == 3


def test_two_answers_for_one_day_are_refused(tmp_path: Path) -> None:
    second = GOOD[GOOD.index("[[terms]]") :].replace("2020-01-01", "2021-01-01")
    assert any("overlap" in fault for fault in faults(tmp_path, f"{GOOD}\n{second}"))


def test_a_conflict_names_a_measure_that_is_there(tmp_path: Path) -> None:
    conflict = (
        '[[conflicts]]\nwith = "z"\nfrom = 2020-01-01\ntext = { ru = "Нет", en = "No" }\n'
        'status = "seen"\nsource = "A-1"\n'
    )
    assert faults(tmp_path, GOOD + conflict) == ["conflicts: there is no measure 'z'"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MeasuresError):
        load_folders([tmp_path / "none"], load_facts())
