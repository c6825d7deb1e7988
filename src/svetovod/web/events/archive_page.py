"""The archive of a session on its pages and as one file for the press; logos for pages and papers."""

import base64
import zipfile
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.common import formatting
from svetovod.web.documents import pictures
from svetovod.web.documents.selectors import attachments_by_subject

from .access import announced, material_open, organiser, teaches
from .enums import SEATED, ArchiveKind, MaterialAccess
from .models import ArchiveEntry, BodyLogo, ItemMaterial, PracticalSession

SIZES = ("full", "small")
CHUNK = 256 * 1024
MOST_BUNDLE = 300 * 1024 * 1024  # of what is put into one file at the wish of anybody
PHOTO_CONSENT = "photo"  # code of the document by which people agree to be photographed


def published(session: PracticalSession) -> dict[str, list[ArchiveEntry]]:
    rows = list(session.archive.exclude(published_at=None))
    return {kind: [row for row in rows if row.kind == kind] for kind in ArchiveKind.values}


def is_there(actor: Any, session: PracticalSession, entries: Collection[int]) -> bool:
    """Whether its page would show that reader anything; `entries` of the programme have something for participants."""
    published = session.archive.exclude(published_at=None).order_by().values_list(Value(""), flat=True)
    if not entries:
        return published.exists()
    # one question for both: of a material for those registered everybody is told, of one for all where it is announced
    access = set(published.union(_materials(session).order_by().values_list("access", flat=True)))
    told = {"", MaterialAccess.REGISTERED} | ({MaterialAccess.PUBLIC} if announced.test(actor, session) else set())
    return bool(access & told) or bool(access and taught(actor, session))


def _materials(session: PracticalSession) -> QuerySet[ItemMaterial]:
    return ItemMaterial.objects.filter(item__session=session, published_at__isnull=False)


def taught(actor: Any, session: PracticalSession) -> list[dict[str, Any]]:
    """Materials of entries of the programme: those the reader may open, and titles of those that wait for somebody
    registered. Whether the reader belongs to a circle is asked once a circle."""
    rows = _materials(session).select_related("item__session").prefetch_related("versions__file", "item__speakers")
    open_to: dict[str, bool] = {}
    found: dict[int, dict[str, Any]] = {}
    for row in rows.order_by("item__day", "item__start", "item", "made_at", "pk"):
        if row.access not in open_to:
            open_to[row.access] = bool((material_open | organiser).test(actor, row))
        part = found.setdefault(row.item_id, {"item": row.item, "open": [], "locked": []})
        if open_to[row.access] or teaches.test(actor, row):
            part["open"].append(row)
        elif row.access == MaterialAccess.REGISTERED:
            part["locked"].append(row)
    return [part for part in found.values() if part["open"] or part["locked"]]


def copy_of(entry: ArchiveEntry, size: str) -> Any:
    """The file that is handed out, if there is one; whether it may be, the caller has asked. Of a photograph never
    the original: it may say where somebody lives."""
    if size not in SIZES:
        return None
    kind = size if entry.kind == ArchiveKind.PHOTO else "original"
    found = attachments_by_subject(SYSTEM, [entry]).get(str(entry.pk), [])
    return next((file for file in found if file.kind == kind), None)


def without_consent(session: PracticalSession) -> list[Any]:
    """Who comes and has not agreed to be photographed, or has taken it back (`taken_back`): those come first."""
    seated = session.registrations.filter(state__in=SEATED)
    rows = seated.select_related("person", "organisation")
    given = Q(consents__document__code=PHOTO_CONSENT, consents__withdrawn_at=None)
    taken = set(
        seated.filter(consents__document__code=PHOTO_CONSENT, consents__withdrawn_at__isnull=False)
        .values_list("pk", flat=True)
    )  # fmt: skip
    found: list[Any] = list(rows.exclude(pk__in=seated.filter(given).values("pk")).order_by("person__name", "pk"))
    for row in found:
        row.taken_back = row.pk in taken
    return sorted(found, key=lambda row: not row.taken_back)


def photos(rows: Sequence[ArchiveEntry]) -> list[tuple[ArchiveEntry, tuple[int, int] | None]]:
    """Each with the size of its small copy: a page keeps the place, and does not move when the picture comes."""
    known = attachments_by_subject(SYSTEM, rows)
    small = {pk: file for pk, files in known.items() for file in files if file.kind == "small"}
    files = ((row, small.get(str(row.pk))) for row in rows)
    return [(row, pictures.size_of(file.sha256, file.path) if file else None) for row, file in files]


def bundled(session: PracticalSession) -> list[tuple[ArchiveEntry, Any]]:
    """All that is public with its file; nothing where that is too much for one file."""
    rows = [row for rows in published(session).values() for row in rows]
    known = attachments_by_subject(SYSTEM, rows)
    kinds = {ArchiveKind.PHOTO: "full", ArchiveKind.MATERIAL: "original"}
    found = [
        (row, file) for row in rows for file in known.get(str(row.pk), []) if file.kind == kinds[ArchiveKind(row.kind)]
    ]
    return found if sum(file.size for _row, file in found) <= MOST_BUNDLE else []


def bundle(session: PracticalSession, files: list[tuple[ArchiveEntry, Any]], at: datetime) -> Iterator[bytes]:
    """ZIP of what is public, with whose it is in a text beside: made as it is handed out and kept nowhere."""
    lines = [session.title, _("As of %(day)s.") % {"day": formatting.day(at)}, ""]
    members = []
    for number, (row, file) in enumerate(files, start=1):
        if not file.path.exists():
            continue
        name = f"{number:03}.{file.name.rpartition('.')[2]}"
        members.append((name, file.path))
        lines += [f"{name}: {row.title}", f"{_('Author')}: {row.author}", f"{_('Rights')}: {row.rights}", ""]
    return _zipped(members, "\n".join(lines))


def _zipped(members: list[tuple[str, Path]], text: str) -> Iterator[bytes]:
    out = _Passed()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, path in members:
            with path.open("rb") as source, archive.open(name, "w") as member:
                while part := source.read(CHUNK):
                    member.write(part)
                    yield out.taken()
        archive.writestr("README.txt", text)
    yield out.taken()


class _Passed(RawIOBase):
    """What is written is there to be taken once."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any, /) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def logos(session: PracticalSession) -> list[BodyLogo]:
    """In the order of the bodies, each once."""
    known = {logo.name: logo for logo in session.logos.all()}
    names = dict.fromkeys(body.name for body in session.bodies.all())
    return [known[name] for name in names if name in known]


def logo_file(logo: BodyLogo) -> Any:
    return next(iter(attachments_by_subject(SYSTEM, [logo]).get(str(logo.pk), [])), None)


def on_paper(session: PracticalSession) -> list[str]:
    """Logos as SVG that holds the picture: how papers take them."""
    found = []
    for logo in logos(session):
        file = logo_file(logo)
        if file is not None and file.path.exists():
            found.append(_svg(logo, file.path.read_bytes()))
    return found


def _svg(logo: BodyLogo, picture: bytes) -> str:
    size = f'width="{logo.width}" height="{logo.height}"'
    data = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {logo.width} {logo.height}">'
        f'<image {size} href="data:image/png;base64,{data}"/></svg>'
    )
