"""A region or a managing organisation passes a table on to its enterprises, and hands in what they answered."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.figures import columns as cols
from svetovod.web.figures import recipients, selectors
from svetovod.web.figures.access import ACCESS
from svetovod.web.figures.enums import ReplyState, Way
from svetovod.web.figures.models import FiguresAnswer, FiguresReply, FiguresRequest
from svetovod.web.registry import selectors as registry

from .answering import answer_keep, tell
from .composing import Composed, send
from .hand import locked_row, refuse_locked


@transaction.atomic
def request_pass_on(
    *, actor: Any, reply: FiguresReply, chosen: Collection[int], named: Collection[recipients.Named], text: str,
    due_at: datetime, at: datetime,
) -> FiguresRequest:  # fmt: skip
    """Asks one's own enterprises the same columns, to be answered before one's own date. Once a request."""
    row = locked_row(reply)
    actor = ACCESS.admit("reply.pass_on", actor, row)
    refuse_locked(row)
    above = row.request
    if selectors.passed_on(row) is not None:
        raise Refused("figures.passed", _("The request was passed on already: open that one."))
    if due_at > above.due_at:
        raise Refused("figures.due_above", _("Your enterprises must answer before your own date is over."))
    asked = list(registry.enterprises_below(row.organisation).filter(pk__in=chosen))
    composed = Composed(
        above.title, above.basis, above.year, due_at, cols.of_plain(above.columns), above.most_rows, text
    )
    return send(
        actor, asked, composed, at=at, asker=row.organisation, parent=above, is_demo=above.is_demo,
        contacts=recipients.contacts_of(asked, named, Q(office="", asker=row.organisation)),
    )  # fmt: skip


@transaction.atomic
def answer_collect(*, actor: Any, reply: FiguresReply, base: int, at: datetime) -> FiguresAnswer:
    """Hands in what the enterprises have answered, each row with whose it is; can be done again until the lock."""
    row = locked_row(reply)
    actor = ACCESS.admit("reply.pass_on", actor, row)
    refuse_locked(row)
    passed = selectors.passed_on(row)
    if passed is None:
        raise Refused("figures.not_passed", _("The request was not passed on: there is nothing to collect."))
    if row.answer_number != base:
        raise Refused("figures.changed", _("The figures have changed since. Look at them once more."))
    content = {"rows": list(_rows(passed))}
    if not content["rows"]:
        raise Refused("figures.nobody_answered", _("None of your enterprises has answered yet."))
    person = Person.objects.get(pk=actor.person_id)
    answer = answer_keep(row, content, "answer", person=person, way=Way.COLLECTED, at=at)
    answer.confirmed_by, answer.confirmed_at = person, at
    answer.save(update_fields=["confirmed_by", "confirmed_at"])
    record(actor=actor, action="figures.collect", subject=row, at=at, number=answer.number, rows=len(content["rows"]))
    tell(row, at)
    return answer


def _rows(passed: FiguresRequest) -> Iterator[dict[str, Any]]:
    """Disputed figures wait for their answer; what was typed in and not confirmed says so."""
    for answer in selectors.answers_in_force(passed).exclude(reply__state=ReplyState.DISPUTED):
        organisation = answer.reply.organisation
        source = {
            "inn": organisation.inn, "name": organisation.name, "region": organisation.region, "way": answer.way,
            "confirmed": answer.confirmed_at is not None,
        }  # fmt: skip
        for row in answer.content["rows"]:
            yield {"cells": row["cells"], "source": source}
