"""The schedule of presentations: what experts judge, a proposal computed by a job, and its acceptance."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.events import bridge, pitch_asking
from svetovod.web.events.enums import ProposalState
from svetovod.web.events.models import PanelExpert, PitchProposal, PracticalSession

from .planning import planned

SECONDS = 12.0


@transaction.atomic
def panel_set(
    *, actor: Any, session: PracticalSession, person: Any, classes: Sequence[str], at: datetime
) -> PanelExpert:  # fmt: skip
    """What an expert of the session judges; only experts of the session sit in a panel."""
    actor, row = planned(actor, session)
    held = RoleGrant.objects.filter(
        person=person, role=Role.EXPERT, scope=Scope.SESSION, scope_id=row.slug, revoked_at=None
    )
    if not held.exists():
        raise Refused("panel.stranger", _("Only experts of this session sit in a panel. Give the role first."))
    made, _new = PanelExpert.objects.update_or_create(
        session=row, person=person, defaults={"classes": sorted(set(classes))}
    )
    record(actor=actor, action="panel.set", subject=row, at=at, person=str(person.pseudonym), classes=made.classes)
    return made


@transaction.atomic
def proposal_start(
    *, actor: Any, session: PracticalSession, settings: dict[str, int], at: datetime
) -> PitchProposal:  # fmt: skip
    """Asks for a schedule; one that is being computed already is that one."""
    actor, row = planned(actor, session)
    if working := row.proposals.filter(state=ProposalState.QUEUED).first():
        return working
    problem = pitch_asking.problem(row, settings)
    _refuse_hopeless(problem)
    last = row.proposals.first()
    made = PitchProposal.objects.create(
        session=row, number=last.number + 1 if last else 1, problem=problem, asked_at=timezone.now()
    )
    record(actor=actor, action="pitches.propose", subject=row, at=at, number=made.number, **settings)
    _defer(made)
    return made


def _defer(proposal: PitchProposal) -> None:
    from svetovod.web.events.tasks import propose  # the task module imports this one

    propose.defer(proposal_id=proposal.pk)


def _refuse_hopeless(problem: dict[str, Any]) -> None:
    if not problem["projects"]:
        raise Refused("pitches.none", _("No project was handed in yet."))
    if not problem["blocks"]:
        raise Refused("pitches.no_hours", _("The programme has no entry of the kind “presentation of projects”."))
    places = sum(block["places"] for block in problem["blocks"])
    if places < len(problem["projects"]):
        raise Refused(
            "pitches.places",
            _("There is room for %(places)d presentations, %(projects)d were handed in. Make them shorter, or add "
              "hours or a hall.") % {"places": places, "projects": len(problem["projects"])},
        )  # fmt: skip


def proposal_compute(*, proposal_id: int) -> None:
    """The job: asked twice, it is done once."""
    with transaction.atomic():
        row = PitchProposal.objects.select_for_update(no_key=True).get(pk=proposal_id)
        if row.state != ProposalState.QUEUED:
            return
        row.result = bridge.propose_pitches(row.problem, seconds=SECONDS)
        row.state = ProposalState.DONE if row.result["places"] else ProposalState.NOTHING
        row.save(update_fields=["result", "state"])


@transaction.atomic
def proposal_apply(*, actor: Any, session: PracticalSession, number: int, at: datetime) -> int:
    """Gives every presentation its hour, hall and panel; held against its problem once more before."""
    actor, row = planned(actor, session)
    proposal = row.proposals.select_for_update(no_key=True).filter(number=number, state=ProposalState.DONE).first()
    if proposal is None:
        raise Refused("proposal.none", _("This schedule is not there, or nothing was found. Compute another one."))
    problem, result = proposal.problem, proposal.result
    pitches = {
        pitch.pk: pitch
        for pitch in row.pitches.exclude(choice__presents=False).select_for_update(of=("self",), no_key=True)
    }
    if set(pitches) != {each["pitch"] for each in problem["projects"]}:
        raise Refused("proposal.stale", _("Projects were handed in or taken back since. Compute the schedule again."))
    if not bridge.pitches_hold(problem, result):
        raise Refused("proposal.broken", _("The stored schedule does not hold. Compute it again."))
    each = timedelta(minutes=problem["settings"]["minutes"])
    for asked, (block, place) in zip(problem["projects"], result["places"], strict=True):
        pitch, where = pitches[asked["pitch"]], problem["blocks"][block]
        pitch.slot = datetime.fromisoformat(where["start"]) + place * each
        pitch.hall = where["hall"]
        pitch.save(update_fields=["slot", "hall"])
        pitch.panel.set([problem["experts"][expert]["person"] for expert in result["panels"][block]])
    proposal.applied_at = at
    proposal.save(update_fields=["applied_at"])
    record(
        actor=actor, action="pitches.schedule", subject=row, at=at, number=number, value=result["value"],
        bound=result["bound"],
    )  # fmt: skip
    return len(pitches)
