"""The `project` workbook: a joint project and its estimate, sheets as `formats.md` has them."""

from svetovod.engine.model import CostKind

from .dates import DATE
from .numbers import MONEY
from .spec import Choice, Column, Need, Sheet
from .words import FLAG, INN, INNS, TEXT, choice

COST_KIND = choice(
    Choice(
        CostKind.DESIGN_DOCUMENTATION,
        "конструкторская документация",
        "design_documentation",
        "разработка конструкторской документации",
    ),
    Choice(CostKind.PROTOTYPE, "опытный образец", "prototype"),
    Choice(CostKind.EQUIPMENT, "оборудование", "equipment"),
    Choice(CostKind.TOOLING, "оснастка", "tooling"),
    Choice(CostKind.SOFTWARE, "программное обеспечение", "software"),
    Choice(CostKind.PILOT_BATCH, "опытная партия", "pilot_batch"),
    Choice(CostKind.RECONSTRUCTION, "реконструкция", "reconstruction"),
    Choice(CostKind.MASTERING, "освоение", "mastering", "освоение производства"),
    Choice(CostKind.STARTER_BATCH, "стартовая партия", "starter_batch"),
    Choice(CostKind.OTHER, "прочее", "other"),
)

PROJECT = Sheet(
    "Проект",
    "Project",
    (
        Column("title", "Название", "Title", TEXT, Need.REQUIRED),
        Column("initiator", "Инициатор", "Initiator", INN, Need.REQUIRED, "Инициатор (ИНН)", "Initiator (INN)"),
        Column("participants", "Участники", "Participants", INNS, default=(), label="Участники (ИНН через ;)"),
        Column("start", "Начало", "Start", DATE, Need.REQUIRED),
        Column("end", "Окончание", "End", DATE, Need.REQUIRED),
        Column(
            "requested",
            "Запрошено, руб.",
            "Requested, RUB",
            MONEY,
            Need.REQUIRED,
            "Размер запрашиваемой субсидии, руб.",
        ),
    ),
    pairs=True,
)
ESTIMATE = Sheet(
    "Смета",
    "Estimate",
    (
        Column("kind", "Статья", "Item", COST_KIND, Need.REQUIRED),
        Column("payer", "Плательщик", "Payer", INN, Need.REQUIRED, "Кто понёс затраты (ИНН)", "Payer (INN)"),
        Column("on", "Дата", "Date", DATE, Need.REQUIRED),
        Column("amount", "Сумма без НДС, руб.", "Amount ex VAT, RUB", MONEY, Need.REQUIRED, also=("Amount, RUB",)),
        Column("evidence", "Подтверждение", "Evidence", TEXT, Need.COLUMN, "Подтверждающие документы"),
        Column(
            "other_support",
            "Другая поддержка",
            "Other support",
            FLAG,
            Need.COLUMN,
            "Иная господдержка тех же затрат",
            default=False,
        ),
    ),
)
SHEETS = (PROJECT, ESTIMATE)
