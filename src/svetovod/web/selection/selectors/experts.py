"""Profiles of experts, for themselves and for the secretary; signs of conflicts with what was decided on each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from svetovod.web.common.errors import Denied
from svetovod.web.selection import signs
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.models import (
    Application,
    Assignment,
    ExpertProfile,
    PanelMember,
    SelectionRound,
    SignAnswer,
    SignDecision,
)

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
    """A sign with the expert's word and the decision on it, if there are any."""

    sign: signs.Sign
    said: str
    decision: SignDecision | None
    answer: SignAnswer | None

    @property
    def open(self) -> bool:
        """Waits for a decision."""
        return self.decision is None and not self.sign.told


def signs_found(actor: Any, round_: SelectionRound, applications: Iterable[Application] | None = None) -> list[Judged]:
    """Signs of the round's pairs, or of these applications, as they stand today: certain ones first, then those without
    a decision, what is only told last. Nothing while it is sealed."""
    if not ACCESS.allows("panel.view", actor, round_):
        raise Denied("panel.view")
    if round_.intake_sealed:
        return []
    rows = round_.applications.exclude(state__in=NOT_SCORED).select_related("project", "round").order_by("serial")
    members = round_.panel.filter(left_at=None).select_related("person", "organisation")
    found = _judged(round_, members, rows if applications is None else applications)
    return sorted(found, key=lambda each: (each.sign.told, each.decision is not None, not each.sign.bars))


def own_signs(actor: Any, assignment: Assignment) -> list[Judged]:
    """What the system found of the expert and an application given to him, where he is told who applies."""
    row = assignment.application
    if assignment.member.person_id != actor.person_id or row.round.veils:
        return []
    found = _judged(row.round, [assignment.member], [row])
    return [each for each in found if not each.sign.told]


def _judged(round_: SelectionRound, members: Iterable[PanelMember], rows: Iterable[Application]) -> list[Judged]:
    decided = {
        _key(row): row for row in SignDecision.objects.filter(application__round=round_).select_related("by")
    }  # fmt: skip
    answered = {_key(row): row for row in SignAnswer.objects.filter(application__round=round_)}
    found = []
    for each in signs.signs_of(round_, members, rows):
        key = (each.application.pk, each.member.pk, str(each.kind), each.evidence)
        found.append(Judged(each, signs.said(each), decided.get(key), answered.get(key)))
    return found


def _key(row: Any) -> tuple[int, int, str, str]:
    return row.application_id, row.member_id, row.kind, row.evidence
