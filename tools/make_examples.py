"""Makes the workbooks of `examples/saransk-2021`. Run: python tools/make_examples.py [TARGET_DIR].

Everything is invented: enterprises are descriptive, their INNs begin with 00 and belong to nobody. The figures are
chosen for what they show (see each function); the same bytes come out on every run.
"""

import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from svetovod.engine.model import (
    Candidate,
    Cluster,
    CostItem,
    CostKind,
    Criterion,
    CriterionKind,
    InfrastructureKind,
    InfrastructureObject,
    JointProject,
    Participant,
    ParticipantRole,
    Purchase,
    Score,
    SelectionRound,
)
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.engine.workbooks.write import open_book, write_cluster, write_project, write_round

TARGET = Path(__file__).resolve().parent.parent / "examples" / "saransk-2021"
YEAR = 2020
FINAL, SUPPLIER, CONTRACTOR = ParticipantRole.FINAL_PRODUCER, ParticipantRole.SUPPLIER, ParticipantRole.CONTRACTOR
MEMBERS = (
    ("Производитель оптического кабеля 1", FINAL), ("Производитель световых приборов 2", FINAL),
    ("Производитель оптического волокна 2", SUPPLIER), ("Кабельный завод 4", SUPPLIER),
    ("Производитель полимерных оболочек 5", SUPPLIER), ("Производитель светодиодов 6", SUPPLIER),
    ("Производитель стальной проволоки 7", SUPPLIER), ("Литейный завод 8", SUPPLIER),
    ("Изготовитель оснастки 9", CONTRACTOR), ("Испытательная лаборатория 10", CONTRACTOR),
    ("Производитель кварцевых заготовок 11", SUPPLIER), ("Производитель соединителей 12", SUPPLIER),
)  # fmt: skip
INNS = tuple(invented_inn(100 + number) for number in range(1, len(MEMBERS) + 1))
OUTSIDE = tuple(invented_inn(900 + number) for number in range(1, 6))
CODES = ("27.31.12", "27.32.13", "22.21.29", "26.11.22", "24.34.11", "24.53.10", "25.73.50", "71.20.19", "23.19.25")


def members(count: int, special: int = 0) -> tuple[Participant, ...]:
    """The first `count` enterprises, the last `special` of them on a territory of the reduced threshold."""
    return tuple(
        Participant(
            INNS[number], name, role, "RU-MO", number >= count - special,
            employees=90 + 35 * number, high_performance_jobs=55 + 21 * number,
            revenue=Decimal(260_000_000 + 91_500_000 * number), joined_on=date(2018, 1 + number % 12, 15),
        )
        for number, (name, role) in enumerate(MEMBERS[:count])
    )  # fmt: skip


def cooperation(count: int, inside: int, outside: int) -> tuple[Purchase, ...]:
    """Final producers buy for `inside` rubles from participants 3.. and for `outside` from others; the rest sell on."""
    sellers = range(2, count)
    weights = [number + 1 for number in range(len(sellers))]
    purchases = []
    left = inside
    for place, number in enumerate(sellers):
        amount = left if place == len(sellers) - 1 else inside * weights[place] // sum(weights)
        left -= amount
        purchases.append(Purchase(INNS[place % 2], INNS[number], CODES[place % len(CODES)], Decimal(amount), YEAR))
    share = outside // 6
    for place in range(6):
        amount = outside - 5 * share if place == 5 else share
        seller = OUTSIDE[place] if place < 5 else None
        purchases.append(Purchase(INNS[place % 2], seller, CODES[(place + 3) % len(CODES)], Decimal(amount), YEAR))
    purchases += [
        Purchase(INNS[3], INNS[2], "27.31.12", Decimal(5_400_000), YEAR, False),
        Purchase(INNS[0], OUTSIDE[0], "33.12.19", Decimal(3_100_000), YEAR, False),
        Purchase(INNS[0], INNS[2], "27.31.12", Decimal(9_900_000), YEAR - 1),
    ]
    return tuple(purchases)


def cluster(title: str, participants: tuple[Participant, ...], purchases: tuple[Purchase, ...]) -> Cluster:
    """A cluster of Mordovia with a university, a college and two technology parks."""
    bodies = (
        (InfrastructureKind.EDUCATION, "Университет 1"), (InfrastructureKind.EDUCATION, "Колледж 2"),
        (InfrastructureKind.TECHNOLOGICAL, "Технопарк 3"), (InfrastructureKind.TECHNOLOGICAL, "Инжиниринговый центр 4"),
        (InfrastructureKind.NONPROFIT, "Центр кластерного развития 5"),
    )  # fmt: skip
    return Cluster(
        name=f"{title} (демонстрационные данные)",
        regions=("RU-MO",),
        year=YEAR,
        final_products=("27.31", "27.40"),
        participants=participants,
        purchases=purchases,
        infrastructure=tuple(
            InfrastructureObject(kind, name, invented_inn(800 + number))
            for number, (kind, name) in enumerate(bodies)
        ),
        regional_productivity=Decimal("2100000.00"),
    )  # fmt: skip


