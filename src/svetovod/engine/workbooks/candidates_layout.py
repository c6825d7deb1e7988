"""The `candidates` workbook: who could join a cluster. The columns of a participant, what it makes, what it costs."""

from .cluster_layout import PARTICIPANTS, PURCHASES
from .numbers import MONEY
from .spec import Column, Need, Sheet
from .words import OKPD2_LIST

_OF_A_PARTICIPANT = (
    "inn", "name", "role", "region", "special_territory", "employees", "high_performance_jobs", "revenue",
)  # fmt: skip


def _column(key: str) -> Column:
    """As the participants' sheet has it, but no column is demanded for a value that may be blank."""
    column = PARTICIPANTS.column(key)
    need = Need.REQUIRED if column.need is Need.REQUIRED else Need.OPTIONAL
    return Column(
        column.key, column.ru, column.en, column.type, need, column.label, column.label_en, column.also, column.default
    )


CANDIDATES = Sheet(
    "Кандидаты",
    "Candidates",
    (
        *map(_column, _OF_A_PARTICIPANT),
        Column("products", "Продукция (ОКПД2)", "Products (OKPD2)", OKPD2_LIST, default=()),
        Column("cost", "Стоимость привлечения, руб.", "Cost of recruiting, RUB", MONEY),
    ),
)
OWN_PURCHASES = Sheet(PURCHASES.ru, PURCHASES.en, PURCHASES.columns, required=False)
SHEETS = (CANDIDATES, OWN_PURCHASES)
