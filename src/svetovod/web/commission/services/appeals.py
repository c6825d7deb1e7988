"""An appeal: filed within the announced term, decided by people who did not decide before, counted again if upheld."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import holders_of, person_by_email, places_held
from svetovod.web.audit.services import record
from svetovod.web.commission import letters
from svetovod.web.commission.access import ACCESS
from svetovod.web.commission.enums import AppealState
from svetovod.web.commission.models import Appeal, AppealJudge, AppealVote
from svetovod.web.commission.selectors.awards import taken_from_reserve
from svetovod.web.commission.states import APPEAL
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused, require_text
from svetovod.web.selection import services as selections
from svetovod.web.selection.conflicts import interest_of
from svetovod.web.selection.enums import OUTCOMES, ApplicationState
from svetovod.web.selection.selectors import terms

from .additional import amendments_agreed, amendments_enforce
from .awards import awards_hold, awards_outdate
from .corrections import corrections_of, refuse_unknown

APPEALABLE = (*OUTCOMES, ApplicationState.NOT_ADMITTED)
PENDING = (AppealState.FILED, AppealState.CONSIDERED)
LEAST_JUDGES = 2


def appeal_end(round_: Any) -> terms.End | None:
    """The end of the announced term; None where the announcement names none or nothing is published."""
    if round_.appeal_days is None or round_.published_at is None:
        return None
    count = terms.after_working if round_.appeal_working else terms.after
    return count(round_.published_at, round_.appeal_days)


def appeals_open(round_: Any, at: datetime) -> bool:
    """The result may still be counted again: an appeal waits, or one may be filed."""
    end = appeal_end(round_)
    return (end is not None and at < end.until) or Appeal.objects.filter(
        application__round=round_, state__in=PENDING
    ).exists()


@transaction.atomic
def appeal_file(*, actor: Any, application: Any, text: str, asked: str = "", at: datetime) -> Appeal:
    """One at a time. While it waits, another press gives the same."""
    actor = ACCESS.admit("appeal.file", actor, application)
    row = type(application).objects.select_for_update(of=("self",), no_key=True).select_related("round").get(
        pk=application.pk
    )  # fmt: skip
    waiting = row.appeals.filter(state__in=PENDING).first()
    if waiting is not None:
        return waiting
    end = appeal_end(row.round)
    if end is None:
        raise Refused("appeal.none", _("The announcement of this selection names no term for appeals."))
    if at >= end.until:
        raise Refused(
            "appeal.late",
            _("Appeals were accepted until %(until)s, and the server's clock says %(now)s.")
            % {"until": formatting.deadline(end.until), "now": formatting.moment(at)},
        )
    if row.state not in APPEALABLE:
        raise Refused("appeal.state", _("There is no decision on this application to appeal against."))
    said = require_text("appeal.text", text, _("Say what is wrong with the decision, and by which rule."))
    appeal = Appeal.objects.create(
        application=row, number=row.appeals.count() + 1, text=said, asked=asked.strip(), filed_at=at,
        filed_by_id=actor.person_id, before=row.round.runs.latest("id"),
    )  # fmt: skip
    record(actor=actor, action="appeal.file", subject=appeal, at=at, number=row.number, result=appeal.before_id)
    letters.appealed(appeal, at=at)
    return appeal


@transaction.atomic
def judge_appoint(*, actor: Any, round: Any, email: str, at: datetime) -> AppealJudge:
    """Somebody known here who has decided, scored, recorded or asked nothing in this selection."""
    actor = ACCESS.admit("judge.appoint", actor, round)
    person = person_by_email(email.strip().lower())
    if person is None:
        raise Refused("judge.unknown", _("Nobody with this address has an account here: invite the person first."))
    why = took_part(round, person)
    if why:
        raise Refused("judge.took_part", why)
    row, made = AppealJudge.objects.get_or_create(round=round, person=person)
    if made or row.left_at is not None:
        row.left_at = None
        row.save(update_fields=["left_at"])
        record(actor=actor, action="judge.appoint", subject=row, at=at, person=str(person.pseudonym))
        letters.appointed(row, at=at)
    return row


@transaction.atomic
def judge_release(*, actor: Any, round: Any, judge: int, at: datetime) -> None:
    actor = ACCESS.admit("judge.appoint", actor, round)
    row = AppealJudge.objects.select_for_update(no_key=True).filter(round=round, pk=judge, left_at=None).first()
    if row is None:
        return
    row.left_at = at
    row.save(update_fields=["left_at"])
    record(actor=actor, action="judge.release", subject=row, at=at)


def took_part(round_: Any, person: Any) -> Any:
    """Why the person may not decide appeals of the round; "" where nothing speaks against it."""
    if round_.seats.filter(person=person).exists() or round_.panel.filter(person=person).exists():
        return _("This person sat in the commission or scored in this selection: somebody else decides appeals.")
    officers = holders_of(Role.SECRETARY, Scope.ROUND, round_.pk) | holders_of(Role.CHAIR, Scope.ROUND, round_.pk)
    if person.pk in officers or round_.consents.filter(person=person).exists():
        return _("This person is an officer of the selection: somebody else decides appeals.")
    interest = interest_of(places_held([person.pk])[person.pk], round_)
    if interest:
        return _("This person speaks for %(party)s, a party to the application %(number)s.") % {
            "party": interest.party, "number": interest.number,
        }  # fmt: skip
    return ""


def _locked(appeal: Appeal) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",), no_key=True).select_related(
        "application__round", "application__project", "before"
    )
    return rows.get(pk=appeal.pk)


@transaction.atomic
def appeal_consider(*, actor: Any, appeal: Appeal, decide_until: datetime, at: datetime) -> Appeal:
    """The secretary hands it to the judges with a term; one that ends on a day off is moved."""
    actor = ACCESS.admit("appeal.consider", actor, appeal)
    row = _locked(appeal)
    if row.state == AppealState.CONSIDERED:
        return row
    judges = row.application.round.appeal_judges.filter(left_at=None).count()
    APPEAL.move(row, "consider", judges=judges, needed=LEAST_JUDGES)
    if decide_until <= at:
        raise Refused("appeal.term", _("The term of the decision is in the past."))
    row.decide_until = terms.named(decide_until).until
    row.save(update_fields=["state", "decide_until"])
    record(actor=actor, action="appeal.consider", subject=row, at=at, until=row.decide_until.isoformat(), judges=judges)
    letters.considered(row, at=at)
    return row


@transaction.atomic
def appeal_vote(*, actor: Any, appeal: Appeal, uphold: bool, ground: str, at: datetime) -> AppealVote:
    actor = ACCESS.admit("appeal.judge", actor, appeal)
    row = _locked(appeal)
    if row.state != AppealState.CONSIDERED:
        raise Refused("appeal.not_considered", _("This appeal is not being considered now."))
    judge = AppealJudge.objects.get(round=row.application.round, person_id=actor.person_id, left_at=None)
    why = took_part(row.application.round, judge.person)
    if why:
        raise Refused("judge.took_part", why)
    said = require_text("appeal.ground", ground, _("Say on what ground you vote so."))
    vote, _made = AppealVote.objects.update_or_create(
        appeal=row, judge=judge, defaults={"uphold": uphold, "ground": said, "cast_at": at}
    )
    record(actor=actor, action="appeal.vote", subject=vote, at=at, uphold=uphold)
    return vote


@transaction.atomic
def appeal_decide(
    *, actor: Any, appeal: Appeal, decision: str, set_aside: Sequence[str] = (), corrected: str = "", at: datetime
) -> Appeal:
    """One of the judges records what most of them voted for. An upheld one says which sheets are set aside, or which
    points are right instead: lines `E1 К1 7.5`, of a computed criterion `К8 4`."""
    actor = ACCESS.admit("appeal.judge", actor, appeal)
    row = _locked(appeal)
    if row.state in (AppealState.UPHELD, AppealState.REJECTED):
        return row
    judges = row.application.round.appeal_judges.filter(left_at=None).count()
    votes = list(row.votes.filter(judge__left_at=None).values_list("uphold", flat=True))
    upheld = votes.count(True) > votes.count(False)
    said = require_text("appeal.decision", decision, _("Write the decision with its grounds: the applicant reads it."))
    points = corrections_of(row, corrected) if upheld else []
    codes = [code for code in set_aside if upheld]
    refuse_unknown(row, codes)
    APPEAL.move(row, "uphold" if upheld else "reject", votes=len(votes), judges=judges)
    row.decision, row.set_aside, row.corrected, row.decided_at = said, codes, points, at
    row.save(update_fields=["state", "decision", "set_aside", "corrected", "decided_at"])
    record(
        actor=actor, action="appeal.decide", subject=row, at=at, state=str(row.state), votes=len(votes),
        uphold=votes.count(True), set_aside=codes, corrected=points,
    )  # fmt: skip
    letters.decided(row, at=at)
    return row


@transaction.atomic
def appeal_recount(*, actor: Any, appeal: Appeal, at: datetime) -> Appeal:
    """The result is counted again as the upheld appeal says; a new protocol goes to everybody.

    Who was taken from the reserve list and has no agreement yet gives way where the money is not enough for all. Signed
    agreements whose sums it changes have additional agreements on exactly these: they come into force with it. One to
    which it leaves nothing is ended so."""
    actor = ACCESS.admit("appeal.consider", actor, appeal)
    row = _locked(appeal)
    if row.after_id is not None:
        return row
    if row.state != AppealState.UPHELD or not (row.set_aside or row.corrected):
        raise Refused(
            "appeal.nothing", _("There is nothing to count again: no sheet is set aside, no point corrected.")
        )
    if row.application.project.code in {place["project"] for place in row.before.result["ranking"]}:
        awards_hold(row.application.round)
        agreed = amendments_agreed(row, at)
        row.after = selections.result_recount(
            actor=actor, round=row.application.round, project=row.application.project.code, set_aside=row.set_aside,
            corrected=row.corrected, ground=row.decision, at=at, yielding=taken_from_reserve(row.application.round),
            agreed=agreed,
        )  # fmt: skip
        row.save(update_fields=["after"])
        record(actor=actor, action="appeal.recount", subject=row, at=at, before=row.before_id, after=row.after_id)
        amendments_enforce(actor=actor, appeal=row, at=at)
        awards_outdate(actor=actor, round=row.application.round, at=at)
        return row
    raise Hidden
