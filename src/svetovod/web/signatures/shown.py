"""Signatures in words: the three answers, the signers, and how one stands beside its document."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import phrases
from .enums import LOOK, Chain, Inn, Mathematics
from .models import DetachedSignature, SignatureVerdict

KINDS = {"mathematics": Mathematics, "chain": Chain, "inn": Inn}


@dataclass(frozen=True, slots=True)
class Answer:
    look: str
    word: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ShownSigner:
    """One signer in words. Moments are text of the engine, read back."""

    told: dict[str, Any]
    answers: tuple[Answer, Answer, Answer]

    @property
    def form(self) -> str:
        return str(phrases.FORMS.get(self.told["form"], ""))

    @property
    def algorithm(self) -> str:
        return phrases.ALGORITHMS.get(self.told["algorithm"], self.told["algorithm"])

    @property
    def valid_from(self) -> datetime | None:
        return _moment(self.told["valid_from"])

    @property
    def valid_until(self) -> datetime | None:
        return _moment(self.told["valid_until"])

    @property
    def signed_at(self) -> datetime | None:
        return _moment(self.told["signed_at"])


@dataclass(frozen=True, slots=True)
class Shown:
    """A signature with what was said of it last, or nothing yet. `place` is its place on the paper, `edition` which of
    the paper it is of where that is not the last one.
    """

    row: DetachedSignature
    verdict: SignatureVerdict | None
    place: str
    number: int
    outdated: bool
    edition: int = 0

    @property
    def counts(self) -> bool:
        """Of the document as it is, and not withdrawn."""
        return not self.outdated and self.row.withdrawn_at is None

    @property
    def answers(self) -> tuple[Answer, Answer, Answer] | None:
        if self.verdict is None:
            return None
        return tuple(answer_of(name, getattr(self.verdict, name)) for name in KINDS)  # type: ignore[return-value]

    @property
    def signers(self) -> list[ShownSigner]:
        return [signer_of(told) for told in self.verdict.signers] if self.verdict else []

    @property
    def who(self) -> str:
        return ", ".join(each.told["name"] for each in self.signers if each.told["name"])


def answer_of(name: str, value: str, why: str = "") -> Answer:
    kind = KINDS[name]
    return Answer(LOOK[kind][value], str(kind(value).label), phrases.why(name, why) if why else "")


def signer_of(told: dict[str, Any]) -> ShownSigner:
    said = told["answers"]
    answers = tuple(answer_of(name, said[name], said["reasons"].get(name, "")) for name in KINDS)
    return ShownSigner(told, answers)  # type: ignore[arg-type]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
