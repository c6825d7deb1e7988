"""The development programme and the infrastructure of the thread's cluster. All invented, all marked."""

from datetime import date
from decimal import Decimal
from typing import Any

from svetovod.web.dossier import services
from svetovod.web.registry.models import Cluster

from . import bridge
from .build_selection import moment

AT = moment("2021-06-04 11:00")
MARK = "Демонстрационные данные"
APPROVED = date(2020, 12, 15)
# goal, its measures: number, what, due on, place of the responsible participant (None: the managing organisation)
GOALS = (
    ("Увеличить долю закупок внутри кластера до 20 %", (
        ("1.1", "Перевести закупки оболочек и соединителей на участников кластера", date(2021, 5, 31), 4),
        ("1.2", "Заключить рамочные договоры поставки между участниками", date(2021, 7, 15), None),
    )),
    ("Заместить ввозимые комплектующие световых приборов", (
        ("2.1", "Освоить выпуск светодиодных модулей", date(2022, 6, 30), 5),
        ("2.2", "Открыть участок кварцевых заготовок", date(2023, 12, 20), 10),
    )),
    ("Подготовить кадры и общую испытательную базу", (
        ("3.1", "Оснастить испытательную лабораторию общего пользования", date(2021, 4, 30), 9),
        ("3.2", "Открыть целевой набор в колледже", date(2021, 9, 1), None),
    )),
)  # fmt: skip
DONE = {"3.1": (date(2021, 4, 23), "Лаборатория аттестована")}
# name, unit, step, which way is better, starting value of 2019, period -> plan and fact
INDICATORS: tuple[tuple[str, str, str, str, str, dict[str, tuple[str, str | None]]], ...] = (
    ("Доля закупок внутри кластера", "%", "half_year", "more", "12.1", {
        "2021H1": ("15", None), "2021H2": ("17", None), "2022H1": ("18.5", None), "2022H2": ("20", None),
        "2023H1": ("21", None), "2023H2": ("22", None), "2020H2": ("13", "12.8"),
    }),
    ("Объём производства участников", "млн ₽", "year", "more", "9400", {
        "2020": ("9800", "9910"), "2021": ("10400", None), "2022": ("11200", None), "2023": ("12100", None),
        "2024": ("13000", None), "2025": ("14000", None),
    }),
    ("Высокопроизводительные рабочие места", "мест", "year", "more", "1150", {
        "2020": ("1200", "1164"), "2021": ("1300", None), "2022": ("1400", None), "2023": ("1500", None),
    }),
    ("Доля ввозимых комплектующих", "%", "year", "less", "41", {
        "2020": ("39", "38.5"), "2021": ("35", None), "2022": ("30", None), "2023": ("25", None),
    }),
)  # fmt: skip
# kind, name, place of the INN among the invented, owner, what it serves, evidence
OBJECTS = (
    ("education", "Кафедра светотехники", 800, "Университет 1", "Подготовка инженеров", "Договор № 9-У"),
    ("education", "Учебный центр светотехники", 801, "Колледж 2", "Подготовка рабочих", "Договор № 14"),
    ("technopark", "Технопарк 3", 802, "Управляющая компания 3", "Опытные участки", "Соглашение № 7"),
    ("engineering_centre", "Инжиниринговый центр 4", 803, "Инжиниринговый центр 4", "Опытные образцы", ""),
    ("test_laboratory", "Испытательная лаборатория", 804, "Лаборатория 10", "Испытания приборов", "Аттестат № 31"),
    ("logistics", "Склад общего пользования", 805, "Оператор склада 5", "Отгрузка кабеля", "Договор № 9"),
)  # fmt: skip


def programme_build(cluster: Cluster, manager: Any) -> None:
    """Approved, half a year old: a measure overdue, one due soon, two indicators behind their plans."""
    row = services.programme_open(actor=manager, cluster=cluster, first_year=2020, last_year=2025, at=AT)
    _measures(cluster, manager, row)
    _indicators(manager, row)
    services.programme_approve(
        actor=manager, programme=row, number="3", on=APPROVED, approved_by=f"Совет кластера. {MARK}", at=AT
    )


def _measures(cluster: Cluster, manager: Any, row: Any) -> None:
    members = list(cluster.memberships.order_by("joined_on", "id").values_list("organisation_id", flat=True))
    for text, measures in GOALS:
        goal = services.goal_add(actor=manager, programme=row, text=text, at=AT)
        for number, name, due_on, place in measures:
            fields = {
                "number": number, "name": name, "due_on": due_on, "goal": goal.pk,
                "responsible": cluster.manager_id if place is None else members[place],
            }  # fmt: skip
            made = services.measure_save(actor=manager, programme=row, fields=fields, at=AT)
            if number in DONE:
                on, result = DONE[number]
                services.measure_tell(actor=manager, measure=made, on=on, result=f"{result}. {MARK}", project="", at=AT)


def _indicators(manager: Any, row: Any) -> None:
    for name, unit, step, better, base, points in INDICATORS:
        fields = {
            "name": name, "unit": unit, "step": step, "better": better, "baseline": Decimal(base),
            "baseline_year": 2019,
        }  # fmt: skip
        made = services.indicator_save(actor=manager, programme=row, fields=fields, at=AT)
        values = {period: (Decimal(plan), Decimal(fact) if fact else None) for period, (plan, fact) in points.items()}
        services.indicator_points(actor=manager, indicator=made, values=values, at=AT)


def infrastructure_build(cluster: Cluster, manager: Any) -> None:
    for kind, name, place, owner, serves, evidence in OBJECTS:
        fields = {
            "kind": kind, "name": name, "owner_inn": bridge.invented_inn(place), "owner_name": owner,
            "region": "RU-MO", "serves": f"{serves}. {MARK}", "evidence": evidence, "document": None,
            "since": date(2019, 9, 2),
        }  # fmt: skip
        services.object_save(actor=manager, cluster=cluster, fields=fields, at=AT)
