"""Envelopes as their readers may see them: the applicant what it put in, others that there is something."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.audit.selectors import last_said
from svetovod.web.common.errors import Hidden
from svetovod.web.documents.selectors import attachment_ids, attachments_kept, attachments_of
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.envelopes import note_of
from svetovod.web.selection.custody.uses import ENVELOPES, filed_envelopes
from svetovod.web.selection.enums import ApplicationState, EnvelopeState, SheetState
from svetovod.web.selection.models import Application, Assignment, EnvelopeFile, SelectionRound
from svetovod.web.selection.steps import STEPS


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the envelope as announced, and what was put in for it. `name` and `salt` are for the applicant
    alone until the opening; `attachment` is there after it. `lost`: the server cannot read it."""

    place: int
    title: str
    required: bool
    file: EnvelopeFile | None
    name: str = ""
    salt: str = ""
    attachment: Any = None
    lost: bool = False

    @property
    def absent(self) -> bool:
        return self.required and self.file is None


def envelope_of(actor: Any, row: Application) -> list[Document]:
    """Every document of the announcement in its order; nothing for whoever may not read the application."""
    if not row.round.envelope or not ACCESS.allows("application.view", actor, row):
        return []
    files = {each.place: each for each in row.envelope.all()} if row.pk else {}
    own = ACCESS.allows("application.file", actor, row)
    opened = row.round.envelopes_opened_at is not None
    came = {each.sha256: each for each in attachments_of(actor, row, "envelope")} if opened and files else {}
    found = []
    for place, said in enumerate(row.round.envelope, 1):
        file = files.get(place)
        told = file is not None and own and file.state == EnvelopeState.CLOSED
        note = note_of(file) if file and told else {"name": "", "salt": ""}
        attachment = came.get(file.sha256) if file else None
        name, salt = (attachment.name, file.salt) if file and attachment else (note["name"], note["salt"])
        lost = told and not note["salt"]
        found.append(Document(place, said["name"], said["required"], file, name, salt, attachment, lost))
    return found


def envelope_open(actor: Any, row: Application, at: Any) -> bool:
    """Whether the actor may put files in or take them out on this day."""
    round_ = row.round
    taking = bool(round_.envelope) and round_.state in STEPS.states("envelope_put")
    in_time = round_.opens_at is not None and round_.closes_at is not None and round_.opens_at <= at < round_.closes_at
    begun = row.state in (ApplicationState.DRAFT, ApplicationState.FILED)
    return taking and in_time and begun and ACCESS.allows("application.file", actor, row)


def envelope_key_awaited(round_: SelectionRound) -> bool:
    """Nothing can be put in yet: the commission keeps the key and has not made it."""
    return bool(round_.envelope) and ENVELOPES.awaited(round_)


@dataclass(frozen=True, slots=True)
class Closed:
    """`files` in the envelopes of `applications`, all filed; `lost` of them the server's key cannot read."""

    files: int
    applications: int
    lost: int


def envelopes_closed(round_: SelectionRound) -> Closed:
    """How many files wait for the opening, for those who have been asked."""
    rows = filed_envelopes(round_)
    lost = sum(not note_of(row)["salt"] for row in rows.defer("sealed"))
    return Closed(rows.count(), rows.values("application").distinct().count(), lost)


def envelopes_wait(round_: SelectionRound) -> bool:
    """Whether the check may not begin yet: files of filed applications are closed."""
    return bool(round_.envelope) and filed_envelopes(round_).exists()


def left_closed(round_: SelectionRound, role: str) -> list[dict[str, Any]]:
    """The files that the word of this role names as not to be opened: number, place, promise."""
    return list(last_said(round_, "envelopes.confirm", role=role).get("unopened", []))


def envelopes_unopened(round_: SelectionRound) -> list[EnvelopeFile]:
    """Files of filed applications that were erased because they could not be read, after the opening."""
    if round_.envelopes_opened_at is None:
        return []
    rows = EnvelopeFile.objects.filter(application__round=round_, state=EnvelopeState.ERASED)
    gone = (ApplicationState.DRAFT, ApplicationState.NOT_SUBMITTED, ApplicationState.WITHDRAWN)
    rows = rows.exclude(application__state__in=gone).select_related("application")
    return list(rows.order_by("application", "place"))


def envelope_on_sheet(actor: Any, assignment: Assignment) -> list[Document]:
    """Every document of the announcement before the expert whose sheet it is, opened ones with their files; nothing
    before the opening, before the expert's word on conflicts, and for anybody else.

    Where experts are not told who applies, a file is called by its application and its place: its own name may tell.
    """
    row = assignment.application
    stated = assignment.cleared_at is not None and assignment.sheet.state != SheetState.CONFLICT_DECLARED
    if not row.round.envelope or not stated or not ACCESS.allows("sheet.write", actor, assignment.sheet):
        return []
    files = {each.place: each for each in row.envelope.exclude(state=EnvelopeState.CLOSED)}
    if not files:
        return []
    hashes = {file.sha256 for file in files.values()}
    kept = attachments_kept(attachment_ids(row._meta.label_lower, [str(row.pk)], hashes, "envelope"))
    came = {each.sha256: each for each in kept.values()}
    found = []
    for place, said in enumerate(row.round.envelope, 1):
        file = files.get(place)
        attachment = came.get(file.sha256) if file else None
        name = "" if attachment is None else _told(row, place, attachment)
        found.append(Document(place, said["name"], said["required"], file, name, attachment=attachment))
    return found


def envelope_file_get(actor: Any, assignment: Assignment, place: int) -> Any:
    """The attachment for the expert whose sheet it is, under the name that the expert is told."""
    document = next((each for each in envelope_on_sheet(actor, assignment) if each.place == place), None)
    if document is None or document.attachment is None:
        raise Hidden
    document.attachment.name = document.name
    return document.attachment


def _told(row: Application, place: int, attachment: Any) -> str:
    if not row.round.veils:
        return str(attachment.name)
    return f"{row.number}-{place}.{attachment.name.rpartition('.')[2]}"
