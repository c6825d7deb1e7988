"""Experts and the commission, and who judges what. A conflict refuses; nobody can assign past it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import places_held
from svetovod.web.accounts.services import role_grant
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.selection import bridge, signs, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.conflicts import conflict_of, declared_pairs
from svetovod.web.selection.enums import ApplicationState, SeatRole
from svetovod.web.selection.models import (
    Application,
    Assignment,
    ConflictDeclaration,
    PanelMember,
    PaperSheet,
    ScoreSheet,
    Seat,
    SelectionRound,
)
from svetovod.web.selection.phrases import CONFLICTS

from ._common import locked_application, locked_round, require_step

ASSIGNABLE = (ApplicationState.ADMITTED, ApplicationState.SCORING)


@transaction.atomic
def panel_add(
    *, actor: Any, round: SelectionRound, person: Any, organisation: Any = None, region: str = "", capacity: int = 12,
    at: datetime,
) -> PanelMember:  # fmt: skip
    """Makes a person an expert of the round. The secretary of the round cannot be one."""
    actor = ACCESS.admit("panel.manage", actor, round)
    row = locked_round(round)
    require_step("panel_add", row)
    known = row.panel.filter(person=person).first()
    if known and known.left_at is None:
        return known
    role_grant(
        actor=actor, person=person, role=Role.EXPERT, scope=Scope.ROUND, scope_id=str(row.pk), label=row.title, at=at
    )
    member = known or PanelMember(round=row, person=person, code=f"E{row.panel.count() + 1}")
    member.organisation, member.capacity, member.left_at = organisation, capacity, None
    member.region = region or getattr(organisation, "region", "")
    member.save()
    record(
        actor=actor, action="panel.add", subject=member, at=at, expert=str(person.pseudonym), code=member.code,
        region=member.region,
    )  # fmt: skip
    return member


@transaction.atomic
def seat_add(
    *,
    actor: Any,
    round: SelectionRound,
    person: Any,
    role: str = SeatRole.MEMBER,
    organisation: Any = None,
    at: datetime,
) -> Seat:
    """A seat in the commission: the chair or a member."""
    actor = ACCESS.admit("seat.manage", actor, round)
    row = locked_round(round)
    require_step("seat_add", row)
    granted = Role.CHAIR if role == SeatRole.CHAIR else Role.COMMISSION_MEMBER
    role_grant(
        actor=actor, person=person, role=granted, scope=Scope.ROUND, scope_id=str(row.pk), label=row.title, at=at
    )
    try:
        with transaction.atomic():
            seat = row.seats.filter(person=person).first() or Seat(round=row, person=person)
            if seat.pk is None or seat.left_at is not None:
                seat.role, seat.organisation, seat.left_at = SeatRole(role), organisation, None
                seat.save()
    except IntegrityError as error:
        raise Refused("seat.chair", _("The commission already has a chair.")) from error
    record(actor=actor, action="seat.add", subject=seat, at=at, person=str(person.pseudonym), role=str(role))
    return seat


@transaction.atomic
def expert_assign(*, actor: Any, application: Application, member: PanelMember, at: datetime) -> Assignment:
    """Gives an application to an expert. Assigning twice gives the first assignment."""
    actor = ACCESS.admit("assignment.manage", actor, application)
    locked_round(application.round)  # or an expert who is replaced at this moment would be given a sheet
    row = locked_application(application)
    require_step("expert_assign", row.round)
    if member.round_id != row.round_id:
        raise Refused("assignment.round", _("This expert belongs to another selection."))
    if not row.round.panel.filter(pk=member.pk, left_at=None).exists():
        raise Refused("assignment.left", _("This expert has left the selection. Choose another."))
    if row.state not in ASSIGNABLE:
        raise Refused("assignment.state", _("Only an admitted application is given to experts."))
    declared = ConflictDeclaration.objects.filter(member=member, application=row)
    held = places_held([member.person_id])[member.person_id]
    conflict = conflict_of(member, row, declared_pairs(declared), held, signs.bars_of([member], [row]))
    if conflict:
        raise Refused(
            f"assignment.conflict.{conflict.kind}",
            _("%(expert)s cannot judge %(number)s: %(reason)s.")
            % {
                "expert": member.code,
                "number": row.number,
                "reason": CONFLICTS[conflict.kind] % {"name": _named(conflict)},
            },
        )
    assignment, made = Assignment.objects.get_or_create(application=row, member=member, defaults={"assigned_at": at})
    if made:
        ScoreSheet.objects.create(assignment=assignment)
        record(actor=actor, action="assignment.add", subject=assignment, at=at, number=row.number, expert=member.code)
        summons.assigned(assignment, at=at)
    return assignment


def _named(conflict: Any) -> str:
    return bridge.region_name(conflict.name, formatting.lang()) if conflict.kind == "region" else conflict.name


@transaction.atomic
def expert_unassign(*, actor: Any, assignment: Assignment, at: datetime) -> None:
    """Takes an application from an expert who has written nothing in its sheet yet."""
    actor = ACCESS.admit("assignment.manage", actor, assignment.application)
    sheet = ScoreSheet.objects.select_for_update(no_key=True).filter(assignment=assignment).first()
    if sheet is None:
        return
    require_step("expert_unassign", assignment.application.round)
    on_paper = PaperSheet.objects.filter(assignment=assignment).exists()
    if on_paper or sheet.saved_at is not None or sheet.submitted_at is not None:
        raise Refused("assignment.begun", _("The expert has already begun the sheet: it is not taken away."))
    subject = (assignment._meta.label_lower, str(assignment.pk))
    sheet.delete()
    assignment.delete()
    record(
        actor=actor, action="assignment.remove", subject=subject, at=at, number=assignment.application.number,
        expert=assignment.member.code,
    )  # fmt: skip
