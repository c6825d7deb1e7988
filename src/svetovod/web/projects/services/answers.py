"""Answers to what the rules ask: the managing organisation for the cluster, the initiator for the applicant."""

from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.audit.services import record
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import JointProject, ProjectAnswer

from .locking import locked


@transaction.atomic
def answer_give(*, actor: Any, project: JointProject, question: str, yes: bool | None, at: datetime) -> None:
    """Yes, no, or None to take the answer back."""
    row = locked(project)
    answer = ProjectAnswer(project=row, question=question, yes=bool(yes), answered_at=at)
    actor = ACCESS.admit("answer.give", actor, answer)
    answer.clean_fields()
    known = ProjectAnswer.objects.filter(project=row, question=question)
    before = known.values_list("yes", flat=True).first()
    if before is yes:
        return
    if before is not None:
        known.delete()
    if yes is not None:
        answer.save()
    row.changed_at = at
    row.save(update_fields=["changed_at"])
    record(actor=actor, action="answer.give", subject=row, at=at, question=question, yes=yes)
