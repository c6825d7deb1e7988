"""How sure the ranking is: computed when the chair opens the page, once for a ranking, and kept with its seed."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.selection import bridge
from svetovod.web.selection.models import RobustnessLook, SelectionRound
from svetovod.web.selection.sureness.traits import order_of, traits_of

from ._common import admit_without_interest, locked_round, require_step


@transaction.atomic
def robustness_open(*, actor: Any, round: SelectionRound, at: datetime) -> RobustnessLook:
    """Opens the page for the chair and the auditor. Opening twice gives the first look at the last ranking."""
    actor = admit_without_interest("robustness.open", actor, round)
    row = locked_round(round)
    run = row.runs.order_by("-id").first()
    if run is None:
        raise Refused("robustness.ranking", _("There is no ranking yet: its robustness cannot be looked at."))
    require_step("robustness_open", row)
    known = RobustnessLook.objects.filter(run=run).first()
    if known is not None:
        return known
    from svetovod.web.selection.sureness.bridge import look  # loads numpy: once for a ranking

    seed = int(sha256(bridge.canonical(run.input)).hexdigest()[:12], 16)
    result, digest = look(run.input, seed, traits_of(row), order_of(row))
    made = RobustnessLook.objects.create(
        run=run, seed=seed, result=result, sha256=digest, engine=bridge.engine_version(), opened_by_id=actor.person_id,
        opened_at=at,
    )  # fmt: skip
    record(actor=actor, action="robustness.open", subject=made, at=at, seed=seed, result_sha256=digest)
    return made
