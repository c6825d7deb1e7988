"""The formal check: two persons apart from one another, differences settled, then one of three decisions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.selection import letters, summons
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody.letters import key_due
from svetovod.web.selection.enums import ApplicationState as State
from svetovod.web.selection.enums import CheckAnswer
from svetovod.web.selection.models import Application, CheckOpinion, CheckReview, FormalCheckItem, SelectionRound
from svetovod.web.selection.phrases import CHECKLIST
from svetovod.web.selection.selectors import terms
from svetovod.web.selection.states import APPLICATION, ROUND

from ._common import locked_application, locked_round, require_step


@transaction.atomic
def check_save(
    *, actor: Any, application: Application, answers: Mapping[str, tuple[str, str]], at: datetime
) -> Application:
    """Keeps the officer's own answers (key -> answer, comment). "Does not conform" needs a comment."""
    actor = ACCESS.admit("application.check", actor, application)
    row = in_check(application, "check_save")
    review = _own_review(row, actor)
    if row.state == State.FILED:
        APPLICATION.move(row, "check")
        row.save(update_fields=["state"])
    said = []
    for key, (answer, comment) in answers.items():
        if key not in CHECKLIST:
            raise Refused("check.unknown", _("There is no such item in the checklist."), key=key)
        if answer == CheckAnswer.NO:
            require_text("check.comment", comment, _("Say what does not conform: the applicant reads it."))
        said.append(CheckOpinion(review=review, key=key, answer=CheckAnswer(answer), comment=comment.strip()))
    CheckOpinion.objects.bulk_create(
        said, update_conflicts=True, unique_fields=["review", "key"], update_fields=["answer", "comment"]
    )
    return row


def _own_review(row: Application, actor: Any) -> CheckReview:
    review, _made = CheckReview.objects.get_or_create(
        application=row, officer_id=actor.person_id, revision=row.revision
    )
    if review.finished_at is not None:
        raise Refused("check.finished", _("You have finished your check of this application: it is not changed."))
    finished = row.reviews.filter(revision=row.revision, finished_at__isnull=False).count()
    if finished >= row.round.check_officers:
        raise Refused("check.enough", _("This application has been checked by as many persons as are needed."))
    return review


@transaction.atomic
def check_finish(*, actor: Any, application: Application, at: datetime) -> Application:
    """The officer's answers stand from here on. With the last officer's, what all agree on is settled."""
    actor = ACCESS.admit("application.check", actor, application)
    row = in_check(application, "check_save")
    own = row.reviews.filter(revision=row.revision, officer_id=actor.person_id, finished_at__isnull=False).first()
    if own is not None:
        return row
    review = _own_review(row, actor)
    said = dict(review.opinions.values_list("key", "answer"))
    missing = [key for key in CHECKLIST if said.get(key, CheckAnswer.NONE) == CheckAnswer.NONE]
    if missing:
        raise Refused(
            "check.missing",
            _("Answer every item before finishing. Without an answer: %(items)s.")
            % {"items": "; ".join(str(CHECKLIST[key][0]) for key in missing)},
            items=missing,
        )
    review.finished_at = at
    review.save(update_fields=["finished_at"])
    _agree(row)
    record(
        actor=actor, action="application.check", subject=row, at=at, number=row.number, revision=row.revision,
        answers=said,
    )  # fmt: skip
    return row


def reviews_finished(row: Application) -> list[CheckReview]:
    """In Python: many applications are asked about with their reviews read together."""
    return [each for each in row.reviews.all() if each.revision == row.revision and each.finished_at is not None]


def _agree(row: Application) -> None:
    """Items on which all officers say the same; each comment stays."""
    reviews = reviews_finished(row)
    if len(reviews) < row.round.check_officers:
        return
    said: dict[str, list[CheckOpinion]] = {}
    for review in reviews:
        for opinion in review.opinions.all():
            said.setdefault(opinion.key, []).append(opinion)
    row.checks.all().delete()
    FormalCheckItem.objects.bulk_create(
        FormalCheckItem(
            application=row, key=key, answer=opinions[0].answer,
            comment="\n".join(dict.fromkeys(each.comment for each in opinions if each.comment)),
        )
        for key, opinions in said.items()
        if len({each.answer for each in opinions}) == 1
    )  # fmt: skip


@transaction.atomic
def check_settle(
    *, actor: Any, application: Application, key: str, answer: str, ground: str, at: datetime
) -> Application:
    """A difference of the officers: the chair settles it, or an officer adopts the other's answer. With a ground."""
    actor = ACCESS.admit("application.settle", actor, application)
    row = in_check(application, "check_settle")
    text = require_text("check.ground", ground, _("Say on what ground: it stands beside both opinions."))
    said = {review.officer_id: _opinion(review, key) for review in reviews_finished(row)}
    if len(said) < row.round.check_officers or len({each.answer for each in said.values()}) < 2:
        raise Refused("check.settled", _("The officers do not differ on this item."))
    if row.checks.filter(key=key).exists():
        raise Refused("check.settled", _("The officers do not differ on this item."))
    adopted = [each for each in said.values() if each.answer == answer]
    own = said.get(actor.person_id)
    presides = actor.holds(Role.CHAIR, Scope.ROUND, row.round_id)
    if not adopted or (own is not None and own.answer == answer) or (own is None and not presides):
        raise Refused(
            "check.whose",
            _("The chair settles a difference, or an officer adopts the other's answer: nobody upholds their own."),
        )
    FormalCheckItem.objects.create(
        application=row, key=key, answer=CheckAnswer(answer), comment=adopted[0].comment, ground=text,
        by_id=actor.person_id,
    )  # fmt: skip
    record(
        actor=actor, action="application.settle", subject=row, at=at, number=row.number, key=key, answer=str(answer),
        ground=text,
    )  # fmt: skip
    return row


