"""What is said of a signature: three answers, each by itself, and what the certificate names.

There is no "valid" here: whoever reads asks which of the answers is wanted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import IO, Any, Protocol, TypeVar

SCHEMA = 1
Each = TypeVar("Each", bound=StrEnum)


class Mathematics(StrEnum):
    OK = "ok"
    BAD = "bad"
    UNKNOWN = "unknown"


class Chain(StrEnum):
    OK = "ok"
    BAD = "bad"
    NOT_CHECKED = "not_checked"


class Inn(StrEnum):
    MATCHES = "matches"
    DIFFERS = "differs"
    ABSENT = "absent"


# the worse one first: several signers are as good as the worst of them
WORST: dict[type[StrEnum], tuple[StrEnum, ...]] = {
    Mathematics: (Mathematics.BAD, Mathematics.UNKNOWN, Mathematics.OK),
    Chain: (Chain.BAD, Chain.NOT_CHECKED, Chain.OK),
    Inn: (Inn.DIFFERS, Inn.ABSENT, Inn.MATCHES),
}


@dataclass(frozen=True, slots=True)
class Document:
    """What was signed: `file` is read from its beginning."""

    file: IO[bytes]
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Answers:
    """`reasons` say why, by the name of the answer, as codes."""

    mathematics: Mathematics
    chain: Chain
    inn: Inn
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature in the file. `inn` is of the organisation alone; a person's INN and SNILS are never taken over.

    `signed_at` is what the signer claims; no time stamp proves it.
    """

    answers: Answers
    name: str = ""
    post: str = ""
    organisation: str = ""
    inn: str = ""
    serial: str = ""
    issuer: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    signed_at: datetime | None = None
    certificate_sha256: str = ""
    algorithm: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one file of signatures over one document, by one engine."""

    engine: str
    version: str
    document_sha256: str
    signers: tuple[Signer, ...]
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def mathematics(self) -> Mathematics:
        return _worst([each.answers.mathematics for each in self.signers], Mathematics.UNKNOWN)

    @property
    def chain(self) -> Chain:
        return _worst([each.answers.chain for each in self.signers], Chain.NOT_CHECKED)

    @property
    def inn(self) -> Inn:
        return _worst([each.answers.inn for each in self.signers], Inn.ABSENT)

    def to_json(self) -> dict[str, Any]:
        plain = asdict(self) | {"schema": SCHEMA}
        for signer in plain["signers"]:
            for name in ("valid_from", "valid_until", "signed_at"):
                signer[name] = signer[name].isoformat() if signer[name] else None
            for name, kind in (("mathematics", str), ("chain", str), ("inn", str)):
                signer["answers"][name] = kind(signer["answers"][name])
        return plain


def _worst(found: Sequence[Each], none: Each) -> Each:
    return min(found, key=WORST[type(none)].index, default=none)


class SignatureVerifier(Protocol):
    """Asked of one file over one document. `inns` are of the organisation the document is of; none: nothing to compare.

    Raises `SignatureFileError` where the file is no detached signature at all. A verifier that cannot tell says
    `unknown`, `not_checked`, `absent`.
    """

    def verify(self, document: Document, signature: bytes, *, inns: Sequence[str], at: datetime) -> Verdict: ...
