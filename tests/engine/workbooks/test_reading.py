"""Good workbooks: what the readers make of them, and what they forgive."""

import zipfile
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from tests.engine.workbooks.books import CLUSTER, PROJECT, ROUND, A, B, C, book, cells, surgery

from svetovod.engine.model import Distribution, ParticipantRole
from svetovod.engine.workbooks import read_cluster, read_project, read_round
from svetovod.engine.workbooks.blanks import write_blank
from svetovod.engine.workbooks.particulars import read_particulars
from svetovod.wording.problems import problem_json

MOSCOW = ZoneInfo("Europe/Moscow")


def test_a_cluster() -> None:
    result = read_cluster(book(CLUSTER))
    assert (result.errors, result.notes) == ((), ())
    cluster = result.value
    assert cluster is not None
    assert (cluster.name, cluster.regions, cluster.year, cluster.final_products) == (
        "Кластер 1", ("RU-MO",), 2020, ("27.31",),
    )  # fmt: skip
    first, second = cluster.participants
    assert (first.inn, first.role, first.special_territory) == (A, ParticipantRole.FINAL_PRODUCER, True)
    assert (second.newcomer, second.revenue, second.joined_on) == (True, Decimal("2000.50"), None)
    assert cluster.purchases[0].for_final_product is True
    assert cluster.infrastructure[0].inn is None


def test_a_project() -> None:
    project = read_project(book(PROJECT)).value
    assert project is not None
    assert project.participants == (B, C)
    assert (project.costs[0].row, project.costs[0].other_support) == (2, False)


def test_a_round() -> None:
    selection = read_round(book(ROUND)).value
    assert selection is not None
    assert selection.distribution is Distribution.STRICT
    assert selection.candidates[1].registered_at == datetime(2021, 11, 2, 9, 30, 15, tzinfo=MOSCOW)
    assert selection.scores[3].conflict
    assert [score.row for score in selection.scores] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("A1", "инн"), ("A1", " ИНН\u00a0"), ("A1", "INN"), ("F1", "Среднесписочная\nчисленность,  чел."),
        ("H1", "ВЫРУЧКА , РУБ."), ("H1", "Revenue, RUB"), ("H1", "Выручка"), ("H1", "Выручка (руб.)"),
        ("J1", "Newcomer"),
        ("E1", "Территория пониженного порога"), ("I1", "Дата присоединения"), ("C1", "Роль*"), ("G1", "«ВПРМ»"),
    ],
)  # fmt: skip
def test_headers_in_many_spellings(place: str, text: str) -> None:
    assert read_cluster(book(CLUSTER, cells("Участники", **{place: text}))).errors == ()


def test_a_remark_in_brackets_makes_another_column_and_a_copy_of_a_sheet_another_sheet() -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        cells("Закупки", G1="Сумма (с НДС), руб.", G2=120)(workbook)
        workbook.create_sheet("Участники (2)")

    result = read_cluster(book(CLUSTER, change))
    assert result.errors == ()
    assert [note.code for note in result.notes] == ["column.unknown", "sheet.unknown"]


def test_thousands_are_not_taken_for_rubles() -> None:
    result = read_cluster(book(CLUSTER, cells("Участники", H1="Выручка, тыс. руб.")))
    assert [(error.code, error.column) for error in result.errors] == [("column.missing", "Выручка, руб.")]


@pytest.mark.parametrize(
    ("stored", "amount"),
    [
        (0.1 + 0.2, "0.30"), (1234567.89, "1234567.89"), ("1 234 567,89", "1234567.89"), (12.0, "12.00"),
        ("1\u00a0234\u202f567.8", "1234567.80"), ("+5", "5.00"), (0, "0.00"),
        (1e11, "100000000000.00"), (sum([0.1] * 10), "1.00"), ("0,00", "0.00"),
    ],
)  # fmt: skip
def test_money(stored: object, amount: str) -> None:
    cluster = read_cluster(book(CLUSTER, cells("Закупки", D2=stored))).value
    assert cluster is not None
    assert str(cluster.purchases[0].amount) == amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (b"99999999999999.99", "99999999999999.99"), (b"1234567.8899999999", "1234567.89"), (b"1.5E3", "1500.00"),
        (b"0.30000000000000004", "0.30"),
    ],
)  # fmt: skip
def test_money_as_other_programs_write_it(written: bytes, amount: str) -> None:
    source = book(CLUSTER, cells("Закупки", D2=777))
    changed = surgery(
        source, {"xl/worksheets/sheet3.xml": lambda data: data.replace(b"<v>777</v>", b"<v>%s</v>" % written)}
    )
    cluster = read_cluster(changed).value
    assert cluster is not None
    assert str(cluster.purchases[0].amount) == amount


