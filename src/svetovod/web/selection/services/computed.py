"""Computed points: the secretary looks at the sources, corrects them on a ground or not, and confirms."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.computing import bridge
from svetovod.web.selection.enums import CriterionKind
from svetovod.web.selection.models import Application, ComputedScore, SelectionRound
from svetovod.web.selection.selectors.computed import ASIDE, unconfirmed

from ._common import locked_application, locked_round, require_step


@transaction.atomic
def computed_confirm(
    *, actor: Any, application: Application, corrected: Mapping[str, Decimal], ground: str, at: datetime
) -> list[ComputedScore]:
    """All computed criteria of the application at once. `corrected`: value by name, where the application errs.

    Until the scores are opened it may be done again: the journal keeps each time.
    """
    actor = ACCESS.admit("computed.confirm", actor, application)
    require_step("computed_confirm", locked_round(application.round))
    row = locked_application(application)
    if row.state in ASIDE:
        raise Refused("computed.aside", _("This application is not judged: there is nothing to confirm."))
    criteria = row.round.criteria_of(CriterionKind.COMPUTED)
    if not criteria or set(corrected) - set(bridge.asked(criteria)):
        raise Refused("computed.unknown", _("No computed criterion of this selection rests on such a value."))
    put = _differing(row, criteria, corrected)
    text = ground.strip()
    if put:
        text = require_text("computed.ground", text, _("Say on what ground you correct what the application says."))
    by = {"by_id": actor.person_id, "confirmed_at": at}
    made = [_keep(row, criterion, put, text, by) for criterion in criteria]
    record(
        actor=actor, action="computed.confirm", subject=row, at=at, number=row.number, version=row.pinned.number,
        corrected=put, ground=text if put else "", points={each.criterion.code: each.points for each in made},
    )  # fmt: skip
    return made


def _differing(row: Application, criteria: list[Any], corrected: Mapping[str, Decimal]) -> dict[str, str]:
    """Exact text of what is not as the application says."""
    said = {
        source.name: source.said
        for criterion in criteria
        for source in bridge.compute(criterion, row.pinned.content, {}).sources
    }
    return {name: str(Fraction(value)) for name, value in sorted(corrected.items()) if said[name] != value}


def _keep(row: Application, criterion: Any, put: dict[str, str], ground: str, by: dict[str, Any]) -> Any:
    found = bridge.compute(criterion, row.pinned.content, put)
    own = {name: value for name, value in put.items() if name in found.values}
    kept, _made = ComputedScore.objects.update_or_create(
        application=row, criterion=criterion,
        defaults={
            "version": row.pinned, "values": found.values, "corrected": own, "ground": ground if own else "",
            "result": "" if found.result is None else str(found.result), "points": found.points, **by,
        },
    )  # fmt: skip
    return kept


def refuse_unconfirmed(row: SelectionRound) -> None:
    """Whoever knows the experts' scores must not touch a source any more: before the opening everything is settled."""
    waiting = unconfirmed(row)
    if waiting:
        raise Refused(
            "computed.waiting",
            _("Computed points wait for the secretary’s confirmation: %(numbers)s. Scores are opened after it.")
            % {"numbers": ", ".join(waiting)},
        )