def conforming() -> Cluster:
    """11 participants, functional dependence 34 per cent."""
    return cluster("Волоконная оптика: соответствует", members(11, 2), cooperation(11, 102_000_000, 198_000_000))


def short_of_participants() -> Cluster:
    """9 participants, one fewer than needed; everything else holds."""
    return cluster("Световые приборы: мало участников", members(9, 2), cooperation(9, 66_000_000, 154_000_000))


def dependence_14() -> Cluster:
    """14.23 per cent, 4 of 12 on special territories: conforms only by the reduced threshold of 16.11.2021."""
    purchases = cooperation(11, 14_230_000, 85_770_000)
    return cluster("Оптоэлектроника: 14,23 %", members(12, 4), purchases)


def lacking_data() -> Cluster:
    """Everything was bought the year before the reporting year, and one headcount is not given."""
    purchases = tuple(replace(item, year=YEAR - 1) for item in cooperation(10, 30_000_000, 70_000_000))
    people = members(10, 2)
    return cluster("Кабельные изделия: мало данных", (*people[:-1], replace(people[-1], employees=None)), purchases)


def spoiled() -> bytes:
    """A workbook in which almost every error of the format can be seen."""
    target = BytesIO()
    with open_book(target) as book:
        passport = book.add_worksheet("Кластер")
        lines = (
            ("Название", ""),
            ("Регионы", "Мордовия; Атлантида"),
            ("Отчётный год", 1820),
            ("Название", "Второе имя"),
        )
        for line, (name, value) in enumerate(lines):
            passport.write_string(line, 0, name)
            passport.write(line, 1, value)
        people = book.add_worksheet("Участники")
        header = (
            "ИНН",
            "Наименование",
            "Роль",
            "Регион",
            "Особая территория",
            "Работников",
            "Выручка, руб.",
            "Дата вступления",
            "Новичок",
        )
        mistyped = INNS[4][:-1] + str((int(INNS[4][-1]) + 1) % 10)
        rows = (
            header,
            (INNS[0], "Кабельный завод 1", "final producer", "Мордовия", "да", "сто", "1 000,005", "01.02.2019", ""),
            (INNS[0], "Кабельный завод 1 ещё раз", "поставщик", "Мордовия", "", "-5", "1000000", "31.02.2019", ""),
            (mistyped, "Завод с опечаткой в ИНН", "спонсор", "Мордовия", "может быть", "10", "12 млн", "", ""),
            (INNS[2], "Завод с формулой", "поставщик", "RU-MO", "нет", "", "5000000", "", ""),
            (INNS[3], "Завод в объединённых ячейках", "поставщик", "RU-MO", "нет", "12", "5000000", "", ""),
        )  # fmt: skip
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                people.write_string(line, place, value)
        people.write_formula(4, 5, "=SUM(F2:F3)", None, "")
        people.merge_range(5, 3, 5, 4, "RU-MO")
        purchases = book.add_worksheet("Закупки")
        bought = (
            ("Покупатель", "Поставщик", "ОКПД2", "Сумма, руб.", "Год", "Для конечной продукции"),
            (INNS[7], INNS[2], "27.31.12", "100", "2020", ""),
            (INNS[0], "", "27.31.12", "", "2020", "да"),
            (INNS[0], "", "99.99.99", "50 %", "20", "да"),
        )
        for line, purchase in enumerate(bought):
            for place, value in enumerate(purchase):
                purchases.write_string(line, place, value)
        for title in ("Инфраструктура", "Infrastructure"):
            extra = book.add_worksheet(title)
            for place, name in enumerate(("Вид", "Наименование", "ИНН")):
                extra.write_string(0, place, name)
        book.add_worksheet("Черновик").write_string(0, 0, "лишний лист")
    return target.getvalue()


