"""One way in for every registry: what the file is, which reader reads it, and what becomes of a refusal."""

import codecs
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from svetovod.engine.model import Problem

from . import classifiers, products, purchases, sme
from .failure import RefusedFileError
from .members import Reader, read_archive, read_single
from .model import START, Batch, Kind, Place, Source
from .opening import WORKBOOKS, kind_of, open_archive, what_it_is
from .sheet import SheetRows
from .textfile import TextRows

_READ = {
    Kind.SME: ("ZIP", "XML"), Kind.PRODUCTS: ("XLSX", "CSV"), Kind.OKVED2: ("CSV",), Kind.OKPD2: ("CSV",),
    Kind.OKTMO: ("CSV",), Kind.PURCHASES: ("CSV", "XML", "ZIP"),
}  # fmt: skip
# as their first bytes tell; an archive whose first member tells nothing may be a workbook all the same
_CALLED = {"XLSX": {*WORKBOOKS, "ZIP"}, "CSV": {"text"}}
_XML: dict[Kind, tuple[Reader, str]] = {
    Kind.SME: (sme.read_xml, "VO_RRMSPSV_….xml"), Kind.PURCHASES: (purchases.read_xml, "contract_….xml"),
}  # fmt: skip
_WRITTEN = re.compile(r"(?<![0-9])(?:(20[0-9]{2})([01][0-9])([0-3][0-9])|([0-3][0-9])([01][0-9])(20[0-9]{2}))(?![0-9])")


def read(kind: Kind, path: Path, *, after: Place = START) -> Iterator[Batch]:
    """Batches from `after` on, which a batch of an earlier reading of the same file gave as its `place`.

    A file that cannot be trusted or understood ends with a batch that is `refused`; whoever keeps rows then drops them.
    """
    last = Batch(place=after)
    try:
        for last in _batches(kind, path, after):
            yield last
    except RefusedFileError as refusal:
        yield Batch(place=last.place, done=last.done, total=last.total, refused=refusal.problem)
    except OSError:
        missing = Problem("file.unreadable", value=path.name, params={"kind": "missing"})
        yield Batch(place=last.place, done=last.done, total=last.total, refused=missing)


def unlike(kind: Kind, head: bytes) -> Problem | None:
    """Why a file that begins with `head`, its first 512 bytes, cannot be one of this registry: `open.format`, or
    `open.encoding` of zero bytes in what is no text of two bytes a sign."""
    found = kind_of(head)
    try:
        _refuse_format(kind, found)
    except RefusedFileError as refusal:
        return refusal.problem
    if found == "text" and b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Problem("open.encoding", params={"expected": "UTF-8"})
    return None


def source_of(path: Path, name: str | None = None) -> Source:
    """What is remembered of a file. `name`: what the user called it, where it lies under another name."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    called = name or path.name
    return Source(called, digest.hexdigest(), size, _day_in(called))


def _batches(kind: Kind, path: Path, after: Place) -> Iterator[Batch]:
    found = what_it_is(path)
    _refuse_format(kind, found)
    if kind is Kind.PRODUCTS and found in _CALLED["XLSX"]:
        with open_archive(path) as archive:
            yield from products.read_table(SheetRows(archive), after)
    elif found == "ZIP":
        reader, called = _XML[kind]
        with open_archive(path) as archive:
            yield from read_archive(archive, after, reader, called=called)
    elif found == "XML":
        yield from read_single(path, after, _XML[kind][0])
    else:
        table = TextRows(path)
        if kind is Kind.PRODUCTS:
            yield from products.read_table(table, after)
        elif kind is Kind.PURCHASES:
            yield from purchases.read_table(table, after)
        else:
            yield from classifiers.read_classifier(table, kind, after)


def _refuse_format(kind: Kind, found: str) -> None:
    if not any(found in _CALLED.get(each, {each}) for each in _READ[kind]):
        raise RefusedFileError("open.format", expected=", ".join(_READ[kind]), found=found)


def _day_in(name: str) -> date | None:
    """`data-10062025-structure-…` of the tax service, `data-20210401-…` of Rosstat: the first day the name holds."""
    found = _WRITTEN.search(name)
    if found is None:
        return None
    iso, own = found.groups()[:3], found.groups()[:2:-1]
    year, month, day = (int(part) for part in (iso if iso[0] else own))
    try:
        return date(year, month, day)
    except ValueError:
        return None
