"""Pages of a round, as tabs name them and the search finds them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import RoundState
from svetovod.web.selection.mandate import tabs_of

from .rounds import RoundView


def parts_of(actor: Any, view: RoundView) -> list[tuple[Any, str]]:
    """Label and address of each that this actor may open on that day; none for a visitor without a role."""
    round_ = view.round
    found: list[tuple[Any, str]] = []
    if actor.scope_ids(Scope.ORGANISATION, Role.INITIATOR):
        found.append((_("My applications"), "apply_list"))
    if actor.holds(Role.EXPERT, Scope.ROUND, round_.pk):
        found.append((_("My score sheets"), "my_sheets"))
    if round_.state == RoundState.DRAFT and ACCESS.allows("round.update", actor, round_):
        return []
    if ACCESS.allows("desk.view", actor, round_):
        found += [
            (_("Register of applications"), "desk"),
            *([(_("Computed criteria"), "computed")] if round_.computes else []),
            (_("Experts"), "assignment"),
            (_("Commission and experts"), "people"),
            *([(_("Key of the sheets"), "keys")] if round_.key_needed else []),
            *([(_("Key of the envelopes"), "envelope_keys")] if round_.envelope_needed else []),
            *([(_("Opening of envelopes"), "envelopes")] if round_.envelope else []),
            (_("Opening of scores"), "opening"),
            (_("Ranking"), "ranking"),
            *([(_("Robustness"), "robustness")] if ACCESS.allows("robustness.view", actor, round_) else []),
            (_("Voting"), "vote"),
            (_("Protocols"), "protocols"),
        ]
    elif view.is_published and ACCESS.allows("ranking.view", actor, round_):
        found.append((_("Result"), "result"))
    return [(label, reverse(f"selection:{name}", args=[round_.slug])) for label, name in found] + tabs_of(actor, round_)
