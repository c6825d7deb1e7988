"""A secret of 128 bits in n shares, any k of which give it back (Shamir, as the program `ssss` does it)."""

import secrets
from collections.abc import Callable, Sequence
from itertools import chain, combinations, islice

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 16
# a try takes milliseconds: with more spoilt shares than that leaves room for, somebody has to look anyway
TRIES = 500


class SharesError(Exception):
    """These are no shares of one secret, or one of them stands twice."""


def secret_make() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def split(secret: bytes, *, needed: int, holders: int) -> list[bytes]:
    """A share for each holder: its number in one byte, then 16 bytes. Fewer than `needed` say nothing of the secret."""
    from Crypto.Protocol.SecretSharing import Shamir

    if not 2 <= needed <= holders <= 255:
        raise SharesError(f"{needed} of {holders}")
    return [bytes([number]) + share for number, share in Shamir.split(needed, holders, secret, ssss=True)]


def combine(shares: Sequence[bytes]) -> bytes:
    """The secret of exactly as many shares as are needed. Of fewer, of more (`ssss` counts them into the secret) or of
    foreign ones it gives another secret: whoever asks holds its public key against the one that is known. Raises
    `SharesError`."""
    from Crypto.Protocol.SecretSharing import Shamir

    if any(len(share) != SECRET_BYTES + 1 for share in shares) or len({share[0] for share in shares}) < len(shares):
        raise SharesError("shares")
    return bytes(Shamir.combine([(share[0], share[1:]) for share in shares], ssss=True))


def recover(shares: Sequence[bytes], *, needed: int, fits: Callable[[bytes], bool]) -> bytes | None:
    """The secret that `fits`, of `needed` of these shares; spoilt ones beside enough good ones do no harm.

    Neighbours in a circle come first: they find a single spoilt share in as many tries as there are shares.
    """
    if not 0 < needed <= len(shares):
        return None
    circle = ((*shares[at:], *shares[:at])[:needed] for at in range(len(shares)))
    for chosen in islice(chain(circle, combinations(shares, needed)), TRIES):
        try:
            found = combine(chosen)
        except SharesError:
            continue
        if fits(found):
            return found
    return None


def key_of(secret: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(HKDF(SHA256(), 32, salt=None, info=b"svetovod round 1").derive(secret))
