"""The `official` workbook: the list of applications as the state's system or the paper journal has it."""

from .dates import MOMENT
from .numbers import MONEY
from .spec import Column, Need, Sheet
from .words import CODE, INN, TEXT

OFFICIAL = Sheet(
    "Официальный список",
    "Official list",
    (
        Column("number", "Регистрационный номер", "Registration number", CODE, Need.REQUIRED, also=("Номер заявки",)),
        Column("filed_at", "Дата и время регистрации", "Registered at", MOMENT, also=("Дата и время подачи",)),
        Column("name", "Полное наименование", "Full name", TEXT, Need.REQUIRED, also=("Участник отбора", "Заявитель")),
        Column("inn", "ИНН", "INN", INN, Need.REQUIRED),
        Column("address", "Адрес", "Address", TEXT, also=("Адрес юридического лица",)),
        Column("requested", "Размер субсидии, руб.", "Subsidy, RUB", MONEY, also=("Сумма", "Запрашиваемый размер")),
    ),
)
SHEETS = (OFFICIAL,)
