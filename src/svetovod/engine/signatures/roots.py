"""Roots the operator trusts, and the way from a certificate up to one of them.

Asked are names, signatures, days, who may issue and how deep. Not asked is whether a certificate was revoked: that
needs the network. It is said wherever the answer is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import pem, x509

from .asn1 import SignatureFileError
from .certificates import Certificate, certificate
from .files import BROKEN
from .mathematics import Hashes, UnknownError, fits, holds

MOST_STEPS = 6
MOST_CHECKS = 12  # signatures looked at for one way
UNTOLD = frozenset({"many", "algorithm", "key"})  # it could not be told, which is not the same as a bad way
# what is said where several ways failed, each for a reason of its own
REASONS = ("many", "algorithm", "key", "expired", "not_yet", "forged", "issuer", "no_way")


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
class Checks:
    """What was found about the certificates of one file: whoever signs beside another asks the same."""

    hashes: Hashes = field(default_factory=Hashes)
    signed: dict[tuple[bytes, bytes], bool] = field(default_factory=dict)


@dataclass(slots=True)
class _Way:
    roots: Roots
    others: Sequence[Certificate]
    at: datetime
    checks: Checks = field(default_factory=Checks)
    left: int = MOST_CHECKS
    reasons: set[str] = field(default_factory=lambda: {"no_way"})

    def up(self, below: Certificate, depth: int) -> bool:
        """Whether a trusted root vouches for it, over any way there is."""
        if any(each.der == below.der for each in self.roots.trusted):
            return self._in_time(below)
        if depth >= MOST_STEPS or not self._in_time(below):
            return False
        above, signed = self._above(below, depth), False
        for each in above:
            try:
                good = self._signed(below, each)
            except UnknownError as error:
                self.reasons.add(error.code)
                signed = True  # it may have
                continue
            if good and self.up(each, depth + 1):
                return True
            signed = signed or good
        if above and not signed:
            self.reasons.add("forged")
        return False

    def _in_time(self, each: Certificate) -> bool:
        if each.valid_from <= self.at <= each.valid_until:
            return True
        self.reasons.add("expired" if self.at > each.valid_until else "not_yet")
        return False

    def _above(self, below: Certificate, depth: int) -> list[Certificate]:
        """Who may have signed it: of the name it gives, and of the key where it names one; that key first."""
        known = {each.der: each for each in (*self.roots.trusted, *self.roots.between, *self.others)}
        found = [each for each in known.values() if _named(each, below) and self._may(each, depth)]
        return sorted(found, key=lambda each: each.key_id != below.issuer_key_id)

    def _may(self, above: Certificate, depth: int) -> bool:
        deep = above.path_length is not None and depth > above.path_length
        signs = above.usage is None or "key_cert_sign" in above.usage
        # a root is trusted because the operator says so, not because it says of itself that it may issue
        issues = above.authority is not False if above in self.roots.trusted else above.authority
        if not issues or deep or not signs or above.critical:
            self.reasons.add("issuer")
            return False
        return True

    def _signed(self, below: Certificate, above: Certificate) -> bool:
        """Raises `UnknownError` where it cannot be told, or enough was looked at."""
        pair = (below.der, above.der)
        if pair not in self.checks.signed:
            self.left -= 1
            if self.left < 0:
                raise UnknownError("many")
            name = below.scheme.hash_name()
            digest = self.checks.hashes.of(name, below.tbs)
            self.checks.signed[pair] = holds(above.key, below.scheme, name, digest, below.signature)
        return self.checks.signed[pair]


def _named(above: Certificate, below: Certificate) -> bool:
    if above.subject != below.issuer or above.der == below.der or not fits(above.key, below.scheme):
        return False
    return not (below.issuer_key_id and above.key_id) or above.key_id == below.issuer_key_id


def fault(leaf: Certificate, others: Sequence[Certificate], roots: Roots, at: datetime, checks: Checks) -> str:
    """Why no trusted root vouches for the certificate, "" where one does."""
    if leaf.critical:
        return "critical"
    if leaf.usage is not None and not leaf.usage & {"digital_signature", "non_repudiation"}:
        return "usage"
    way = _Way(roots, others, at, checks)
    return "" if way.up(leaf, 0) else next(each for each in REASONS if each in way.reasons)
