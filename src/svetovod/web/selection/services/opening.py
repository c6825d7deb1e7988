"""The opening: the secretary and the chair each say yes, signed in as themselves; then all sheets open at once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.selection import bridge, sealing, summons
from svetovod.web.selection.custody.bridge import Holding
from svetovod.web.selection.custody.sheets import sheet_read
from svetovod.web.selection.enums import KeyPurpose, RoundState, SheetState
from svetovod.web.selection.models import OpeningConsent, ScoreSheet, SelectionRound
from svetovod.web.selection.states import ROUND, SHEET

from ._common import admit_without_interest, locked_round, require_step
from .computed import refuse_unconfirmed
from .unlocking import opening_key, shares_erase

NEEDED = (Role.SECRETARY, Role.CHAIR)
# the salts of that many sheets go into one entry of the ledger, far below its limit of size
SHEETS_PER_ENTRY = 200


@transaction.atomic
def opening_confirm(*, actor: Any, round: SelectionRound, role: str, at: datetime) -> SelectionRound:
    """One of the two consents; the second opens. `role` is secretary or chair and must be held in this round."""
    admit_without_interest("opening.confirm", actor, round)
    if role not in NEEDED or not actor.holds(role, Scope.ROUND, round.pk):
        raise Denied("opening.confirm")
    actor = actor.permitted_by(lambda one: one.holds(role, Scope.ROUND, round.pk))
    row = locked_round(round)
    if row.state == RoundState.OPENED:
        return row
    require_step("opening_confirm", row)
    assert row.scoring_until is not None, "announced with its dates"
    if at < row.scoring_until:
        ROUND.move(row, "unseal", at=at)
    refuse_unconfirmed(row)
    key = opening_key(row)
    given = dict(row.consents.filter(purpose=KeyPurpose.SHEETS).values_list("role", "person_id"))
    if given.get(role) == actor.person_id:
        return row
    if actor.person_id in given.values():
        raise Refused("opening.same_person", _("The secretary and the chair confirm as two different persons."))
    if role in given:
        raise Refused("opening.given", _("This consent has already been given by another person."))
    OpeningConsent.objects.create(round=row, person_id=actor.person_id, role=role, given_at=at)
    sheets = list(  # before the journal: an expert who steps back holds the sheet and waits for the journal
        ScoreSheet.objects.select_for_update(no_key=True)
        .filter(assignment__application__round=row, state=SheetState.SUBMITTED)
        .order_by("pk")
    )
    record(actor=actor, action="opening.confirm", subject=row, at=at, role=str(role))
    if set(given) | {role} >= set(NEEDED):
        _open(actor, row, sheets, key, at)
    return row


def _open(actor: Any, row: SelectionRound, sheets: list[ScoreSheet], key: Holding | None, at: datetime) -> None:
    ROUND.move(row, "unseal", at=at)
    row.save(update_fields=["state"])
    for sheet in sheets:
        _unseal(sheet, key)
    ScoreSheet.objects.bulk_update(sheets, ["state", "body", "salt"], batch_size=500)
    for start in range(0, len(sheets), SHEETS_PER_ENTRY):
        part = sheets[start : start + SHEETS_PER_ENTRY]
        released = [{"of": sheet.commitment, "salt": sheet.salt, "sheet": sheet.body} for sheet in part]
        record(actor=actor, action="round.unseal", subject=row, at=at, sheets=released)
    shares_erase(row)
    summons.opened(row, actor=actor, at=at)


def _unseal(sheet: ScoreSheet, key: Holding | None) -> None:
    """Raises `Refused` rather than open a sheet that is not the one that was promised."""
    try:
        opened = sheet_read(sheet.assignment_id, sheet.sealed, key)
    except sealing.SealBrokenError as error:
        raise Refused(
            "sheet.broken", _("A sealed sheet cannot be read: restore the key file of the sheets.")
        ) from error
    if not bridge.opens(sheet.commitment, opened["salt"], opened["sheet"]):
        raise Refused(
            "sheet.changed", _("A sealed sheet is not the one the journal promised: stop and call the auditor.")
        )
    SHEET.move(sheet, "unseal")
    sheet.body, sheet.salt = opened["sheet"], opened["salt"]
