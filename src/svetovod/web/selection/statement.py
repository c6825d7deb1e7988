"""The statement of impartiality an expert signs by a click: its text is data, numbered and never changed."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "statements"


@dataclass(frozen=True, slots=True)
class Statement:
    """`version` counts texts; `mark` is what a signature keeps: the version and the checksum of the text signed."""

    version: int
    text: str

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()

    @property
    def mark(self) -> str:
        return f"{self.version}:{self.sha256}"


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    found = sorted(FOLDER.glob("*.txt"), key=lambda path: int(path.stem))
    return tuple(Statement(int(path.stem), path.read_text(encoding="utf-8").strip()) for path in found)


def newest() -> Statement:
    return statements()[-1]


def signed(mark: str) -> Statement | None:
    """The text a mark stands for; None where its checksum is another: the text was changed after the signature."""
    version, _colon, _sha = mark.partition(":")
    found = next((each for each in statements() if str(each.version) == version), None)
    return found if found is not None and found.mark == mark else None
