"""Sheets for remarks on paper: made beforehand, scanned, filed by their codes or by hand."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import Person
from svetovod.web.accounts.selectors import holders_of
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents import services as documents
from svetovod.web.documents.selectors import attachments_of, fault_of
from svetovod.web.events import bridge, codes, pitch_asking
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import ScanState
from svetovod.web.events.models import Pitch, PracticalSession, RemarkSheet, SheetPage, SheetScan
from svetovod.web.events.seats import lock

PICTURES = ("pdf", "png", "jpg")
MOST_SPARE = 200
READ_SECONDS = 900  # of one scan: three hundred pages take three minutes
LOST = timedelta(seconds=READ_SECONDS + 300)  # by then it was read, or waits behind others: read twice it is read once
GIVEN_UP = timedelta(days=1)
JPEG = "image/jpeg"


@transaction.atomic
def sheets_make(*, actor: Any, session: PracticalSession, spare: int, at: datetime) -> int:
    """A sheet for each expert and each project they hear, and so many spare ones in all; how many are new.

    Sheets that are there keep their numbers: those printed before stay good.
    """
    row = lock(session)
    actor = ACCESS.admit("sheets.print", actor, row)
    known = set(row.remark_sheets.filter(spare=False).values_list("pitch", "expert"))
    wanted = [each for each in heard_by(row) if each not in known]
    blanks = max(min(spare, MOST_SPARE) - row.remark_sheets.filter(spare=True).count(), 0)
    number = row.remark_sheets.aggregate(last=Max("number"))["last"] or 0
    made = [RemarkSheet(session=row, pitch_id=pitch, expert_id=expert, made_at=at) for pitch, expert in wanted]
    made += [RemarkSheet(session=row, spare=True, made_at=at) for _n in range(blanks)]
    for place, sheet in enumerate(made, start=number + 1):
        sheet.number = place
    RemarkSheet.objects.bulk_create(made)
    if made:
        record(actor=actor, action="sheets.make", subject=row, at=at, sheets=len(wanted), spare=blanks)
    return len(made)


def heard_by(session: PracticalSession) -> list[tuple[int, int]]:
    """Who hears what: the panel of a presentation, or every expert of the session but of one's own project."""
    experts = sorted(holders_of(Role.EXPERT, Scope.SESSION, session.slug))
    places = pitch_asking.places_of(experts)
    pitches = session.pitches.exclude(choice__presents=False).select_related("project")
    found = []
    for pitch in pitches.prefetch_related("panel", "project__participants"):
        panel = [each.pk for each in pitch.panel.all()]
        free = [each for each in experts if not pitch_asking.own_project(pitch.project, places[each])]
        found += [(pitch.pk, each) for each in panel or free]
    return found


@transaction.atomic
def scan_take(*, actor: Any, session: PracticalSession, upload: Any, at: datetime) -> tuple[SheetScan, bool]:
    """Keeps a scan and has it read by a job: whether it will be. The same file given again is the scan that is there,
    and is read again where that went wrong."""
    row = lock(session)
    actor = ACCESS.admit("sheets.scan", actor, row)
    if documents.upload_look(upload) not in PICTURES:
        raise Refused("scan.type", _("A scan is a PDF, or a picture: JPEG or PNG."))
    upload.seek(0)
    given = {"name": upload.name[:200], "given_at": at, "given_by_id": actor.person_id}
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    scan, made = SheetScan.objects.get_or_create(session=row, sha256=digest, defaults=given)
    if made:
        documents.attachment_add(actor=actor, subject=scan, upload=upload, kind="scan", at=at)
        record(actor=actor, action="sheets.scan", subject=row, at=at, scan=scan.pk, sha256=digest)
    elif scan.state == ScanState.BROKEN:
        SheetScan.objects.filter(pk=scan.pk).update(
            state=ScanState.QUEUED, problem="", given_at=at, given_by=actor.person_id
        )
        record(actor=actor, action="sheets.scan", subject=row, at=at, scan=scan.pk, sha256=digest)
    read = made or scan.state == ScanState.BROKEN
    if read:
        _defer(scan)
    return scan, read


def _defer(scan: SheetScan) -> None:
    from svetovod.web.events.tasks import scan_read as job  # the task module imports the services

    job.defer(scan_id=scan.pk)


def scan_read(*, scan_id: int) -> None:
    """The job: pages are kept one after another, so that one killed on the way goes on where it was."""
    scan = SheetScan.objects.select_related("session", "given_by").get(pk=scan_id)
    if scan.state != ScanState.QUEUED:
        return
    try:
        problem, again = _pages_keep(scan)
    except (Denied, Hidden):  # whoever gave it may have lost the part of the scribe since
        problem, again = "closed", 0
    if problem == "unscanned":
        SheetScan.objects.filter(pk=scan.pk).update(problem=problem)
        return  # it waits, and the sweep comes back to it
    state = ScanState.BROKEN if problem else ScanState.READ
    SheetScan.objects.filter(pk=scan.pk).update(state=state, problem=problem, again=again)


def scans_sweep(*, at: datetime) -> int:
    """Finds scans whose worker was killed: their pages are read on. One that nobody reads in a day is told as stopped,
    so that it can be given again."""
    waiting = SheetScan.objects.filter(state=ScanState.QUEUED)
    old = waiting.filter(given_at__lt=at - GIVEN_UP)
    old.exclude(problem="unscanned").update(state=ScanState.BROKEN, problem="stopped")
    old.update(state=ScanState.BROKEN)
    found = list(waiting.filter(given_at__lt=at - LOST))
    for scan in found:
        _defer(scan)
    return len(found)


