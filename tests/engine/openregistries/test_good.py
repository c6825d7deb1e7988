"""What good files give: rows, rejected rows with their places, people left out, the same rows read in two goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.openregistries import samples

from svetovod.engine.openregistries import KINDS, Batch, Kind, Place, limits, read, seconds_left, source_of, xml
from svetovod.engine.openregistries.model import Row

SME = samples.archive([
    ("VO_RRMSPSV_1.xml", samples.sme([samples.entity(0), samples.proprietor(), samples.entity(1)])),
    ("VO_RRMSPSV_2.xml", samples.sme([samples.entity(2)], encoding="windows-1251")),
])  # fmt: skip
FILES: dict[Kind, tuple[bytes, list[tuple[str, ...]]]] = {
    Kind.SME: (SME, [
        (samples.INNS[number], samples.ogrn(number), f"ООО «Пример {number}»", "small", "RU-MO", "27.31", "27.32", "24",
         "2016-08-01", "2025-06-10") for number in range(3)
    ]),
    Kind.PRODUCTS: (samples.workbook([samples.product(0), samples.product(1, ОКПД2="27.31.11, 27.32")]), [
        (samples.INNS[0], "", "27.31.12.120", "ООО «Пример 0»", "100000\\2023", "Кабель № 0", "2023-02-01",
         "2026-02-01"),
        *((samples.INNS[1], "", code, "ООО «Пример 1»", "100001\\2023", "Кабель № 1", "2023-02-01", "2026-02-01")
          for code in ("27.31.11", "27.32")),
    ]),
    Kind.OKVED2: (samples.OKVED2.encode("cp1251"), [
        ("27", "Производство электрического оборудования"), ("27.31", "Производство волоконно-оптических кабелей"),
        ("27.32", "Производство прочих проводов"),
    ]),
    Kind.OKPD2: ("Код;Наименование\n01;Продукция сельского хозяйства\n01.1;Культуры\n".encode("utf-8-sig"), [
        ("01", "Продукция сельского хозяйства"), ("01.1", "Культуры"),
    ]),
    Kind.OKTMO: (samples.OKTMO.encode("cp1251"), [
        ("89000000", "Муниципальные образования Республики Мордовия"), ("89701000", "городской округ Саранск"),
        ("89701000001", "г Саранск"),
    ]),
    Kind.PURCHASES: (samples.PURCHASES.encode(), [
        (samples.INNS[0], samples.INNS[1], "27.31.12", "1000.50", "2020", ""),
        (samples.INNS[0], "", "27.31.12", "100.00", "2020", "true"),
    ]),
}  # fmt: skip


def batches(kind: Kind, content: bytes, folder: Path, after: Place = Place()) -> Iterator[Batch]:  # noqa: B008
    path = folder / "registry"
    path.write_bytes(content)
    return read(kind, path, after=after)


def rows(found: Iterator[Batch]) -> list[Row]:
    return [row for batch in found for row in batch.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file(kind: Kind, tmp_path: Path) -> None:
    content, expected = FILES[kind]
    found = list(batches(kind, content, tmp_path))
    assert rows(iter(found)) == expected
    assert found[-1].refused is None and found[-1].done == found[-1].total > 0
    assert sum(each.rejections for each in found) == 0


def test_nothing_of_a_sole_proprietor_is_kept(tmp_path: Path) -> None:
    found = list(batches(Kind.SME, SME, tmp_path))
    assert sum(each.people for each in found) == 1
    assert samples.PERSON not in repr(found) and "ВЫДУМАННЫЙ" not in repr(found)


@pytest.mark.parametrize("kind", [Kind.SME, Kind.PRODUCTS, Kind.OKTMO, Kind.PURCHASES])
def test_reading_goes_on_where_it_stopped(kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BATCH", 1)
    monkeypatch.setattr(xml, "_CHUNK", 200)
    content, expected = FILES[kind]
    whole = list(batches(kind, content, tmp_path))
    for cut in range(len(whole)):
        before = [row for batch in whole[: cut + 1] for row in batch.rows]
        after = rows(batches(kind, content, tmp_path, whole[cut].place))
        assert before + after == expected


def test_rejected_rows_are_told_with_place_and_value(tmp_path: Path) -> None:
    wrong = [
        samples.entity(0, ИННЮЛ="1234567890"), samples.entity(1, КатСубМСП="7"),
        samples.entity(2, ДатаВклМСП="31.02.2020"),
        samples.entity(3, ОГРН="1234567890123"), samples.entity(4, НаимОрг=""), samples.entity(5),
    ]  # fmt: skip
    found = list(batches(Kind.SME, samples.archive([("a.xml", samples.sme(wrong))]), tmp_path))
    told = [(each.code, each.sheet, each.row, each.column, each.value) for batch in found for each in batch.rejected]
    assert told == [
        ("row.inn", "a.xml", 1, "ИННЮЛ", "1234567890"), ("row.category", "a.xml", 2, "КатСубМСП", "7"),
        ("row.date", "a.xml", 3, "ДатаВклМСП", "31.02.2020"), ("row.ogrn", "a.xml", 4, "ОГРН", "1234567890123"),
        ("row.required", "a.xml", 5, "НаимОрг", None),
    ]  # fmt: skip
    assert len(rows(iter(found))) == 1


def test_rejected_rows_are_counted_beyond_what_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REJECTED", 3)
    many = samples.sme([samples.entity(0, КатСубМСП="9")] * 10)
    found = list(batches(Kind.SME, samples.archive([("a.xml", many)]), tmp_path))
    assert sum(len(each.rejected) for each in found) == 3
    assert sum(each.rejections for each in found) == 10


def test_products_of_people_and_those_taken_out_are_not_kept(tmp_path: Path) -> None:
    head = (*samples.PRODUCT_HEAD, "Дата исключения")
    made = [
        (*samples.product(0), "2024-01-01"),
        (*samples.product(1, ИНН=samples.PERSON), ""),
        (*samples.product(2), "-"),
    ]
    found = list(batches(Kind.PRODUCTS, samples.workbook(made, head), tmp_path))
    assert [row[0] for row in rows(iter(found))] == [samples.INNS[2]]
    assert sum(each.people for each in found) == 1
    assert samples.PERSON not in repr(found)


def test_products_as_the_ministry_publishes_them(tmp_path: Path) -> None:
    text = f"INN,Registernumber,Productname,OKPD2,Docdate\n{samples.INNS[0]},1,Кабель,27.31,2023-02-01T00:00:00\n"
    assert rows(batches(Kind.PRODUCTS, text.encode(), tmp_path)) == [
        (samples.INNS[0], "", "27.31", "", "1", "Кабель", "2023-02-01", "")
    ]


@pytest.mark.parametrize(("cell", "wrong", "code"), [
    ("2020", "²⁰²⁰", "row.year"), ("2020", "２０２０", "row.year"), ("2020", "20200", "row.year"),
    ("1 000,50", "1_000", "row.amount"), ("1 000,50", "1e3", "row.amount"), ("1 000,50", "1.005", "row.amount"),
    ("1 000,50", "NaN", "row.amount"), ("1 000,50", "１００", "row.amount"),
])  # fmt: skip
def test_figures_are_of_plain_digits(cell: str, wrong: str, code: str, tmp_path: Path) -> None:
    """As the search for links reads them. What Python takes for digits besides ended in a traceback."""
    found = list(batches(Kind.PURCHASES, samples.PURCHASES.replace(cell, wrong, 1).encode(), tmp_path))
    assert [(each.code, each.row, each.value) for batch in found for each in batch.rejected] == [(code, 2, wrong)]


def test_contracts(tmp_path: Path) -> None:
    person = f"<individualPersonRF><lastName>Выдуманный</lastName><INN>{samples.PERSON}</INN></individualPersonRF>"
    xml = samples.contracts(
        samples.contract(), samples.contract(supplier=person, country="156"), samples.contract(total="сто")
    )
    found = list(batches(Kind.PURCHASES, samples.archive([("contract_1.xml", xml)]), tmp_path))
    assert rows(iter(found)) == [
        (samples.INNS[0], samples.INNS[1], "27.31.12", "1000.50", "2021", ""),
        (samples.INNS[0], "", "27.31.12", "1000.50", "2021", "true"),
    ]
    assert [(each.code, each.row, each.value) for batch in found for each in batch.rejected] == [
        ("row.amount", 3, "сто")
    ]
    assert samples.PERSON not in repr(found)
    assert rows(batches(Kind.PURCHASES, xml, tmp_path)) == rows(iter(found))


@pytest.mark.parametrize(("name", "day"), [
    ("data-10062025-structure-10062025.zip", "2025-06-10"), ("data-20210401-structure-20150128.csv", "2021-04-01"),
    ("okved2.csv", None), ("99992099.csv", None),
])  # fmt: skip
def test_what_is_remembered_of_a_file(name: str, day: str | None, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"abc")
    found = source_of(path)
    assert (found.name, found.size, found.dated and found.dated.isoformat()) == (name, 3, day)
    assert found.sha256.startswith("ba7816bf")


@pytest.mark.parametrize(("done", "elapsed", "left"), [(0, 5, None), (1, 5, None), (100, 5, 45), (1000, 9, 0)])
def test_time_left(done: int, elapsed: float, left: int | None) -> None:
    assert seconds_left(done, 1000, elapsed) == left


def test_activities_by_reports_stand_in_for_what_is_not_declared(tmp_path: Path) -> None:
    """Newer files have a second list of activities, and parts that nothing here is read of."""
    reported = '<СвОКВЭДотч><СвОКВЭДОсн КодОКВЭД="26.11"/></СвОКВЭДотч><СвПрод КодПрод="27.31.12" ПрОтнПрод="1"/>'
    declared, bare = samples.entity(0), samples.entity(1)
    bare = bare[: bare.index("<СвОКВЭД>")] + "</Документ>"
    texts = [each.replace("</Документ>", f"{reported}</Документ>") for each in (declared, bare)]
    path = tmp_path / "sme.zip"
    path.write_bytes(samples.archive([("1.xml", samples.sme(texts))]))
    rows = [row for batch in read(Kind.SME, path) for row in batch.rows]
    assert [row[5] for row in rows] == ["27.31", "26.11"]
