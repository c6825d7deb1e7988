"""The taxpayer's number (INN): check digits, and leading zeros that a spreadsheet has eaten."""

import re

_TEN = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_ELEVENTH = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_TWELFTH = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_DIGITS = re.compile(r"[0-9]{1,12}")
_WITH_KPP = re.compile(r"([0-9]{9,12})[/\\|]([0-9]{4}[0-9A-Za-z]{2}[0-9]{3})")


def valid(text: str) -> bool:
    """Whether `text` is 10 or 12 digits whose check digits hold. All zeros pass the arithmetic and are refused."""
    if not _DIGITS.fullmatch(text) or not text.strip("0"):
        return False
    digits = [int(char) for char in text]
    if len(digits) == 10:
        return _check(digits, _TEN) == digits[9]
    if len(digits) == 12:
        return _check(digits, _ELEVENTH) == digits[10] and _check(digits, _TWELFTH) == digits[11]
    return False


def restore(text: str) -> tuple[str, bool] | None:
    """The INN that `text` means and whether zeros had to be put back; None when no padding gives a valid one.

    Padded to 10, then to 12 digits; the first that is valid is taken, so the shorter where both are.
    """
    if not _DIGITS.fullmatch(text):
        return None
    for length in (10, 12):
        padded = text.zfill(length)
        if len(padded) == length and valid(padded):
            return padded, padded != text
    return None


def apart(text: str) -> tuple[str, str] | None:
    """INN and КПП of `text` that has both, as account programs print them: `1234567890/123456789`; None: it has not.

    The INN is the valid one that its digits mean, as in `restore`.
    """
    found = _WITH_KPP.fullmatch("".join(text.split()))
    restored = restore(found[1]) if found else None
    return (restored[0], found[2].upper()) if found and restored else None


def invented(many: int, first: int = 1) -> list[str]:
    """That many INNs with valid check digits that no real enterprise has: they begin with 00."""
    return [
        f"{number:09d}{_check([int(char) for char in f'{number:09d}'], _TEN)}" for number in range(first, first + many)
    ]


def _check(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
