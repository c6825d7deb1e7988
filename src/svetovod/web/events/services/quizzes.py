"""The test of a seminar: drawn from a seed over the rulebook, answered once by the link of a registration."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.events import bridge
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import QuizState
from svetovod.web.events.models import ProgrammeItem, QuizPart, QuizQuestion, Registration, SeminarQuiz
from svetovod.web.events.seats import lock
from svetovod.web.events.states import QUIZ

from .managing import seated

MOST = 20  # questions of one test


@transaction.atomic
def quiz_draw(
    *, actor: Any, item: ProgrammeItem, keys: Sequence[str], count: int, seed: int, at: datetime
) -> SeminarQuiz:  # fmt: skip
    """Cases over these rules by the edition of the session's day; drawn again they replace the cases drawn before."""
    session = lock(item.session)
    actor = ACCESS.admit("seminar.teach", actor, item)
    quiz = SeminarQuiz.objects.filter(item=item).first() or SeminarQuiz(item=item, made_at=at)
    _refuse_seen(quiz)
    quiz.seed, quiz.on = seed, item.day
    known = {key for key, _label in bridge.quiz_rules(quiz.on, "ru")}
    if not keys or set(keys) - known:
        raise Refused("quiz.rules", _("Choose rules of the edition in force on the day of the seminar."))
    columns_check(quiz)
    quiz.save()
    own = [row.content for row in quiz.questions.all() if row.content["kind"] == "own"]
    drawn = bridge.quiz_cases(keys=keys, count=min(count, MOST - len(own)), seed=seed, on=quiz.on)
    quiz.questions.all().delete()
    rows = [QuizQuestion(quiz=quiz, number=n, content=each) for n, each in enumerate([*drawn, *own], 1)]
    QuizQuestion.objects.bulk_create(rows)
    record(actor=actor, action="quiz.draw", subject=quiz, at=at, session=session.slug, item=item.pk, seed=seed,
           keys=list(keys), cases=len(drawn))  # fmt: skip
    return quiz


@transaction.atomic
def quiz_question_add(
    *, actor: Any, item: ProgrammeItem, text: str, options: Sequence[str], right: int, explanation: str, at: datetime
) -> QuizQuestion:  # fmt: skip
    """A question in the organiser's own words, after the cases."""
    session = lock(item.session)
    actor = ACCESS.admit("seminar.teach", actor, item)
    made = {"seed": 1, "on": item.day, "made_at": at}
    quiz, _made = SeminarQuiz.objects.get_or_create(item=item, defaults=made)
    _refuse_seen(quiz)
    if quiz.questions.count() >= MOST:
        raise Refused("quiz.many", _("At most %(most)d questions: a short test is answered, a long one is left.")
                      % {"most": MOST})  # fmt: skip
    content = {"kind": "own", "text": text, "options": list(options), "right": right, "explanation": explanation}
    number = (quiz.questions.aggregate(most=Max("number"))["most"] or 0) + 1
    row = QuizQuestion.objects.create(quiz=quiz, number=number, content=content)
    record(actor=actor, action="quiz.question_add", subject=quiz, at=at, session=session.slug, number=number)
    return row


@transaction.atomic
def quiz_question_remove(*, actor: Any, item: ProgrammeItem, number: int, at: datetime) -> None:
    session = lock(item.session)
    actor = ACCESS.admit("seminar.teach", actor, item)
    row = QuizQuestion.objects.select_related("quiz").filter(quiz__item=item, number=number).first()
    if row is None:
        return
    _refuse_seen(row.quiz)
    record(actor=actor, action="quiz.question_remove", subject=row.quiz, at=at, session=session.slug, number=number)
    row.delete()


def _refuse_seen(quiz: SeminarQuiz) -> None:
    """What people have seen stays: everybody gets the same questions."""
    if quiz.state != QuizState.DRAFT:
        raise Refused("quiz.seen", _("The test was opened already: its questions stay as they are."))


@transaction.atomic
def quiz_step(*, actor: Any, item: ProgrammeItem, step: str, at: datetime) -> SeminarQuiz:
    """Opened and closed by whoever teaches."""
    session = lock(item.session)
    actor = ACCESS.admit("seminar.teach", actor, item)
    quiz = SeminarQuiz.objects.select_for_update(of=("self",), no_key=True).filter(item=item).first()
    if quiz is None or not quiz.questions.exists():
        raise Refused("quiz.empty", _("The test has no questions yet: draw cases from the rulebook or add your own."))
    QUIZ.move(quiz, step)
    quiz.save(update_fields=["state"])
    record(actor=actor, action=f"quiz.{step}", subject=quiz, at=at, session=session.slug)
    return quiz


@transaction.atomic
def quiz_answer(
    *, actor: Any, quiz: SeminarQuiz, registration: Registration, answers: Mapping[int, str], token: str = "",
    at: datetime,
) -> QuizPart:  # fmt: skip
    """Once; sent again it is what was sent first. The journal says that somebody answered, not how well."""
    actor, row = seated(actor, registration, token, quiz.item.session_id)
    if known := QuizPart.objects.filter(quiz=quiz, registration=row).first():
        return known
    if quiz.state != QuizState.OPEN:
        raise Refused("quiz.closed", _("The test is not open."))
    questions = list(quiz.questions.all())
    given = {str(each.number): answers[each.number] for each in questions if each.number in answers}
    if len(given) < len(questions):
        raise Refused("quiz.unanswered", _("Answer every question; “not enough data” is an answer too."))
    right = sum(given[str(each.number)] == bridge.quiz_right(each.content) for each in questions)
    made = QuizPart.objects.create(quiz=quiz, registration=row, answers=given, right=right, given_at=at)
    record(actor=actor, action="quiz.answer", subject=row, at=at, session=row.session.slug, item=quiz.item_id)
    return made
