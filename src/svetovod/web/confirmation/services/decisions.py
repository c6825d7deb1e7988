"""A decision: prepared by one officer, taken or sent back by another; a confirmation enters the registry."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import journal_hold, record
from svetovod.web.common.errors import Refused, require_text
from svetovod.web.confirmation import checklist, letters, protocol
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import ApplicationState, EntryState, Outcome
from svetovod.web.confirmation.models import ConfirmationApplication, ConfirmationDecision, RegistryEntry
from svetovod.web.confirmation.states import APPLICATION, ENTRY
from svetovod.web.confirmation.terms import day_of, valid_until
from svetovod.web.registry.services import cluster_move

from ._common import cluster_follows, locked, require_review


@transaction.atomic
def decision_prepare(
    *, actor: Any, application: ConfirmationApplication, outcome: str, grounds: str, at: datetime
) -> ConfirmationDecision:
    """Proposes a decision. Conformity is not proposed while a line of the checklist is marked not in order."""
    actor = ACCESS.admit("application.prepare", actor, application)
    row = locked(application)
    require_review(row)
    grounds = require_text("decision.grounds", grounds, _("Write the grounds: they stand in the protocol."))
    version = row.versions.select_related("verdict").first()
    assert version is not None, "what is under review was filed"
    failing = checklist.failing(checklist.lines(row, version))
    if outcome == Outcome.CONFIRM and failing:
        raise Refused(
            "decision.failing",
            _("Conformity cannot be confirmed, not in order: %(lines)s. Refuse, return the papers, or mark the line "
              "otherwise with the reason.")
            % {"lines": "; ".join(line.label for line in failing)},
        )  # fmt: skip
    APPLICATION.move(row, "prepare")
    row.save()
    made = ConfirmationDecision.objects.create(
        application=row, outcome=Outcome(outcome), grounds=grounds, prepared_at=at, prepared_by_id=actor.person_id
    )
    record(
        actor=actor, action="decision.prepare", subject=made, at=at, number=row.number, outcome=outcome,
        grounds=grounds,
    )  # fmt: skip
    letters.prepared(row, at=at, but=actor)
    return made


@transaction.atomic
def decision_send_back(
    *, actor: Any, application: ConfirmationApplication, reason: str, at: datetime
) -> ConfirmationDecision:
    actor = ACCESS.admit("application.decide", actor, application)
    row = locked(application)
    decision = _proposed(row)
    reason = require_text("decision.reason", reason, _("Say why the decision is not taken: who prepared it reads it."))
    APPLICATION.move(row, "send_back", actor=actor, decision=decision)
    row.save()
    decision.sent_back = reason
    decision.save()
    record(actor=actor, action="decision.send_back", subject=decision, at=at, number=row.number, reason=reason)
    letters.sent_back(row, decision, at=at)
    return decision


@transaction.atomic
def decision_take(
    *, actor: Any, application: ConfirmationApplication, order_number: str, order_date: date, at: datetime
) -> ConfirmationDecision:
    """Takes what another officer prepared: the protocol is frozen, a confirmed cluster gets its registry number."""
    actor = ACCESS.admit("application.decide", actor, application)
    row = locked(application)
    if row.state in {ApplicationState.CONFIRMED, ApplicationState.REFUSED}:
        return row.decisions.exclude(decided_at=None)[0]
    decision = _proposed(row)
    _refuse_order(row, order_date, at)
    decision.order_number = require_text("decision.order", order_number, _("Write the number of the order."))
    decision.order_date, decision.decided_at, decision.decided_by_id = order_date, at, actor.person_id
    APPLICATION.move(row, decision.outcome, actor=actor, decision=decision)
    row.save()
    decision.snapshot = protocol.snapshot(row, decision, at)
    decision.save()
    number = _enter(actor, row, decision, at) if decision.outcome == Outcome.CONFIRM else None
    if number is None:
        cluster_follows(actor, row, "refuse", at)
    record(
        actor=actor, action="decision.take", subject=decision, at=at, number=row.number, outcome=decision.outcome,
        order=decision.order_number, order_date=order_date.isoformat(), registry_number=number,
    )  # fmt: skip
    letters.decided(row, decision, number, at=at)
    return decision


def _proposed(row: ConfirmationApplication) -> ConfirmationDecision:
    found = row.decisions.first() if row.state == ApplicationState.PREPARED else None
    if found is None:
        raise Refused("decision.none", _("No decision is prepared: prepare one first."))
    return found


def _refuse_order(row: ConfirmationApplication, day: date, at: datetime) -> None:
    assert row.filed_at is not None, "a decision is about what was filed"
    if not day_of(row.filed_at) <= day <= day_of(at):
        raise Refused(
            "decision.order_date", _("The order is of a day between the filing and today. Check the date of the order.")
        )


def _enter(actor: Any, row: ConfirmationApplication, decision: ConfirmationDecision, at: datetime) -> int:
    """The next number of the registry; an entry that this one renews is over with it."""
    journal_hold()
    assert decision.order_date is not None, "taken with its order"
    for older in RegistryEntry.objects.filter(cluster=row.cluster, state__in=(EntryState.ACTIVE, EntryState.EXPIRING)):
        ENTRY.move(older, "end")
        older.ended_on = day_of(at)
        older.save()
    number = (RegistryEntry.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    until = valid_until(decision.order_date, day_of(at))
    RegistryEntry.objects.create(
        number=number, cluster=row.cluster, decision=decision, entered_on=day_of(at), valid_until=until
    )
    row.cluster = cluster_move(actor=actor, cluster=row.cluster, action="register", registry_number=str(number), at=at)
    return number