@pytest.mark.parametrize(
    ("part", "written"),
    [
        ("xl/sharedStrings.xml", "xl/SharedStrings.xml"), ("xl/worksheets/sheet", "xl/worksheets/Sheet"),
        ("xl/workbook.xml", "xl/Workbook.xml"), ("xl/_rels/workbook.xml.rels", "xl/_rels/Workbook.xml.rels"),
        ("[Content_Types]", "[content_types]"), ("xl/styles.xml", "xl/Styles.xml"),
    ],
)  # fmt: skip
def test_names_of_parts_have_no_case(part: str, written: str) -> None:
    """As 1C writes them, and as the standard of the container has it."""
    target, source = BytesIO(), BytesIO(write_blank("cluster"))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace(part, written), old.read(name))
    assert read_cluster(target) == read_cluster(source)
    assert read_cluster(target).errors == ()


def test_formats_of_conditions_are_not_those_of_cells() -> None:
    """Excel writes them with numbers that mean another format among cells: a day became text, a sum a share."""
    conditions = b"".join(
        b'<dxf><numFmt numFmtId="%d" formatCode="%s"/></dxf>' % each for each in ((0, b"0%"), (14, b"@"), (22, b"@"))
    )
    source = book(CLUSTER, cells("Участники", I2=datetime(2020, 2, 1)))  # noqa: DTZ001
    styles = {
        "xl/styles.xml": lambda data: data.replace(b"</styleSheet>", b"<dxfs>%s</dxfs></styleSheet>" % conditions)
    }
    assert read_cluster(surgery(source, styles)).value == read_cluster(book(CLUSTER)).value


@pytest.mark.parametrize(
    "stored",
    [
        datetime(2021, 11, 1, 10, 0),  # noqa: DTZ001
        "2021-11-01T10:00", "01.11.2021 10:00:00", "2021-11-01 07:00:00Z",
        "2021-11-01T12:00:00+05:00",
    ],
)  # fmt: skip
def test_moments_are_moscow_time(stored: object) -> None:
    selection = read_round(book(ROUND, cells("Проекты", E2=stored))).value
    assert selection is not None
    assert selection.candidates[0].registered_at == datetime(2021, 11, 1, 10, 0, tzinfo=MOSCOW)


@pytest.mark.parametrize("word", ["да", "YES", "True", 1, "1", "+", True, "Да "])
def test_yes(word: object) -> None:
    cluster = read_cluster(book(CLUSTER, cells("Участники", E3=word))).value
    assert cluster is not None
    assert cluster.participants[1].special_territory is True


@pytest.mark.parametrize("word", ["нет", "No", "false", 0, "0", "-", False, None])
def test_no(word: object) -> None:
    cluster = read_cluster(book(CLUSTER, cells("Участники", E3=word))).value
    assert cluster is not None
    assert cluster.participants[1].special_territory is False


def test_notes_are_collected() -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        cells("Участники", A3=25, K1="Примечание", K2="текст", B3="x")(workbook)
        cells("Закупки", A3=A, B3=25, C3=10.2, D3=5, E3=2020)(workbook)
        cells("Кластер", A5="Сайт", B5="example.org")(workbook)
        workbook.create_sheet("Черновик")["A1"] = 1

    result = read_cluster(book(CLUSTER, change))
    assert result.errors == ()
    assert [(note.code, note.sheet, note.row, note.column, note.value) for note in result.notes] == [
        ("name.unknown", "Кластер", 5, "Сайт", "Сайт"),
        ("column.unknown", "Участники", 1, "Примечание", "Примечание"),
        ("inn.restored", "Участники", 3, "ИНН", "25"),
        ("okpd2.numeric", "Закупки", 3, "ОКПД2", "10.2"),
        ("inn.restored", "Закупки", 3, "Поставщик", "25"),
        ("sheet.unknown", "Черновик", None, None, "Черновик"),
    ]


def test_what_stands_under_no_name_is_not_dropped_in_silence() -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        cells("Кластер", B5=12.5, B6="мимо", D2="сноска")(workbook)
        cells("Участники", L3="вне", L4="и это", AB4=7)(workbook)

    result = read_cluster(book(CLUSTER, change))
    assert result.errors == ()
    assert [(note.code, note.sheet, note.row, note.column, note.value) for note in result.notes] == [
        ("column.unknown", "Кластер", 2, "D", "сноска"),
        ("name.unknown", "Кластер", 5, None, "12.5"),
        ("name.unknown", "Кластер", 6, None, "мимо"),
        ("column.unknown", "Участники", 3, "L", "вне"),
        ("column.unknown", "Участники", 4, "AB", "7"),
    ]
    said = [problem_json(note, "ru")["message"] for note in result.notes]
    assert said[0].startswith("В столбце D есть значения («сноска»)")
    assert "«12.5» стоит без названия" in said[1]


