"""What a file is, told from its bytes. Names and the browser's word are not believed.

Accepted: PDF, PNG, JPEG, and the Office formats without macros. Everything a browser could run is refused.
"""

import lzma
import struct
import zipfile
import zlib
from typing import IO

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Refused

OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
MAGIC = (
    (b"%PDF-", "pdf", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
)
OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # Office before 2007, and what Office locks with a password since
LOCKED = "EncryptedPackage".encode("utf-16-le")
MAX_MEMBERS = 3_000
MAX_UNPACKED = 150 * 1024 * 1024
MAX_RATIO = 200
CHUNK = 1024 * 1024
# what reading an archive raises where its bytes are wrong: the way of packing has errors of its own, a name may be no
# UTF-8, a place may lie outside the file
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, ValueError,
    OverflowError, EOFError, OSError,
)  # fmt: skip


def sniff(file: IO[bytes], size: int) -> tuple[str, str]:
    """Extension and media type. Raises `Refused` for anything that is not on the list."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for magic, extension, media_type in MAGIC:
        if head.startswith(magic):
            return extension, media_type
    if head.startswith(b"PK\x03\x04"):
        return _office(file, size)
    if head.startswith(OLD):
        raise _old(file)
    raise Refused(
        "attachment.type",
        _("Files of this type are not accepted. Attach a PDF, PNG, JPEG, DOCX, XLSX or PPTX."),
    )


def _old(file: IO[bytes]) -> Refused:
    kept = b""
    while piece := file.read(CHUNK):
        if LOCKED in kept + piece:
            file.seek(0)
            return Refused(
                "attachment.locked",
                _("The file is protected by a password. Take the password off, save the file and attach it again."),
            )
        kept = piece[-len(LOCKED) :]
    file.seek(0)
    return Refused(
        "attachment.old",
        _("The file is of an old format, such as DOC, XLS or PPT. Save it as DOCX, XLSX, PPTX or PDF and attach that."),
    )


def _office(file: IO[bytes], size: int) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _refuse_bomb(archive, members, size)
            names = [member.filename for member in members]
    except BROKEN as error:
        raise Refused("attachment.broken", _("The file is damaged or protected by a password.")) from error
    finally:
        file.seek(0)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("attachment.macros", _("The file contains macros. Save it without macros and attach it again."))
    if "[Content_Types].xml" in names:
        for folder, kind in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    raise Refused(
        "attachment.type",
        _("Archives are not accepted. Attach a PDF, PNG, JPEG, DOCX, XLSX or PPTX."),
    )


def _refuse_bomb(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int) -> None:
    """Unpacks piece by piece and stops: the sizes an archive declares may be lies."""
    bomb = Refused(
        "attachment.bomb", _("The file unpacks to far more than its size. Save it anew and attach it again.")
    )
    declared = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or declared > MAX_UNPACKED or declared > max(size, 1) * MAX_RATIO + CHUNK:
        raise bomb
    unpacked = 0
    for member in members:
        with archive.open(member) as part:
            while piece := part.read(CHUNK):
                unpacked += len(piece)
                if unpacked > MAX_UNPACKED:
                    raise bomb
