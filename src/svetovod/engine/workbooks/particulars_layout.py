"""The `particulars` workbook: directors, founders and contacts of organisations, as an extract has them."""

from .dates import DATE
from .facilities_layout import parse_share
from .spec import Choice, Column, Form, Need, Sheet, ValueType
from .words import INN, TEXT, choice

KIND = choice(
    Choice("director", "руководитель", "director", also=("директор", "генеральный директор")),
    Choice("director_house", "управляющая организация", "managing company", also=("управляющая компания",)),
    Choice("founder", "учредитель, физическое лицо", "founder, a person", also=("учредитель", "участник")),
    Choice("founder_house", "учредитель, организация", "founder, an organisation"),
    Choice("telephone", "телефон", "telephone"),
    Choice("email", "почта", "e-mail", also=("электронная почта", "email")),
    Choice("address", "адрес", "address"),
)
PARTICULARS = Sheet(
    "Сведения",
    "Particulars",
    (
        Column("house", "ИНН организации", "INN of the organisation", INN, Need.REQUIRED),
        Column("kind", "Что", "What", KIND, Need.REQUIRED, also=("Вид",)),
        Column("text", "Значение", "Value", TEXT, Need.REQUIRED, "Имя, название, телефон, почта или адрес"),
        Column("inn", "ИНН лица", "INN of the person", INN, default=""),
        Column("share", "Доля, %", "Share, %", ValueType(Form.NUMBER, parse_share)),
        Column("source", "Источник", "Source", TEXT, Need.REQUIRED),
        Column("as_of", "На дату", "As of", DATE, Need.REQUIRED, also=("Дата сведений",)),
    ),
)
SHEETS = (PARTICULARS,)
