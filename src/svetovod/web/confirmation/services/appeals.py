"""An appeal against a refusal or an exclusion: filed by the applicant, considered by who took no part in it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.confirmation import letters
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import PENDING_APPEAL, AppealState, ApplicationState, ExclusionState
from svetovod.web.confirmation.models import ConfirmationAppeal, ConfirmationApplication, RegistryExclusion
from svetovod.web.confirmation.states import APPEAL, APPLICATION, ENTRY, EXCLUSION
from svetovod.web.registry.enums import ClusterState
from svetovod.web.registry.services import cluster_move

from ._common import locked, locked_entry


@transaction.atomic
def appeal_file(*, actor: Any, application: ConfirmationApplication, text: str, at: datetime) -> ConfirmationAppeal:
    """Against what stands: the refusal, or the exclusion of the entry. One at a time; filed twice, it is one."""
    actor = ACCESS.admit("application.appeal", actor, application)
    row = locked(application)
    if known := row.appeals.filter(state__in=PENDING_APPEAL).first():
        return known
    exclusion = exclusion_standing(row)
    if exclusion is None and row.state != ApplicationState.REFUSED:
        raise Refused("appeal.nothing", _("There is no refusal and no exclusion to appeal against."))
    if ConfirmationApplication.objects.filter(follows=row).exists():
        raise Refused(
            "appeal.newer", _("A new application has been started after the refusal: it takes the place of an appeal.")
        )
    decided = row.appeals.filter(exclusion=exclusion, filed_at__gte=decision_against(row, exclusion).decided_at)
    if decided.exists():
        raise Refused("appeal.again", _("An appeal against this decision has been decided already."))
    text = require_text("appeal.text", text, _("Say what you do not agree with, and why."))
    made = ConfirmationAppeal.objects.create(
        application=row, exclusion=exclusion, text=text, filed_at=at, filed_by_id=actor.person_id
    )
    record(actor=actor, action="appeal.file", subject=made, at=at, number=row.number, text=text)
    letters.appealed(made, at=at, but=actor)
    return made


@transaction.atomic
def appeal_consider(*, actor: Any, application: ConfirmationApplication, at: datetime) -> ConfirmationAppeal:
    actor = ACCESS.admit("application.hear", actor, application)
    row = locked(application)
    appeal = _pending(row)
    if appeal.state == AppealState.CONSIDERED:
        return appeal
    APPEAL.move(appeal, "consider", actor=actor, decision=decision_against(row, appeal.exclusion))
    appeal.save()
    record(actor=actor, action="appeal.consider", subject=appeal, at=at, number=row.number)
    return appeal


@transaction.atomic
def appeal_decide(
    *, actor: Any, application: ConfirmationApplication, outcome: str, answer: str, at: datetime
) -> ConfirmationAppeal:
    """`outcome`: uphold or reject. Upheld, a refused application is reviewed anew, an excluded entry is in force."""
    actor = ACCESS.admit("application.hear", actor, application)
    row = locked(application)
    appeal = _pending(row)
    answer = require_text("appeal.answer", answer, _("Write the reasons: the applicant reads them."))
    APPEAL.move(appeal, outcome, actor=actor, decision=decision_against(row, appeal.exclusion))
    appeal.answer, appeal.decided_at, appeal.decided_by_id = answer, at, actor.person_id
    appeal.save()
    if appeal.state == AppealState.UPHELD:
        _undo(actor, row, appeal.exclusion, at)
    record(
        actor=actor, action="appeal.decide", subject=appeal, at=at, number=row.number, outcome=outcome, answer=answer
    )
    letters.appeal_decided(appeal, at=at)
    return appeal


def exclusion_standing(row: ConfirmationApplication) -> RegistryExclusion | None:
    found = RegistryExclusion.objects.filter(entry__decision__application=row, state=ExclusionState.TAKEN)
    return found.select_related("entry").first()


def decision_against(row: ConfirmationApplication, exclusion: RegistryExclusion | None) -> Any:
    """What is appealed against, with the officers who took part in it."""
    return exclusion or row.decisions.exclude(decided_at=None)[0]


def _pending(row: ConfirmationApplication) -> ConfirmationAppeal:
    found = row.appeals.filter(state__in=PENDING_APPEAL).select_related("exclusion").first()
    if found is None:
        raise Refused("appeal.none", _("No appeal waits for an answer."))
    return found


def _undo(actor: Any, row: ConfirmationApplication, exclusion: RegistryExclusion | None, at: datetime) -> None:
    if exclusion is None:
        decision = decision_against(row, None)
        decision.overturned_at = at
        decision.save()
        APPLICATION.move(row, "reopen")
        row.save()
        if row.cluster.state == ClusterState.REFUSED:
            cluster_move(actor=actor, cluster=row.cluster, action="reopen", at=at)
        return
    EXCLUSION.move(exclusion, "overturn")
    exclusion.save()
    entry = locked_entry(exclusion.entry)
    ENTRY.move(entry, "restore")
    entry.ended_on = None
    entry.save()
    if entry.cluster.state == ClusterState.EXCLUDED:
        cluster_move(actor=actor, cluster=entry.cluster, action="restore", at=at)
