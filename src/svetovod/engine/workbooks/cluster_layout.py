"""The `cluster` workbook: its sheets as `formats.md` has them."""

from svetovod.engine.model import InfrastructureKind, ParticipantRole

from .dates import DATE
from .numbers import JOBS, MONEY, YEAR
from .spec import Choice, Column, Need, Sheet
from .words import FLAG, INN, KPP, OKPD2, OKPD2_LIST, REGION, REGION_LIST, TEXT, choice

ROLE = choice(
    Choice(
        ParticipantRole.FINAL_PRODUCER,
        "конечный производитель",
        "final producer",
        "производитель конечной продукции",
    ),
    Choice(ParticipantRole.SUPPLIER, "поставщик", "supplier"),
    Choice(
        ParticipantRole.CONTRACTOR,
        "исполнитель работ",
        "contractor",
        "исполнитель работ (услуг) производственного характера",
    ),
    Choice(ParticipantRole.INFRASTRUCTURE, "инфраструктура", "infrastructure"),
)
INFRASTRUCTURE_KIND = choice(
    Choice(InfrastructureKind.EDUCATION, "образование", "education", also=("образовательная",)),
    Choice(InfrastructureKind.TECHNOLOGICAL, "технологическая", "technological"),
    Choice(InfrastructureKind.NONPROFIT, "НКО", "nonprofit", also=("non-profit",)),
    Choice(InfrastructureKind.FINANCIAL, "финансовая", "financial"),
)

CLUSTER = Sheet(
    "Кластер",
    "Cluster",
    (
        Column("name", "Название", "Name", TEXT, Need.REQUIRED),
        Column("regions", "Регионы", "Regions", REGION_LIST, Need.REQUIRED),
        Column("year", "Отчётный год", "Reporting year", YEAR, Need.REQUIRED),
        Column("final_products", "Конечная продукция (ОКПД2)", "Final product (OKPD2)", OKPD2_LIST, Need.REQUIRED),
        Column("regional_productivity", "Производительность в регионе, руб.", "Regional productivity, RUB", MONEY),
    ),
    pairs=True,
)
PARTICIPANTS = Sheet(
    "Участники",
    "Participants",
    (
        Column("inn", "ИНН", "INN", INN, Need.REQUIRED),
        Column("name", "Наименование", "Name", TEXT, Need.REQUIRED),
        Column("role", "Роль", "Role", ROLE, Need.REQUIRED),
        Column("region", "Регион", "Region", REGION, Need.REQUIRED),
        Column(
            "special_territory",
            "Особая территория",
            "Special territory",
            FLAG,
            Need.COLUMN,
            "Территория пониженного порога (индивидуальная программа, геостратегическая, моногород)",
            default=False,
        ),
        Column(
            "employees",
            "Работников",
            "Employees",
            JOBS,
            Need.COLUMN,
            "Среднесписочная численность, чел.",
            "Employees, people",
        ),
        Column(
            "high_performance_jobs",
            "ВПРМ",
            "High-performance jobs",
            JOBS,
            Need.COLUMN,
            "ВПРМ, ед.",
            "High-performance jobs, units",
            ("Высокопроизводительные рабочие места", "Высокопроизводительных рабочих мест"),
        ),
        Column("revenue", "Выручка, руб.", "Revenue, RUB", MONEY, Need.COLUMN),
        Column(
            "joined_on",
            "Дата вступления",
            "Joined on",
            DATE,
            Need.COLUMN,
            "Дата присоединения (соглашение об участии)",
        ),
        Column(
            "newcomer",
            "Новичок",
            "Newcomer",
            FLAG,
            Need.COLUMN,
            "Участник без кооперационных связей (кооперация организуется)",
            default=False,
        ),
        Column("cost_of_sales", "Себестоимость продаж, руб.", "Cost of sales, RUB", MONEY),
        Column("kpp", "КПП", "KPP", KPP, also=("КПП места участия",)),
    ),
)
PURCHASES = Sheet(
    "Закупки",
    "Purchases",
    (
        Column("buyer", "Покупатель", "Buyer", INN, Need.REQUIRED, "Покупатель (ИНН)", "Buyer (INN)"),
        Column("seller", "Поставщик", "Seller", INN, Need.COLUMN, "Поставщик (ИНН)", "Seller (INN)"),
        Column("okpd2", "ОКПД2", "OKPD2", OKPD2, Need.REQUIRED),
        Column("amount", "Сумма, руб.", "Amount, RUB", MONEY, Need.REQUIRED, also=("Сумма без НДС, руб.",)),
        Column("year", "Год", "Year", YEAR, Need.REQUIRED),
        Column(
            "for_final_product",
            "Для конечной продукции",
            "For the final product",
            FLAG,
            Need.COLUMN,
            "Для конечной продукции (пусто = да)",
            "For the final product (blank = yes)",
            default=True,
        ),
    ),
)
INFRASTRUCTURE = Sheet(
    "Инфраструктура",
    "Infrastructure",
    (
        Column("kind", "Вид", "Kind", INFRASTRUCTURE_KIND, Need.REQUIRED),
        Column("name", "Наименование", "Name", TEXT, Need.REQUIRED),
        Column("inn", "ИНН", "INN", INN),
    ),
    required=False,
)
SHEETS = (CLUSTER, PARTICIPANTS, PURCHASES, INFRASTRUCTURE)
