"""A table asked from above: of regions, managing organisations, enterprises. What is asked never changes later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.figures import columns as cols
from svetovod.web.figures import recipients
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.columns import Column
from svetovod.web.figures.enums import Office, RequestForm, RequestState
from svetovod.web.figures.models import FiguresReply, FiguresRequest

from .inviting import invite


@dataclass(frozen=True, slots=True)
class Composed:
    """What an officer composes. `earlier` is the request whose columns and answers this one carries on."""

    title: str
    basis: str
    year: int
    due_at: datetime
    columns: Sequence[Column]
    most_rows: int = 1
    text: str = ""
    earlier: FiguresRequest | None = None


@transaction.atomic
def request_send(
    *, actor: Any, asker: Any, office: str, composed: Composed, choice: recipients.Choice, at: datetime,
    is_demo: bool = False,
) -> FiguresRequest:  # fmt: skip
    """Sends a table to everybody chosen, all at once. Those nobody is known of get a part and no letter yet."""
    actor = ACCESS.admit("requests.compose", actor)
    if office not in Office or not actor.holds(office, "platform"):
        raise Refused("figures.office", _("Choose on whose behalf you ask: an office that you hold."))
    _refuse_earlier(actor, composed)
    _refuse_columns(composed.columns)
    asked = list(recipients.chosen(choice).exclude(pk=asker.pk)[: recipients.MOST + 1])
    return send(
        actor, asked, composed, at=at, asker=asker, office=office, is_demo=is_demo or asker.is_demo,
        contacts=recipients.contacts_of(asked, choice.named, Q(office=office)),
    )  # fmt: skip


@transaction.atomic
def request_amend(
    *, actor: Any, request: FiguresRequest, text: str, due_at: datetime, columns: Sequence[Column] | None = None,
    at: datetime,
) -> FiguresRequest:  # fmt: skip
    """Moves the date or the words of a table that was sent. Its columns stay: answers rest on them."""
    row = (
        FiguresRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cluster", "asker")
        .get(pk=request.pk)
    )
    actor = ACCESS.admit("request.amend", actor, row)
    if row.state != RequestState.OPEN:
        raise Refused("figures.locked", _("The request is locked. Open it again before you change it."))
    if columns is not None and cols.plain(columns) != row.columns:
        raise Refused(
            "figures.columns_sent",
            _("The columns were sent and answers rest on them: they cannot be changed. Make a new version of the form: "
              "it begins with these columns, and the answers are carried over."),
        )  # fmt: skip
    if due_at != row.due_at:
        _refuse_due(due_at, at)
    changed = [name for name, value in (("text", text), ("due_at", due_at)) if getattr(row, name) != value]
    if changed:
        row.text, row.due_at = text, due_at
        row.save(update_fields=changed)
        record(actor=actor, action="figures.amend", subject=row, at=at, fields=changed, due=due_at.isoformat())
    return row


def send(
    actor: Any, asked: Sequence[Any], composed: Composed, *, at: datetime, contacts: Mapping[int, Any],
    **fields: Any,
) -> FiguresRequest:  # fmt: skip
    """A table with a part for each organisation and a letter to each contact."""
    _refuse_due(composed.due_at, at)
    _refuse_number(asked)
    made = FiguresRequest.objects.create(
        form=RequestForm.TABLE, title=composed.title, basis=composed.basis, year=composed.year, text=composed.text,
        columns=cols.plain(composed.columns), most_rows=composed.most_rows, due_at=composed.due_at,
        earlier=composed.earlier, opened_at=at, opened_by_id=actor.person_id, **fields,
    )  # fmt: skip
    parts = FiguresReply.objects.bulk_create(FiguresReply(request=made, organisation=row) for row in asked)
    record(
        actor=actor, action="figures.open", subject=made, at=at, year=made.year, parts=len(parts),
        due=made.due_at.isoformat(),
    )  # fmt: skip
    for part in parts:
        for name, email in contacts.get(part.organisation_id, ()):
            invite(actor, part, name=name, email=email, at=at)
    return made


def _refuse_earlier(actor: Any, composed: Composed) -> None:
    """Answers are carried over from one's own request alone."""
    if composed.earlier is not None and not ACCESS.allows("request.view", actor, composed.earlier):
        raise Hidden


def _refuse_due(due_at: datetime, at: datetime) -> None:
    if due_at <= at:
        raise Refused("figures.due", _("The due date has passed already. Choose a later day."))


def _refuse_number(asked: Sequence[Any]) -> None:
    if not asked:
        raise Refused("figures.nobody_chosen", _("Nobody is chosen. Choose regions, organisations or both."))
    if len(asked) > recipients.MOST:
        raise Refused(
            "figures.too_many",
            _("More than %(most)d organisations are chosen. Ask the regions: they pass the request on.")
            % {"most": recipients.MOST},
        )


def _refuse_columns(columns: Iterable[Column]) -> None:
    keys = [column.key for column in columns]
    if not keys:
        raise Refused("figures.no_columns", _("The table has no columns. Name at least one."))
    if len(set(keys)) < len(keys) or len(keys) > cols.MOST_COLUMNS:
        raise Refused("figures.columns", _("No more than %(most)d columns, each once.") % {"most": cols.MOST_COLUMNS})
