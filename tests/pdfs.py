"""The text of a PDF of ours, for tests: fonts with a map to Unicode, streams packed by Flate or plain."""

import re
import zlib
from itertools import count

OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.S)
# brackets that balance stand in a string as they are
_PLAIN = rb"(?:\\.|[^\\()])"
_NESTED = rb"(?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb"|\(" + _PLAIN + rb"*\))*\))*"
SHOWN = re.compile(rb"/([\w.+-]+)\s+[\d.-]+\s+Tf|<([0-9A-Fa-f\s]*)>|\((" + _NESTED + rb")\)|\b(TJ|Tj|ET)\b", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """Page after page, in the order in which it is drawn."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    maps: dict[int, dict[int, str]] = {}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return "\n".join(_page(page, objects, maps) for page in pages)


def _page(page: bytes, objects: dict[int, bytes], maps: dict[int, dict[int, str]]) -> str:
    resources = page
    if (found := re.search(rb"/Resources (\d+) 0 R", page)) is not None:
        resources = objects[int(found[1])]
    block = re.search(rb"/Font\s*<<(.*?)>>", resources, re.S)
    if block is None and (found := re.search(rb"/Font (\d+) 0 R", resources)) is not None:
        block = re.search(rb"<<(.*)>>", objects[int(found[1])], re.S)
    fonts = {name: int(number) for name, number in re.findall(rb"/([\w.+-]+) (\d+) 0 R", block[1] if block else b"")}
    said, current = [], {}
    for place in re.findall(rb"(\d+) 0 R", re.search(rb"/Contents\s*(\[[^\]]*\]|\d+ 0 R)", page)[1]):
        for font, hexed, plain, end in SHOWN.findall(_stream(objects[int(place)])):
            if font:
                current = _map_of(fonts[font], objects, maps)
            elif end:
                said.append("\n" if end == b"ET" else "")
            else:
                codes = bytes.fromhex(hexed.decode()) if hexed else _unescaped(plain)
                said += [current.get(int.from_bytes(codes[n : n + 2], "big"), "") for n in range(0, len(codes), 2)]
    return "".join(said)


def _unescaped(plain: bytes) -> bytes:
    """In one pass, for what an escape makes is no escape again."""

    def one(found: re.Match[bytes]) -> bytes:
        return bytes([int(found[1], 8) & 255]) if found[1] else ESCAPES.get(found[2], found[2])

    return re.sub(rb"\\(?:([0-7]{1,3})|(.))", one, plain, flags=re.S)


def _stream(body: bytes) -> bytes:
    head, _, rest = body.partition(b"stream")
    raw = re.sub(rb"^\r?\n", b"", rest)
    return zlib.decompressobj().decompress(raw) if b"FlateDecode" in head else raw


def _map_of(number: int, objects: dict[int, bytes], maps: dict[int, dict[int, str]]) -> dict[int, str]:
    if number not in maps:
        found = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
        maps[number] = _mapped(_stream(objects[int(found[1])])) if found else {}
    return maps[number]


def _mapped(table: bytes) -> dict[int, str]:
    made = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, told in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            made[int(code, 16)] = bytes.fromhex(told.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, told in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for code, point in zip(range(int(first, 16), int(last, 16) + 1), count(int(told, 16)), strict=False):
                made[code] = chr(point)
    return made
