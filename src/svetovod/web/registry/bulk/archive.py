"""Files out of an upload: workbooks as they are, ZIP archives unpacked in memory, piece by piece and within limits."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused
from svetovod.web.documents.filetypes import BROKEN
from svetovod.web.documents.scanning import upload_scanned

MOST_FILES = 100
MOST_BYTES = 64 * 2**20  # of all files, unpacked
CHUNK = 2**20
_MARK = "[Content_Types].xml"  # in every Office file, and in no archive of them
_LITTER = ("__MACOSX/", ".")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or why it is not taken (`refused`: a code of the app's phrases)."""

    name: str
    content: bytes = b""
    refused: str = ""


def unpack(uploads: Iterable[Any]) -> list[Found]:
    """Every file of the uploads; raises `Refused` where there are too many of them, or too much in all."""
    found: list[Found] = []
    total = 0
    for file in _files(uploads):
        total += len(file.content)
        found.append(file)
        if len(found) > MOST_FILES or total > MOST_BYTES:
            raise Refused(
                "bulk.large",
                _("No more than %(files)d workbooks and %(limit)d MB at once. Upload them in several goes.")
                % {"files": MOST_FILES, "limit": MOST_BYTES // 2**20},
            )
    if not found:
        raise Refused("bulk.empty", _("There is no workbook in the upload. Choose XLSX files or a ZIP with them."))
    return found


def _files(uploads: Iterable[Any]) -> Iterator[Found]:
    for upload in uploads:
        upload_scanned(upload)
        if upload.size > MOST_BYTES:
            yield Found(upload.name, refused="archive.large")
        elif _is_archive(upload.file):
            yield from _inside(upload.file, upload.name)
        elif upload.size > settings.MAX_ATTACHMENT_BYTES:
            yield Found(upload.name, refused="archive.large")
        else:
            upload.file.seek(0)
            yield Found(upload.name, upload.file.read())


def _is_archive(file: IO[bytes]) -> bool:
    """A ZIP that is no Office file, by its bytes: names are not believed."""
    file.seek(0)
    if file.read(2) != b"PK":
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return _MARK not in archive.namelist()
    except BROKEN:
        return False  # the reader of workbooks says what is wrong with it


def _inside(file: IO[bytes], outer: str) -> Iterator[Found]:
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            name = _name(entry)
            base = PurePosixPath(name).name
            if entry.is_dir() or name.startswith(_LITTER[0]) or base.startswith((_LITTER[1], "~$")):
                continue
            yield _entry(archive, entry, f"{outer}: {name}", name)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, said: str, name: str) -> Found:
    if name.startswith("/") or ":" in name or ".." in PurePosixPath(name).parts:
        return Found(said, refused="archive.path")
    if entry.flag_bits & 1:
        return Found(said, refused="archive.encrypted")
    if entry.file_size > settings.MAX_ATTACHMENT_BYTES:
        return Found(said, refused="archive.large")
    try:
        content = _read(archive, entry)
    except BROKEN:
        return Found(said, refused="archive.broken")
    if content is None:
        return Found(said, refused="archive.large")
    if _is_archive(BytesIO(content)):
        return Found(said, refused="archive.nested")
    return Found(said, content)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """None where more comes out than is allowed: the size an archive declares may be a lie."""
    pieces, size = [], 0
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            size += len(piece)
            if size > settings.MAX_ATTACHMENT_BYTES:
                return None
            pieces.append(piece)
    return b"".join(pieces)


def _name(entry: zipfile.ZipInfo) -> str:
    """Archives made by Windows write Russian names in the code page of DOS, and do not say so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("cp866")
        except UnicodeError:
            name = entry.filename
    return name.replace("\\", "/")
