"""A holder's code: 160 random bits to be written on paper, and the key that follows from it.

Crockford's alphabet has no I, L, O, U; the last sign is a check (ISO 7064, mod 37, 36) that finds every single mistyped
sign and nearly every swap of neighbours. Cyrillic letters that look like Latin ones are read as those.
"""

import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from stdnum.iso7064 import mod_37_36

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS, SIGNS, GROUP = 160, 32, 4
READ_AS = str.maketrans("ILOАВЕКМНОРСТХЗ", "110ABEKMH0PCTX3")


class CodeError(Exception):
    """Not a code: `why` is `length`, `sign` or `check`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def code_make() -> str:
    """`7K3Q-…`: eight groups of four signs and the check sign."""
    while True:
        signs = _signs(secrets.token_bytes(BITS // 8))
        check = mod_37_36.calc_check_digit(signs)
        if check in ALPHABET:  # or it would be a letter that is read as a digit
            return "-".join([*(signs[at : at + GROUP] for at in range(0, SIGNS, GROUP)), check])


def code_bytes(typed: str) -> bytes:
    """The bits of a code as somebody typed it, in any case, with any spaces and dashes. Raises `CodeError`."""
    plain = "".join(sign for sign in typed.upper() if not sign.isspace() and sign not in "-–—−").translate(READ_AS)
    if len(plain) != SIGNS + 1:
        raise CodeError("length")
    if set(plain) - set(ALPHABET):
        raise CodeError("sign")
    if not mod_37_36.is_valid(plain):
        raise CodeError("check")
    number = 0
    for sign in plain[:SIGNS]:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    return number.to_bytes(BITS // 8)


def holder_key(code: bytes, *, bound: str) -> X25519PrivateKey:
    """The holder's key in one selection, `bound` names it: the same code would give another key elsewhere."""
    return X25519PrivateKey.from_private_bytes(
        HKDF(SHA256(), 32, salt=None, info=f"svetovod holder 1 {bound}".encode()).derive(code)
    )


def _signs(code: bytes) -> str:
    number, found = int.from_bytes(code), ""
    for _place in range(SIGNS):
        number, rest = divmod(number, len(ALPHABET))
        found = ALPHABET[rest] + found
    return found
