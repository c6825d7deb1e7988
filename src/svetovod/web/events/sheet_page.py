"""Remark sheets on their pages: how far each is, what a scan has brought, and the paper itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.documents.selectors import attachments_by_subject
from svetovod.web.documents.typesetting import qr_svg, render_pdf
from svetovod.web.projects.enums import Section, Severity

from . import codes, phrases
from .models import PracticalSession, RemarkSheet, SheetPage

SORTS = ("experts", "projects", "spare")
PROBLEMS = {
    "broken": gettext_lazy("the file is damaged"), "too_many": gettext_lazy("more than 300 pages: split it"),
    "too_large": gettext_lazy("the picture is too large"), "stopped": gettext_lazy("reading it took too long"),
    "closed": gettext_lazy("whoever gave it is no scribe of the session any more"),
    "missing": gettext_lazy("its file is not in the store any more"),
    "changed": gettext_lazy("its file is not the one that was given"),
    "unscanned": gettext_lazy("its file is not scanned for malware yet"),
    "partly": gettext_lazy("a page of it is damaged: scan that one again; the others are kept"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet with how many pages came of it."""

    sheet: RemarkSheet
    pages: int
    state: str


def sheets_of(session: PracticalSession) -> Any:
    return session.remark_sheets.select_related("session", "pitch__project", "pitch__version", "expert")


def lines(session: PracticalSession) -> list[Line]:
    """Those that came back and are not typed go first."""
    found = sheets_of(session).exclude(pages=None).exclude(pitch=None).prefetch_related("pages")
    rows = [Line(each, len(each.pages.all()), "done" if each.done_at else "waits") for each in found]
    return sorted(rows, key=lambda line: (line.state == "done", line.sheet.number))


def unfiled(session: PracticalSession) -> Any:
    """Pages of nobody known: without a code that was read, or of a spare sheet of which nobody has said whose it is."""
    rows = session.sheet_pages.filter(sheet__pitch=None, aside_at=None).select_related("scan", "sheet")
    return rows.order_by("scan", "number")


def counts(session: PracticalSession) -> dict[str, int]:
    rows = list(session.remark_sheets.values_list("spare", "pitch"))
    return {"printed": sum(not spare for spare, _pitch in rows), "spare": sum(spare for spare, _pitch in rows)}


def typed(actor: Any, sheet: RemarkSheet) -> list[Any]:
    """Remarks of the expert to the project. What experts have typed themselves is for nobody else's eyes: a scribe
    sees what scribes have typed."""
    assert sheet.pitch is not None  # only spare ones have none
    rows = sheet.pitch.notes.filter(expert=sheet.expert_id)
    return list(rows if sheet.expert_id == actor.person_id else rows.exclude(typed_by=F("expert")))


def pictures(actor: Any, pages: Iterable[SheetPage]) -> list[tuple[SheetPage, Any]]:
    """Pages with the file of their picture; without it where it may not be read."""
    rows = list(pages)
    found = attachments_by_subject(actor, rows)
    return [(page, next(iter(found.get(str(page.pk), [])), None)) for page in rows]


def on_paper(notes: Iterable[Any]) -> None:
    """Gives each note the number of its sheet, where one was scanned: `on_paper`."""
    rows = list(notes)
    found = RemarkSheet.objects.filter(pitch__in={row.pitch_id for row in rows}).exclude(pages=None)
    numbers = {(pitch, expert): number for pitch, expert, number in found.values_list("pitch", "expert", "number")}
    for row in rows:
        row.on_paper = numbers.get((row.pitch_id, row.expert_id))


def paper(session: PracticalSession, sort: str, at: datetime) -> bytes:
    """The sheets as PDF: a pile for each expert, or the sheets of each project together; or those of nobody."""
    found = list(sheets_of(session).filter(spare=sort == "spare"))
    if sort == "experts":
        found.sort(key=lambda each: (each.expert.name, *_heard(each)))
    elif sort == "projects":
        found.sort(key=lambda each: (*_heard(each), each.expert.name))
    data = {
        "title": _("Sheet of remarks"), "kicker": session.title, "place": f"{session.place}, {phrases.days(session)}",
        "demo": session.is_demo, "lang": formatting.lang(), "sheets": [_sheet(each) for each in found],
        "severities": [str(each.label) for each in Severity], "sections": [str(each.label) for each in Section],
        "words": {
            "advice": _("Advice, not a decision: remarks prejudge nothing, and no score of the session enters the "
                        "selection."),
            "expert": _("Expert"), "project": _("Project"), "when": _("Heard"), "code": _("Code"),
            "spare": _("Spare sheet"), "severity": _("How much it matters"), "section": _("What it is about"),
            "text": _("What should be mended"),
            "foot": _("Mark one of each line and write so that another can read it. Hand the sheet to the scribe of "
                      "the hall: what was typed of it you confirm before it goes to the project."),
        },
    }  # fmt: skip
    return render_pdf("events/remark_sheets.typ", data, at=at)


def _heard(sheet: RemarkSheet) -> tuple[bool, datetime, int]:
    pitch = sheet.pitch
    assert pitch is not None  # only spare ones have none
    return pitch.slot is None, pitch.slot or pitch.submitted_at, sheet.number


def _sheet(sheet: RemarkSheet) -> dict[str, Any]:
    pitch, code = sheet.pitch, codes.sheet_code(sheet)
    said = {"code": code, "qr": qr_svg(link(sheet, code)), "number": sheet.number, "expert": "", "project": "",
            "when": ""}  # fmt: skip
    if sheet.spare or pitch is None or sheet.expert is None:
        return said
    when = f"{formatting.moment(pitch.slot)} {pitch.hall}".strip() if pitch.slot else ""
    return said | {
        "expert": sheet.expert.name, "project": f"{pitch.project.code} {pitch.version.content['title']}", "when": when,
    }  # fmt: skip


def link(sheet: RemarkSheet, code: str) -> str:
    """What the QR code says: a phone opens the page on which remarks on that project are written."""
    return settings.BASE_URL.rstrip("/") + reverse("events:sheet_open", args=[sheet.session.slug, code])
