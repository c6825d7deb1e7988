"""The `round` workbook: a selection round, sheets as `formats.md` has them."""

from svetovod.engine.model import Aggregation, CriterionKind, Distribution, QuotaBy

from .cell import Cell
from .dates import MOMENT
from .headers import normal
from .numbers import MONEY, NUMBER, POSITIVE, SIGNED, YEAR
from .spec import BadCellError, Choice, Column, Form, Need, Note, Sheet, ValueType
from .words import CODE, FLAG, TEXT, choice

DISTRIBUTION = choice(
    Choice(Distribution.STRICT, "строго по рангу", "strict", "последовательно в порядке рейтинга"),
    Choice(Distribution.SKIP, "с пропуском", "skip", "с переходом к следующей заявке"),
    Choice(Distribution.WHOLE, "только полностью", "whole"),
    Choice(Distribution.REST, "последнему остаток", "rest"),
    Choice(Distribution.PROPORTIONAL, "пропорционально", "proportional"),
)
AGGREGATION = choice(
    Choice(Aggregation.MEAN, "среднее", "mean"),
    Choice(Aggregation.TRIMMED_MEAN, "усечённое среднее", "trimmed mean", also=("без крайних",)),
    Choice(Aggregation.MEDIAN, "медиана", "median"),
)
QUOTA_BY = choice(Choice(QuotaBy.REGION, "регион", "region"), Choice(QuotaBy.DIRECTION, "направление", "direction"))
_TIES = {
    "registered_at": ("раньше зарегистрирован", "registered earlier"),
    "requested": ("просит меньше", "asks for less"),
    "criterion": ("критерий", "criterion"),
}
# of these a workbook has no figures: they are written and never read
_TIES_ELSEWHERE = {
    "own_funds": ("больше собственных средств", "more own funds"),
    "votes": ("голоса комиссии", "votes of the commission"),
}


def parse_ties(cell: Cell, note: Note) -> tuple[str, ...]:
    """Keys with `;` between: registered earlier, asks for less, criterion CODE."""
    found = []
    for item in filter(None, (part.strip() for part in cell.text.split(";"))):
        first, _, code = item.replace(":", " ").partition(" ")
        key = next((key for key, names in _TIES.items() if normal(item) in {key, *map(normal, names)}), None)
        if key is None and normal(first) in _TIES["criterion"] and code.strip():
            key = f"criterion:{code.strip()}"
        if key is None or key == "criterion":
            raise BadCellError(
                "choice.unknown",
                allowed="раньше зарегистрирован; просит меньше; критерий КОД",
                allowed_en="registered earlier; asks for less; criterion CODE",
            )
        found.append(key)
    return tuple(dict.fromkeys(found))


def tie_words(key: str, lang: str) -> str:
    """How a key stands in a cell."""
    name, _, code = key.partition(":")
    return " ".join(filter(None, ((_TIES | _TIES_ELSEWHERE)[name][0 if lang == "ru" else 1], code)))


TIES = ValueType(Form.TEXT, parse_ties)
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
        Column("aggregation", "Сведение оценок", "Aggregation", AGGREGATION, default=Aggregation.MEAN),
        Column(
            "ties",
            "При равенстве баллов",
            "Ties",
            TIES,
            label="При равенстве баллов (раньше зарегистрирован; просит меньше; критерий КОД)",
            label_en="Ties (registered earlier; asks for less; criterion CODE)",
            default=("registered_at",),
        ),
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
        Column("region", "Регион", "Region", TEXT, default=""),
        Column("direction", "Направление", "Direction", TEXT, default=""),
        Column("takes_part", "Согласен на часть", "Takes a part", FLAG, default=True),
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
YEARS = Sheet(
    "Годы",
    "Years",
    (
        Column("year", "Год", "Year", YEAR, Need.REQUIRED),
        Column("amount", "Лимит года, руб.", "Limit of the year, RUB", MONEY, Need.REQUIRED),
    ),
    required=False,
)
ASKED = Sheet(
    "По годам",
    "By year",
    (
        Column("project", "Проект", "Project", CODE, Need.REQUIRED, "Проект (код)", "Project (code)"),
        Column("year", "Год", "Year", YEAR, Need.REQUIRED),
        Column("amount", "Запрошено, руб.", "Requested, RUB", MONEY, Need.REQUIRED),
    ),
    required=False,
)
QUOTAS = Sheet(
    "Квоты",
    "Quotas",
    (
        Column("by", "По чему", "By", QUOTA_BY, Need.REQUIRED),
        Column("name", "Название", "Name", TEXT, Need.REQUIRED),
        Column("at_most", "Не более, руб.", "At most, RUB", MONEY, Need.COLUMN),
        Column("at_least", "Не менее, руб.", "At least, RUB", MONEY, Need.COLUMN),
    ),
    required=False,
)
SHEETS = (ROUND, CRITERIA, CANDIDATES, SCORES, YEARS, ASKED, QUOTAS)
