"""What is wrong with a list of a region's infrastructure."""

OF_REGIONS: dict[str, tuple[str, str]] = {
    "oktmo.invalid": (
        "«{value}» — не ОКТМО: нужно 8 цифр муниципального образования или 11 цифр населённого пункта.",
        "“{value}” is no OKTMO: 8 digits of a municipality or 11 of a settlement are needed.",
    ),
    "url.invalid": (
        "«{value}» — не адрес страницы. Он начинается с https:// или http://.",
        "“{value}” is no address of a page. It begins with https:// or http://.",
    ),
    "share.range": (
        "«{value}»: нужно число процентов от 0 до 100.",
        "“{value}”: a number of per cent from 0 to 100 is needed.",
    ),
    "text.too_long": (
        "Текст длиннее {limit} знаков. Сократите его.",
        "The text is longer than {limit} characters. Make it shorter.",
    ),
    "facility.duplicate": (
        "«{value}» того же вида уже есть в строке {first}. Оставьте одну строку.",
        "“{value}” of the same kind is in row {first} already. Keep one row.",
    ),
}
