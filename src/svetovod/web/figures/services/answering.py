"""What an enterprise does with its part: drafts, answers, confirms. An answer after the due date is late, not lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Conflict, Refused
from svetovod.web.figures import links, selectors
from svetovod.web.figures.enums import Outcome, Way
from svetovod.web.figures.models import FiguresAnswer, FiguresDispute, FiguresDraft, FiguresReply
from svetovod.web.figures.shapes import shape_of
from svetovod.web.figures.states import REPLY
from svetovod.web.notices.services import notice_add

from .hand import hand_of, locked_row, refuse_locked


@transaction.atomic
def draft_save(
    *, actor: Any, reply: FiguresReply, content: Mapping[str, Any], base: int, token: str = "", at: datetime
) -> FiguresDraft:
    """Keeps what was typed as it is: each person's draft is their own. A locked request keeps it too."""
    _actor, person = hand_of(actor, reply, token)
    values = {"content": dict(content), "base": base, "saved_at": at}
    draft, _made = FiguresDraft.objects.update_or_create(reply=reply, person=person, defaults=values)
    return draft


@transaction.atomic
def answer_file(
    *, actor: Any, reply: FiguresReply, content: dict[str, Any], base: int, token: str = "", at: datetime,
    repeated: bool = False,
) -> FiguresAnswer:  # fmt: skip
    """Answers with what a form has read. `base` is the answer the form was opened on: a colleague's later one is never
    overwritten unseen.
    """
    row = locked_row(reply)
    actor, person = hand_of(actor, row, token)
    refuse_locked(row)
    newest = row.answers.first()
    if newest and newest.number != base:
        if newest.given_by_id == person.pk and newest.content == content:
            return newest  # the same form sent twice
        raise Conflict(
            "figures.conflict",
            gettext_lazy("Another answer of your enterprise has come meanwhile. Compare both and send yours again if "
                         "it is the right one."),
            number=newest.number,
        )  # fmt: skip
    answer = answer_keep(row, content, "answer", person=person, way=Way.LINK, repeated=repeated, at=at)
    answer.confirmed_by, answer.confirmed_at = person, at
    answer.save(update_fields=["confirmed_by", "confirmed_at"])
    row.drafts.filter(person=person).delete()
    record(
        actor=actor, action="figures.answer", subject=row, at=at, number=answer.number, person=str(person.pseudonym),
        repeated=repeated, late=row.late,
    )  # fmt: skip
    tell(row, at)
    return answer


@transaction.atomic
def answer_repeat(*, actor: Any, reply: FiguresReply, base: int, token: str = "", at: datetime) -> FiguresAnswer:
    """No changes: last year's figures are said of this year, in one tap."""
    hand_of(actor, reply, token)
    earlier = selectors.earlier_of(reply)
    if earlier is None:
        raise Refused(
            "figures.nothing_earlier", gettext_lazy("There are no earlier figures to repeat: fill in the form.")
        )
    content = shape_of(reply.request).repeated(reply, earlier.content)
    if content is None:
        raise Refused(
            "figures.incomplete",
            gettext_lazy(
                "The earlier figures are not complete, they cannot be repeated as they are: fill in what is missing."
            ),
        )
    return answer_file(actor=actor, reply=reply, content=content, base=base, token=token, at=at, repeated=True)


@transaction.atomic
def answer_confirm(*, actor: Any, reply: FiguresReply, number: int, token: str = "", at: datetime) -> FiguresAnswer:
    """What the manager typed in is the enterprise's own word from now on. Done twice, it is done once."""
    row = locked_row(reply)
    actor, person = hand_of(actor, row, token)
    refuse_locked(row)
    answer = row.answers.first()
    if answer is None or answer.number != number:
        raise Refused("figures.changed", gettext_lazy("The figures have changed since. Look at them once more."))
    if answer.confirmed_at is None:
        answer.confirmed_by, answer.confirmed_at = person, at
        answer.save(update_fields=["confirmed_by", "confirmed_at"])
        record(actor=actor, action="figures.confirm", subject=row, at=at, number=number, person=str(person.pseudonym))
        tell(row, at)
    return answer


def answer_keep(
    row: FiguresReply, content: dict[str, Any], action: str, *, person: Any, way: Way, at: datetime, basis: str = "",
    repeated: bool = False,
) -> FiguresAnswer:  # fmt: skip
    """The next answer of a part held under lock; whatever was disputed is answered by it."""
    REPLY.move(row, action)
    number = row.answer_number + 1
    FiguresDispute.objects.filter(answer__reply=row, outcome="").update(outcome=Outcome.ANSWERED, closed_at=at)
    answer = FiguresAnswer.objects.create(
        reply=row, number=number, content=content, way=way, basis=basis, repeated=repeated, given_by=person, given_at=at
    )
    row.answer_number, row.answered_at = number, at
    row.save(update_fields=["state", "answer_number", "answered_at"])
    return answer


def tell(row: FiguresReply, at: datetime) -> None:
    """A line for whoever asked."""
    request = row.request
    if request.opened_by is None:
        return
    words = {"name": row.organisation.name, "year": request.year, "title": request.title}
    said = (
        _("%(name)s has answered the request “%(title)s”.")
        if request.is_table
        else _("%(name)s has answered the request for the figures of %(year)s.")
    )
    notice_add(
        person=request.opened_by, at=at, key=f"figures:{row.pk}:{row.answer_number}:{at:%Y%m%d%H%M%S}",
        text=said % words, url=links.part(row),
    )  # fmt: skip
