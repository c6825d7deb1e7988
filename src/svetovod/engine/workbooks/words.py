"""Texts, choices, INNs, product codes and regions out of cells."""

import re

from svetovod.engine.reference import inn, kpp, okpd2, regions

from .cell import Cell, Kind
from .headers import normal
from .spec import BadCellError, Choice, Form, Note, ValueType

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_LIST = re.compile(r"[;\n]")

YES_NO = (
    Choice(True, "да", "yes", also=("true", "истина", "1", "+")),
    Choice(False, "нет", "no", also=("false", "ложь", "0", "-", "\u2212", "\u2013", "\u2014")),
)


def parse_text(cell: Cell, note: Note) -> str:
    """The text as it stands; an error value such as #REF! is none."""
    if cell.kind is Kind.ERROR:
        raise BadCellError("value.required")
    return cell.text.strip()


def parse_email(cell: Cell, note: Note) -> str:
    """One address of e-mail, in small letters."""
    text = parse_text(cell, note).removeprefix("mailto:").lower()
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise BadCellError("email.invalid", item=cell.text.strip())
    return text


def parse_codes(cell: Cell, note: Note) -> tuple[str, ...]:
    """Codes with `;` between."""
    return tuple(dict.fromkeys(_items(cell)))


def parse_inn(cell: Cell, note: Note) -> str:
    """10 or 12 digits with their checksum, lost leading zeros put back."""
    return _inn(cell.text, note)


def parse_inns(cell: Cell, note: Note) -> tuple[str, ...]:
    """INNs with `;` between, none twice."""
    found: list[str] = []
    for item in _items(cell):
        number = _inn(item, note)
        if number in found:
            raise BadCellError("inn.duplicate", item=item)
        found.append(number)
    return tuple(found)


def parse_kpp(cell: Cell, note: Note) -> str:
    """Nine signs, a lost leading zero put back."""
    text = "".join(cell.text.split())
    restored = kpp.restore(text)
    if restored is None:
        raise BadCellError("kpp.invalid", item=cell.text.strip())
    if restored[1]:
        note("kpp.restored", item=text, kpp=restored[0])
    return restored[0]


def parse_okpd2(cell: Cell, note: Note) -> str:
    """A product code; a numeric cell is used as it reads, an unknown code is used too: both with a note."""
    return _okpd2(parse_text(cell, note), cell, note)


def parse_okpd2_list(cell: Cell, note: Note) -> tuple[str, ...]:
    """Product codes with `;` between."""
    return tuple(dict.fromkeys(_okpd2(item, cell, note) for item in _items(cell)))


def parse_region(cell: Cell, note: Note) -> str:
    """The ISO 3166-2 code of the region named."""
    return _region(cell.text.strip())


def parse_regions(cell: Cell, note: Note) -> tuple[str, ...]:
    """ISO codes of the regions named, `;` between."""
    return tuple(dict.fromkeys(_region(item) for item in _items(cell)))


def choice(*choices: Choice) -> ValueType:
    """A value out of a closed list, by any of its names."""
    known = {
        normal(name): option.value
        for option in choices
        for name in (option.ru, option.en, option.label, *option.also)
        if name
    }
    allowed = "; ".join(option.shown("ru") for option in choices)
    allowed_en = "; ".join(option.en for option in choices)

    def parse(cell: Cell, note: Note) -> object:
        key = normal(cell.text)
        if key not in known:
            raise BadCellError("choice.unknown", allowed=allowed, allowed_en=allowed_en)
        return known[key]

    return ValueType(Form.CHOICE, parse, choices)


def _items(cell: Cell) -> list[str]:
    items = [item.strip() for item in _LIST.split(cell.text) if item.strip()]
    if not items or cell.kind is Kind.ERROR:
        raise BadCellError("value.required")
    return items


def _inn(text: str, note: Note) -> str:
    digits = "".join(text.split())
    restored = inn.restore(digits)
    if restored is None and (both := inn.apart(digits)):
        raise BadCellError("inn.checksum", what="with_kpp", item=text.strip(), inn=both[0], kpp=both[1])
    if restored is None:
        raise BadCellError("inn.checksum", item=text.strip())
    if restored[1]:
        note("inn.restored", item=text.strip(), inn=restored[0])
    return restored[0]


def _okpd2(code: str, cell: Cell, note: Note) -> str:
    if cell.kind is Kind.NUMBER:
        note("okpd2.numeric", item=code)
    if not okpd2.exists(code):
        note("okpd2.unknown", item=code)
    return code


def _region(text: str) -> str:
    iso = regions.find(text)
    if iso is None:
        raise BadCellError("region.unknown", item=text)
    return iso


TEXT = ValueType(Form.TEXT, parse_text)
CODE = ValueType(Form.CODE, parse_text)
EMAIL = ValueType(Form.TEXT, parse_email)
CODES = ValueType(Form.CODES, parse_codes)
INN = ValueType(Form.CODE, parse_inn)
INNS = ValueType(Form.CODE, parse_inns)
KPP = ValueType(Form.CODE, parse_kpp)
OKPD2 = ValueType(Form.CODE, parse_okpd2)
OKPD2_LIST = ValueType(Form.CODE, parse_okpd2_list)
REGION = ValueType(Form.REGION, parse_region)
REGION_LIST = ValueType(Form.TEXT, parse_regions)
FLAG = choice(*YES_NO)
