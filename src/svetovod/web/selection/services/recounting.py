"""After the publication: a result counted again after an appeal, an award refused or taken from the reserve list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection import bridge
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.changing import CHANGES, RECOUNT, changed
from svetovod.web.selection.enums import OUTCOMES, ApplicationState
from svetovod.web.selection.mandate import Change
from svetovod.web.selection.models import Application, RankingRun, SelectionRound
from svetovod.web.selection.states import APPLICATION

from ._common import admit_without_interest, locked_application, locked_round, require_step
from .changing import run_changed, run_keep, too_many
from .outcome import protocol_issue

STATES = {
    "winner": ApplicationState.WINNER, "partial": ApplicationState.PARTIAL, "reserve": ApplicationState.RESERVE
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """An award that a signed agreement keeps at its sum: what it promises, and what another count gives."""

    application: Application
    promised: Decimal
    counted: Decimal


@transaction.atomic
def result_recount(
    *, actor: Any, round: SelectionRound, project: str, set_aside: Sequence[str],
    corrected: Sequence[Mapping[str, Any]], ground: str, at: datetime, yielding: Sequence[str] = (),
    agreed: Mapping[int, Decimal],
) -> RankingRun:  # fmt: skip
    """Ranks again without the sheets set aside and with the corrected points of one project's application.

    The former result stays; the new one says what was changed and why, and a new protocol goes out with letters to all.
    What the commission had decided otherwise holds on, and so does an award that was refused. Where the money, or the
    number of winners, is not enough for that, the projects `yielding` what they were given after the first result do
    so, in their order. `agreed` are sums that parties of signed agreements have agreed on, by the application's key:
    where the count gives another one, nothing is counted again; where that is none, the agreement is ended.
    """
    actor = admit_without_interest("result.recount", actor, round)
    row = locked_round(round)
    require_step("result_recount", row)
    reason = require_text("recount.ground", ground, _("Say on what ground the result is counted again."))
    applications = _held(row)
    last = row.runs.latest("id")
    given, result, gave = _counted(
        row, last, project=project, set_aside=set_aside, corrected=corrected, yielding=yielding
    )
    result[RECOUNT] = {
        "project": project, "set_aside": list(set_aside), "corrected": [dict(each) for each in corrected],
        "ground": reason,
    }  # fmt: skip
    if gave:
        result[RECOUNT]["yielded"] = gave
        said = _(
            "Money or places of winners are not enough any more for what was given from the reserve list: %(projects)s."
        )
        reason = f"{reason} {said % {'projects': ', '.join(gave)}}"
    if gone := _unplaced(last.result, result):
        result[RECOUNT]["unplaced"] = gone
        said = _(
            "Without the sheets set aside these have no place any more, whatever was decided on them: %(projects)s."
        )
        reason = f"{reason} {said % {'projects': ', '.join(gone)}}"
    if Decimal(result["left"]) < 0:
        raise Refused("decision.over_limit", _("What was decided before is more than there is after the new count."))
    run = run_keep(actor, row, "result.recount", given=given, result=result, at=at)
    _move_all(applications, last.result, result, agreed)
    protocol_issue(actor=actor, round=row, corrects=row.protocols.latest("number"), reason=reason, at=at)
    return run


def recount_bound(
    *, round: SelectionRound, project: str, set_aside: Sequence[str], corrected: Sequence[Mapping[str, Any]],
    yielding: Sequence[str] = (),
) -> list[Bound]:  # fmt: skip
    """Signed agreements whose sums that count would change: each waits for an additional agreement on the new one."""
    last = round.runs.latest("id")
    _given, result, _gave = _counted(
        round, last, project=project, set_aside=set_aside, corrected=corrected, yielding=yielding
    )
    signed = round.applications.filter(state=ApplicationState.AGREEMENT).select_related("project").order_by("number")
    return _bound(signed, last.result, result)


def _counted(
    row: SelectionRound, last: RankingRun, *, project: str, set_aside: Sequence[str],
    corrected: Sequence[Mapping[str, Any]], yielding: Sequence[str],
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:  # fmt: skip
    """What is ranked again, its result with what was decided before, and who had to yield."""
    points = {(project, each["expert"], each["criterion"]): each["points"] for each in corrected}
    given, result = bridge.rank_again(last.input, {(project, expert) for expert in set_aside}, points)
    gone = _unplaced(last.result, result)  # of whoever has no place nothing is left to decide
    held = [
        Change(each["project"], each["status"], each["allocated"], each["ground"])
        for each in last.result.get(CHANGES, [])
        if each["project"] not in gone
    ]
    return given, *_afforded(row, result, held, [each for each in yielding if each not in gone])


def _unplaced(before: dict[str, Any], result: dict[str, Any]) -> list[str]:
    """Projects on which the commission has decided, or an award was answered, and which have no place any more."""
    decided = {each["project"] for each in before.get(CHANGES, [])}
    return sorted(decided - {place["project"] for place in result["ranking"]})


def _bound(applications: Iterable[Application], before: dict[str, Any], result: dict[str, Any]) -> list[Bound]:
    was, now = ({p["project"]: Decimal(p["allocated"]) for p in each["ranking"]} for each in (before, result))
    rows = [each for each in applications if each.state == ApplicationState.AGREEMENT]
    found = [Bound(each, *(sums.get(each.project.code, Decimal(0)) for sums in (was, now))) for each in rows]
    return [each for each in found if each.promised != each.counted]


def _afforded(
    row: SelectionRound, counted: dict[str, Any], held: list[Change], yielding: Sequence[str]
) -> tuple[dict[str, Any], list[str]]:
    """The result with as many of the former decisions as money and places allow, and the projects that had to yield."""
    result, gave = changed(counted, held) if held else counted, []
    for project in yielding:
        if Decimal(result["left"]) >= 0 and not too_many(row, result):
            break
        given = [each for each in held if each.project == project]
        if not given:  # yielded in a count before this one, and has an agreement on what its own place gives
            continue
        held.remove(given[-1])
        result = changed(counted, held)
        gave.append(project)
    return result, gave


def _held(row: SelectionRound) -> list[Application]:
    """Before the first entry: whoever signs an agreement holds its application and waits for the journal."""
    found = row.applications.select_for_update(of=("self",), no_key=True).select_related("project").order_by("pk")
    return [each for each in found if each.state in (*OUTCOMES, ApplicationState.AGREEMENT)]


def _move_all(
    applications: Sequence[Application], before: dict[str, Any], result: dict[str, Any], agreed: Mapping[int, Decimal]
) -> None:
    places = {place["project"]: place["status"] for place in result["ranking"]}
    # an agreement promises its sum: with another one all awards together could be above the limit
    bound = _bound(applications, before, result)
    held = [each for each in bound if agreed.get(each.application.pk) != each.counted]
    if held:
        raise Refused(
            "recount.agreement",
            _(
                "The new count changes sums of signed agreements, and no additional agreement on the new sum is signed "
                "by both parties: %(numbers)s."
            )
            % {"numbers": ", ".join(each.application.number for each in held)},
        )
    # whatever is signed, an agreement whose sum another count has left as it was meanwhile is not ended by this one
    ended = {each.application.pk for each in bound if not each.counted}
    for application in applications:
        wanted = STATES.get(places.get(application.project.code, ""), ApplicationState.REJECTED)
        kept = application.state == ApplicationState.AGREEMENT and application.pk not in ended
        if kept or application.state == wanted:
            continue
        APPLICATION.move(application, f"recount_{wanted.value}")
        application.save(update_fields=["state"])


@transaction.atomic
def award_change(
    *, actor: Any, application: Application, action: str, status: str, amount: Decimal, ground: str, at: datetime
) -> Application:
    """Refused by the applicant, or taken from the reserve list: the state moves and a further result says so."""
    actor = ACCESS.admit("award.change", actor, application)
    round_ = locked_round(application.round)
    require_step("award_change", round_)
    row = locked_application(application)
    APPLICATION.move(row, action)
    row.save(update_fields=["state"])
    change = Change(row.project.code, status, format(amount, "f"), ground)
    run_changed(actor, round_, round_.runs.latest("id"), [change], at)
    return row


@transaction.atomic
def award_sign(*, actor: Any, application: Application, at: datetime) -> Application:
    """The agreement is signed; the caller keeps and records it."""
    actor = ACCESS.admit("award.change", actor, application)
    row = locked_application(application)
    require_step("award_sign", row.round)
    APPLICATION.move(row, "sign")
    row.save(update_fields=["state"])
    record(actor=actor, action="award.sign", subject=row, at=at, number=row.number)
    return row
