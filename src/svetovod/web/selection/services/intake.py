"""Questions on the announcement with public answers; an outage of the server answered by a public extension."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.selectors import entries_between
from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused, require_text
from svetovod.web.selection import letters, proclaim
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.announcement.faults import out_of_order
from svetovod.web.selection.models import Clarification, Outage, SelectionRound
from svetovod.web.selection.models.round import DATES_AHEAD
from svetovod.web.selection.selectors.intake import questions_until, takes_questions, unsealed_from

from ._common import locked_round, publish, require_step

# of one person, without an answer yet: more is not a question but a flood
MOST_WAITING = 20
# the journal tells that a question was asked and by whom; the export of a round shows its answers, not this
QUESTION = "selection.question"


@transaction.atomic
def clarification_ask(*, actor: Any, round: SelectionRound, question: str, at: datetime) -> Clarification:
    """A question on the announcement, by anybody signed in. The same words twice are one question."""
    actor = ACCESS.admit("clarification.ask", actor, round)
    text = require_text("clarification.question", question, _("Write the question."))
    row = locked_round(round)
    if not takes_questions(row, at):
        until = questions_until(row)
        raise Refused(
            "clarification.over",
            _("Questions were taken until %(until)s.") % {"until": formatting.deadline(until) if until else "—"},
        )
    own = row.clarifications.filter(asked_by=actor.person_id, answered_at=None)
    known = own.filter(question=text).first()
    if known:
        return known
    if own.count() >= MOST_WAITING:
        raise Refused(
            "clarification.many", _("Your earlier questions wait for their answers: ask when they are there.")
        )
    number = (row.clarifications.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Clarification.objects.create(
        round=row, number=number, question=text, asked_by_id=actor.person_id, asked_at=at
    )
    record(actor=actor, action="clarification.ask", subject=(QUESTION, str(made.pk)), at=at, number=number)
    letters.asked(made, at=at)
    return made


@transaction.atomic
def intake_unseal(*, actor: Any, round: SelectionRound, at: datetime) -> SelectionRound:
    """Sealed applications are opened so many working days before the intake ends, where the announcement says so."""
    actor = ACCESS.admit("intake.unseal", actor, round)
    row = locked_round(round)
    opened = unsealed_from(row)
    if not row.intake_sealed or opened is None or at < opened:
        return row
    require_step("intake_unseal", row)
    row.unsealed_at = at
    row.save(update_fields=["unsealed_at"])
    record(actor=actor, action="intake.unseal", subject=row, at=at, working_days=row.unsealed_days)
    return row


def reseal(actor: Any, row: SelectionRound, at: datetime) -> None:
    """The intake goes on, and with it the day moves on which applications are opened: until then nobody reads the next
    ones. Saved by whoever moved the end."""
    opened = unsealed_from(row)
    if row.unsealed_at is not None and opened is not None and at < opened:
        row.unsealed_at = None
        record(actor=actor, action="intake.seal", subject=row, at=at, opened=opened)


@transaction.atomic
def clarification_answer(
    *, actor: Any, clarification: Clarification, shown: str, answer: str, at: datetime
) -> Clarification:
    """Publishes the answer with the question in words that name nobody. Answered once; a correction is a new answer."""
    actor = ACCESS.admit("clarification.answer", actor, clarification.round)
    row = (
        Clarification.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round")
        .filter(pk=clarification.pk)
    )
    found = row.first()
    if found is None:
        raise Hidden
    if found.answered_at is not None:
        return found
    require_step("clarification_answer", found.round)
    found.shown = require_text("clarification.shown", shown, _("Write the question as everybody will read it."))
    found.answer = require_text("clarification.answer", answer, _("Write the answer."))
    found.answered_at = at
    entry = record(
        actor=actor, action="clarification.answer", subject=found, at=at, number=found.number, shown=found.shown,
        answer=found.answer,
    )  # fmt: skip
    found.ledger_index = entry.index
    found.save(update_fields=["shown", "answer", "answered_at", "ledger_index"])
    letters.clarified(found, at=at)
    return found


@transaction.atomic
def outage_record(
    *, actor: Any, round: SelectionRound, began: datetime, ended: datetime, ground: str, closes_at: datetime,
    at: datetime,
) -> Outage:  # fmt: skip
    """Records hours of the intake that were lost and moves its end, also after it has passed, but not once closed.

    The end moves by the lost hours at least; later dates move along. Published as an amendment with its ground.
    """
    actor = ACCESS.admit("outage.add", actor, round)
    row = locked_round(round)
    require_step("outage_record", row)
    text = require_text("outage.ground", ground, _("Say what happened and by what it is proved: it is published."))
    known = row.outages.filter(began_at=began, ended_at=ended).first()
    if known:
        return known
    _refuse_times(row, began, ended, closes_at, at)
    before = row.closes_at
    assert before is not None, "announced with its dates"
    moved = closes_at - before
    row.closes_at = closes_at
    for name in DATES_AHEAD:
        value = getattr(row, name)
        setattr(row, name, value + moved if value is not None else None)
    found = out_of_order(row)
    if found:
        raise Refused("amend.faults", " ".join(found), faults=found)
    announcement = publish(actor, row, "round.prolong", reason=text, at=at)
    reseal(actor, row, at)
    row.save(update_fields=["closes_at", *DATES_AHEAD, "version", "unsealed_at"])
    made = Outage.objects.create(
        round=row, began_at=began, ended_at=ended, ground=text, entries=entries_between(began, ended),
        closed_before=before, closed_after=closes_at, version=row.version, recorded_at=at,
    )  # fmt: skip
    record(
        actor=actor, action="outage.record", subject=made, at=at, began=began, ended=ended, ground=text,
        entries=made.entries, closed_before=before, closed_after=closes_at,
    )  # fmt: skip
    proclaim.prolonged(row, announcement, at=at)
    return made


def _refuse_times(row: SelectionRound, began: datetime, ended: datetime, closes_at: datetime, at: datetime) -> None:
    assert row.opens_at is not None and row.closes_at is not None, "announced with its dates"
    if not began < ended <= at:
        raise Refused("outage.times", _("An outage has its beginning before its end, and its end is past."))
    lost = min(ended, row.closes_at) - max(began, row.opens_at)
    if lost.total_seconds() <= 0:
        raise Refused("outage.elsewhere", _("These hours are not of the intake: they prolong nothing."))
    least = row.closes_at + lost
    if closes_at < least or closes_at <= at:
        raise Refused(
            "outage.short",
            _("The intake must go on for the hours lost at least, and end in the future: not before %(least)s.")
            % {"least": formatting.deadline(max(least, at))},
        )
