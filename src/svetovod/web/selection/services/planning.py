"""A proposal of who judges what: made by the solver, changed by hand with the cost shown, confirmed or dropped."""

import secrets
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.assigning.task import task_of
from svetovod.web.selection.enums import PlanState, PlanWay
from svetovod.web.selection.models import (
    Application,
    Assignment,
    AssignmentPlan,
    ExpertNote,
    ScoreSheet,
    SelectionRound,
)
from svetovod.web.selection.selectors.panel import assignment_matrix

from ._common import locked_round, require_step
from .panel import expert_assign, expert_unassign

FIGURES = ("total", "least", "missing", "same_region", "changed")


@transaction.atomic
def plan_propose(
    *, actor: Any, round: SelectionRound, way: str, most_likely: Decimal | None = None, at: datetime
) -> AssignmentPlan:
    """In place of an open proposal. A draw takes its seed from the system, and the journal has each of them."""
    actor = ACCESS.admit("panels.manage", actor, round)
    row = locked_round(round)
    require_step("plan_propose", row)
    task = task_of(row, assignment_matrix(actor, row, filed=True))
    if not task.projects or not task.experts:
        raise Refused("plan.nobody", _("There is nothing to assign: admitted applications and experts are needed."))
    drawn = way == PlanWay.RANDOM
    likely = (most_likely or Decimal("0.5")) if drawn else None
    seed = secrets.randbits(48) if drawn else None
    from svetovod.web.selection.assigning.bridge import propose  # numpy and HiGHS: only where a proposal is made

    body = propose(task, way=way, most_likely=None if likely is None else float(likely), seed=seed)
    _refuse_shortage(body)
    row.plans.filter(state=PlanState.PROPOSED).update(state=PlanState.DROPPED, ended_at=at)
    plan = AssignmentPlan.objects.create(
        round=row, way=PlanWay(way), most_likely=likely, seed=seed, body=body, made_by_id=actor.person_id, made_at=at
    )
    record(
        actor=actor, action="plan.propose", subject=plan, at=at, way=str(way), seed=seed,
        most_likely=likely, total=body["total"], bound=body["bound"],
    )  # fmt: skip
    return plan


def _refuse_shortage(body: dict[str, Any]) -> None:
    shortage = body.get("shortage")
    if shortage is None:
        return
    if "most_likely" in shortage:
        raise Refused(
            "plan.bound",
            _("With a probability of at most %(most)s for a pair there are too few experts without a conflict.")
            % {"most": shortage["most_likely"]},
        )
    raise Refused(
        "plan.shortage",
        _("There are not enough experts: %(projects)s need %(need)d places, and %(experts)s can take %(available)d.")
        % {
            "projects": ", ".join(shortage["projects"]), "need": shortage["need"],
            "experts": ", ".join(shortage["experts"]) or "—", "available": shortage["available"],
        },
        numbers=shortage["projects"],
    )  # fmt: skip


def _open_plan(round_: SelectionRound, revision: int | None) -> AssignmentPlan:
    plan = round_.plans.select_for_update(no_key=True).filter(state=PlanState.PROPOSED).first()
    if plan is None:
        raise Refused("plan.none", _("There is no open proposal: make one first."))
    if revision is not None and revision != plan.revision:
        raise Refused("plan.revision", _("The proposal was changed meanwhile. Look at it again."))
    return plan


