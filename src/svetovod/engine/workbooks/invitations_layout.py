"""The `invitations` workbook: heads of organisations who are invited to a session."""

from .spec import Choice, Column, Need, Sheet
from .words import EMAIL, REGION, TEXT, choice

KIND = choice(
    Choice("enterprise", "предприятие", "enterprise", also=("организация кластера",)),
    Choice(
        "authority",
        "орган власти",
        "authority",
        also=("орган исполнительной власти", "орган исполнительной власти субъекта РФ"),
    ),
    Choice("cdc", "центр кластерного развития", "cluster development centre", also=("ЦКР",)),
    Choice("expert", "эксперт", "expert"),
    Choice("press", "пресса", "press", also=("СМИ",)),
    Choice("guest", "гость", "guest"),
)

ADDRESSEES = Sheet(
    "Адресаты",
    "Addressees",
    (
        Column("organisation", "Организация", "Organisation", TEXT, Need.REQUIRED),
        Column("head", "Кому", "To", TEXT, Need.REQUIRED, "Кому (имя в дательном падеже)", "To whom"),
        Column("position", "Должность", "Position", TEXT, default="", label="Должность (в дательном падеже)"),
        Column("email", "Почта", "E-mail", EMAIL, Need.REQUIRED, "Адрес электронной почты", also=("e-mail", "email")),
        Column("region", "Регион", "Region", REGION, default=""),
        Column("kind", "Кто приглашён", "Invited as", KIND, default=""),
    ),
)
SHEETS = (ADDRESSEES,)
