"""Names in Latin letters, for addresses of pages that nobody has to think up."""

from typing import Any

from django.utils.text import slugify

LATIN = str.maketrans("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", "ъь") | {
    ord(letter): latin
    for letter, latin in {
        "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    }.items()
}  # fmt: skip


def slug_of(name: str, longest: int = 70) -> str:
    return slugify(name.lower().translate(LATIN))[:longest].strip("-")


def free_slug(rows: Any, name: str, longest: int = 70) -> str:
    """The name in Latin letters, with a number where one of `rows` has it already."""
    base = slug_of(name, longest) or "page"
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)
