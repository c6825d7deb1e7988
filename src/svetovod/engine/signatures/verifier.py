"""Our own verifier: CMS and CAdES-BES by asn1crypto, `cryptography` and gostcrypto. Certified by nobody."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from . import mathematics as sums
from .certificates import Certificate
from .files import SignatureFile, SignerPart, read
from .mathematics import DIGESTS, UnknownError
from .roots import UNTOLD, Checks, Roots, fault
from .verdict import Answers, Chain, Document, Inn, Mathematics, Signer, Verdict

NAME, VERSION = "svetovod-cms", "1"


@dataclass(frozen=True, slots=True)
class CmsVerifier:
    """Without roots no chain is checked."""

    roots: Roots = field(default_factory=Roots)

    def verify(self, document: Document, signature: bytes, *, inns: Sequence[str], at: datetime) -> Verdict:
        file = read(signature)
        digests = _Digests(document)
        signers = tuple(self._signer(each, file, digests, inns, at) for each in file.signers)
        return Verdict(NAME, VERSION, document.sha256, signers, _report(file))

    def _signer(
        self, part: SignerPart, file: SignatureFile, digests: "_Digests", inns: Sequence[str], at: datetime
    ) -> Signer:
        owner = file.certificate_of(part)
        form = "cades_bes" if part.bindings else "cms"
        if owner is None:
            reasons = {"mathematics": "no_certificate", "chain": "no_certificate", "inn": "no_certificate"}
            return Signer(Answers(Mathematics.UNKNOWN, Chain.NOT_CHECKED, Inn.ABSENT, reasons), form=form)
        if owner.der not in digests.ways:
            digests.ways[owner.der] = self._chain(owner, file, digests.checks, at)
        (mathematics, why), (chain, broken) = _mathematics(part, owner, file, digests), digests.ways[owner.der]
        inn, said = _inn(owner, inns)
        told = {name: code for name, code in (("mathematics", why), ("chain", broken), ("inn", said)) if code}
        return Signer(
            Answers(mathematics, chain, inn, told), owner.name, owner.post, owner.organisation, owner.inn,
            f"{owner.serial:X}", owner.issuer_name, owner.valid_from, owner.valid_until, part.signed_at,
            hashlib.sha256(owner.der).hexdigest(), part.scheme.algorithm, form,
        )  # fmt: skip

    def _chain(self, owner: Certificate, file: SignatureFile, checks: Checks, at: datetime) -> tuple[Chain, str]:
        if not self.roots.trusted:
            return Chain.NOT_CHECKED, "no_roots"
        why = fault(owner, file.certificates, self.roots, at, checks)
        if why in UNTOLD:
            return Chain.NOT_CHECKED, why
        return (Chain.BAD, why) if why else (Chain.OK, "")


@dataclass(slots=True)
class _Digests:
    """Of the document and of what is in the file, each once."""

    document: Document
    known: dict[str, bytes] = field(default_factory=dict)
    checks: Checks = field(default_factory=Checks)
    ways: dict[bytes, tuple[Chain, str]] = field(default_factory=dict)

    def of(self, name: str) -> bytes:
        if name not in self.known:
            self.known[name] = sums.digest_of_file(name, self.document.file, self.document.size)
        return self.known[name]


def _mathematics(
    part: SignerPart, owner: Certificate, file: SignatureFile, digests: _Digests
) -> tuple[Mathematics, str]:
    try:
        wrong = _wrong(part, owner, file, digests)
    except UnknownError as error:
        return Mathematics.UNKNOWN, error.code
    return (Mathematics.BAD, wrong) if wrong else (Mathematics.OK, "")


def _wrong(part: SignerPart, owner: Certificate, file: SignatureFile, digests: _Digests) -> str:
    """What does not hold, "" where all does. Raises `UnknownError`."""
    if part.digest not in DIGESTS:
        raise UnknownError("algorithm")
    # PSS may have one hash for the document and, in its parameters, one for the signature
    name = part.scheme.hash_name("" if part.scheme.algorithm == sums.PSS else part.digest)
    if not part.attributes:
        if name != DIGESTS[part.digest] or file.content_type != "1.2.840.113549.1.7.1":
            return "attributes"
        good = sums.holds(owner.key, part.scheme, name, digests.of(name), part.signature)
        return "" if good else "signature"
    if part.content_type != file.content_type or part.message_digest is None:
        return "attributes"
    if not _bound(part, owner, digests):
        return "substituted"
    if part.message_digest != digests.of(DIGESTS[part.digest]):
        return "document"
    # as DER orders a set; some programs sign the order they write instead, and say the same by it
    for attributes in part.orders:
        message = _set_of(b"".join(attributes))
        if sums.holds(owner.key, part.scheme, name, sums.digest_of(name, message), part.signature):
            return ""
    return "signature"


def _bound(part: SignerPart, owner: Certificate, digests: _Digests) -> bool:
    """Whether the certificate is the one the signer named under the signature, where one was named."""
    for each in part.bindings:
        if each.digest not in DIGESTS:
            raise UnknownError("algorithm")
        if digests.checks.hashes.of(DIGESTS[each.digest], owner.der) != each.value:
            return False
    return True


def _set_of(content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([0x31, size]) + content
    many = (size.bit_length() + 7) // 8
    return bytes([0x31, 0x80 | many]) + size.to_bytes(many, "big") + content


def _inn(owner: Certificate, inns: Sequence[str]) -> tuple[Inn, str]:
    """A certificate of an employee since 2023 names the person alone: then the organisation's INN is absent."""
    if not inns:
        return Inn.ABSENT, "nothing_to_compare"
    if owner.inn:
        return (Inn.MATCHES, "") if owner.inn in inns else (Inn.DIFFERS, "")
    if owner.own_inn in inns and owner.own_inn:
        return Inn.MATCHES, "entrepreneur"
    return Inn.ABSENT, "person" if owner.own_inn else "none"


def _report(file: SignatureFile) -> dict[str, Any]:
    return {
        "content_type": file.content_type,
        "signers": [
            {"digest": each.digest, "signature": each.scheme.algorithm, "attributes": len(each.attributes)}
            for each in file.signers
        ],
        "certificates": len(file.certificates),
    }
