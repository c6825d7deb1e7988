"""Signs that a copied text brings along and nobody sees: an INN copied from a page is the INN it looks like."""

# soft hyphen, zero-width space, marks of direction, word joiner, byte order mark
SIGNS = "".join(
    map(chr, (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))
)
_NOTHING = dict.fromkeys(map(ord, SIGNS))


def seen(text: str) -> str:
    """The text without them."""
    return text if text.isascii() else text.translate(_NOTHING)
