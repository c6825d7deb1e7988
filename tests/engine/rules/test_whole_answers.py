"""What `svetovod check --json` says of a real workbook, against an answer written here from the format alone.

Hundreds of generated clusters, each a file; a part of them spoiled, whose errors are known beforehand cell by cell.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cluster_columns import COLUMNS
from tests.engine.rules.test_properties import DAYS, FACTS, clusters, recompute
from tests.thorough import WHOLE

from svetovod.engine.model import Cluster, ParticipantRole
from svetovod.engine.rules import evaluate
from svetovod.engine.workbooks import read_cluster
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.engine.workbooks.write import write_cluster
from svetovod.wording.problems import problem_json
from svetovod.wording.rules import check_json

EDITIONS = ("2015-07-31", "2016-09-26", "2018-08-02", "2021-11-16", "2022-12-22", "2023-09-28", "2024-04-01")
EVER, N1956 = date(9999, 1, 1), date(2021, 11, 16)
# key: measure, operator, threshold, unit, from, to, use (the parameters of section 7 of the research)
RULES: dict[str, tuple[str, str, Any, str, date, date, str]] = {
    "cluster.min_participants": ("participants", ">=", 10, "count", date(2015, 7, 31), date(2022, 12, 21), "warn"),
    "cluster.min_final_producers": ("final_producers", ">=", 1, "count", date(2015, 7, 31), date(2022, 12, 21), "warn"),
    "cluster.func_dependence_min": (
        "functional_dependence", ">=", Fraction(1, 5), "ratio", date(2018, 8, 2), EVER, "warn",
    ),
    "cluster.max_newcomers_no_coop": ("newcomers_without_cooperation", "<=", 3, "count", N1956, EVER, "warn"),
    "cluster.newcomer_contract_years": ("newcomers_overdue", "<=", 0, "count", N1956, EVER, "warn"),
    "cluster.hpj_share_min": (
        "high_performance_share", ">=", Fraction(1, 2), "ratio", date(2015, 7, 31), date(2021, 11, 15), "info",
    ),
    "cluster.productivity_above_region": (
        "productivity", ">", None, "RUB", date(2015, 7, 31), date(2021, 11, 15), "info",
    ),
    "cluster.min_education_bodies": (
        "education_bodies", ">=", 1, "count", date(2015, 7, 31), date(2021, 11, 15), "info",
    ),
    "cluster.min_tech_infra_objects": (
        "technological_objects", ">=", 2, "count", date(2015, 7, 31), date(2021, 11, 15), "info",
    ),
}  # fmt: skip
FIXED = {"cluster.min_participants": "add_participants", "cluster.min_final_producers": "add_final_producers"}


@st.composite
def files(draw: st.DrawFn) -> Cluster:
    """A cluster of the other properties with INNs that a workbook may hold and at least one participant."""
    found = draw(clusters().filter(lambda each: each.participants))
    real = {str(n): invented_inn(n + 1) for n in range(20)}
    return replace(
        found,
        participants=tuple(replace(p, inn=real[p.inn]) for p in found.participants),
        purchases=tuple(
            replace(row, buyer=real[row.buyer], seller=row.seller and real[row.seller]) for row in found.purchases
        ),
    )


def up(value: Fraction) -> Decimal:
    """To a kopeck, upwards."""
    return Decimal(-(-value * 100 // 1)).scaleb(-2)


def money(cluster: Cluster) -> tuple[Fraction, Fraction, Fraction]:
    """Kept inside, bought in all, and bought from those who take no part: final producers, product, year."""
    inns = {p.inn for p in cluster.participants if p.role is not ParticipantRole.INFRASTRUCTURE}
    final = {p.inn for p in cluster.participants if p.role is ParticipantRole.FINAL_PRODUCER}
    inside = whole = outside = Fraction(0)
    for row in cluster.purchases:
        if row.year != cluster.year or not row.for_final_product or row.buyer not in final:
            continue
        whole += Fraction(row.amount)
        inside += Fraction(row.amount) * (row.seller in inns and row.seller != row.buyer)
        outside += Fraction(row.amount) * (row.seller not in inns)
    return inside, whole, outside


def answer(cluster: Cluster, on: date) -> dict[str, Any]:
    """The edition, the verdict, every rule and every fix, the slow way."""
    measures = recompute(cluster, on)
    rules: dict[str, Any] = {}
    fixes: list[tuple[Any, ...]] = []
    special = measures["special_territory_share"]
    reduced = on >= N1956 and special is not None and special >= Fraction(3, 10)
    limits = {"cluster.func_dependence_min": Fraction(1, 10)} if reduced else {}
    if cluster.regional_productivity is not None:
        limits["cluster.productivity_above_region"] = Fraction(cluster.regional_productivity)
    for key, (measure, operator, usual, unit, start, end, use) in RULES.items():
        if not start <= on <= end:
            continue
        threshold = limits.get(key, usual)
        value = measures[measure]
        outcome = "no_data"
        if value is not None and threshold is not None:
            holds = {">=": value >= threshold, "<=": value <= threshold, ">": value > threshold}[operator]
            outcome = "met" if holds else "not_met"
        rules[key] = (measure, operator, unit, use, outcome)
        if outcome == "not_met" and key in FIXED:
            fixes.append((key, FIXED[key], None, threshold - value, None))
        if outcome == "not_met" and key == "cluster.func_dependence_min":
            inside, whole, outside = money(cluster)
            lacking = threshold * whole - inside
            fixes += [
                (key, "shift_purchases", up(lacking), None, outside >= Fraction(up(lacking))),
                (key, "add_purchases", up(lacking / (1 - threshold)), None, None),
            ]
    weighed = [(use, outcome) for _measure, _operator, _unit, use, outcome in rules.values()]
    verdict = "conforming"
    if ("warn", "not_met") in weighed:
        verdict = "likely_not_conforming"
    elif ("warn", "no_data") in weighed:
        verdict = "undetermined"
    edition = max(each for each in EDITIONS if each <= on.isoformat())
    return {"edition": edition, "verdict": verdict, "rules": rules, "fixes": sorted(fixes), "reduced": reduced}


@settings(max_examples=1000 if WHOLE else 40)
@given(files(), DAYS, st.sampled_from(["ru", "en"]))
def test_a_workbook_is_answered_as_the_format_says(cluster: Cluster, on: date, lang: str) -> None:
    read = read_cluster(BytesIO(write_cluster(cluster, lang)))
    assert read.value is not None, read.errors
    said = check_json("cluster.xlsx", evaluate(read.value, on=on, facts=FACTS), read.notes, lang)
    expected = answer(cluster, on)
    assert (said["file"], said["on"], said["act"]) == ("cluster.xlsx", on.isoformat(), "pp779")
    assert (said["edition"], said["verdict"]) == (expected["edition"], expected["verdict"])
    names = ("measure", "operator", "unit", "use", "outcome")
    assert {rule["key"]: tuple(rule[name] for name in names) for rule in said["rules"]} == expected["rules"]
    fixes = [
        (f["rule"], f["kind"], Decimal(f["amount"]) if "amount" in f else None, f.get("count"), f.get("feasible"))
        for f in said["fixes"]
    ]
    assert sorted(fixes) == expected["fixes"]
    dependence = next((rule for rule in said["rules"] if rule["key"] == "cluster.func_dependence_min"), {})
    assert ("threshold_from" in dependence) is (expected["reduced"] and bool(dependence))
    if dependence.get("value") is not None:
        inside, whole, _outside = money(cluster)
        assert Fraction(dependence["value_exact"]) == inside / whole
        assert (Fraction(dependence["numerator"]), Fraction(dependence["denominator"])) == (inside, whole)
    assert said["errors"] == []


# sheet, its column, what is written there, and the error that follows (None: the value as text)
SPOILT: Sequence[tuple[str, str, Any, str, str | None]] = (
    ("Участники", "Наименование", None, "value.required", None),
    ("Участники", "Роль", "директор", "choice.unknown", "директор"),
    ("Участники", "Роль", None, "value.required", None),
    ("Участники", "Регион", "Атлантида", "region.unknown", "Атлантида"),
    ("Участники", "Особая территория", "наверное", "choice.unknown", "наверное"),
    ("Участники", "Работников", 1.5, "number.invalid", "1.5"),
    ("Участники", "Работников", -3, "number.negative", "-3"),
    ("Участники", "ВПРМ", "=1+1", "cell.formula_without_value", None),
    ("Участники", "Выручка, руб.", "12 руб.", "number.invalid", "12 руб."),
    ("Участники", "Дата вступления", "31.02.2020", "date.invalid", "31.02.2020"),
    ("Участники", "Дата вступления", "01.01.1950", "year.invalid", "01.01.1950"),
    ("Участники", "Новичок", "?", "choice.unknown", "?"),
    ("Закупки", "Покупатель", "7705596339", "reference.unknown", "7705596339"),
    ("Закупки", "Поставщик", "7705596338", "inn.checksum", "7705596338"),
    ("Закупки", "Сумма, руб.", -5, "number.negative", "-5"),
    ("Закупки", "Сумма, руб.", "10.005", "number.invalid", "10.005"),
    ("Закупки", "Год", 1989, "year.invalid", "1989"),
    ("Закупки", "Для конечной продукции", "нет?", "choice.unknown", "нет?"),
    ("Инфраструктура", "Вид", "баня", "choice.unknown", "баня"),
    ("Инфраструктура", "Наименование", None, "value.required", None),
)
ORDER = ("Кластер", "Участники", "Закупки", "Инфраструктура")


@settings(max_examples=1000 if WHOLE else 25)
@given(files(), st.data())
def test_a_spoiled_workbook_names_every_spoiled_cell_and_no_other(cluster: Cluster, data: st.DataObject) -> None:
    book = openpyxl.load_workbook(BytesIO(write_cluster(cluster, "ru")))
    chances = [
        (place, row)
        for place, (sheet, *_rest) in enumerate(SPOILT)
        for row in range(2, book[sheet].max_row + 1)
        if sheet in book.sheetnames and book[sheet].cell(row, 1).value is not None
    ]
    chosen = data.draw(st.lists(st.sampled_from(chances), min_size=1, max_size=6, unique=True))
    expected = {}
    for place, row in chosen:
        sheet, column, value, code, said = SPOILT[place]
        book[sheet].cell(row, place_of(sheet, column)).value = value
        expected[sheet, row, column] = (code, said)
    out = BytesIO()
    book.save(out)
    out.seek(0)
    read = read_cluster(out)
    assert read.value is None
    shown = [problem_json(each, "ru") for each in read.errors]
    places = [(each["sheet"], each["row"], each["column"]) for each in shown]
    assert {place: (e["code"], e["value"]) for place, e in zip(places, shown, strict=True)} == expected
    assert places == sorted(places, key=lambda each: (ORDER.index(each[0]), each[1], each[2]))
    assert len(places) == len(set(places))


def place_of(sheet: str, column: str) -> int:
    """The column of the format by its number; the blank may name it by a word of practice."""
    return COLUMNS[sheet].index(column) + 1
