"""The envelope of an application: files closed as they come in, opened after the intake by two words, or erased.

The open bytes of a file are in the memory of this process alone until the opening: no row, file or log has them.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from svetovod.web.accounts.enums import Scope
from svetovod.web.audit.selectors import last_said
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents.scanning import upload_scanned
from svetovod.web.documents.services import (
    bytes_drop,
    bytes_keep,
    media_type,
    name_clean,
    stored_attach,
    upload_look,
)
from svetovod.web.projects.secrets import of_project
from svetovod.web.secrecy.services import files_hold, mark_inside
from svetovod.web.selection import bridge, sealing
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.bridge import Holding
from svetovod.web.selection.custody.envelopes import Opened, envelope_key, file_box, file_close, file_open
from svetovod.web.selection.custody.uses import ENVELOPES, closed_envelopes
from svetovod.web.selection.enums import ApplicationState, EnvelopeState, KeyPurpose
from svetovod.web.selection.models import Application, EnvelopeFile, OpeningConsent, SelectionRound
from svetovod.web.selection.selectors.envelopes import left_closed

from ._common import admit_without_interest, locked_application, locked_round, require_step
from .applications import refuse_time
from .opening import NEEDED
from .unlocking import opening_key, shares_erase

log = logging.getLogger(__name__)

# of one file: it is held in memory whole
LARGEST = 10 * 1024 * 1024
# what an attachment of an application is that came out of its envelope
KIND = "envelope"
# the salts of that many files go into one entry of the journal
FILES_PER_ENTRY = 200


@sensitive_variables()
@transaction.atomic
def envelope_put(*, actor: Any, application: Application, place: int, upload: Any, at: datetime) -> EnvelopeFile:
    """Closes an upload, in the place of what was there. `place`: of the document in the announcement, from 1.

    It is looked at and closed with the round's key before the round is locked, for which all others wait.
    """
    actor = ACCESS.admit("application.file", actor, application)
    round_ = SelectionRound.objects.get(pk=application.round_id)
    _refuse_closed(application, round_, at)
    if not 1 <= place <= len(round_.envelope):
        raise Hidden
    key = envelope_key(round_)
    kind, content = _looked_at(upload)
    salt, promise = bridge.commit_file(content)
    said = Opened(name_clean(upload.name or "", kind), salt, content)
    box = file_box(application.pk, place, key, said)
    round_ = locked_round(round_)
    row = locked_application(application)
    _refuse_closed(row, round_, at)
    now = envelope_key(round_)
    if now != key:  # holders were named anew meanwhile
        box = file_box(row.pk, place, now, said)
    file, _made = EnvelopeFile.objects.select_for_update(no_key=True).get_or_create(
        application=row, place=place,
        defaults={"kind": kind, "size": len(content), "put_at": at, "put_by_id": actor.person_id},
    )  # fmt: skip
    file.kind, file.size, file.promise, file.put_at, file.put_by_id = kind, len(content), promise, at, actor.person_id
    file_close(file, box, said)
    file.save()
    record(actor=actor, action="envelope.put", subject=row, at=at, place=place, promises=promises_of(row))
    return file


@sensitive_variables()
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


def _refuse_closed(row: Application, round_: SelectionRound, at: datetime) -> None:
    if not round_.envelope:
        raise Refused("envelope.none", _("Applications of this selection have no envelope."))
    refuse_time("envelope_put", round_, at)
    if row.state not in (ApplicationState.DRAFT, ApplicationState.FILED):
        raise Refused("envelope.late", _("The envelope of this application is not changed any more."))


def promises_of(row: Application) -> list[dict[str, Any]]:
    """What stands in the envelope, as the journal has it: neither a name nor a word of a file."""
    rows = row.envelope.filter(state=EnvelopeState.CLOSED).order_by("place")
    return [dict(each) for each in rows.values("place", "size", "promise")]


@transaction.atomic
def envelope_remove(*, actor: Any, application: Application, place: int, at: datetime) -> None:
    """Takes a file out for good: it was closed for everybody, its applicant too. One that is not there is gone."""
    actor = ACCESS.admit("application.file", actor, application)
    round_ = locked_round(application.round)
    row = locked_application(application)
    _refuse_closed(row, round_, at)
    gone, _rows = row.envelope.filter(place=place).delete()
    if gone:
        record(actor=actor, action="envelope.remove", subject=row, at=at, place=place, promises=promises_of(row))


def envelopes_open(
    *, actor: Any, round: SelectionRound, role: str, without: bool = False, at: datetime
) -> SelectionRound:
    """One of the two words; the second opens. `role` is secretary or chair and must be held in this round.

    Refused while a file cannot be read. `without`: all the same, with such files named in the word as not opened; a
    word of the other that does not name the same is void, and is asked for again.
    """
    kept: list[str] = []
    try:
        with transaction.atomic():
            return _word(actor, round, role, kept, without=without, at=at)
    except BaseException:
        _drop(kept)
        raise


def _drop(kept: list[str]) -> None:
    """Nothing open stays on the disk of an opening that was none. Why it was none is told whether this succeeds or not:
    what is left the nightly job removes. The log names no file, for its hash is that of an envelope still closed."""
    try:
        bytes_drop(kept)
    except (OSError, DatabaseError) as error:
        log.error("files of an opening that was refused stay in the store: %s", type(error).__name__)


@sensitive_variables("key")
def _word(
    actor: Any, round_: SelectionRound, role: str, kept: list[str], *, without: bool, at: datetime
) -> SelectionRound:
    admit_without_interest("opening.confirm", actor, round_)
    if role not in NEEDED or not actor.holds(role, Scope.ROUND, round_.pk):
        raise Denied("opening.confirm")
    actor = actor.permitted_by(lambda one: one.holds(role, Scope.ROUND, round_.pk))
    row = locked_round(round_)
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
    words = row.consents.filter(purpose=KeyPurpose.ENVELOPES)
    given = dict(words.values_list("role", "person_id"))
    if given.get(role) == actor.person_id and not without:
        return row
    others = set(given) - {role}
    if actor.person_id in (given[other] for other in others):
        raise Refused("opening.same_person", _("The secretary and the chair confirm as two different persons."))
    if given.get(role, actor.person_id) != actor.person_id:
        raise Refused("opening.given", _("This consent has already been given by another person."))
    files = envelopes_hold(row)
    filed = [file for file in files if file.application.state == ApplicationState.FILED]
    # all of it before the first entry of the journal, for which everybody waits
    broken = _look(row, filed, key) if without or others | {role} >= set(NEEDED) else []
    if broken and not without:
        raise _unreadable(broken)
    named = [_named(file) for file in broken]
    agreed = {other for other in others if left_closed(row, other) == named}
    last = agreed | {role} >= set(NEEDED)
    if role in given and agreed == others and not last and left_closed(row, role) == named:
        return row
    ready = [_store(file, key, kept) for file in filed if file not in broken] if last else []
    files_hold(kept)
    words.exclude(role__in=agreed).delete()
    OpeningConsent.objects.create(
        round=row, purpose=KeyPurpose.ENVELOPES, person_id=actor.person_id, role=role, given_at=at
    )
    told = {"unopened": named} if named else {}
    record(actor=actor, action="envelopes.confirm", subject=row, at=at, role=str(role), **told)
    if last:
        _open(actor, row, files, ready, unopened=named, at=at)
    return row


def _named(file: EnvelopeFile) -> dict[str, Any]:
    return {"number": file.application.number, "place": file.place, "promise": file.promise}


def _unreadable(broken: list[EnvelopeFile]) -> Refused:
    files = "; ".join(f"{each.application.number}, {each.place}" for each in broken)
    return Refused(
        "envelope.broken",
        _(
            "Files in the envelopes cannot be read (application, document): %(files)s. Nothing is opened. The "
            "administrator restores the key file of the server or the damaged rows; if that cannot be done, confirm "
            "without them."
        )
        % {"files": files},
        broken=[_named(each) for each in broken],
    )


@dataclass(frozen=True, slots=True, repr=False)
class _Ready:
    """A file whose bytes are in the store: what is still to be written of it."""

    file: EnvelopeFile
    name: str
    salt: str
    sha256: str
    size: int


@sensitive_variables("key", "said")
def _look(row: SelectionRound, files: list[EnvelopeFile], key: Holding | None) -> list[EnvelopeFile]:
    """Compares all with the journal and writes nothing; those that cannot be read. One file at a time is open."""
    for application in row.applications.filter(state=ApplicationState.FILED).order_by("pk"):
        _refuse_unpromised(application)
    broken = []
    for file in files:
        try:
            said = file_open(EnvelopeFile.objects.get(pk=file.pk), key)
        except sealing.SealBrokenError:
            broken.append(file)
            continue
        if not bridge.opens_file(file.promise, said.salt, said.content):
            raise _changed(file.application)
    return broken


@sensitive_variables("key", "said")
def _store(file: EnvelopeFile, key: Holding | None, kept: list[str]) -> _Ready:
    said = file_open(EnvelopeFile.objects.get(pk=file.pk), key)
    sha256 = bytes_keep(BytesIO(said.content))
    kept.append(sha256)
    return _Ready(file, said.name, said.salt, sha256, len(said.content))


def _open(
    actor: Any, row: SelectionRound, files: list[EnvelopeFile], ready: list[_Ready], *, unopened: Any, at: datetime
) -> None:
    opened = [_attach(actor, each, at) for each in ready]
    told = {"unopened": unopened} if unopened else {}
    for start in range(0, max(len(opened), len(told)), FILES_PER_ENTRY):
        some = opened[start : start + FILES_PER_ENTRY]
        record(actor=actor, action="envelopes.open", subject=row, at=at, files=some, **told)
    envelopes_erase(actor, row, [file for file in files if file.state == EnvelopeState.CLOSED], at=at)
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


def _attach(actor: Any, ready: _Ready, at: datetime) -> dict[str, Any]:
    file = ready.file
    made = stored_attach(
        actor=actor, subject=file.application, sha256=ready.sha256, size=ready.size, name=ready.name,
        content_type=media_type(file.kind), kind=KIND, at=at,
    )  # fmt: skip
    mark_inside(made, of_project(file.application.project_id))  # a secret there is one here, whoever opens
    file.state, file.sealed, file.note = EnvelopeState.OPENED, b"", b""
    file.salt, file.sha256 = ready.salt, made.sha256
    file.save()
    return _named(file) | {"salt": ready.salt}


def envelopes_hold(row: SelectionRound) -> list[EnvelopeFile]:
    """What is closed in the round, locked: before the journal, which all others wait for. Bytes are read one by one."""
    rows = closed_envelopes(row).select_related("application").defer("sealed", "note").order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def envelopes_erase(actor: Any, row: SelectionRound, files: Sequence[EnvelopeFile], *, at: datetime) -> None:
    """What was never opened opens no more: the selection is over without it, its application was not filed, or it could
    not be read. The journal names each by its application's row, as it does when a file is put in."""
    for file in files:
        file.state, file.sealed, file.note = EnvelopeState.ERASED, b"", b""
        file.save(update_fields=["state", "sealed", "note"])
    gone = [{"application": file.application_id, "place": file.place, "promise": file.promise} for file in files]
    for start in range(0, len(gone), FILES_PER_ENTRY):
        record(actor=actor, action="envelopes.erase", subject=row, at=at, files=gone[start : start + FILES_PER_ENTRY])
