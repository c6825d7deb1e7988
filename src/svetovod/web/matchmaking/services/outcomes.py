"""What came of a meeting, and the joint project it became."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.matchmaking import selectors
from svetovod.web.matchmaking.enums import Result
from svetovod.web.matchmaking.grid import slots_of
from svetovod.web.matchmaking.keys import admitted
from svetovod.web.matchmaking.models import Meeting, MeetingProfile
from svetovod.web.matchmaking.states import MEETING
from svetovod.web.projects import services as projects
from svetovod.web.registry import selectors as registry


@transaction.atomic
def outcome_record(
    *, actor: Any, meeting: Meeting, by: MeetingProfile, result: str, at: datetime, note: str = "", link: str = ""
) -> Meeting:
    """One side's word. A meeting that either side says was held was held."""
    row = _row(meeting)
    side = _side(row, by)
    actor = admitted("meeting.record", actor, by, link, row)
    _refuse_early(row, at)
    setattr(row, f"{side}_result", result)
    setattr(row, f"{side}_note", note.strip())
    said = {each for each in (row.sender_result, row.receiver_result) if each}
    MEETING.move(row, "miss" if said == {Result.MISSED} else "hold")
    row.save(update_fields=["state", f"{side}_result", f"{side}_note"])
    record(actor=actor, action="meeting.record", subject=row, at=at, by=by.pk, result=str(result))
    return row


def _refuse_early(meeting: Meeting, at: datetime) -> None:
    plan = selectors.plan_of(meeting.session)
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    slot = slots.get(meeting.slot)
    if slot is not None and at < slot.begins_at:
        raise Refused("meeting.early", _("The meeting has not begun yet: its outcome is recorded afterwards."))


@transaction.atomic
def project_begin(*, actor: Any, meeting: Meeting, by: MeetingProfile, at: datetime) -> Any:
    """The meeting becomes the idea of a joint project of the asking side, in a cluster it is a member of."""
    row = _row(meeting)
    _side(row, by)
    actor = admitted("meeting.record", actor, by, "", row)
    if row.project is not None:
        return row.project
    if by.organisation is None:
        raise Refused("project.guest", _("A joint project begins in an organisation of the registry: sign in first."))
    cluster = registry.cluster_joined(by.organisation)
    if cluster is None:
        raise Refused("project.no_cluster", _("Your enterprise is in no cluster yet: a joint project is a cluster's."))
    assert row.wish is not None
    other = row.wish.other(by)
    made = projects.project_create(
        actor=actor, cluster=cluster, organisation=by.organisation, at=at,
        title=_("%(mine)s and %(other)s") % {"mine": by.name, "other": other.name}, canvas={"makers": other.name},
    )  # fmt: skip
    row.project = made
    side = _side(row, by)
    setattr(row, f"{side}_result", Result.PROJECT)
    MEETING.move(row, "hold")
    row.save(update_fields=["project", "state", f"{side}_result"])
    record(actor=actor, action="meeting.project", subject=row, at=at, by=by.pk, project=made.code)
    return made


def _row(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    related = (f"wish__{side}" for side in selectors.SIDES)
    found = rows.select_related("session", "wish", "project", *related).filter(pk=meeting.pk, cooperation=None).first()
    if found is None:  # what came of a cooperation table is said at its own page
        raise Hidden
    return found


def _side(meeting: Meeting, by: MeetingProfile) -> str:
    assert meeting.wish is not None
    sides = {meeting.wish.sender_id: "sender", meeting.wish.receiver_id: "receiver"}
    if by.pk not in sides:
        raise Hidden
    return sides[by.pk]
