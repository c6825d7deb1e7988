"""A file of a stranger as ASN.1 that a reader can be given: bounded in size, depth and number, of definite lengths.

What is refused here is never parsed further: nesting that would exhaust the stack, numbers that take minutes to read.
"""

import base64
import binascii
import re
from dataclasses import dataclass

MOST_BYTES = 256 * 1024
MOST_DEPTH = 24
MOST_ELEMENTS = 6_000
MOST_OID = 40  # bytes: reading a longer one takes time that grows with its square
MOST_INTEGER = 2_100  # bytes: an RSA modulus of 16,384 bits has 2,049
OID, INTEGER, OCTETS, CONSTRUCTED = 0x06, 0x02, 0x04, 0x20
ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")


class SignatureFileError(ValueError):
    """The file is no signature that can be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def definite(raw: bytes) -> bytes:
    """The one element of the file, whether it came as bytes or as Base64 with or without PEM lines.

    Indefinite lengths become definite and strings in pieces become whole; an element that has neither stays as it is,
    byte for byte: signatures are over bytes.
    """
    if not raw.strip():
        raise SignatureFileError("empty")
    if len(raw) > 2 * MOST_BYTES:
        raise SignatureFileError("size")
    body = raw if raw[:1] == b"\x30" else _unarmoured(raw)
    if len(body) > MOST_BYTES:
        raise SignatureFileError("size")
    walk = _Walk(body)
    done, after = walk.element(0, len(body), 0)
    if body[after:].strip(b"\r\n\0 "):
        raise SignatureFileError("trailing")
    return done


def _unarmoured(raw: bytes) -> bytes:
    text = ARMOUR.sub(b"", raw.removeprefix(b"\xef\xbb\xbf"))
    try:
        found = base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error as error:
        raise SignatureFileError("not_asn1") from error
    if found[:1] != b"\x30":
        raise SignatureFileError("not_asn1")
    return found


@dataclass(slots=True)
class _Walk:
    raw: bytes
    left: int = MOST_ELEMENTS

    def element(self, at: int, end: int, depth: int) -> tuple[bytes, int]:
        """The element at `at`, made definite, and where the next begins."""
        self.left -= 1
        if depth > MOST_DEPTH or self.left < 0:
            raise SignatureFileError("nesting")
        start, tag, head = at, *self._tag(at, end)
        length, at = self._length(head, end)
        if length is None and not tag & CONSTRUCTED:
            raise SignatureFileError("not_asn1")
        if not tag & CONSTRUCTED:
            assert length is not None
            if (tag == OID and length > MOST_OID) or (tag == INTEGER and length > MOST_INTEGER):
                raise SignatureFileError("nesting")
            return self.raw[start : at + length], at + length
        parts, changed, after = self._parts(at, end if length is None else at + length, length is None, depth)
        if tag == OCTETS | CONSTRUCTED:
            return _made(bytes([OCTETS]), b"".join(_content(each) for each in parts)), after
        if not changed and length is not None:
            return self.raw[start:after], after
        return _made(self.raw[start:head], b"".join(parts)), after

    def _parts(self, at: int, end: int, endless: bool, depth: int) -> tuple[list[bytes], bool, int]:
        parts: list[bytes] = []
        changed = endless
        while at < end:
            if endless and self.raw[at : at + 2] == b"\0\0":
                return parts, True, at + 2
            part, after = self.element(at, end, depth + 1)
            changed = changed or part != self.raw[at:after]
            parts.append(part)
            at = after
        if endless:
            raise SignatureFileError("not_asn1")
        return parts, changed, at

    def _tag(self, at: int, end: int) -> tuple[int, int]:
        """The first byte of the tag, and where the length begins."""
        if at >= end:
            raise SignatureFileError("not_asn1")
        tag, at = self.raw[at], at + 1
        if tag & 0x1F == 0x1F:
            stop = at + 4
            while at < min(end, stop) and self.raw[at] & 0x80:
                at += 1
            if at >= min(end, stop):
                raise SignatureFileError("not_asn1")
            at += 1
        return tag, at

    def _length(self, at: int, end: int) -> tuple[int | None, int]:
        """None is an indefinite one. Never more than there is."""
        if at >= end:
            raise SignatureFileError("not_asn1")
        first, at = self.raw[at], at + 1
        if first == 0x80:
            return None, at
        length = first
        if first & 0x80:
            count = first & 0x7F
            if count > 4 or at + count > end:
                raise SignatureFileError("not_asn1")
            length, at = int.from_bytes(self.raw[at : at + count], "big"), at + count
        if at + length > end:
            raise SignatureFileError("not_asn1")
        return length, at


def _made(tag: bytes, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return tag + bytes([size]) + content
    many = (size.bit_length() + 7) // 8
    return tag + bytes([0x80 | many]) + size.to_bytes(many, "big") + content


def _content(octets: bytes) -> bytes:
    """What is in a definite OCTET STRING: pieces of one are nothing else."""
    if octets[0] != OCTETS:
        raise SignatureFileError("not_asn1")
    skip = 2 if octets[1] < 0x80 else 2 + (octets[1] & 0x7F)
    return octets[skip:]
