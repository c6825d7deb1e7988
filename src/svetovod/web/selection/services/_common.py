"""What services of this app share: rows under a lock, and the round's lock first, so that nobody waits in a circle."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.announcement.content import content, sha256_of
from svetovod.web.selection.models import Announcement, Application, SelectionRound
from svetovod.web.selection.selectors.officers import own_interest
from svetovod.web.selection.steps import STEPS


def locked_round(round_: SelectionRound) -> SelectionRound:
    """Nobody else changes the round. Its key stays free: a row that refers to it is held against it at its commit,
    when the journal is locked already, and whoever holds the round and waits for the journal would wait in a circle."""
    return SelectionRound.objects.select_for_update(no_key=True).get(pk=round_.pk)


def locked_application(application: Application) -> Application:
    """The row itself, with its round and project read beside it."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True).select_related(
        "round", "project__initiator", "project__cluster"
    )
    row = rows.filter(pk=application.pk).first()
    if row is None:
        raise Hidden
    return row


def admit_without_interest(action: str, actor: Any, round_: SelectionRound) -> Any:
    """`ACCESS.admit` for what decides the round; the officer who speaks for a party is told of whom and what helps."""
    interest = own_interest(actor, round_)
    if interest:
        raise Refused(
            "round.interest",
            _(
                "You speak for %(party)s, a party to the application %(number)s, and take no part in opening, ranking, "
                "approving and recording this selection. A substitute does: the secretary names one for the chair, the "
                "chair one for the secretary (“Opening of scores”), the administrator where both are concerned."
            )
            % {"party": interest.party, "number": interest.number},
            number=interest.number,
        )
    return ACCESS.admit(action, actor, round_)


def require_step(step: str, round_: SelectionRound) -> None:
    """For writes that leave the round in its state: whether the step is there in it, as `steps` declares."""
    if round_.state not in STEPS.states(step):
        raise Refused(
            "round.state",
            _("This cannot be done while the selection is in the state “%(state)s”.")
            % {"state": round_.get_state_display()},
            state=round_.state,
        )


def publish(actor: Any, row: SelectionRound, action: str, *, reason: str, at: datetime) -> Announcement:
    """The next version of the announcement as the round stands; sets `row.version`, which the caller saves."""
    said = content(row)
    row.version += 1
    sha256 = sha256_of(said)
    entry = record(
        actor=actor, action=action, subject=row, at=at, state=str(row.state), version=row.version, sha256=sha256,
        reason=reason,
    )  # fmt: skip
    return Announcement.objects.create(
        round=row, version=row.version, content=said, sha256=sha256, reason=reason, published_at=at,
        ledger_index=entry.index,
    )  # fmt: skip
