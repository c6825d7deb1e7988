"""Roots the operator trusts, and the way from a certificate up to one of them.

Asked are names, signatures, days, who may issue and how deep. Not asked is whether a certificate was revoked: that
needs the network. It is said wherever the answer is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem, x509

from .asn1 import SignatureFileError
from .certificates import Certificate, certificate
from .files import BROKEN
from .mathematics import UnknownError, digest_of, holds

MOST_STEPS = 6
MOST_CHECKS = 12  # signatures looked at for one way


class RootsError(ValueError):
    """A file of the operator's folder that is no certificate."""


@dataclass(frozen=True, slots=True)
class Roots:
    """`trusted` are ends of a way; `between` only steps of it, for signers who do not send them along."""

    trusted: tuple[Certificate, ...] = ()
    between: tuple[Certificate, ...] = ()


def roots_of(files: Iterable[bytes]) -> Roots:
    """Certificates in DER or PEM, several in one file too: one that is its own issuer is trusted, others are steps."""
    found = [each for raw in files for each in _certificates(raw)]
    own = tuple(each for each in found if each.issuer == each.subject)
    return Roots(own, tuple(each for each in found if each.issuer != each.subject))


def _certificates(raw: bytes) -> list[Certificate]:
    try:
        bodies = [body for _kind, _heads, body in pem.unarmor(raw, multiple=True)] if pem.detect(raw) else [raw]
        return [certificate(x509.Certificate.load(body, strict=True)) for body in bodies]
    except (SignatureFileError, *BROKEN) as error:
        raise RootsError(str(error)) from error


@dataclass(slots=True)
class _Way:
    roots: Roots
    others: Sequence[Certificate]
    at: datetime
    left: int = MOST_CHECKS
    worst: str = "no_way"

    def up(self, below: Certificate, depth: int) -> bool:
        """Whether a trusted root vouches for it, over any way there is."""
        if any(each.der == below.der for each in self.roots.trusted):
            return self._in_time(below)
        if depth >= MOST_STEPS or not self._in_time(below):
            return False
        above = [
            each for each in (*self.roots.trusted, *self.roots.between, *self.others) if self._may(each, below, depth)
        ]
        return any(self._signed(below, each) and self.up(each, depth + 1) for each in above)

    def _in_time(self, each: Certificate) -> bool:
        if each.valid_from <= self.at <= each.valid_until:
            return True
        self.worst = "expired" if self.at > each.valid_until else "not_yet"
        return False

    def _may(self, above: Certificate, below: Certificate, depth: int) -> bool:
        if above.subject != below.issuer or above.der == below.der:
            return False
        deep = above.path_length is not None and depth > above.path_length
        signs = above.usage is None or "key_cert_sign" in above.usage
        # a root is trusted because the operator says so, not because it says of itself that it may issue
        issues = above.authority is not False if above in self.roots.trusted else above.authority
        if not issues or deep or not signs or above.critical:
            self.worst = "issuer"
            return False
        return True

    def _signed(self, below: Certificate, above: Certificate) -> bool:
        self.left -= 1
        if self.left < 0:
            return False
        try:
            name = below.scheme.hash_name()
            good = holds(above.key, below.scheme, name, digest_of(name, below.tbs), below.signature)
        except UnknownError:
            self.worst = "algorithm"
            return False
        if not good:
            self.worst = "forged"
        return good


def fault(leaf: Certificate, others: Sequence[Certificate], roots: Roots, at: datetime) -> str:
    """Why no trusted root vouches for the certificate, "" where one does."""
    if leaf.critical:
        return "critical"
    if leaf.usage is not None and not leaf.usage & {"digital_signature", "non_repudiation"}:
        return "usage"
    way = _Way(roots, others, at)
    return "" if way.up(leaf, 0) else way.worst
