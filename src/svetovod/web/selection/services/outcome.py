"""From opened sheets to a published result: ranking, votes, approval, protocol."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import places_held
from svetovod.web.audit.services import record, root_sign
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.projects.services import projects_hold
from svetovod.web.selection import bridge, letters, paper, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.completeness.bridge import Gap
from svetovod.web.selection.completeness.facts import gaps_of_result
from svetovod.web.selection.conflicts import Places, interest_of
from svetovod.web.selection.enums import ApplicationState, Choice, RoundState
from svetovod.web.selection.mandate import mandate_of, refuse_pending
from svetovod.web.selection.models import Protocol, RankingRun, SelectionRound, Vote
from svetovod.web.selection.models.panel import VOTING
from svetovod.web.selection.states import APPLICATION, ROUND

from ._common import admit_without_interest, locked_round, require_step
from .changing import run_changed
from .remarks import remarks_deliver

ENDS = {"winner": "win", "partial": "win_part", "reserve": "reserve"}


@transaction.atomic
def ranking_run(*, actor: Any, round: SelectionRound, at: datetime) -> RankingRun:
    """Ranks the opened sheets and stores input, policy and result. Running twice gives the first run."""
    actor = admit_without_interest("ranking.run", actor, round)
    row = locked_round(round)
    if row.state == RoundState.RANKED:
        return row.runs.latest("id")
    ROUND.move(row, "rank", at=at)
    row.save(update_fields=["state"])
    given, result = bridge.rank(row)
    run = RankingRun.objects.create(round=row, input=given, result=result, engine=bridge.engine_version(), made_at=at)
    for application in row.applications.select_for_update(no_key=True).filter(state=ApplicationState.SCORING):
        APPLICATION.move(application, "rank")
        application.save(update_fields=["state"])
    record(
        actor=actor, action="ranking.run", subject=run, at=at, engine=run.engine,
        input_sha256=sha256(bridge.canonical(given)).hexdigest(),
        result_sha256=sha256(bridge.canonical(result)).hexdigest(),
        allocated=result["allocated"], left=result["left"],
    )  # fmt: skip
    summons.ranked(row, actor=actor, at=at)
    return run


@transaction.atomic
def vote_cast(
    *, actor: Any, round: SelectionRound, choice: str, opinion: str = "", conflict: str = "", at: datetime
) -> Vote:
    """A named vote; until the approval it may be changed, and the journal keeps each. A conflict withdraws."""
    actor = ACCESS.admit("vote.cast", actor, round)
    row = locked_round(round)
    require_step("vote_cast", row)
    if mandate_of(row) is not None:
        raise Refused("vote.sitting", _("The ranking is on the agenda of a sitting: vote on the page of the sitting."))
    seat = row.seats.select_related("organisation").filter(VOTING, person_id=actor.person_id).first()
    if seat is None:
        raise Refused("vote.seat", _("Only a member who has a seat in the commission votes."))
    ground = conflict.strip() or _ground(row, seat, actor.places)
    if ground and choice != Choice.RECUSED:
        raise Refused(
            "vote.conflict",
            _("A member of the commission with a conflict of interest withdraws from the vote: %(ground)s.")
            % {"ground": ground},
        )
    if choice == Choice.RECUSED:
        ground = require_text("vote.ground", ground, _("Say which conflict of interest you withdraw for."))
    vote, _made = Vote.objects.update_or_create(
        seat=seat, defaults={
            "round": row, "choice": Choice(choice), "conflict": ground, "opinion": opinion.strip(), "cast_at": at
        },
    )  # fmt: skip
    record(
        actor=actor, action="vote.cast", subject=vote, at=at, choice=str(choice), opinion=bool(opinion.strip()),
        conflict=bool(ground),
    )  # fmt: skip
    return vote


def _ground(row: SelectionRound, seat: Any, held: Places) -> str:
    """The application and its party for which the member speaks, by a role or as the seat says; "" for none."""
    interest = interest_of({*held, (str(Scope.ORGANISATION), str(seat.organisation_id))}, row)
    return f"{interest.number}: {interest.party}" if interest else ""


def _withdraw_interested(actor: Any, row: SelectionRound, at: datetime) -> None:
    """Members who came to speak for a party after they had voted: the vote stays in the journal and does not count."""
    votes = list(row.votes.exclude(choice=Choice.RECUSED).select_related("seat"))
    held = places_held([vote.seat.person_id for vote in votes])
    for vote in votes:
        ground = _ground(row, vote.seat, held[vote.seat.person_id])
        if ground:
            vote.choice, vote.conflict = Choice.RECUSED, ground
            vote.save(update_fields=["choice", "conflict"])
            record(actor=actor, action="vote.recuse", subject=vote, at=at, choice=str(Choice.RECUSED), conflict=True)


@transaction.atomic
def round_approve(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    """The chair approves what the commission has voted for; applications get their outcome."""
    actor = admit_without_interest("round.approve", actor, round)
    row = locked_round(round)
    if row.state == RoundState.APPROVED:
        return row
    ranked = list(  # before the entries of the votes and of what was decided
        row.applications.select_for_update(of=("self",), no_key=True).select_related("project")
        .filter(state=ApplicationState.RANKED).order_by("pk")
    )  # fmt: skip
    mandate = mandate_of(row)
    if mandate is None:
        _withdraw_interested(actor, row, at)
        _refuse_vote(row)
    elif mandate.refusal is not None:
        raise mandate.refusal
    ROUND.move(row, "approve", at=at)
    row.save(update_fields=["state"])
    run = row.runs.latest("id")
    if mandate is not None and mandate.changes:
        run = run_changed(actor, row, run, mandate.changes, at)
    result = run.result
    outcomes = {place["project"]: place["status"] for place in result["ranking"]}
    for application in ranked:
        APPLICATION.move(application, ENDS.get(outcomes.get(application.project.code, ""), "reject"))
        application.save(update_fields=["state"])
    record(actor=actor, action="round.approve", subject=row, at=at, outcomes=outcomes)
    return row


def _refuse_vote(row: SelectionRound) -> None:
    seats = row.seats.filter(VOTING).count()
    choices = list(row.votes.exclude(choice=Choice.RECUSED).values_list("choice", flat=True))
    if len(choices) * 100 < seats * row.quorum or not choices:
        raise Refused(
            "vote.quorum",
            _("No quorum: %(cast)d of %(seats)d members have voted, at least %(quorum)d%% are needed.")
            % {"cast": len(choices), "seats": seats, "quorum": row.quorum},
        )
    if choices.count(Choice.FOR) <= choices.count(Choice.AGAINST):
        raise Refused(
            "vote.against",
            _("The commission has not voted for the ranking: %(for)d for, %(against)d against.")
            % {"for": choices.count(Choice.FOR), "against": choices.count(Choice.AGAINST)},
        )


@transaction.atomic
def protocol_issue(
    *, actor: Any, round: SelectionRound, corrects: Protocol | None = None, reason: str = "", at: datetime
) -> Protocol:
    """A protocol with the root of the journal on paper. A correction is a new one that names the old."""
    actor = admit_without_interest("protocol.issue", actor, round)
    row = locked_round(round)
    require_step("protocol_issue", row)
    last = row.protocols.order_by("-number").first()
    if last and corrects is None:
        return last
    if last is None:
        refuse_pending(row)
    if corrects is not None:
        reason = require_text("protocol.reason", reason, _("Say what the new protocol corrects."))
        if last is None or corrects.pk != last.pk:
            raise Refused("protocol.not_last", _("Only the last protocol is corrected."))
    signed = root_sign(purpose=f"protocol {row.slug}")
    snapshot = paper.protocol_snapshot(row, number=(last.number if last else 0) + 1, corrects=corrects, reason=reason,
                                       signed=signed, at=at)  # fmt: skip
    _refuse_gaps(gaps_of_result(row, snapshot=snapshot, corrects=corrects, reason=reason, at=at))
    pdf = paper.protocol_pdf(snapshot, at=at)
    protocol = Protocol.objects.create(
        round=row, number=snapshot["number"], issued_at=at, snapshot=snapshot, pdf=pdf,
        pdf_sha256=sha256(pdf).hexdigest(), ledger_size=signed.size, ledger_root=signed.root, key_id=signed.key_id,
        corrects=corrects, reason=reason,
    )  # fmt: skip
    record(
        actor=actor, action="protocol.issue", subject=protocol, at=at, number=protocol.number,
        pdf_sha256=protocol.pdf_sha256, ledger_size=signed.size, ledger_root=signed.root,
        corrects=corrects.number if corrects else None,
    )  # fmt: skip
    if row.state == RoundState.PUBLISHED:
        _result_tell(row, protocol, at)
    return protocol


def _refuse_gaps(gaps: list[Gap]) -> None:
    lacking = [f"{gap.label} ({', '.join(gap.rows[:5])})" if gap.rows else gap.label for gap in gaps if gap.binds]
    if lacking:
        raise Refused(
            "protocol.incomplete",
            _("The protocol is not complete, nothing is issued. Missing: %(fields)s.") % {"fields": "; ".join(lacking)},
        )


@transaction.atomic
def round_publish(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    actor = ACCESS.admit("round.publish", actor, round)
    projects_hold(round.applications.values_list("project", flat=True))  # remarks reach them after the first entry
    row = locked_round(round)
    if row.state == RoundState.PUBLISHED:
        return row
    if not row.protocols.exists():
        raise Refused("publish.protocol", _("Issue the protocol first: the result is published together with it."))
    ROUND.move(row, "publish", at=at)
    row.published_at = at
    row.save(update_fields=["state", "published_at"])
    record(actor=actor, action="round.publish", subject=row, at=at)
    remarks_deliver(row, at=at)
    _result_tell(row, row.protocols.latest("number"), at)
    return row


def _result_tell(row: SelectionRound, protocol: Protocol, at: datetime) -> None:
    letters.result(row, protocol, at=at)
    summons.witnessed(row, protocol, at=at)
