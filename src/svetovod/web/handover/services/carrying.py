"""Carrying a handover out: everything in one transaction, once, however often it is tried."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import SYSTEM, Actor, actor_of
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.accounts.services import role_revoke
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.handover import letters, plan
from svetovod.web.handover.access import ACCESS, leads
from svetovod.web.handover.coverage import places_covered
from svetovod.web.handover.enums import HandoverState, Outcome, Work
from svetovod.web.handover.models import Handover
from svetovod.web.handover.parties import successors_of
from svetovod.web.handover.seam import end_with, sources
from svetovod.web.handover.states import HANDOVER

from ._common import locked_with_work, refuse_strangers


def settle(row: Handover, *, at: datetime) -> None:
    """Inside the transaction that changed the row: agreed once everybody has accepted, carried out once it is due."""
    asked = list(row.successions.all())
    if row.state == HandoverState.PROPOSED and asked and all(each.accepted_at for each in asked):
        HANDOVER.move(row, "agree")
        row.save()
        letters.agreed(row, at=at)
    if row.state == HandoverState.AGREED and due(row, at):
        _carry_out(row, at)


def due(row: Handover, at: datetime) -> bool:
    """The roles end with the last day; where the person is gone already, at once."""
    return row.urgent or timezone.localtime(at).date() > row.leaves_on


@transaction.atomic
def handover_carry_out(*, actor: Any, handover: Handover, at: datetime) -> Handover:
    """For the job of the day. What is done already stays as it was done."""
    row = locked_with_work(handover, at=at)
    actor = ACCESS.admit("handover.carry_out", actor, row)
    if row.state == HandoverState.AGREED and due(row, at):
        _carry_out(row, at)
    elif row.state == HandoverState.PROPOSED and due(row, at):
        letters.unanswered(row, at=at)
    return row


def handovers_tend(*, at: datetime) -> int:
    """Every handover whose day has passed, each in a transaction of its own. Returns how many were carried out.

    One that fails does not keep the others; the job says so once they are done.
    """
    waiting = Handover.objects.filter(state__in=(HandoverState.PROPOSED, HandoverState.AGREED)).order_by("pk")
    done, failed = 0, list[Exception]()
    for row in [each for each in waiting if due(each, at)]:
        try:
            done += handover_carry_out(actor=SYSTEM, handover=row, at=at).state == HandoverState.DONE
        except Exception as error:
            error.add_note(f"handover {row.pk}")
            failed.append(error)
    if failed:
        raise ExceptionGroup("handovers that were not carried out", failed)
    return done


def _carry_out(row: Handover, at: datetime) -> None:
    giver = actor_of(row.forced_by or row.started_by)
    # words of the outcome are kept: in the language of whoever reads them most
    with translation.override(row.started_by.language or "ru"):
        found = plan.make(row, giver, successors_of(row), at)
        if why := _hindrance(row, giver, found):
            _hold_up(row, why, at)
            return
        row.outcome = [_plain(line, *_move(line, found, giver, at)) for line in _in_order(found)]
    end_with(found.lines, found.leaving, giver, at)
    _end_roles(row, giver, at)
    HANDOVER.move(row, "carry_out")
    row.closed_at, row.held_up = at, ""
    row.save()
    record(
        actor=giver, action="handover.carry_out", subject=row, at=at, leaver=str(row.leaver.pseudonym),
        moved=[
            {"work": each["work"], "key": each["key"], "to": each["to"]}
            for each in row.outcome
            if each["outcome"] == Outcome.MOVES
        ],
        forced=bool(row.forced_by_id),
    )  # fmt: skip
    letters.done(row, at=at)


def _hindrance(row: Handover, giver: Actor, found: plan.Plan) -> str:
    """Why it cannot be done now as it was agreed; the work stays where it is until somebody decides."""
    if not (row.forced_by or row.started_by).is_active or not _reaches(row, giver, found):
        return _("Whoever handed over no longer leads these places: an administrator starts it anew.")
    try:
        refuse_strangers(row, successors_of(row))
    except Refused as refusal:
        return str(refusal)
    if found.refused and not row.urgent:
        return " ".join(found.refused)
    return ""


def _reaches(row: Handover, giver: Actor, found: plan.Plan) -> bool:
    """A role given to the leaver since then counts too: who may not end it ends nothing there."""
    places = [tuple(place) for place in row.places]
    return leads.test(giver, row) and places_covered(giver, found.leaving.grants, places) == places


def _hold_up(row: Handover, why: str, at: datetime) -> None:
    if row.held_up != why:
        row.held_up = why[:500]
        row.save(update_fields=["held_up"])
    letters.held_up(row, at=at)


def _in_order(found: plan.Plan) -> list[plan.Line]:
    """Roles first: the services of the apps ask whether the successor may hold what comes to him."""
    return sorted(found.lines, key=lambda line: line.item.work != Work.ROLES)


def _move(line: plan.Line, found: plan.Plan, giver: Actor, at: datetime) -> tuple[str, str]:
    """What became of the piece, and why; a refusal of its own app leaves that piece, and it alone, where it was."""
    if not line.moves:
        return line.outcome, line.why
    try:
        with transaction.atomic():
            sources[line.source].move(line.item, found.leaving, actor_of(line.successor), giver, at)
    except Refused as refusal:
        return Outcome.BARRED, str(refusal)
    except (Denied, Hidden):
        return Outcome.BARRED, _("Whoever hands over may not give this role: an administrator may.")
    return Outcome.MOVES, ""


def _plain(line: plan.Line, outcome: str, why: str) -> dict[str, str]:
    item = line.item
    return {
        "work": str(item.work), "key": f"{line.source}:{item.key}", "title": item.title, "where": item.where,
        "url": item.url, "outcome": str(outcome), "why": why,
        "to": str(line.successor.pseudonym) if line.successor else "",
    }  # fmt: skip


def _end_roles(row: Handover, giver: Actor, at: datetime) -> None:
    """Every role of the leaver in the places of the handover, those given since included. His own as a leader last."""
    places = {tuple(place) for place in row.places}
    held = RoleGrant.objects.filter(person=row.leaver, revoked_at=None).order_by("pk")
    for grant in [each for each in held if (each.scope, each.scope_id) in places]:
        role_revoke(actor=giver, grant=grant, at=at)
