"""Files that were filed with applications, by the hashes their frozen versions name."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from svetovod.web.documents.selectors import attachment_ids, fault_of, stored
from svetovod.web.projects.secrets import of_project
from svetovod.web.projects.selectors import attached_in, files_in
from svetovod.web.secrecy.enums import How
from svetovod.web.secrecy.selectors import marks_within
from svetovod.web.secrecy.services import readings_note
from svetovod.web.secrecy.words import note
from svetovod.web.signatures.selectors import beside_files, named

from .bridge import canonical
from .enums import EnvelopeState
from .models import Application, EnvelopeFile

FOLDER, LEFT_OUT = "selection/files/", "selection/left-out.json"
SECRETS, SECRETS_SAID = "selection/secrecy.json", "selection/commercial-secrets.txt"
# an export is made and checked in memory; what does not fit is named with its hash and can be compared by hand
MAX_BYTES = 256 * 1024 * 1024


def from_envelopes(applications: Iterable[Application]) -> list[dict[str, Any]]:
    """Files that came out of envelopes, each with its promise and the salt under which it opens that."""
    rows = EnvelopeFile.objects.filter(application__in=list(applications), state=EnvelopeState.OPENED)
    return [
        {
            "number": row.application.number, "place": row.place, "promise": row.promise, "salt": row.salt,
            "sha256": row.sha256, "size": row.size,
        }
        for row in rows.select_related("application").order_by("application__serial", "place")
    ]  # fmt: skip


def out_of_envelopes(applications: QuerySet[Application]) -> set[Any]:
    """Ids of the attachments that came out of their envelopes."""
    rows = EnvelopeFile.objects.filter(application__in=applications, state=EnvelopeState.OPENED)
    # the same file may have lain in several envelopes
    known = set(rows.values_list("application_id", "sha256"))
    return attachment_ids(
        Application._meta.label_lower, {str(pk) for pk, _hash in known}, {sha256 for _pk, sha256 in known}, "envelope"
    )


def collect(
    applications: Iterable[Application], envelopes: Iterable[Mapping[str, Any]] = ()
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Contents by hash for an export, and what is left out of it with the reason."""
    named = {file["sha256"]: file["size"] for row in applications for file in files_in(row.pinned.content)}
    named |= {file["sha256"]: file["size"] for file in envelopes}
    found: dict[str, bytes] = {}
    left_out, total = [], 0
    for sha256, size in sorted(named.items()):
        why = fault_of(sha256) or ("size" if total + size > MAX_BYTES else "")
        if why:
            left_out.append({"sha256": sha256, "size": size, "why": why})
            continue
        found[FOLDER + sha256] = stored(sha256).read_bytes()
        total += size
    return found, left_out


def marked(applications: Iterable[Application], found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Whose commercial secret a file of the export is, for programs and in words; nothing where none is."""
    marks = _marks(applications, found)
    if not marks:
        return {}
    rows = [
        {"sha256": mark.attachment.sha256, "holder": mark.holder_name, "address": mark.holder_address} for mark in marks
    ]
    said = note([(FOLDER + mark.attachment.sha256, mark) for mark in marks], "")
    return {SECRETS: canonical({"marks": rows}), SECRETS_SAID: ("\ufeff" + said).encode()}


def signatures(applications: Iterable[Application], found: Mapping[str, bytes]) -> dict[str, bytes]:
    """What was put beside the files of the export, each beside its own: `HASH.sig`, the next one `HASH.2.sig`."""
    beside = beside_files(attached(applications))
    return {
        name: content
        for sha256, contents in sorted(beside.items()) if FOLDER + sha256 in found
        for name, content in named(FOLDER + sha256, contents).items()
    }  # fmt: skip


def readings(*, actor: Any, applications: Iterable[Application], found: Mapping[str, bytes], at: datetime) -> None:
    """Whoever takes the export gets its secrets as they are. A command of the server has no person: its entry stays."""
    if actor.person_id:
        readings_note(actor=actor, marks=_marks(applications, found), how=How.ARCHIVE, at=at)


def _marks(applications: Iterable[Application], found: Mapping[str, bytes]) -> list[Any]:
    """Of the files as the projects of these applications have them: a row for each holder."""
    spaces = {of_project(row.project_id) for row in applications}
    hashes = [name.removeprefix(FOLDER) for name in found if name.startswith(FOLDER)]
    return [mark for _sha256, marks in sorted(marks_within(spaces, hashes).items()) for mark in marks]


def attached(applications: Iterable[Application]) -> set[Any]:
    """Ids of the attachments these applications were filed with."""
    return {pk for row in applications for pk in attached_in(row.pinned.content)}
