"""One ZIP of everything: papers, workbooks, the content itself, evidence, an inventory and a list of hashes.

Stored, in a fixed order, dated 1980-01-01: a version with the same files, marks and signatures is the same bytes.
`SHA256SUMS` names every other file, as `sha256sum -c` reads it.
"""

import hashlib
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from svetovod.web.documents.papers import EPOCH, Block, Paper, docx, pages, pdf
from svetovod.web.documents.selectors import stored
from svetovod.web.projects import bridge
from svetovod.web.projects.selectors import attached_in, files_checked
from svetovod.web.secrecy.selectors import withheld
from svetovod.web.secrecy.words import MARK, NOTE_NAME, holder_said, note
from svetovod.web.signatures.selectors import beside_files, named

from . import catalogue
from .source import LANG, Source

CHUNK = 1 << 20
SUMS = "SHA256SUMS"
EVIDENCE = "Подтверждающие документы"
FAULTS = {
    "missing": "файл отсутствует", "changed": "файл изменён", "unscanned": "файл ещё не проверен на вредоносный код",
}  # fmt: skip
WITHHELD = "коммерческая тайна: оригинал выдаётся обладателю и тому, кто меняет документ"
BAD_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|\n\r\t', "_"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the inventory; `pages` is None where only a printer can count them."""

    title: str
    name: str
    pages: int | None = None


@dataclass
class Archive:
    """What is put in, with its hash; `missing` is (file, what it lacks).

    `enclosed` are hashes of the files of evidence in it, `secrets` those of them that are marked: (name, mark).
    """

    zip: zipfile.ZipFile
    sums: list[tuple[str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    missing: list[list[str]] = field(default_factory=list)
    enclosed: list[str] = field(default_factory=list)
    secrets: list[tuple[str, Any]] = field(default_factory=list)

    def put(self, name: str, content: bytes) -> None:
        with self._open(name) as out:
            out.write(content)
        self.sums.append((hashlib.sha256(content).hexdigest(), name))

    def copy(self, name: str, file: IO[bytes]) -> None:
        """Piece by piece: a scan may be larger than memory is free."""
        digest = hashlib.sha256()
        with self._open(name) as out:
            while piece := file.read(CHUNK):
                digest.update(piece)
                out.write(piece)
        self.sums.append((digest.hexdigest(), name))

    def _open(self, name: str) -> IO[bytes]:
        return self.zip.open(zipfile.ZipInfo(name, EPOCH), "w")


def total_of(source: Source, actor: Any) -> int:
    """Steps of the making, for progress: papers, files of evidence, the inventory."""
    return len(catalogue.keys(source, actor)) + len(files_checked(dict(source.content))) + 1


def build(source: Source, actor: Any, out: IO[bytes], step: Callable[[], None]) -> Archive:
    """Writes the archive into `out`, calling `step` after each file; returns what is in it and what is missing."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as container:
        archive = Archive(container)
        for number, entry in enumerate(catalogue.entries(source, actor), 1):
            _paper(archive, source, actor, number, entry)
            step()
        archive.put("project.json", bridge.content_bytes(source.content))
        files = files_checked(dict(source.content))
        marks, kept_back = withheld(actor, source.project, [file["sha256"] for file in files])
        signatures = beside_files(attached_in(dict(source.content)))
        for file in files:
            sha256 = file["sha256"]
            _evidence(archive, file, marks.get(sha256, ()), kept_back, signatures.get(sha256, ()))
            step()
        if archive.secrets:
            archive.put(NOTE_NAME, ("\ufeff" + note(archive.secrets, "")).encode())
        with override(LANG):
            listed = inventory(source, archive.lines, archive.secrets)
        archive.put("Опись.pdf", pdf(listed, source.at))
        archive.put("Опись.docx", docx(listed))
        step()
        archive.zip.writestr(zipfile.ZipInfo(SUMS, EPOCH), "".join(f"{sha}  {name}\n" for sha, name in archive.sums))
    return archive


def _paper(archive: Archive, source: Source, actor: Any, number: int, entry: catalogue.Entry) -> None:
    partner = source.participant(entry.key.partition("-")[2])
    with override(LANG):
        title = catalogue.titles()[entry.key.partition("-")[0]]
    title = f"{title}, {partner['name']}" if partner else str(title)
    name = f"{number:02d} {_plain(title)}"
    for kind in entry.formats:
        made = catalogue.file_of(source, actor, entry.key, kind)
        archive.put(f"{name}.{kind}", made)
        if kind != "docx":
            archive.lines.append(Line(title, f"{name}.{kind}", pages(made) if kind == "pdf" else None))
    if entry.missing:
        archive.missing.append([title, "; ".join(entry.missing)])


def _evidence(
    archive: Archive, file: dict[str, Any], marks: Sequence[Any], kept_back: Collection[str], signed: Sequence[bytes]
) -> None:
    """A file whose bytes are gone or are others is left out and said so, as is a secret its maker may only read.

    Signatures lie beside their file.
    """
    title = f"{EVIDENCE}, строка {file['row']}: {file['name']}"
    if file["fault"]:
        archive.missing.append([title, FAULTS[file["fault"]]])
        return
    if file["sha256"] in kept_back:
        archive.missing.append([title, WITHHELD])
        return
    number = len(archive.lines) + 1
    name = f"{EVIDENCE}/строка {file['row']:03d}/{number:03d} {_plain(file['name'])}"
    with stored(file["sha256"]).open("rb") as content:
        archive.copy(name, content)
    for beside, signature in named(name, signed).items():
        archive.put(beside, signature)
    archive.lines.append(Line(title, name))
    archive.enclosed.append(file["sha256"])
    archive.secrets += [(name, mark) for mark in marks]


def _plain(name: str) -> str:
    return name.translate(BAD_IN_NAMES)[:120].strip(" .")


def inventory(source: Source, lines: list[Line], secrets: Sequence[tuple[str, Any]] = ()) -> Paper:
    """The list of a paper copy: pages run through it as far as they are known, the rest is numbered when printed."""
    head = ["№", _("Paper"), _("Name of the file"), _("Pages in all"), _("Pages from–to")]
    return Paper(
        title=_("Inventory"), kicker=f"{_('Joint project')} {source.content['code']}", subtitle=source.content["title"],
        place=source.content["cluster"]["name"], demo=source.project.demo,
        blocks=[Block(head=head, rows=list(_numbered(lines)), right=(0, 3, 4), wide=1)],
        mark=[MARK, *sorted({holder_said(mark) for _name, mark in secrets})] if secrets else (),
        signs=[_("Head of %(name)s") % {"name": source.content["initiator"]["name"]}],
        note=" ".join((
            _("Pages are those of the PDF files; scans and workbooks come after them and are numbered when printed."),
            source.made_from,
        )),
    )  # fmt: skip


def _numbered(lines: list[Line]) -> Iterator[list[str]]:
    reached = 0
    for number, line in enumerate(sorted(lines, key=lambda line: line.pages is None), 1):
        count, span = "", ""
        if line.pages is not None:
            span = f"{reached + 1}–{reached + line.pages}" if line.pages > 1 else str(reached + 1)
            reached += line.pages
            count = str(line.pages)
        yield [str(number), line.title, line.name, count, span]
