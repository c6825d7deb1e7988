"""Questions to whoever speaks: asked, wanted by others, taken in their turn by the moderator."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import QUEUED, QuestionState
from svetovod.web.events.models import FloorQuestion, Pitch, ProgrammeItem, Registration
from svetovod.web.events.states import QUESTION

from .managing import seated

MOST = 10  # questions of one person to one entry


@transaction.atomic
def question_ask(
    *, actor: Any, item: ProgrammeItem, pitch: Pitch | None, text: str, key: str, at: datetime,
    registration: Registration | None = None, token: str = "",
) -> FloorQuestion:  # fmt: skip
    """Of the panel it waits for its turn at once; of the others the moderator looks at it first.

    With a registration it is asked by the link of its letter, without an account.
    """
    actor, asker = _voice(actor, item, registration, token)
    Person.objects.select_for_update(no_key=True).get(pk=asker)  # a form sent twice at once is one question
    if known := FloorQuestion.objects.filter(asker_id=asker, key=key).first():
        return known
    if item.questions.filter(asker_id=asker).count() >= MOST:
        raise Refused(
            "question.many", _("At most %(most)d questions of one person: let others ask too.") % {"most": MOST}
        )
    trusted = ACCESS.allows("pitches.list", actor, item.session)
    state = QuestionState.WAITING if trusted else QuestionState.ASKED
    made = FloorQuestion(item=item, pitch=pitch, asker_id=asker, text=text.strip(), state=state, asked_at=at, key=key)
    columns_check(made)
    made.save()
    record(actor=actor, action="question.ask", subject=made, at=at, session=item.session.slug, item=item.pk)
    return made


@transaction.atomic
def question_back(
    *, actor: Any, question: FloorQuestion, at: datetime, registration: Registration | None = None, token: str = ""
) -> int:  # fmt: skip
    """Somebody wants the answer too; pressed again, not any more. Gives how many want it."""
    row = _locked(question)
    actor, voice = _voice(actor, row.item, registration, token)
    if row.state not in QUEUED or row.asker_id == voice:
        raise Refused("question.own", _("One's own question, or one that is over, needs no more voices."))
    if row.backers.filter(pk=voice).exists():
        row.backers.remove(voice)
    else:
        row.backers.add(voice)
    record(actor=actor, action="question.back", subject=row, at=at, session=row.session.slug)
    return row.backers.count()


@transaction.atomic
def question_step(*, actor: Any, question: FloorQuestion, step: str, at: datetime) -> FloorQuestion:
    """A row of the state table. Whatever was on the screen is answered when the next one is shown."""
    row = _locked(question)
    actor = ACCESS.admit("floor.run", actor, row)
    QUESTION.move(row, step)
    if step == "show":
        row.item.questions.filter(state=QuestionState.SHOWN).update(state=QuestionState.ANSWERED)
    row.save(update_fields=["state"])
    record(actor=actor, action=f"question.{step}", subject=row, at=at, session=row.session.slug)
    return row


def _voice(actor: Any, item: ProgrammeItem, registration: Registration | None, token: str) -> tuple[Any, int]:
    """Who speaks, as the journal has it, and the person: signed in, or by the link of a registration with a place."""
    if registration is not None:
        actor, row = seated(actor, registration, token, item.session_id)
        return actor, row.person_id
    actor = ACCESS.admit("floor.ask", actor, item)
    if actor.person_id is None:
        raise Denied("floor.ask")
    return actor, actor.person_id


def _locked(question: FloorQuestion) -> FloorQuestion:
    rows = FloorQuestion.objects.select_for_update(of=("self",), no_key=True).select_related("item__session")
    return rows.get(pk=question.pk)
