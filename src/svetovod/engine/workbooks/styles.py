"""Which cell formats of a workbook show dates and which show per cent."""

import re
import zipfile
from enum import Enum

from .xml import parse_part

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class Shows(Enum):
    """How a number is shown, as far as its meaning depends on it."""

    PLAIN = 0
    DATE = 1
    PERCENT = 2


def read_styles(container: zipfile.ZipFile, name: str) -> list[Shows]:
    """For every cell format (the `s` of a cell) what it shows."""
    own: dict[str, str] = {}
    used: list[str] = []
    inside = ""

    def start(tag: str, attributes: object) -> None:
        nonlocal inside
        assert isinstance(attributes, dict)
        if tag in {"numFmts", "cellXfs"}:
            inside = tag
        elif tag == "numFmt" and inside == "numFmts":  # formats of conditions have numbers of their own
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside == "cellXfs":
            used.append(attributes.get("numFmtId", "0"))

    def end(tag: str, text: str) -> None:
        nonlocal inside
        if tag == inside:
            inside = ""

    parse_part(container, name, start, end)
    return [_shows(number, own) for number in used]


def _shows(number: str, own: dict[str, str]) -> Shows:
    if number in own:
        code = _NOT_CODE.sub("", own[number].split(";")[0]).lower()
        if "%" in code:
            return Shows.PERCENT
        return Shows.DATE if re.search("[ymdhs]", code.replace("general", "")) else Shows.PLAIN
    if number in {"9", "10"}:
        return Shows.PERCENT
    return Shows.DATE if number.isdecimal() and int(number) in _BUILT_IN_DATES else Shows.PLAIN
