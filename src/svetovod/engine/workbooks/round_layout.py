"""The `round` workbook: a selection round, sheets as `formats.md` has them."""

from svetovod.engine.model import CriterionKind, Distribution

from .dates import MOMENT
from .numbers import MONEY, NUMBER, POSITIVE, SIGNED
from .spec import Choice, Column, Need, Sheet
from .words import CODE, FLAG, TEXT, choice

DISTRIBUTION = choice(
    Choice(Distribution.STRICT, "строго по рангу", "strict", "последовательно в порядке рейтинга"),
    Choice(Distribution.SKIP, "с пропуском", "skip", "с переходом к следующей заявке"),
)
CRITERION_KIND = choice(
    Choice(CriterionKind.EXPERT, "экспертный", "expert"),
    Choice(CriterionKind.COMPUTED, "расчётный", "computed"),
)

ROUND = Sheet(
    "Отбор",
    "Round",
    (
        Column(
            "limit",
            "Лимит, руб.",
            "Limit, RUB",
            MONEY,
            Need.REQUIRED,
            "Объём распределяемых средств (лимит бюджетных обязательств), руб.",
            also=("Лимит бюджетных обязательств", "Объём распределяемых средств"),
        ),
        Column(
            "threshold",
            "Порог, баллов",
            "Threshold, points",
            NUMBER,
            label="Минимальный проходной балл",
            also=("Порог",),
        ),
        Column("distribution", "Распределение", "Distribution", DISTRIBUTION, default=Distribution.STRICT),
    ),
    pairs=True,
    also=("Конкурсный отбор",),
)
CRITERIA = Sheet(
    "Критерии",
    "Criteria",
    (
        Column("code", "Код", "Code", CODE, Need.REQUIRED),
        Column("name", "Название", "Name", TEXT, Need.REQUIRED),
        Column("weight", "Вес", "Weight", NUMBER, Need.REQUIRED, "Вес (в сумме 100)", "Weight (100 in all)"),
        Column("maximum", "Максимум", "Maximum", POSITIVE, Need.REQUIRED, "Максимум (баллов)", "Maximum (points)"),
        Column("kind", "Вид", "Kind", CRITERION_KIND, default=CriterionKind.EXPERT),
    ),
)
CANDIDATES = Sheet(
    "Проекты",
    "Projects",
    (
        Column("code", "Код", "Code", CODE, Need.REQUIRED),
        Column("title", "Название", "Title", TEXT, Need.REQUIRED),
        Column(
            "requested",
            "Запрошено, руб.",
            "Requested, RUB",
            MONEY,
            Need.REQUIRED,
            "Размер запрашиваемой субсидии, руб.",
        ),
        Column(
            "minimum",
            "Минимум, руб.",
            "Minimum, RUB",
            MONEY,
            Need.COLUMN,
            "Минимально приемлемый размер субсидии, руб.",
        ),
        Column(
            "registered_at",
            "Зарегистрирован",
            "Registered at",
            MOMENT,
            Need.REQUIRED,
            "Дата и время регистрации заявки",
        ),
        Column("admitted", "Допущен", "Admitted", FLAG, Need.REQUIRED, "Заявка допущена"),
    ),
    also=("Заявки",),
)
SCORES = Sheet(
    "Оценки",
    "Scores",
    (
        Column("project", "Проект", "Project", CODE, Need.REQUIRED, "Проект (код)", "Project (code)", ("Заявка",)),
        Column("expert", "Эксперт", "Expert", CODE, Need.COLUMN),
        Column("criterion", "Критерий", "Criterion", CODE, Need.COLUMN, "Критерий (код)", "Criterion (code)"),
        Column("points", "Балл", "Score", SIGNED, Need.COLUMN),
        Column(
            "conflict",
            "Конфликт интересов",
            "Conflict",
            FLAG,
            Need.COLUMN,
            default=False,
            also=("Conflict of interest", "Конфликт", "Самоотвод"),
        ),
    ),
    also=("Оценочный лист", "Оценочные листы"),
)
SHEETS = (ROUND, CRITERIA, CANDIDATES, SCORES)