def project_good() -> JointProject:
    """Costs of RUB 590 mn by the rules of 08.04.2021; the request fits 30 per cent of them."""
    kinds = (
        CostKind.DESIGN_DOCUMENTATION, CostKind.PROTOTYPE, CostKind.EQUIPMENT, CostKind.EQUIPMENT, CostKind.TOOLING,
        CostKind.MASTERING,
    )  # fmt: skip
    amounts = (38_000_000, 52_000_000, 240_000_000, 131_500_000, 71_250_000, 57_250_000)
    return JointProject(
        title="Отечественное оптическое волокно с малыми потерями (демонстрационные данные)",
        initiator=INNS[0],
        participants=(INNS[2], INNS[8]),
        start=date(2021, 7, 1),
        end=date(2024, 6, 30),
        requested=Decimal("175000000.00"),
        costs=tuple(
            CostItem(
                2 + place, kind, (INNS[0], INNS[2], INNS[8])[place % 3], date(2021, 9, 1) + timedelta(days=71 * place),
                Decimal(amount), f"Договор {place + 1} и платёжное поручение",
            )
            for place, (kind, amount) in enumerate(zip(kinds, amounts, strict=True))
        ),
    )  # fmt: skip


CRITERIA = (
    ("К1", "Импортозамещение продукции", 20, 10), ("К2", "Кооперация участников", 20, 10),
    ("К3", "Рынок и сбыт", 15, 10), ("К4", "Техническая готовность", 15, 10), ("К5", "Команда и опыт", 10, 10),
    ("К6", "План-график и смета", 10, 10), ("К7", "Доля собственных средств", 10, 5),
)  # fmt: skip
PRODUCTS = (
    "оптическое волокно", "оптический кабель", "световой прибор", "светодиодный модуль", "кварцевая заготовка",
    "лазерный диод", "полимерная оболочка", "соединитель", "датчик давления", "силовой кабель", "муфта", "драйвер",
)  # fmt: skip


def round_2021() -> SelectionRound:
    """24 projects ask about RUB 3 bn of 1.6; projects 5 and 6 tie, expert 3 has a conflict with project 2."""
    candidates = tuple(
        Candidate(
            f"П{number:02d}", f"Совместный проект {number}: {PRODUCTS[number % 12]} (демонстрационные данные)",
            Decimal(asked(number)), registered(number),
            number != 24, Decimal(asked(number) // 10),
        )
        for number in range(1, 25)
    )  # fmt: skip
    scores: list[Score] = [Score("П02", "Эксперт 3", None, None, conflict=True)]
    for number in range(1, 24):
        twin = 5 if number == 6 else number
        for place in range(3):
            expert = f"Эксперт {(number + 3 * place) % 8 + 1}"
            if (number, expert) == (2, "Эксперт 3"):
                continue
            scores += [
                Score(f"П{number:02d}", expert, code, Decimal(points(twin, place, order)))
                for order, (code, *_) in enumerate(CRITERIA[:-1])
            ]
        scores.append(Score(f"П{number:02d}", None, "К7", Decimal(1 + twin * 7 % 5)))
    return SelectionRound(
        limit=Decimal("1600000000.00"),
        threshold=Decimal(50),
        criteria=tuple(
            Criterion(code, name, Decimal(weight), Decimal(most), kind(code))
            for code, name, weight, most in CRITERIA
        ),
        candidates=candidates,
        scores=tuple(scores),
    )  # fmt: skip


def kind(code: str) -> CriterionKind:
    """Only the last criterion is computed."""
    return CriterionKind.COMPUTED if code == "К7" else CriterionKind.EXPERT


def registered(number: int) -> datetime:
    """In working hours of the intake, 8 to 19 November 2021."""
    day = date(2021, 11, 8) + timedelta(days=number // 2)
    return datetime(day.year, day.month, day.day, 9 + number % 9, number * 7 % 60, tzinfo=ZoneInfo("Europe/Moscow"))


def asked(number: int) -> int:
    """From 52 to 212 million; about three billion in all."""
    return 52_000_000 + number * 7_919 % 24 * 6_500_000


def points(project: int, expert: int, criterion: int) -> int:
    """0 to 10: a level by project, and what this expert thinks of this criterion."""
    level = 5 + project * 11 % 23 * 4 // 23
    opinion = (project * 37 + expert * 17 + criterion * 29 + project * expert * 13) % 7 - 3
    return max(0, min(10, level + opinion))


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    books = {
        "cluster-conforming": write_cluster(conforming()),
        "cluster-short-participants": write_cluster(short_of_participants()),
        "cluster-dependence-14": write_cluster(dependence_14()),
        "cluster-lacking-data": write_cluster(lacking_data()),
        "cluster-spoiled": spoiled(),
        "project-good": write_project(project_good()),
        "round-2021": write_round(round_2021()),
    }
    for name, content in books.items():
        (target / f"{name}.xlsx").write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
