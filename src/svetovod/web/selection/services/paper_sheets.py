"""Sheets filled with a pen: a scan is brought, two persons read it apart, and only equal readings are sealed.

Whoever opens a scan is in the journal first and in the protocol of the opening afterwards: nobody else has seen scores.
"""

import base64
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents.scanning import upload_scanned
from svetovod.web.documents.services import upload_look
from svetovod.web.selection import sealing, statement, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.sheets import key_required
from svetovod.web.selection.models import Assignment, PaperReading, PaperSheet
from svetovod.web.selection.selectors.paper_sheets import differing, readings_of

from ._common import locked_round
from .sheets import checked, grounds_of, sheet_seal, writable

KINDS = {"pdf": "pdf", "png": "png", "jpg": "jpg", "jpeg": "jpg"}
LARGEST = 10 * 1024 * 1024


@transaction.atomic
def paper_bring(*, actor: Any, assignment: Assignment, upload: Any, at: datetime) -> PaperSheet:
    """Keeps the scan, encrypted; whoever brings it reads first."""
    actor = ACCESS.admit("paper_sheet.enter", actor, assignment)
    locked_round(assignment.application.round)  # the expert may be released meanwhile, and the sheet with them
    sheet = writable(assignment, at, on_paper=True)
    if PaperSheet.objects.filter(assignment=assignment).exists():
        raise Refused("paper_sheet.brought", _("The scan of this sheet has been brought already."))
    if sheet.saved_at is not None:
        raise Refused("paper_sheet.begun", _("The expert has begun this sheet on the page: it is finished there."))
    upload_scanned(upload)
    kind = KINDS.get(upload_look(upload))
    if kind is None or upload.size > LARGEST:
        raise Refused("paper_sheet.kind", _("A scan is a PDF, PNG or JPEG of at most 10 MB."))
    upload.seek(0)
    content = upload.read()
    paper = PaperSheet.objects.create(
        assignment=assignment, scan=sealing.SCANS.seal(assignment.pk, base64.b64encode(content).decode()),
        scan_kind=kind, scan_sha256=sha256(content).hexdigest(), brought_at=at,
    )  # fmt: skip
    sheet.saved_at = at
    sheet.save(update_fields=["saved_at"])
    _reader(actor, paper, 1, at)
    return paper


@transaction.atomic
def paper_claim(*, actor: Any, assignment: Assignment, at: datetime) -> PaperSheet:
    """The second pair of eyes: from now on this person may open the scan. Claiming twice changes nothing."""
    actor = ACCESS.admit("paper_sheet.enter", actor, assignment)
    locked_round(assignment.application.round)
    writable(assignment, at, on_paper=True)
    paper = _locked(assignment)
    readers = list(paper.readings.values_list("person_id", flat=True))
    if actor.person_id not in readers:
        if len(readers) > 1:
            raise Refused("paper_sheet.two", _("Two persons read this sheet already."))
        _reader(actor, paper, 2, at)
    return paper


def _locked(assignment: Assignment) -> PaperSheet:
    rows = PaperSheet.objects.select_for_update(of=("self",), no_key=True).select_related(
        "assignment__application__round"
    )
    paper = rows.filter(assignment=assignment).first()
    if paper is None:
        raise Hidden
    return paper


def _reader(actor: Any, paper: PaperSheet, place: int, at: datetime) -> None:
    row = paper.assignment
    PaperReading.objects.create(paper=paper, place=place, person_id=actor.person_id, sealed=b"", read_at=at)
    record(
        actor=actor, action="paper_sheet.reader", subject=row, at=at, number=row.application.number,
        expert=row.member.code, reader=place, scan=paper.scan_sha256,
    )  # fmt: skip


@transaction.atomic
def paper_read(
    *, actor: Any, assignment: Assignment, scores: Mapping[str, Decimal | None], grounds: Mapping[str, str],
    comment: str, no_conflict: bool, at: datetime,
) -> PaperSheet:  # fmt: skip
    """Keeps one's reading, encrypted. Once both are there and equal the sheet is sealed like any other."""
    actor = ACCESS.admit("paper_sheet.enter", actor, assignment)
    locked_round(assignment.application.round)
    sheet = writable(assignment, at, on_paper=True)
    paper = _locked(assignment)
    own = paper.readings.filter(person_id=actor.person_id).first()
    if own is None:
        raise Denied("paper_sheet.enter")
    if not no_conflict:
        raise Refused(
            "paper_sheet.conflict",
            _("Without a signed statement of no conflict scores are not taken: the expert declares the conflict."),
        )
    key_required(assignment.application.round)  # or the reading would be lost with the refusal to seal
    kept = checked(sheet, scores, whole=True)
    own.sealed = sealing.READINGS.seal(
        own.pk, {"scores": kept, "comment": " ".join(comment.split()), **grounds_of(kept, grounds)}
    )
    own.read_at = at
    own.save(update_fields=["sealed", "read_at"])
    read = readings_of(paper)
    if len(read) == 2 and not differing(read):
        _seal(actor, sheet, paper, read[0], at)
    return paper


def _seal(actor: Any, sheet: Any, paper: PaperSheet, said: Mapping[str, Any], at: datetime) -> None:
    row, text = sheet.assignment, statement.newest()
    if row.cleared_at is None:
        row.cleared_at, row.statement = paper.brought_at, text.mark
        row.save(update_fields=["cleared_at", "statement"])
    readers = [str(each.person.pseudonym) for each in paper.readings.select_related("person")]
    told = {name: value for name, value in said.items() if value or name == "comment"}
    sheet_seal(actor, sheet, told, at, scan=paper.scan_sha256, readers=readers, statement=text.version)
    paper.sealed_at = at
    paper.save(update_fields=["sealed_at"])
    summons.paper_sealed(row, at=at)
