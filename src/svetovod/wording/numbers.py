"""Numbers, money, shares and dates in the reader's habit. Values are exact; rounding is only for the eye."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

NBSP = "\u00a0"
MINUS = "\u2212"
_MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: int | Decimal, lang: str) -> str:
    """`1 234 567,89` in Russian, `1,234,567.89` in English; decimals as the value has them."""
    text = (f"{value:,}" if isinstance(value, int) else f"{value:,f}").replace("-", MINUS)
    return text.replace(",", NBSP).replace(".", ",") if lang == "ru" else text


def money(value: Decimal, lang: str, *, kopecks: bool = True) -> str:
    """Rubles with the sign: `1 234 567,89 ₽` / `RUB 1,234,567.89`."""
    text = number(value.quantize(Decimal("0.01") if kopecks else Decimal(1)), lang)
    return f"{text}{NBSP}₽" if lang == "ru" else f"RUB{NBSP}{text}"


def money_short(value: Decimal, lang: str) -> str:
    """Rubles to one decimal of a million (or thousand) for headlines: `5,8 млн ₽` / `RUB 5.8 mn`."""
    for size, ru, en in ((Decimal(10**9), "млрд", "bn"), (Decimal(10**6), "млн", "mn"), (Decimal(10**3), "тыс.", "k")):
        if abs(value) >= size:
            places = Decimal("0.01") if size == 10**9 else Decimal("0.1")
            text = number((value / size).quantize(places), lang)
            text = text.rstrip("0").rstrip(",.") if "," in text or "." in text else text
            return f"{text}{NBSP}{ru}{NBSP}₽" if lang == "ru" else f"RUB{NBSP}{text}{NBSP}{en}"
    return money(value, lang)


def share(value: Fraction | Decimal, lang: str, *, places: int = 2) -> str:
    """A ratio as per cent, cut (never rounded up over a threshold): `14,23 %`."""
    scaled = Fraction(value) * 100 * 10**places
    whole = scaled.numerator // scaled.denominator
    text = f"{Decimal(whole).scaleb(-places):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = text.replace("-", MINUS)
    return f"{text.replace('.', ',')}{NBSP}%" if lang == "ru" else f"{text}%"


def day(value: date, lang: str) -> str:
    """`24.06.2021` / `24 June 2021`."""
    return f"{value:%d.%m.%Y}" if lang == "ru" else f"{value.day} {_MONTHS_EN[value.month - 1]} {value.year}"


def day_long(value: date, lang: str) -> str:
    """`24 июня 2021 года` / `24 June 2021`."""
    if lang == "ru":
        return f"{value.day}{NBSP}{_MONTHS_RU[value.month - 1]} {value.year}{NBSP}года"
    return day(value, lang)


def plural(count: int, lang: str, *forms: str) -> str:
    """The form for `count`: Russian takes (one, few, many), English (one, many)."""
    if lang == "en":
        return forms[0] if count == 1 else forms[-1]
    tail, tens = count % 10, count % 100
    if tail == 1 and tens != 11:
        return forms[0]
    if tail in {2, 3, 4} and tens not in {12, 13, 14}:
        return forms[1]
    return forms[2]
