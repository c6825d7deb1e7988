"""Letters that look alike: a word of Russian letters with Latin ones among them is told from what it looks like."""

import re

# a name that is not known may be known under other letters of the same look
OF_NAMES = {
    "region.unknown", "choice.unknown", "reference.unknown", "sheet.unknown", "column.unknown", "name.unknown",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_SENTENCES = {
    "ru": " В слове «{word}» рядом с русскими стоят латинские буквы: {letters}.",
    "en": " In the word “{word}” Latin letters stand beside Russian ones: {letters}.",
}


def mixed_letters(text: str | None, lang: str) -> str:
    """A sentence, with a space before it, on the first word of `text` in both alphabets; "" if there is none."""
    for word in _WORD.findall(text or ""):
        latin = dict.fromkeys(_LATIN.findall(word))
        if latin and _CYRILLIC.search(word):
            return _SENTENCES[lang].format(word=word, letters=", ".join(latin))
    return ""
