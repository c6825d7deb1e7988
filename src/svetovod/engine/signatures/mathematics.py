"""Whether bytes, a key and a signature belong together: RSA and ECDSA with SHA-2, GOST R 34.10-2012 with Streebog."""

import hashlib
from dataclasses import dataclass, field
from typing import IO

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import load_der_public_key

from . import gost

SHA2 = {
    "2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512",
}  # fmt: skip
DIGESTS = SHA2 | gost.STREEBOG
CLASSES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
}  # fmt: skip
RSA, PSS, EC = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.10045.2.1"
# a signature that names its hash as well
WITH_HASH = {
    "1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384", "1.2.840.113549.1.1.13": "sha512",
    "1.2.840.10045.4.3.2": "sha256", "1.2.840.10045.4.3.3": "sha384", "1.2.840.10045.4.3.4": "sha512",
    "1.2.643.7.1.1.3.2": "streebog256", "1.2.643.7.1.1.3.3": "streebog512",
    "1.2.643.7.1.1.1.1": "streebog256", "1.2.643.7.1.1.1.2": "streebog512",
}  # fmt: skip
NAMED_RSA = {each for each in WITH_HASH if each.startswith("1.2.840.113549.")}
NAMED_EC = {each for each in WITH_HASH if each.startswith("1.2.840.10045.")}
CHUNK = 1024 * 1024
MOST_EXPONENT_BITS = 64  # a larger one only costs time
RSA_BITS = range(2048, 16385)
LEAST_CURVE_BITS = 256
# kinds of keys and the schemes they sign by
SCHEMES = {RSA: NAMED_RSA | {RSA, PSS}, PSS: {PSS}, EC: NAMED_EC | {EC}} | {
    key: {each for each, bits in gost.SIGNATURES.items() if bits == size} for key, size in gost.KEYS.items()
}


class UnknownError(Exception):
    """It cannot be told here, by `code`: never the same as a signature that is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Key:
    """A public key as it stands in a certificate: `der` whole, `point` and `curve` of a GOST key."""

    algorithm: str
    der: bytes
    curve: str = ""
    point: bytes = b""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How something was signed. `salt` and `mask` are of PSS."""

    algorithm: str
    digest: str = ""
    mask: str = ""
    salt: int = 0

    def hash_name(self, told: str = "") -> str:
        """The hash of the scheme; `told` is what stands beside it. Raises `UnknownError` where they differ."""
        beside = DIGESTS.get(told, "")
        own = DIGESTS.get(self.digest, "") if self.algorithm == PSS else WITH_HASH.get(self.algorithm, beside)
        if not own or (told and own != beside):
            raise UnknownError("algorithm")
        return own


def digest_of(name: str, data: bytes) -> bytes:
    return gost.streebog(name, data) if name.startswith("streebog") else hashlib.new(name, data).digest()


@dataclass(slots=True)
class Hashes:
    """Of the parts of one file, each once: a certificate is asked about more than once, and Streebog is slow."""

    known: dict[tuple[str, bytes], bytes] = field(default_factory=dict)

    def of(self, name: str, data: bytes) -> bytes:
        if (name, data) not in self.known:
            self.known[name, data] = digest_of(name, data)
        return self.known[name, data]


def fits(key: Key, scheme: Scheme) -> bool:
    """Whether a key of that kind may have made it; a kind or a scheme that is not known might."""
    known = set().union(*SCHEMES.values())
    return scheme.algorithm not in known or scheme.algorithm in SCHEMES.get(key.algorithm, known)


def digest_of_file(name: str, file: IO[bytes], size: int) -> bytes:
    """Raises `UnknownError` for a file that is too large for Streebog here."""
    file.seek(0)
    if name.startswith("streebog"):
        if size > gost.MOST_BYTES:
            raise UnknownError("too_large")
        return gost.streebog(name, file.read(gost.MOST_BYTES + 1))
    found = hashlib.new(name)
    while piece := file.read(CHUNK):
        found.update(piece)
    return found.digest()


def holds(key: Key, scheme: Scheme, name: str, digest: bytes, signature: bytes) -> bool:
    """Whether the signature over the digest, made by the hash of that name, is of the key."""
    if scheme.algorithm in gost.SIGNATURES:
        return _gost_holds(key, scheme, digest, signature)
    if name not in CLASSES:
        raise UnknownError("algorithm")
    try:
        public = load_der_public_key(key.der)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnknownError("key") from error
    before = utils.Prehashed(CLASSES[name])
    try:
        if isinstance(public, rsa.RSAPublicKey) and scheme.algorithm in NAMED_RSA | {RSA, PSS}:
            _refuse_rsa(public)
            public.verify(signature, digest, _padding(scheme, name), before)
        elif isinstance(public, ec.EllipticCurvePublicKey) and scheme.algorithm in NAMED_EC | {EC}:
            _refuse_curve(public)
            public.verify(signature, digest, ec.ECDSA(before))
        else:
            raise UnknownError("algorithm")
    except InvalidSignature:
        return False
    return True


def _gost_holds(key: Key, scheme: Scheme, digest: bytes, signature: bytes) -> bool:
    size = gost.SIGNATURES[scheme.algorithm]
    curve = gost.curve_of(key.curve)
    if gost.KEYS.get(key.algorithm) != size or len(digest) != size or curve is None:
        raise UnknownError("key")
    return gost.holds(curve, key.point, digest, signature)


def _refuse_rsa(public: rsa.RSAPublicKey) -> None:
    if public.key_size not in RSA_BITS or public.public_numbers().e.bit_length() > MOST_EXPONENT_BITS:
        raise UnknownError("key")


def _refuse_curve(public: ec.EllipticCurvePublicKey) -> None:
    if public.curve.key_size < LEAST_CURVE_BITS:
        raise UnknownError("key")


def _padding(scheme: Scheme, name: str) -> padding.AsymmetricPadding:
    if scheme.algorithm != PSS:
        return padding.PKCS1v15()
    mask = DIGESTS.get(scheme.mask, "")
    if mask not in CLASSES or not 0 <= scheme.salt <= 512:
        raise UnknownError("algorithm")
    return padding.PSS(padding.MGF1(CLASSES[mask]), scheme.salt)
