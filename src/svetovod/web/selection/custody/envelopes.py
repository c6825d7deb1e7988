"""How a file in an envelope is closed: with the server's key, and inside that with the commission's where it has one.

What is closed is a line of JSON, which says whose it is and bears the salt of the promise, and after it the file.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from svetovod.web.common.errors import Refused
from svetovod.web.selection import sealing
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.models import EnvelopeFile, RoundKey, SelectionRound

from . import bridge
from .sheets import key_journaled
from .uses import ENVELOPES, closed_envelopes

# the first byte inside the server's own: what follows
BOXED, BARE = b"B", b"P"


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """A file as it was put in."""

    name: str
    salt: str
    content: bytes


def envelope_key(round_: SelectionRound) -> RoundKey | None:
    """None where the server keeps the key. Refused until a split one is made."""
    key = key_journaled(ENVELOPES, round_) if round_.envelope_needed else None
    if round_.envelope_needed and key is None:
        raise Refused(
            "envelope.unmade",
            _(
                "The commission has not made the key of the envelopes yet, and nothing can be closed without it. The "
                "secretary is reminded of it; try again later."
            ),
        )
    return key


@sensitive_variables()
def file_box(application: int, place: int, key: RoundKey | None, said: Opened) -> bytes:
    """What goes inside the server's own seal, bound to its application and its place."""
    head = {"application": application, "place": place, "name": said.name, "salt": said.salt}
    text = json.dumps(head).encode() + b"\n" + said.content
    return BARE + text if key is None else BOXED + bridge.file_box(key.public, application, place, text)


@sensitive_variables()
def file_close(row: EnvelopeFile, box: bytes, said: Opened) -> None:
    """Sets what is kept of it: the row is known already, for it binds the bytes to itself."""
    row.sealed = sealing.ENVELOPES.seal_bytes(row.pk, box)
    row.note = sealing.NOTES.seal(row.pk, {"name": said.name, "salt": said.salt})


@sensitive_variables()
def file_open(row: EnvelopeFile, key: bridge.Holding | None) -> Opened:
    """Raises `SealBrokenError` where the one key or the other does not open it, or it was closed for another place."""
    kept = sealing.ENVELOPES.unseal_bytes(row.pk, row.sealed)
    how, text = kept[:1], kept[1:]
    if how == BOXED:
        if key is None:
            raise sealing.SealBrokenError(row.pk)
        try:
            text = bridge.file_unbox(key, row.application_id, row.place, text)
        except bridge.BoxError as error:
            raise sealing.SealBrokenError(row.pk) from error
    head, _line, content = text.partition(b"\n")
    said: dict[str, Any] = json.loads(head)
    if (said["application"], said["place"]) != (row.application_id, row.place):
        raise sealing.SealBrokenError(row.pk)
    return Opened(said["name"], said["salt"], content)


def envelopes_unreadable(round_: SelectionRound) -> Iterator[EnvelopeFile]:
    """Closed files whose outer seal the server's key does not open: damaged, or of another key. They would not open
    later. Each is read whole, one at a time."""
    rows = closed_envelopes(round_).select_related("application__round", "application__project").order_by("pk")
    for file in rows.iterator(chunk_size=1):
        try:
            sealing.ENVELOPES.unseal_bytes(file.pk, file.sealed)
        except sealing.SealBrokenError:
            yield file


def unreadable_counted() -> Iterator[tuple[str, int, int]]:
    """For whoever keeps the server, who needs no role: selections with closed envelopes, how many files, how many of
    them cannot be read."""
    for round_ in SelectionRound.objects.filter(state__in=(RoundState.OPEN, RoundState.INTAKE_CLOSED)).order_by("pk"):
        files = closed_envelopes(round_).count()
        if files:
            yield str(round_), files, sum(1 for _file in envelopes_unreadable(round_))


def envelopes_ahead() -> bool:
    """For whoever keeps the server: whether something may still be put into an envelope of some selection."""
    ahead = SelectionRound.objects.filter(state__in=(RoundState.DRAFT, RoundState.ANNOUNCED, RoundState.OPEN))
    return ahead.exclude(envelope=[]).exists()


@sensitive_variables()
def note_of(row: EnvelopeFile) -> dict[str, str]:
    """Its name and its salt, for the applicant; both empty where the server's key opens it no more."""
    try:
        return dict(sealing.NOTES.unseal(row.pk, row.note))
    except sealing.SealBrokenError:
        return {"name": "", "salt": ""}