def _opinion(review: CheckReview, key: str) -> CheckOpinion:
    found = next((each for each in review.opinions.all() if each.key == key), None)
    if found is None:
        raise Refused("check.unknown", _("There is no such item in the checklist."), key=key)
    return found


def in_check(application: Application, step: str) -> Application:
    row = locked_application(application)
    refuse_decided(row, step)
    return row


def refuse_decided(row: Application, step: str) -> None:
    require_step(step, row.round)
    if row.state not in (State.FILED, State.FORMAL_CHECK, State.RETURNED):
        raise Refused("check.decided", _("The formal check of this application is already decided."))


def answers_agreed(row: Application) -> dict[str, str]:
    """What the check of the version filed last came to; refused while officers owe theirs or differ."""
    finished, needed = len(reviews_finished(row)), row.round.check_officers
    if finished < needed:
        raise Refused(
            "check.officers",
            _("Checked by %(finished)d of %(needed)d persons: nothing is decided before all have finished.")
            % {"finished": finished, "needed": needed},
        )
    found = {each.key: each.answer for each in row.checks.all()}
    differ = [key for key in CHECKLIST if key not in found]
    if differ:
        raise Refused(
            "check.differ",
            _("The officers differ: %(items)s. Settle it first.")
            % {"items": "; ".join(str(CHECKLIST[key][0]) for key in differ)},
            items=differ,
        )
    return found


def decide(actor: Any, row: Application, action: str, at: datetime, reason: str = "") -> Application:
    APPLICATION.move(row, action)
    row.reason = reason
    row.save(update_fields=["state", "reason", "correct_until"])
    record(
        actor=actor, action=f"application.{action}", subject=row, at=at, number=row.number, state=str(row.state),
        reason=reason,
    )  # fmt: skip
    letters.decided(row, action, at=at)
    return row


@transaction.atomic
def application_refuse(*, actor: Any, application: Application, reason: str, at: datetime) -> Application:
    """Not admitted: at least one item does not conform, and the reason is given in words."""
    actor = ACCESS.admit("application.decide", actor, application)
    text = require_text("check.reason", reason, _("Give the reason: it stands in the protocol beside the decision."))
    row = in_check(application, "application_decide")
    if CheckAnswer.NO not in answers_agreed(row).values():
        raise Refused("check.no_ground", _("Mark the item that does not conform before refusing the application."))
    return decide(actor, row, "refuse", at, text)


@transaction.atomic
def application_return(
    *, actor: Any, application: Application, reason: str, until: datetime, at: datetime
) -> Application:
    """Back to the applicant for correction until a moment that must lie ahead; one on a day off is moved."""
    actor = ACCESS.admit("application.decide", actor, application)
    text = require_text("check.reason", reason, _("Say what to correct."))
    if until <= at:
        raise Refused("check.until", _("The time for corrections must lie ahead."))
    row = in_check(application, "application_decide")
    until = terms.named(until).until
    _refuse_return(row, until, at)
    if CheckAnswer.NO not in answers_agreed(row).values():
        raise Refused("check.no_ground", _("Mark the item that does not conform before returning the application."))
    row.correct_until = until
    return decide(actor, row, "return", at, text)


def _refuse_return(row: Application, until: datetime, at: datetime) -> None:
    most = row.round.return_days
    if most == 0:
        raise Refused("check.no_returns", _("By the announcement nothing is returned for correction."))
    if most is None:
        return
    last = terms.after(at, most).until
    if until > last:
        raise Refused(
            "check.until_most",
            _("By the announcement corrections take at most until %(until)s.") % {"until": formatting.deadline(last)},
        )


@transaction.atomic
def scoring_start(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    """Hands the admitted applications to the experts; possible when every application is decided."""
    actor = ACCESS.admit("round.score", actor, round)
    row = locked_round(round)
    applications = list(row.applications.select_for_update(no_key=True))
    undecided = sum(a.state in (State.FILED, State.FORMAL_CHECK, State.RETURNED) for a in applications)
    admitted = [a for a in applications if a.state == State.ADMITTED]
    ROUND.move(row, "score", at=at, undecided=undecided, admitted=len(admitted))
    row.save(update_fields=["state"])
    for application in admitted:
        APPLICATION.move(application, "score")
        application.save(update_fields=["state"])
    record(actor=actor, action="round.score", subject=row, at=at, admitted=[a.number for a in admitted])
    summons.scoring_started(row, at=at)
    key_due(row, at=at)
    return row
