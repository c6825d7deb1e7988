"""Rows of the register: a reading before the bytes, the bytes only with the row; a mark put on or taken off."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common.errors import Refused
from svetovod.web.documents.models import Attachment

from . import bridge
from .access import ACCESS
from .enums import How, Turn
from .marks import marks_in
from .models import DocumentReading, MarkTurn, SecrecyMark

Made = TypeVar("Made", bytes, Path)


def reading_keep(
    *, actor: Any, attachment: Attachment, how: How, at: datetime,
    make: Callable[[Any, Sequence[DocumentReading], Sequence[SecrecyMark]], Made],
) -> Made:  # fmt: skip
    """What `make` gives for the actor in his capacity, once the rows are kept: one for each secret in the file. A copy
    that fails leaves no row.

    Called outside of any other transaction: the bytes are sent once this one has ended, and no sooner.
    """
    with transaction.atomic():
        action = "document.original" if how in {How.ORIGINAL, How.ARCHIVE} else "document.copy"
        actor = ACCESS.admit(action, actor, attachment)
        marks = marks_in(attachment)
        if not marks:
            raise Refused("marked.gone", _gone(how))
        rows = [_row(actor, attachment, mark, how, at) for mark in marks]
        return make(actor, rows, marks)


def _gone(how: How) -> str:
    """No bytes without a row, and no row without a mark."""
    if how == How.ARCHIVE:
        return _("The marks of what this archive holds are gone with their documents. Make a new archive.")
    return _("The mark was taken off just now. Open the document again.")


@transaction.atomic
def readings_note(*, actor: Any, marks: Sequence[SecrecyMark], how: How, at: datetime) -> list[DocumentReading]:
    """Of documents that go out inside something whose own permission was asked, in its transaction."""
    return [_row(actor, mark.attachment, mark, how, at) for mark in marks]


def _row(actor: Any, attachment: Attachment, mark: SecrecyMark, how: How, at: datetime) -> DocumentReading:
    document = mark.attachment
    row = DocumentReading(
        document=document.pk, archive=attachment.pk if attachment.pk != document.pk else None, name=document.name,
        sha256=document.sha256, holder=mark.holder, holder_name=mark.holder_name, person_id=actor.person_id,
        acting_as=actor.acting_label, through=actor.through, how=how, domain_at=at, recorded_at=timezone.now(),
        blind=secrets.token_hex(16),
    )  # fmt: skip
    row.leaf = leaf_of(row, actor.pseudonym)
    row.save(force_insert=True)
    return row


def turn_keep(
    mark: SecrecyMark, turn: Turn, *, person_id: int, pseudonym: str, at: datetime, **more: Any
) -> None:  # fmt: skip
    """What became of a mark, for the register of its holder."""
    document = mark.attachment
    row = MarkTurn(
        document=document.pk, name=document.name, sha256=document.sha256, holder=mark.holder,
        holder_name=mark.holder_name, turn=turn, person_id=person_id, at=at, recorded_at=timezone.now(),
        blind=secrets.token_hex(16), **more,
    )  # fmt: skip
    row.leaf = leaf_of(row, pseudonym)
    row.save(force_insert=True)


def leaf_of(row: DocumentReading | MarkTurn, pseudonym: str) -> str:
    return bridge.leaf(said(row, pseudonym) if isinstance(row, DocumentReading) else turn_said(row, pseudonym))


def said(row: DocumentReading, pseudonym: str) -> dict[str, Any]:
    """What the leaf of a row is the hash of: the reader by pseudonym, the document by its id, its bytes and its name.

    Names may be personal data. Only the root leaves the table, and `blind` keeps any name from being guessed by it.
    """
    return {
        "document": str(row.document), "archive": str(row.archive) if row.archive else "", "sha256": row.sha256,
        "holder": row.holder, "holder_name": row.holder_name, "name": row.name,
        "reader": pseudonym, "acting_as": row.acting_as, "through": row.through,
        "how": str(row.how), "domain_at": row.domain_at, "recorded_at": row.recorded_at, "blind": row.blind,
    }  # fmt: skip


def turn_said(row: MarkTurn, pseudonym: str) -> dict[str, Any]:
    """The same of a mark that was put on or taken off."""
    return {
        "document": str(row.document), "sha256": row.sha256, "name": row.name, "holder": row.holder,
        "holder_name": row.holder_name, "turn": str(row.turn), "ground": row.ground, "who": pseudonym,
        "acting_as": row.acting_as, "since": row.since or "", "at": row.at, "entry": row.entry or 0,
        "recorded_at": row.recorded_at, "blind": row.blind,
    }  # fmt: skip
