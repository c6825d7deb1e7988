"""Boxes: anybody may close one with a public key, only its private key opens it.

X25519 with a key made for this box alone, HKDF-SHA256 over both public keys, AES-256-GCM; `bound` says whose the box is
and is checked at the opening. A box is that public key (32 bytes), the nonce (12) and what is encrypted.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PUBLIC_BYTES, NONCE_BYTES, KEY_BYTES = 32, 12, 32


class BoxError(Exception):
    """Not this key's box, or changed, or bound to something else."""


def box_seal(public: bytes, content: bytes, *, bound: str) -> bytes:
    """`public`: the raw key of whom the box is for."""
    once, nonce = X25519PrivateKey.generate(), os.urandom(NONCE_BYTES)
    shared, own = once.exchange(X25519PublicKey.from_public_bytes(public)), once.public_key().public_bytes_raw()
    return own + nonce + _cipher(shared, own, public).encrypt(nonce, content, bound.encode())


def box_open(private: X25519PrivateKey, box: bytes, *, bound: str) -> bytes:
    """Raises `BoxError`."""
    own, nonce, body = box[:PUBLIC_BYTES], box[PUBLIC_BYTES:][:NONCE_BYTES], box[PUBLIC_BYTES + NONCE_BYTES :]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(own))
        cipher = _cipher(shared, own, private.public_key().public_bytes_raw())
        return cipher.decrypt(nonce, body, bound.encode())
    except (InvalidTag, ValueError) as error:
        raise BoxError(bound) from error


def _cipher(shared: bytes, own: bytes, public: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=None, info=b"svetovod box 1" + own + public).derive(shared))
