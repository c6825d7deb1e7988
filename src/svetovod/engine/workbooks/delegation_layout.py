"""The `delegation` workbook: who comes to a session from one organisation."""

from .spec import Column, Need, Sheet
from .words import CODE, EMAIL, TEXT

DELEGATES = Sheet(
    "Делегация",
    "Delegation",
    (
        Column("name", "Имя", "Name", TEXT, Need.REQUIRED, "Фамилия, имя, отчество", "Full name", also=("ФИО",)),
        Column("email", "Почта", "E-mail", EMAIL, Need.REQUIRED, "Адрес электронной почты", also=("e-mail", "email")),
        Column("position", "Должность", "Position", TEXT, default=""),
        Column("phone", "Телефон", "Phone", CODE, default=""),
    ),
)
SHEETS = (DELEGATES,)
