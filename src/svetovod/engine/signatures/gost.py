"""GOST R 34.10-2012 and GOST R 34.11-2012 by gostcrypto, in the order of bytes that CMS and certificates have.

A hash there is a number from its last byte to its first, a signature is s before r, a key is x before y, each from its
last byte (RFC 9215, RFC 4490). gostcrypto is not certified, and hashes a megabyte in some four seconds.
"""

from functools import lru_cache
from typing import Any

MOST_BYTES = 2 * 1024 * 1024
STREEBOG = {"1.2.643.7.1.1.2.2": "streebog256", "1.2.643.7.1.1.2.3": "streebog512"}
KEYS = {"1.2.643.7.1.1.1.1": 32, "1.2.643.7.1.1.1.2": 64}
# of a key, or of a key with its hash
SIGNATURES = {
    "1.2.643.7.1.1.1.1": 32, "1.2.643.7.1.1.1.2": 64, "1.2.643.7.1.1.3.2": 32, "1.2.643.7.1.1.3.3": 64,
}  # fmt: skip
# the sets of CryptoPro are those of TK 26 under older numbers
CURVES = {
    "1.2.643.7.1.2.1.1.1": "id-tc26-gost-3410-2012-256-paramSetA",
    "1.2.643.7.1.2.1.1.2": "id-tc26-gost-3410-2012-256-paramSetB",
    "1.2.643.7.1.2.1.1.3": "id-tc26-gost-3410-2012-256-paramSetC",
    "1.2.643.7.1.2.1.1.4": "id-tc26-gost-3410-2012-256-paramSetD",
    "1.2.643.2.2.35.1": "id-tc26-gost-3410-2012-256-paramSetB",
    "1.2.643.2.2.35.2": "id-tc26-gost-3410-2012-256-paramSetC",
    "1.2.643.2.2.35.3": "id-tc26-gost-3410-2012-256-paramSetD",
    "1.2.643.2.2.36.0": "id-tc26-gost-3410-2012-256-paramSetB",
    "1.2.643.2.2.36.1": "id-tc26-gost-3410-2012-256-paramSetD",
    "1.2.643.7.1.2.1.2.1": "id-tc26-gost-3410-12-512-paramSetA",
    "1.2.643.7.1.2.1.2.2": "id-tc26-gost-3410-12-512-paramSetB",
    "1.2.643.7.1.2.1.2.3": "id-tc26-gost-3410-2012-512-paramSetC",
}


def streebog(name: str, data: bytes) -> bytes:
    """Whole at once: gostcrypto counts the pieces of a stream wrongly where one ends with a block of 64 bytes."""
    from gostcrypto import gosthash

    return bytes(gosthash.new(name, data=data).digest())


def curve_of(identifier: str) -> dict[str, int] | None:
    """The parameters of a set, None for one that is not known."""
    from gostcrypto import gostsignature

    name = CURVES.get(identifier)
    return gostsignature.CURVES_R_1323565_1_024_2019[name] if name else None


@lru_cache(maxsize=16)
def _signer(size: int, parameters: tuple[tuple[str, int], ...]) -> Any:
    from gostcrypto import gostsignature

    return gostsignature.new(gostsignature.MODE_256 if size == 32 else gostsignature.MODE_512, dict(parameters))


def holds(curve: dict[str, int], key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether the signature over the digest is of the key; all three in the order they have in files."""
    size = len(digest)
    if len(key) != 2 * size or len(signature) != 2 * size or not _on_curve(curve, key, size):
        return False
    number, point = bytearray(digest[::-1]), bytearray(key[:size][::-1] + key[size:][::-1])
    halves = bytearray(signature[size:] + signature[:size])  # gostcrypto takes r before s
    return bool(_signer(size, tuple(sorted(curve.items()))).verify(point, number, halves))


def _on_curve(curve: dict[str, int], key: bytes, size: int) -> bool:
    """A point that is none may give any answer: gostcrypto does not look."""
    x, y, p = int.from_bytes(key[:size], "little"), int.from_bytes(key[size:], "little"), curve["p"]
    return x < p and 0 < y < p and (y * y - (x * x * x + curve["a"] * x + curve["b"])) % p == 0
