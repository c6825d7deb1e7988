"""A detached signature as plain values: who signed, what over, and the certificates that came along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, core, tsp

from . import gost
from .asn1 import SignatureFileError, definite
from .certificates import Certificate, certificate, scheme_of
from .mathematics import Scheme

CONTENT_TYPE, DIGEST, SIGNED_AT = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.5"
CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"  # the first version of it has a broken hash and proves nothing
MOST_SIGNERS = 8
MOST_CERTIFICATES = 16
# what asn1crypto and the reading of numbers, texts and days in it raise for bytes that are something else
BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    NotImplementedError,
)
# on one slow core: seconds a byte of Streebog, and a check of a signature by the size of its hash
HASH_SECONDS = 4e-6
QUICK_SECONDS = 4e-9  # of SHA-2
CHECK_SECONDS = {32: 0.07, 64: 0.3}


@dataclass(frozen=True, slots=True)
class Binding:
    """The certificate that the signer named under the signature, by its hash."""

    digest: str
    value: bytes


@dataclass(frozen=True, slots=True)
class SignerPart:
    """One signature. `attributes` are encodings of what is signed besides the document, none where only it is."""

    issuer: bytes
    serial: int | None
    key_id: bytes
    digest: str
    scheme: Scheme
    signature: bytes
    attributes: tuple[bytes, ...]
    content_type: str
    message_digest: bytes | None
    signed_at: datetime | None
    bindings: tuple[Binding, ...]

    @property
    def orders(self) -> list[tuple[bytes, ...]]:
        """Attributes in the orders they may have been signed in, each once."""
        return list(dict.fromkeys((tuple(sorted(self.attributes)), self.attributes)))


@dataclass(frozen=True, slots=True)
class SignatureFile:
    content_type: str
    signers: tuple[SignerPart, ...]
    certificates: tuple[Certificate, ...]

    def certificate_of(self, signer: SignerPart) -> Certificate | None:
        for each in self.certificates:
            named = each.issuer == signer.issuer and each.serial == signer.serial
            if named or (signer.key_id and each.key_id == signer.key_id):
                return each
        return None

    def seconds(self, size: int) -> float:
        """About how long a document of that size takes at most: what takes long is not done while somebody waits."""
        named = {each.digest for each in self.signers if each.digest in gost.STREEBOG}
        hashed = len(named) * min(size, gost.MOST_BYTES) + self._hashed()
        quick = len({each.digest for each in self.signers} - named) * size * QUICK_SECONDS
        checks = sum(_check(each.scheme) * len(each.orders) for each in self.signers)
        ways = sum(_check(each.scheme) * (1 + self._above(each)) for each in self.certificates)
        return hashed * HASH_SECONDS + quick + checks + ways

    def _hashed(self) -> int:
        """Bytes of the file itself that are hashed by Streebog, each as often as that is done."""
        signed = sum(
            len(b"".join(each.attributes)) * len(each.orders)
            for each in self.signers
            if _slow(each.scheme, each.digest)
        )
        issued = sum(len(each.tbs) for each in self.certificates if _slow(each.scheme))
        bound = {
            (owner.der, told.digest)
            for each in self.signers
            for told in each.bindings
            if told.digest in gost.STREEBOG and (owner := self.certificate_of(each))
        }
        return signed + issued + sum(len(der) for der, _digest in bound)

    def _above(self, below: Certificate) -> int:
        """Certificates of the file that might have issued it: each may have to be tried."""
        return sum(each.subject == below.issuer for each in self.certificates)


def _slow(scheme: Scheme, beside: str = "") -> bool:
    return scheme.algorithm in gost.SIGNATURES or bool({scheme.digest, beside} & set(gost.STREEBOG))


def _check(scheme: Scheme) -> float:
    return CHECK_SECONDS.get(gost.SIGNATURES.get(scheme.algorithm, 0), 0.003)


def read(raw: bytes) -> SignatureFile:
    """Raises `SignatureFileError` for whatever is no detached signature of CMS."""
    body = definite(raw)
    try:
        return _read(body)
    except SignatureFileError:
        raise
    except BROKEN as error:
        raise SignatureFileError("not_cms") from error


def _read(body: bytes) -> SignatureFile:
    info = cms.ContentInfo.load(body, strict=True)
    if info["content_type"].dotted != "1.2.840.113549.1.7.2":
        raise SignatureFileError("not_cms")
    data = info["content"]
    inner = data["encap_content_info"]
    if not isinstance(inner["content"], core.Void):
        raise SignatureFileError("attached")
    found, told = list(data["signer_infos"]), data["certificates"]
    certificates = [each.chosen for each in told if each.name == "certificate"] if told else []
    if not found:
        raise SignatureFileError("no_signer")
    if len(found) > MOST_SIGNERS or len(certificates) > MOST_CERTIFICATES:
        raise SignatureFileError("too_many")
    signers = tuple(_signer(each) for each in found)
    return SignatureFile(inner["content_type"].dotted, signers, tuple(certificate(each) for each in certificates))


def _signer(found: Any) -> SignerPart:
    sid = found["sid"]
    named = sid.name == "issuer_and_serial_number"
    attributes = list(found["signed_attrs"]) if found["signed_attrs"] else []
    values = _values(attributes)
    signed_at = values[SIGNED_AT].native if SIGNED_AT in values else None
    return SignerPart(
        issuer=sid.chosen["issuer"].dump() if named else b"",
        serial=int(sid.chosen["serial_number"].native) if named else None,
        key_id=b"" if named else sid.chosen.native, digest=found["digest_algorithm"]["algorithm"].dotted,
        scheme=scheme_of(found["signature_algorithm"]), signature=found["signature"].native,
        attributes=tuple(each.dump() for each in attributes),
        content_type=values[CONTENT_TYPE].dotted if CONTENT_TYPE in values else "",
        message_digest=values[DIGEST].native if DIGEST in values else None,
        signed_at=signed_at if isinstance(signed_at, datetime) else None, bindings=_bindings(values),
    )  # fmt: skip


def _values(attributes: Sequence[Any]) -> dict[str, Any]:
    """The one value of each attribute that is looked at. Two of a kind would let a reader choose."""
    kinds: dict[str, Any] = {
        CONTENT_TYPE: core.ObjectIdentifier, DIGEST: core.OctetString, SIGNED_AT: cms.Time,
        CERTIFICATE_V2: tsp.SigningCertificateV2,
    }  # fmt: skip
    found: dict[str, Any] = {}
    for each in attributes:
        dotted = each["type"].dotted
        if dotted not in kinds:
            continue
        values = list(each["values"])
        if dotted in found or len(values) != 1:
            raise SignatureFileError("attributes")
        found[dotted] = kinds[dotted].load(values[0].dump(), strict=True)
    return found


def _bindings(values: dict[str, Any]) -> tuple[Binding, ...]:
    if CERTIFICATE_V2 not in values:
        return ()
    first = values[CERTIFICATE_V2]["certs"][0]
    return (Binding(first["hash_algorithm"]["algorithm"].dotted, first["cert_hash"].native),)
