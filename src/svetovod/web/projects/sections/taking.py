"""A document with the texts, read back: what each section would become, before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common.errors import Denied, Refused
from svetovod.web.documents.services import upload_look
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import JointProject, ProjectSection

from . import document, lists, reading
from .weaving import join, woven


@dataclass(frozen=True, slots=True)
class Change:
    """`text` is what would be written on `revision`; `words` how it differs from what is there now.

    `behind`: somebody wrote the section since the document was taken, and both changes are in `text`; `clashes` counts
    the places where both readings stand one after the other. `bar` says why it cannot be taken, "" where it can.
    """

    key: str
    title: str
    text: str
    revision: int
    words: Sequence[tuple[str, str]]
    behind: bool
    clashes: int
    bar: str


@dataclass(frozen=True, slots=True)
class Taken:
    changes: Sequence[Change]
    same: Sequence[str]
    absent: Sequence[str]
    outside: str


def require_writer(actor: Any, project: JointProject, keys: Iterable[str]) -> None:
    """`Denied` for whoever writes no section at all, and where one of the keys is not theirs to write."""
    mine = [*project.sections.select_related("owner"), ProjectSection(project=project)]
    if not any(ACCESS.allows("section.write", actor, row) for row in mine):
        raise Denied("section.write")
    for key in keys:
        ACCESS.require("section.write", actor, reading.section_get(actor, project, key))


def out(project: JointProject, content: Any) -> bytes:
    """The document of the living project."""
    kept = {row.key: row for row in project.sections.all()}
    blanks = [
        document.Blank(
            each.key, lists.said(each.title), lists.said(each.hint), kept[each.key].text if each.key in kept else "",
            kept[each.key].revision if each.key in kept else 0,
        )
        for each in lists.asked_of(project).sections
    ]  # fmt: skip
    return document.write(_title(project, content), _lead(), blanks)


def look(actor: Any, project: JointProject, content: Any, upload: Any) -> Taken:
    """Raises `Refused` for what is no DOCX, is unsafe, or has none of the sections."""
    if upload_look(upload) != "docx":
        raise Refused("sections.type", _("Upload the DOCX with the sections."))
    upload.seek(0)
    data = upload.read()
    if document.unsafe(data):
        raise Refused("sections.unsafe", _("The file declares entities, as no office program does: it is not read."))
    asked = {each.key: each for each in lists.asked_of(project).sections}
    ours = [_title(project, content), _lead(), *(lists.said(each.hint) for each in asked.values())]
    found = document.read(data, {key: each.title.values() for key, each in asked.items()}, ours)
    if not found.sections:
        raise Refused(
            "sections.none",
            _("No section is found. Take the document from this page and write under its headings, leaving them."),
        )
    kept = {row.key: row for row in project.sections.select_related("owner")}
    rows = [
        (came, kept.get(came.key) or ProjectSection(project=project, key=came.key), asked[came.key])
        for came in found.sections
    ]
    changes = [_change(actor, project, row, came, each) for came, row, each in rows if came.text != row.text.strip()]
    keys = {each.key for each in changes}
    return Taken(
        changes,
        [lists.said(each.title) for _came, _row, each in rows if each.key not in keys],
        [lists.said(each.title) for each in asked.values() if each.key not in {came.key for came in found.sections}],
        found.outside,
    )


def _change(actor: Any, project: JointProject, row: ProjectSection, came: document.Came, asked: lists.Asked) -> Change:
    row.project = project
    behind = came.revision is not None and came.revision != row.revision
    text, clashes = came.text, 0
    if behind:
        joined = join(reading.text_at(row, came.revision or 0), came.text, row.text)
        text, clashes = joined.text, joined.clashes
    bar = ""
    if not ACCESS.allows("section.write", actor, row):
        bar = _("not yours to write")
    elif len(text) > lists.MOST:
        bar = _("longer than a section may be")
    title, words = lists.said(asked.title), woven(row.text, text)
    return Change(row.key, title, text, row.revision, words, behind, clashes, bar)


def _title(project: JointProject, content: Any) -> str:
    return f"{project.code} {content['title']}"


def _lead() -> str:
    return _("Write under the headings and leave them as they are: by them the sections find their way back.")
