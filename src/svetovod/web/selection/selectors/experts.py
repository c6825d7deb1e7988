"""Profiles of experts, for themselves and for the secretary; signs of conflicts with what was decided on each."""

from dataclasses import dataclass
from typing import Any

from svetovod.web.common.errors import Denied
from svetovod.web.selection import signs
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.models import ExpertProfile, SelectionRound, SignDecision

from .panel import NOT_SCORED


def own_profile(actor: Any) -> ExpertProfile | None:
    return ExpertProfile.objects.filter(person=actor.person_id).first() if actor.person_id else None


def profiles_of(actor: Any, round_: SelectionRound) -> dict[int, ExpertProfile]:
    """By person, of the panel of the round; for the secretary alone."""
    if not ACCESS.allows("panel.manage", actor, round_):
        return {}
    people = round_.panel.values("person")
    return {row.person_id: row for row in ExpertProfile.objects.filter(person__in=people)}


@dataclass(frozen=True, slots=True)
class Judged:
    """A sign with the decision on it, if there is one."""

    sign: signs.Sign
    said: str
    decision: SignDecision | None


def signs_found(actor: Any, round_: SelectionRound) -> list[Judged]:
    """Signs of the round's pairs as they stand today, those without a decision first; nothing while it is sealed."""
    if not ACCESS.allows("panel.view", actor, round_):
        raise Denied("panel.view")
    if round_.intake_sealed:
        return []
    rows = round_.applications.exclude(state__in=NOT_SCORED).select_related("project", "round").order_by("serial")
    members = round_.panel.filter(left_at=None).select_related("person", "organisation")
    decided = {
        (row.application_id, row.member_id, row.kind, row.evidence): row
        for row in SignDecision.objects.filter(application__round=round_).select_related("by")
    }
    found = [
        Judged(each, signs.said(each), decided.get((each.application.pk, each.member.pk, each.kind, each.evidence)))
        for each in signs.signs_of(round_, members, rows)
    ]
    return sorted(found, key=lambda each: each.decision is not None)
