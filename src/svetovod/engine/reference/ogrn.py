"""The number of the state register: ОГРН (13 digits) of a legal entity, ОГРНИП (15) of an entrepreneur."""

import re

_DIGITS = re.compile(r"[0-9]{13}|[0-9]{15}")


def valid(text: str) -> bool:
    """Whether the last digit is the remainder of the others by 11 (13 digits) or by 13 (15), its last digit."""
    if not _DIGITS.fullmatch(text) or not text.strip("0"):
        return False
    return int(text[:-1]) % (len(text) - 2) % 10 == int(text[-1])