def test_a_named_column_of_remarks_beside_pairs_is_told_once() -> None:
    rows = [["Показатель", "Значение", "Откуда"], *([*row, "паспорт"] for row in CLUSTER["Кластер"])]
    result = read_cluster(book({**CLUSTER, "Кластер": rows}))
    assert result.errors == ()
    assert [(note.code, note.row, note.value) for note in result.notes] == [("column.unknown", 1, "Откуда")]


def test_blank_rows_titles_and_a_header_of_pairs_do_not_matter() -> None:
    content = {
        "cluster ": [["Показатель", "Значение"], *CLUSTER["Кластер"]],
        "PARTICIPANTS": [["Сведения об участниках"], [], *CLUSTER["Участники"], [None] * 3, ["  "]],
        "Закупки": CLUSTER["Закупки"],
    }
    result = read_cluster(book(content))
    assert result.errors == ()
    assert result.value is not None
    assert len(result.value.participants) == 2


@pytest.mark.parametrize("heading", [("Name", "Value"), ("Название", "Значение"), ("Реквизит", "Значение")])
def test_a_header_row_of_pairs_is_never_a_name(heading: tuple[str, str]) -> None:
    result = read_cluster(book({**CLUSTER, "Кластер": [heading, *CLUSTER["Кластер"]]}))
    assert (result.errors, result.notes) == ((), ())
    assert result.value is not None
    assert result.value.name == "Кластер 1"
    nameless = read_cluster(book({**CLUSTER, "Кластер": [heading, *CLUSTER["Кластер"][1:]]}))
    assert [(e.code, e.row, e.column) for e in nameless.errors] == [("value.required", None, "Название")]


def test_terms_of_practice_name_the_columns_of_scores() -> None:
    scores = [["Заявка", "Эксперт", "Критерий", "Балл", "Самоотвод"], *ROUND["Оценки"][1:]]
    result = read_round(book({**ROUND, "Оценки": scores}))
    assert (result.errors, result.notes) == ((), ())


def test_a_header_row_named_like_a_field() -> None:
    content = {
        **CLUSTER,
        "Кластер": [["Name", "Value"], ["Name", "K"], ["Regions", "RU-MO"], ["Reporting year", "2020"],
                    ["Final product (OKPD2)", "27.31;27.40"]],
    }  # fmt: skip
    result = read_cluster(book(content))
    assert result.errors == ()
    assert result.value is not None
    assert (result.value.name, result.value.final_products) == ("K", ("27.31", "27.40"))


def test_an_expert_on_a_computed_criterion_is_left_out() -> None:
    result = read_round(book(ROUND, cells("Оценки", B4="E1")))
    assert [(note.code, note.row) for note in result.notes] == [("expert.ignored", 4)]
    assert result.value is not None
    assert result.value.scores[2].expert is None


def test_a_conflict_without_an_expert_is_one_error() -> None:
    scores = [*ROUND["Оценки"], ["P1", None, None, None, "да"]]
    result = read_round(book({**ROUND, "Оценки": scores}))
    assert [(e.code, e.row, e.column) for e in result.errors] == [("value.required", len(scores), "Эксперт")]


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u202c", "\u2060"])
def test_signs_that_nobody_sees_change_nothing(sign: str) -> None:
    typed = read_round(book(ROUND, cells("Проекты", E2="01.11.2021 10:00")))

    def paste(workbook: openpyxl.Workbook) -> None:
        cells("Оценки", A2=f"P1{sign}", B2=f"{sign}E1")(workbook)
        cells("Проекты", E2=f"{sign}01.11.2021 10:00")(workbook)

    assert typed.errors == ()
    assert read_round(book(ROUND, paste)) == typed
    pasted = read_cluster(book(CLUSTER, cells("Участники", A2=f"{A}{sign}")))
    assert pasted == read_cluster(book(CLUSTER))


def test_a_csv_row_of_signs_that_nobody_sees_is_no_row() -> None:
    table = "ИНН организации;Что;Значение;Источник;На дату\n7707083893;телефон;+7 495 000-00-00;ЕГРЮЛ;01.02.2021\n"
    typed = read_particulars(BytesIO(table.encode()))
    assert (len(typed.value or ()), typed.errors) == (1, ())
    assert read_particulars(BytesIO(f"{table}\u200b;\ufeff;\u00ad;;\n".encode())) == typed
