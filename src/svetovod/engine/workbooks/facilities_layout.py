"""The `facilities` workbook: technoparks and other infrastructure of a region."""

import re
from decimal import Decimal

from .cell import Cell
from .dates import DATE
from .numbers import POSITIVE, parse_amount
from .spec import BadCellError, Choice, Column, Form, Need, Note, Sheet, ValueType
from .words import FLAG, TEXT, choice, parse_text

_OKTMO = re.compile(r"[0-9]{8}([0-9]{3})?")
_WEB = re.compile(r"https?://[^\s/$.?#][^\s<>\"]{2,280}")
_WHOLE = 100  # per cent


def parse_oktmo(cell: Cell, note: Note) -> str:
    """Eight digits of a municipality or eleven of a settlement, a lost leading zero put back."""
    text = "".join(parse_text(cell, note).split())
    code = text.zfill(8) if len(text) == 7 else text
    if not _OKTMO.fullmatch(code):
        raise BadCellError("oktmo.invalid", item=text)
    return code


def parse_web(cell: Cell, note: Note) -> str:
    """The address of a page; `www.` alone is a page too."""
    text = parse_text(cell, note)
    address = f"https://{text}" if text.startswith("www.") else text
    if not _WEB.fullmatch(address):
        raise BadCellError("url.invalid", item=text)
    return address


def parse_share(cell: Cell, note: Note) -> Decimal:
    """Per cent, 0 to 100."""
    share = parse_amount(cell, note)
    if not 0 <= share <= _WHOLE:
        raise BadCellError("share.range", item=cell.text.strip())
    return share


KIND = choice(
    Choice("technopark", "технопарк", "technopark"),
    Choice("park", "индустриальный парк", "industrial park", also=("промышленный парк",)),
    Choice("zone", "особая экономическая зона", "special economic zone", also=("ОЭЗ",)),
    Choice("engineering", "инжиниринговый центр", "engineering centre"),
    Choice("centre", "центр кластерного развития", "cluster development centre", also=("ЦКР",)),
    Choice("testing", "испытательный центр", "test centre", also=("испытательная лаборатория",)),
    Choice("shared", "центр коллективного пользования", "shared equipment centre", also=("ЦКП",)),
    Choice("education", "образовательная организация", "educational institution"),
    Choice("other", "другое", "other"),
)
FACILITIES = Sheet(
    "Инфраструктура",
    "Infrastructure",
    (
        Column("kind", "Вид", "Kind", KIND, Need.REQUIRED),
        Column("name", "Название", "Name", TEXT, Need.REQUIRED, also=("Наименование",)),
        Column("oktmo", "ОКТМО", "OKTMO", ValueType(Form.CODE, parse_oktmo), default=""),
        Column("area", "Площадь, кв. м", "Area, sq. m", POSITIVE),
        Column("occupied", "Занято, %", "Occupied, %", ValueType(Form.NUMBER, parse_share)),
        Column("capability", "Что может", "What it can do", TEXT, default=""),
        Column("visits", "Принимает посетителей", "Receives visitors", FLAG, default=False),
        Column("url", "Сайт", "Web page", ValueType(Form.TEXT, parse_web), default="", also=("Страница в интернете",)),
        Column("source", "Источник", "Source", TEXT, Need.REQUIRED),
        Column("as_of", "На дату", "As of", DATE, Need.REQUIRED, also=("Дата сведений",)),
    ),
)
SHEETS = (FACILITIES,)
