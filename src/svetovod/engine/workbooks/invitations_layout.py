"""The `invitations` workbook: heads of organisations who are invited to a session."""

from .spec import Column, Need, Sheet
from .words import EMAIL, REGION, TEXT

ADDRESSEES = Sheet(
    "Адресаты",
    "Addressees",
    (
        Column("organisation", "Организация", "Organisation", TEXT, Need.REQUIRED),
        Column("head", "Кому", "To", TEXT, Need.REQUIRED, "Кому (имя в дательном падеже)", "To whom"),
        Column("position", "Должность", "Position", TEXT, default="", label="Должность (в дательном падеже)"),
        Column("email", "Почта", "E-mail", EMAIL, Need.REQUIRED, "Адрес электронной почты", also=("e-mail", "email")),
        Column("region", "Регион", "Region", REGION, default=""),
    ),
)
SHEETS = (ADDRESSEES,)
