"""A packed classifier: which codes there are, what they are called, which ones a few words mean. Read on first use."""

import gzip
import re
from functools import cached_property
from importlib.resources import files

_WORDS = re.compile(r"[0-9a-zа-я]+")


class Classifier:
    """`codes` lie apart from the names: asking whether a code exists costs milliseconds, names are read on demand."""

    def __init__(self, name: str) -> None:
        self._name = name

    def exists(self, code: str) -> bool:
        """Whether the classifier has this very code, at any depth (`27.31` as well as `27.31.11.110`)."""
        return code in self.codes

    def name(self, code: str) -> str | None:
        """The official (Russian) name, None for a code that the classifier does not have."""
        return self.names.get(code)

    def search(self, text: str, limit: int = 20) -> list[tuple[str, str]]:
        """Codes that begin with `text`, or whose name has words beginning like every word of `text`.

        Endings of long words are ignored, so that "оптического волокна" finds "волокно оптическое". Fewer words in
        the name come first, for the plainest name is most likely meant.
        """
        wanted = text.strip().lower().replace("ё", "е")
        if re.fullmatch(r"[0-9][0-9.]*", wanted):
            return [(code, self.names[code]) for code in self._ordered if code.startswith(wanted)][:limit]
        stems = [f" {stem(word)}" for word in _WORDS.findall(wanted)]
        if not stems:
            return []
        found = [(line.count(" "), code) for code, line in self._lines.items() if all(stem in line for stem in stems)]
        return [(code, self.names[code]) for _, code in sorted(found)[:limit]]

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes."""
        return frozenset(self._text("codes").split("\n"))

    @cached_property
    def names(self) -> dict[str, str]:
        """Code to name."""
        return dict(line.split("\t") for line in self._text("names").split("\n"))

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _lines(self) -> dict[str, str]:
        return {
            code: " " + " ".join(_WORDS.findall(name.lower().replace("ё", "е"))) for code, name in self.names.items()
        }

    def _text(self, part: str) -> str:
        packed = files(__package__) / "data" / f"{self._name}_{part}.txt.gz"
        return gzip.decompress(packed.read_bytes()).decode()


def matches(wanted: str, text: str) -> bool:
    """Whether every word, its ending left aside, begins some word of the text; no words match any text."""
    line = " " + " ".join(words(text))
    return all(f" {stem(word)}" in line for word in words(wanted))


def words(text: str) -> list[str]:
    """The words and numbers of a text in small letters, `ё` as `е`."""
    return _WORDS.findall(text.lower().replace("ё", "е"))


def stem(word: str) -> str:
    """The word without what changes in Russian declension: at most three last letters, at least four stay."""
    return word if len(word) <= 4 else word[: max(4, len(word) - 3)]
