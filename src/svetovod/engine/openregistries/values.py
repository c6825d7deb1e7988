"""Values of cells as registries write them; None for what cannot be meant."""

import re
from datetime import date
from decimal import Decimal

CODE = re.compile(r"[0-9]{2}(\.[0-9]{1,3})*")
YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})(?: .*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?")
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_NUMBER = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")
_DEAREST = Decimal(10) ** 13


def day(text: str) -> str | None:
    """`31.12.2021` or `2021-12-31…` as ISO."""
    if found := _DAY.fullmatch(text):
        dd, mm, yyyy = found.groups()
    elif found := _ISO.fullmatch(text):
        yyyy, mm, dd = found.groups()
    else:
        return None
    try:
        return date(int(yyyy), int(mm), int(dd)).isoformat()
    except ValueError:
        return None


def whole(text: str) -> str:
    """A count; empty where there is none that can be read."""
    return str(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else ""


def rubles(text: str) -> str | None:
    """At most two decimals, at most ten thousand milliards, as the search for links reads them."""
    plain = _SPACES.sub("", text).replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        return None
    found = Decimal(plain)
    if found > _DEAREST or found != round(found, 2):
        return None
    return f"{found:.2f}"


def tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
