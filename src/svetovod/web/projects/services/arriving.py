"""Remarks that experts of a selection wrote beside their scores: they reach the team once the result is told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.projects import letters
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.enums import RemarkAction, Visibility
from svetovod.web.projects.models import JointProject, ProjectVersion, Remark, RemarkReply
from svetovod.web.projects.remarks.terms import terms

from .locking import locked
from .versions import audience_add


@transaction.atomic
def remarks_arrive(
    *, actor: Any, project: JointProject, version: ProjectVersion, occasion: str, rows: Sequence[Mapping[str, Any]],
    at: datetime,
) -> list[Remark]:  # fmt: skip
    """Puts them into the loop of the project: `author_id`, `key`, `section`, `place`, `severity`, `text` of each.

    They move no state: what was judged is judged. Whoever wrote one may see the project from `version` on. Arriving
    twice changes nothing, and the journal names no author.
    """
    row = locked(project)
    actor = ACCESS.admit("remark.deliver", actor, row)
    fresh = [each for each in rows if not Remark.objects.filter(author_id=each["author_id"], key=each["key"]).exists()]
    if not fresh:
        return []
    audience_add(actor=actor, project=row, version=version, occasion=occasion, at=at)
    return [_arrived(each, actor=actor, project=row, version=version, occasion=occasion, at=at) for each in fresh]


def _arrived(
    row: Mapping[str, Any], *, actor: Any, project: JointProject, version: ProjectVersion, occasion: str, at: datetime
) -> Remark:
    remark = Remark(
        project=project, version=version, occasion=occasion, visibility=Visibility.PANEL, created_at=at,
        answer_by=terms().answer_by(row["severity"], timezone.localdate(at)), **row,
    )  # fmt: skip
    columns_check(remark)
    remark.save()
    reply = RemarkReply.objects.create(
        remark=remark, author_id=remark.author_id, at=at, action=RemarkAction.ADD, text=remark.text, version=version
    )
    record(
        actor=actor, action="remark.arrive", subject=remark, at=at,
        project=project.code, version=version.number, section=remark.section, severity=remark.severity,
        occasion=occasion,
    )  # fmt: skip
    letters.remark_told(remark, reply, actor=actor, at=at)
    return remark
