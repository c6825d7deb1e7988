"""Who takes part: invited by the initiator, from the same cluster, and in only while its own person consents."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.projects import letters, path
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import ParticipantRole, ProjectState
from svetovod.web.projects.models import JointProject, ProjectParticipant
from svetovod.web.projects.selectors import candidate

from .locking import locked, opened_for_edit, touch


@transaction.atomic
def participant_invite(
    *, actor: Any, project: JointProject, organisation: Any, role: str, at: datetime
) -> ProjectParticipant:
    """Invites an enterprise of the same cluster, or of any where the edition of the day allows it.

    Inviting twice changes nothing.
    """
    actor, row = opened_for_edit(actor, project, "project.invite")
    if role == ParticipantRole.INITIATOR:
        raise Refused("participant.initiator", _("A project has one initiator: choose another role."))
    if not candidate(row, organisation, timezone.localdate(at)):
        raise Refused(
            "participant.not_a_member",
            _("%(name)s is not a participant of this cluster: a joint project unites participants of one cluster.")
            % {"name": organisation},
        )
    participant, made = ProjectParticipant.objects.get_or_create(
        project=row, organisation=organisation, defaults={"role": role, "invited_at": at}
    )
    if made:
        touch(row, at)
        record(actor=actor, action="project.invite", subject=row, at=at, organisation=organisation.inn, role=role)
        letters.invited(participant, actor=actor, at=at)
    return participant


@transaction.atomic
def participant_remove(*, actor: Any, participant: ProjectParticipant, at: datetime) -> None:
    """Takes an enterprise out, unless it pays for something in the estimate."""
    actor, row = opened_for_edit(actor, participant.project, "project.invite")
    if participant.role == ParticipantRole.INITIATOR:
        raise Refused("participant.initiator", _("The initiator cannot be taken out of its own project."))
    if row.costs.filter(payer=participant.organisation).exists():
        raise Refused(
            "participant.pays",
            _("%(name)s pays for rows of the estimate: change the payer of these rows first.")
            % {"name": participant.organisation},
        )
    inn = participant.organisation.inn
    ProjectParticipant.objects.filter(pk=participant.pk).delete()
    touch(row, at)
    record(actor=actor, action="participant.remove", subject=row, at=at, organisation=inn)
    letters.removed(participant, actor=actor, at=at)
    path.consent_changed(participant, path.ConsentTurn.TAKEN_OUT, at=at)


@transaction.atomic
def consent_give(*, actor: Any, participant: ProjectParticipant, at: datetime) -> ProjectParticipant:
    """The organisation's own person consents; a second click changes nothing."""
    actor = ACCESS.admit("consent.give", actor, participant)
    row = locked(participant.project)
    fresh = ProjectParticipant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if fresh.consent_at is None:
        fresh.consent_at = at
        fresh.save(update_fields=["consent_at"])
        record(actor=actor, action="consent.give", subject=row, at=at, organisation=participant.organisation.inn)
        letters.consent_told(fresh, given=True, actor=actor, at=at)
        path.consent_changed(fresh, path.ConsentTurn.GIVEN, at=at)
    return fresh


@transaction.atomic
def consent_withdraw(*, actor: Any, participant: ProjectParticipant, at: datetime) -> ProjectParticipant:
    """Takes the consent back: the project is in rework again and cannot be filed. What was filed stays as it was."""
    actor = ACCESS.admit("consent.give", actor, participant)
    row = locked(participant.project)
    if participant.role == ParticipantRole.INITIATOR:
        raise Refused(
            "consent.initiator", _("The initiator takes part by leading the project: archive the project instead.")
        )
    if row.state == ProjectState.ARCHIVED:
        raise Refused("project.archived", _("The project is archived: it can be read, not changed."))
    fresh = ProjectParticipant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if fresh.consent_at is not None:
        fresh.consent_at = None
        fresh.save(update_fields=["consent_at"])
        touch(row, at)
        record(actor=actor, action="consent.withdraw", subject=row, at=at, organisation=participant.organisation.inn)
        letters.consent_told(fresh, given=False, actor=actor, at=at)
        path.consent_changed(fresh, path.ConsentTurn.TAKEN_BACK, at=at)
    return fresh
