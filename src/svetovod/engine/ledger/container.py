"""The ZIP container in its one canonical form, and its parts read back without trusting any of its fields.

Canonical: methods stored, names sorted by their UTF-8 bytes, moment 1980-01-01 00:00:00, no extra fields, comments,
data descriptors or ZIP64, permissions 0644, the flag of UTF-8 only on names outside ASCII. So the parts determine
every byte of the file.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _MADE_BY, _UTF8, _STORED, _TIME, _DATE = 20, 3 << 8 | 20, 0x0800, 0, 0, 1 << 5 | 1
_ATTRIBUTES = 0o100644 << 16
MAX_BYTES, MAX_PARTS = 1 << 31, 0xFFFE


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the container and the checksum its header states. Undecodable bytes of a name are escaped."""

    name: str
    content: bytes
    stated_crc: int

    @property
    def intact(self) -> bool:
        return crc32(self.content) == self.stated_crc


def pack(parts: Mapping[str, bytes], *, checksums: Mapping[str, int] | None = None) -> bytes:
    """The canonical container; `checksums` replaces the CRC-32 of some parts. Raises `ValueError` when too large."""
    if len(parts) > MAX_PARTS or sum(map(len, parts.values())) > MAX_BYTES:
        raise ValueError(f"an export holds at most {MAX_PARTS} files and {MAX_BYTES} bytes")
    body, directory, offset = [], [], 0
    for name, content in sorted((_encode(name), content) for name, content in parts.items()):
        crc = (checksums or {}).get(_decode(name))
        crc = crc32(content) if crc is None else crc
        flags = 0 if name.isascii() else _UTF8
        common = (_VERSION, flags, _STORED, _TIME, _DATE, crc, len(content), len(content), len(name), 0)
        body += [_LOCAL.pack(LOCAL, *common), name, content]
        directory += [_CENTRAL.pack(CENTRAL, _MADE_BY, *common, 0, 0, 0, _ATTRIBUTES, offset), name]
        offset += _LOCAL.size + len(name) + len(content)
    tail = b"".join(directory)
    return b"".join([*body, tail, _END.pack(END, 0, 0, len(parts), len(parts), len(tail), offset, 0)])


def unpack(data: bytes) -> list[Part] | None:
    """The parts as the local headers or, where these are damaged, as the directory at the end places them.

    None when neither can be followed. Never raises; what is wrong is found by packing the parts again.
    """
    readings = [reading for walk in (_by_headers, _by_directory) if (reading := _collect(walk(data))) is not None]
    return min(readings, key=lambda parts: sum(not part.intact for part in parts), default=None)


def readable_until(data: bytes) -> int:
    """The offset behind the last part that the local headers place whole in the data."""
    offset = 0
    try:
        for part in _by_headers(data):
            offset += _LOCAL.size + len(_encode(part.name)) + len(part.content)
    except (struct.error, IndexError):
        pass
    return offset


def first_difference(one: bytes, other: bytes) -> int | None:
    """The offset of the first byte that differs (the shorter length, if one begins with the other), else None."""
    if one == other:
        return None
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high) // 2
        if one[low : middle + 1] == other[low : middle + 1]:
            low = middle + 1
        else:
            high = middle
    return low


def _collect(walk: Iterator[Part]) -> list[Part] | None:
    parts = []
    try:
        for part in walk:
            parts.append(part)
            if len(parts) > MAX_PARTS:
                return None
    except (struct.error, IndexError):
        return None
    return parts


def _by_headers(data: bytes) -> Iterator[Part]:
    offset = 0
    while data[offset : offset + 4] == LOCAL:
        *_, crc, _, size, name_length, extra = _LOCAL.unpack_from(data, offset)
        start = offset + _LOCAL.size
        offset = start + name_length + extra + size
        if offset > len(data):
            raise IndexError
        yield Part(_decode(data[start : start + name_length]), data[offset - size : offset], crc)
    if data[offset : offset + 4] not in (CENTRAL, END):
        raise IndexError


def _by_directory(data: bytes) -> Iterator[Part]:
    mark, _, _, _, count, _, place, _ = _END.unpack_from(data, len(data) - _END.size)
    if mark != END:
        raise IndexError
    offset = 0
    for _ in range(count):
        record = _CENTRAL.unpack_from(data, place)
        crc, size, name_length = record[7], record[9], record[10]
        place += _CENTRAL.size
        name = data[place : place + name_length]
        place += name_length
        start = offset + _LOCAL.size + name_length
        offset = start + size
        if offset > len(data):
            raise IndexError
        yield Part(_decode(name), data[start:offset], crc)


def _encode(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _decode(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