@transaction.atomic
def plan_change(
    *, actor: Any, round: SelectionRound, number: str, give: str = "", take: str = "", revision: int | None = None,
    at: datetime,
) -> AssignmentPlan:  # fmt: skip
    """Gives one expert of an application its place, takes another's away, or both. What it costs is kept beside."""
    actor = ACCESS.admit("panels.manage", actor, round)
    row = locked_round(round)
    require_step("plan_change", row)
    plan = _open_plan(row, revision)
    task = task_of(row, assignment_matrix(actor, row, filed=True))
    project = next((each for each in task.projects if each.number == number), None)
    if project is None:
        raise Refused("plan.number", _("There is no such application among those to be judged."))
    pairs = [pair for pair in plan.body["pairs"] if pair[:2] != [number, take]]
    if take and take in project.fixed:
        raise Refused("assignment.begun", _("The expert has already begun the sheet: it is not taken away."))
    if give:
        if give in project.barred or give not in {expert.code for expert in task.experts}:
            raise Refused("plan.conflict", _("%(expert)s cannot judge this application.") % {"expert": give})
        if [number, give] not in [pair[:2] for pair in pairs]:
            pairs.append([number, give])
    from svetovod.web.selection.assigning.bridge import weigh

    body = weigh(task, pairs)
    cost = {name: [plan.body[name], body[name]] for name in FIGURES if plan.body[name] != body[name]}
    plan.hand = [*plan.hand, {"number": number, "give": give, "take": take, "cost": cost}]
    plan.body, plan.revision = plan.body | body | {"proven": False}, plan.revision + 1
    plan.save(update_fields=["body", "hand", "revision"])
    record(actor=actor, action="plan.change", subject=plan, at=at, number=number, give=give, take=take)
    return plan


@transaction.atomic
def plan_drop(*, actor: Any, round: SelectionRound, at: datetime) -> None:
    actor = ACCESS.admit("panels.manage", actor, round)
    plan = _open_plan(locked_round(round), None)
    plan.state, plan.ended_at = PlanState.DROPPED, at
    plan.save(update_fields=["state", "ended_at"])
    record(actor=actor, action="plan.drop", subject=plan, at=at)


def _hold_pairs(row: SelectionRound) -> None:
    """Each pair writes an entry of its own: those after the first would be waited for with the journal in hand."""
    applications = Application.objects.select_for_update(no_key=True).filter(round=row)
    list(applications.order_by("pk").values_list("pk"))
    of_round = {"assignment__application__round": row}
    for rows in (  # of a pair: the sheet before its assignment, as whoever states a conflict or takes the pair back
        ScoreSheet.objects.select_for_update(of=("self",), no_key=True).filter(**of_round),
        ExpertNote.objects.select_for_update(of=("self",), no_key=True).filter(**of_round),
        Assignment.objects.select_for_update(of=("self",), no_key=True).filter(application__round=row),
    ):
        list(rows.order_by("pk").values_list("pk"))


@transaction.atomic
def plan_confirm(*, actor: Any, round: SelectionRound, revision: int | None = None, at: datetime) -> AssignmentPlan:
    """Assigns what is proposed and takes back what is not, but for sheets begun; each pair is checked once more."""
    actor = ACCESS.admit("panels.manage", actor, round)
    row = locked_round(round)
    require_step("plan_confirm", row)
    plan = _open_plan(row, revision)
    _hold_pairs(row)
    wanted = {(number, code) for number, code, *_ in plan.body["pairs"]}
    applications = {each.number: each for each in Application.objects.filter(round=row).select_related("round")}
    members = {each.code: each for each in row.panel.filter(left_at=None)}
    given = Assignment.objects.filter(application__round=row).select_related("application__round", "member", "sheet")
    for assignment in given:
        pair = (assignment.application.number, assignment.member.code)
        begun = assignment.sheet.saved_at or assignment.sheet.submitted_at
        if pair not in wanted and not begun and assignment.sheet.state == "draft":
            expert_unassign(actor=actor, assignment=assignment, at=at)
    for number, code in sorted(wanted):
        if number in applications and code in members:
            expert_assign(actor=actor, application=applications[number], member=members[code], at=at)
    plan.state, plan.ended_at = PlanState.CONFIRMED, at
    plan.save(update_fields=["state", "ended_at"])
    record(
        actor=actor, action="plan.confirm", subject=plan, at=at, pairs=sorted(map(list, wanted)), hand=len(plan.hand),
    )  # fmt: skip
    return plan
