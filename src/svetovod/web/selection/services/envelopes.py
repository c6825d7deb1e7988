"""The envelope of an application: files closed as they come in, opened after the intake by two words, or erased.

The open bytes of a file are in the memory of this process alone until the opening: no row, file or log has them.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Scope
from svetovod.web.audit.selectors import last_said
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents.scanning import upload_scanned
from svetovod.web.documents.services import media_type, name_clean, produced_keep, upload_look
from svetovod.web.selection import bridge, sealing
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.bridge import Holding
from svetovod.web.selection.custody.envelopes import Opened, envelope_key, file_close, file_open
from svetovod.web.selection.custody.uses import ENVELOPES, closed_envelopes
from svetovod.web.selection.enums import ApplicationState, EnvelopeState, KeyPurpose
from svetovod.web.selection.models import Application, EnvelopeFile, OpeningConsent, SelectionRound

from ._common import admit_without_interest, locked_application, locked_round, require_step
from .applications import refuse_time
from .opening import NEEDED
from .unlocking import opening_key, shares_erase

# of one file: it is held in memory whole
LARGEST = 10 * 1024 * 1024
# what an attachment of an application is that came out of its envelope
KIND = "envelope"
# the salts of that many files go into one entry of the journal
FILES_PER_ENTRY = 200


@transaction.atomic
def envelope_put(*, actor: Any, application: Application, place: int, upload: Any, at: datetime) -> EnvelopeFile:
    """Closes an upload, in the place of what was there. `place`: of the document in the announcement, from 1."""
    actor = ACCESS.admit("application.file", actor, application)
    round_ = locked_round(application.round)
    row = _changeable(application, round_, at)
    if not 1 <= place <= len(round_.envelope):
        raise Hidden
    key = envelope_key(round_)
    kind, content = _looked_at(upload)
    salt, promise = bridge.commit_file(content)
    file, _made = EnvelopeFile.objects.select_for_update(no_key=True).get_or_create(
        application=row, place=place,
        defaults={"kind": kind, "size": len(content), "put_at": at, "put_by_id": actor.person_id},
    )  # fmt: skip
    file.kind, file.size, file.promise, file.put_at, file.put_by_id = kind, len(content), promise, at, actor.person_id
    file_close(file, key, Opened(name_clean(upload.name or "", kind), salt, content))
    file.save()
    record(actor=actor, action="envelope.put", subject=row, at=at, place=place, promises=promises_of(row))
    return file


def _looked_at(upload: Any) -> tuple[str, bytes]:
    """Its kind by its content, and the bytes: looked at in memory like every upload, and never put on a disk for it."""
    if hasattr(upload, "temporary_file_path"):
        raise AssertionError("a file for an envelope is never written to a disk in the open")
    upload_scanned(upload)
    if upload.size > LARGEST:
        raise Refused(
            "envelope.size",
            _("A file in an envelope is of at most %(limit)d MB. Make it smaller or split it.")
            % {"limit": LARGEST // 1024 // 1024},
        )
    kind = upload_look(upload)
    upload.seek(0)
    return kind, upload.read()


def _changeable(application: Application, round_: SelectionRound, at: datetime) -> Application:
    row = locked_application(application)
    if not round_.envelope:
        raise Refused("envelope.none", _("Applications of this selection have no envelope."))
    refuse_time("envelope_put", round_, at)
    if row.state not in (ApplicationState.DRAFT, ApplicationState.FILED):
        raise Refused("envelope.late", _("The envelope of this application is not changed any more."))
    return row


def promises_of(row: Application) -> list[dict[str, Any]]:
    """What stands in the envelope, as the journal has it: neither a name nor a word of a file."""
    rows = row.envelope.filter(state=EnvelopeState.CLOSED).order_by("place")
    return [dict(each) for each in rows.values("place", "size", "promise")]


@transaction.atomic
def envelope_remove(*, actor: Any, application: Application, place: int, at: datetime) -> None:
    """Takes a file out for good: it was closed for everybody, its applicant too. One that is not there is gone."""
    actor = ACCESS.admit("application.file", actor, application)
    round_ = locked_round(application.round)
    row = _changeable(application, round_, at)
    gone, _rows = row.envelope.filter(place=place).delete()
    if gone:
        record(actor=actor, action="envelope.remove", subject=row, at=at, place=place, promises=promises_of(row))


@transaction.atomic
def envelopes_open(*, actor: Any, round: SelectionRound, role: str, at: datetime) -> SelectionRound:
    """One of the two words; the second opens. `role` is secretary or chair and must be held in this round."""
    admit_without_interest("opening.confirm", actor, round)
    if role not in NEEDED or not actor.holds(role, Scope.ROUND, round.pk):
        raise Denied("opening.confirm")
    actor = actor.permitted_by(lambda one: one.holds(role, Scope.ROUND, round.pk))
    row = locked_round(round)
    if row.envelopes_opened_at is not None:
        return row
    require_step("envelopes_open", row)
    if not row.envelope:
        raise Refused("envelope.none", _("Applications of this selection have no envelope."))
    if not ENVELOPES.over(row, at):
        raise Refused(
            "envelope.early",
            _("Envelopes are opened after the end of the intake, %(until)s, and not earlier.")
            % {"until": formatting.deadline(row.closes_at)},
        )
    key = opening_key(row, ENVELOPES)
    given = dict(row.consents.filter(purpose=KeyPurpose.ENVELOPES).values_list("role", "person_id"))
    if given.get(role) == actor.person_id:
        return row
    if actor.person_id in given.values():
        raise Refused("opening.same_person", _("The secretary and the chair confirm as two different persons."))
    if role in given:
        raise Refused("opening.given", _("This consent has already been given by another person."))
    OpeningConsent.objects.create(
        round=row, purpose=KeyPurpose.ENVELOPES, person_id=actor.person_id, role=role, given_at=at
    )
    files = envelopes_hold(row)
    record(actor=actor, action="envelopes.confirm", subject=row, at=at, role=str(role))
    if set(given) | {role} >= set(NEEDED):
        _open(actor, row, files, key, at)
    return row


def _open(actor: Any, row: SelectionRound, files: list[EnvelopeFile], key: Holding | None, at: datetime) -> None:
    filed = row.applications.filter(state=ApplicationState.FILED).order_by("pk")
    for application in filed:
        _refuse_unpromised(application)
    kept = set(filed.values_list("pk", flat=True))
    opened = [_unseal(actor, file, key, at) for file in files if file.application_id in kept]
    envelopes_erase([file for file in files if file.application_id not in kept])
    for start in range(0, len(opened), FILES_PER_ENTRY):
        record(actor=actor, action="envelopes.open", subject=row, at=at, files=opened[start : start + FILES_PER_ENTRY])
    row.envelopes_opened_at = at
    row.save(update_fields=["envelopes_opened_at"])
    shares_erase(row, ENVELOPES)


def _refuse_unpromised(application: Application) -> None:
    """What stands in the envelope is what the journal says last: nothing exchanged, taken out or put in beside it."""
    said = last_said(application, "envelope.put", "envelope.remove").get("promises", [])
    if said != promises_of(application):
        raise _changed(application)


def _changed(application: Application) -> Refused:
    return Refused(
        "envelope.changed",
        _(
            "The envelope of the application %(number)s is not the one the journal promised: nothing is opened. Call "
            "the auditor."
        )
        % {"number": application.number},
        number=application.number,
    )


def _unseal(actor: Any, file: EnvelopeFile, key: Holding | None, at: datetime) -> dict[str, Any]:
    """Raises `Refused` rather than open a file that is not the one that was promised."""
    try:
        said = file_open(file, key)
    except sealing.SealBrokenError as error:
        raise Refused(
            "envelope.broken",
            _("A file in the envelope of %(number)s cannot be read: restore the key file of the server.")
            % {"number": file.application.number},
        ) from error
    if not bridge.opens_file(file.promise, said.salt, said.content):
        raise _changed(file.application)
    made = produced_keep(
        actor=actor, subject=file.application, file=BytesIO(said.content), name=said.name,
        content_type=media_type(file.kind), kind=KIND, at=at,
    )  # fmt: skip
    file.state, file.sealed, file.note = EnvelopeState.OPENED, b"", b""
    file.salt, file.sha256 = said.salt, made.sha256
    file.save()
    return {"number": file.application.number, "place": file.place, "promise": file.promise, "salt": said.salt}


def envelopes_hold(row: SelectionRound) -> list[EnvelopeFile]:
    """What is closed in the round, locked: before the journal, which all others wait for. Bytes are read one by one."""
    rows = closed_envelopes(row).select_related("application").defer("sealed", "note").order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def envelopes_erase(files: Iterable[EnvelopeFile]) -> None:
    """What was never opened opens no more: the selection is over without it, or its application was not filed."""
    for file in files:
        file.state, file.sealed, file.note = EnvelopeState.ERASED, b"", b""
        file.save(update_fields=["state", "sealed", "note"])
