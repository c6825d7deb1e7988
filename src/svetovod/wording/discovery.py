"""What a search for supply links says of itself."""

from svetovod.engine.discovery import Found, Skipped, Tables

from .numbers import money, number
from .rules_evidence import pick

_ROWS = {
    "unreadable": (
        "нет покупателя либо не читаются сумма, код, год или отметка импорта",
        "no buyer, or an amount, a code, a year or a mark of import that cannot be read",
    ),
    "buyer_unknown": (
        "покупателя или его региона нет в файле предприятий",
        "the buyer, or the buyer's region, is not in the firms' file",
    ),
    "code_too_short": ("код ОКПД2 короче выбранного уровня", "the OKPD2 code is shorter than the level"),
    "seller_unknown": (
        "продавец внутри страны, регион его неизвестен",
        "a domestic seller whose region is not known",
    ),
}  # fmt: skip


def say_headline(found: Found, lang: str) -> str:
    """How many links, and of how much."""
    many, sum_ = number(found.links.height, lang), money(found.amount, lang)
    if lang == "ru":
        return f"Возможных связей: {many}; закупок в них на {sum_}"
    return f"Possible links: {many}; purchases in them: {sum_}"


def say_skipped(skipped: Skipped, rows_read: int, lang: str) -> list[str]:
    """A line for each reason that left rows out."""
    head = {"ru": "Прочитано строк закупок: {}", "en": "Rows of purchases read: {}"}[lang]
    lines = [head.format(number(rows_read, lang))]
    for reason, words in _ROWS.items():
        if many := getattr(skipped, reason):
            lines.append(f"- {number(many, lang)}: {pick(words, lang)}")
    return lines


def say_firms(tables: Tables, lang: str) -> list[str]:
    """A line for each thing amiss in the firms' file; none where all is well."""
    words = (
        (tables.firms_unreadable, ("нет ИНН или не читается код", "no INN, or a code that cannot be read")),
        (tables.regions_unknown, ("регион не узнан", "the region is not recognised")),
    )
    head = {"ru": "Строк предприятий, {1}: {0}", "en": "Rows of firms, {1}: {0}"}[lang]
    return [head.format(number(many, lang), pick(why, lang)) for many, why in words if many]
