"""Computed points of the scene's round: the secretary looks at own funds and estimate of each application, confirms."""

from collections.abc import Container
from decimal import Decimal

from svetovod.web.accounts.actors import actor_of
from svetovod.web.selection import services
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.selectors.computed import computed_of

from .build_selection import Cast, moment

CORRECTED = 5  # the serial number of the application whose own funds are not all confirmed
SHARE = Decimal("0.70")
GROUND = "Выписка банка подтверждает 70 % заявленных собственных средств (демонстрационные данные)"


def confirm_all(round_: SelectionRound, cast: Cast, *, only: Container[int] | None = None) -> None:
    """On the day of the formal check, of those admitted to scoring. `only` names projects (ids)."""
    secretary = actor_of(cast.secretary)
    round_.refresh_from_db()
    for line in computed_of(secretary, round_):
        row = line.application
        if line.confirmed or (only is not None and row.project_id not in only):
            continue
        own = row.pinned.content["money"]["own_funds"] if row.serial == CORRECTED else None
        corrected = {"own_funds": Decimal(own) * SHARE} if own else {}
        services.computed_confirm(
            actor=secretary, application=row, corrected=corrected, ground=GROUND if corrected else "",
            at=moment("2021-11-23 16:00"),
        )  # fmt: skip