def _pages_keep(scan: SheetScan) -> tuple[str, int]:
    """What went wrong, if anything, and how many pages were there already."""
    actor = actor_of(scan.given_by)
    file = attachments_of(actor, scan, "scan").first()
    if file is None:
        raise Hidden
    if fault := fault_of(file.sha256):
        return fault, 0
    problem, again = "", 0
    for found in bridge.scanned(file.path.read_bytes(), seconds=READ_SECONDS):
        if "problem" in found:
            problem = found["problem"]
            continue
        again += not _page_keep(actor, scan, found)
        SheetScan.objects.filter(pk=scan.pk).update(pages=found["number"], total=found["total"])
    return problem, again


@transaction.atomic
def _page_keep(actor: Any, scan: SheetScan, found: dict[str, Any]) -> bool:
    """Whether this scan has brought the page: a picture that is there is not kept again."""
    sheet = _sheet_on(scan.session, found["codes"])
    given = {"scan": scan, "number": found["number"], "sheet": sheet}
    page, made = SheetPage.objects.get_or_create(session=scan.session, mark=found["mark"], defaults=given)
    if not made:
        return page.scan_id == scan.pk
    name = f"{scan.pk}-{found['number']}.jpg"
    documents.produced_keep(
        actor=actor, subject=page, file=ContentFile(found["picture"], name), name=name, content_type=JPEG,
        kind="page", at=scan.given_at,
    )  # fmt: skip
    if sheet is not None:
        _typed_anew(sheet)
    return True


def _sheet_on(session: PracticalSession, texts: Sequence[str]) -> RemarkSheet | None:
    """A code leads to a page of ours: the last part of its address names the sheet."""
    for text in texts:
        sheet = codes.sheet_of(session.pk, text.rstrip("/").rpartition("/")[2])
        if sheet is not None:
            return sheet
    return None


def _typed_anew(sheet: RemarkSheet) -> None:
    """A page more: what was typed before was not all of it."""
    RemarkSheet.objects.filter(pk=sheet.pk).exclude(done_at=None).update(done_at=None)


@transaction.atomic
def page_file(
    *, actor: Any, page: SheetPage, code: str = "", pitch: Pitch | None = None, expert: Person | None = None,
    at: datetime,
) -> RemarkSheet:  # fmt: skip
    """By hand: the code that stands on the sheet, or whose remarks these are to which project.

    A spare sheet keeps what was said of it, so that its other pages file themselves.
    """
    actor, row = _locked(actor, page)
    sheet = codes.sheet_of(row.session_id, code) if code else None
    if code and sheet is None:
        raise Refused("whose.code", _("No sheet of this session has this code. Compare it with the paper."))
    if pitch is not None and expert is not None:
        sheet = _given(row, sheet or row.sheet, pitch, expert, at)
    if sheet is None or sheet.pitch_id is None:
        raise Refused("whose.unsaid", _("Say whose remarks these are and to which project: the sheet is a spare one."))
    row.sheet, row.by_hand, row.aside_at = sheet, True, None
    row.save(update_fields=["sheet", "by_hand", "aside_at"])
    _typed_anew(sheet)
    record(
        actor=actor, action="sheets.file", subject=row, at=at, sheet=sheet.number, pitch=sheet.pitch_id,
        session=row.session.slug,
    )  # fmt: skip
    return sheet


def _given(
    page: SheetPage, sheet: RemarkSheet | None, pitch: Pitch, expert: Person, at: datetime
) -> RemarkSheet:  # fmt: skip
    session = page.session
    if expert.pk not in holders_of(Role.EXPERT, Scope.SESSION, session.slug) or pitch.session_id != session.pk:
        raise Refused("whose.stranger", _("Choose an expert of this session: remarks are theirs."))
    if sheet is not None and sheet.spare:
        sheet.pitch, sheet.expert = pitch, expert
        sheet.save(update_fields=["pitch", "expert"])
        return sheet
    known = session.remark_sheets.filter(pitch=pitch, expert=expert).first()
    if known is not None:
        return known
    number = (session.remark_sheets.aggregate(last=Max("number"))["last"] or 0) + 1
    return RemarkSheet.objects.create(session=session, number=number, pitch=pitch, expert=expert, made_at=at)


@transaction.atomic
def page_aside(*, actor: Any, page: SheetPage, at: datetime) -> None:
    """It is no sheet of remarks: a cover, an empty back."""
    actor, row = _locked(actor, page)
    if row.aside_at is None:
        row.sheet, row.aside_at = None, at
        row.save(update_fields=["sheet", "aside_at"])
        record(actor=actor, action="sheets.aside", subject=row, at=at, session=row.session.slug)


@transaction.atomic
def sheet_done(*, actor: Any, sheet: RemarkSheet, done: bool, at: datetime) -> None:
    """The scribe has typed all that stands on it, or not yet."""
    lock(sheet.session)
    actor = ACCESS.admit("sheets.scan", actor, sheet.session)
    row = RemarkSheet.objects.get(pk=sheet.pk)
    if done == (row.done_at is not None):
        return
    row.done_at = at if done else None
    row.save(update_fields=["done_at"])
    record(actor=actor, action="sheets.done", subject=sheet.session, at=at, sheet=row.number, done=done)


def _locked(actor: Any, page: SheetPage) -> tuple[Any, SheetPage]:
    lock(page.session)
    actor = ACCESS.admit("sheets.scan", actor, page.session)
    return actor, SheetPage.objects.select_related("session", "sheet").get(pk=page.pk)
