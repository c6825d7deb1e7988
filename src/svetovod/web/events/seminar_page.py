"""What stands on the pages of a seminar: materials one may open, questions with answers, the test, who was there."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting

from . import bridge, codes, selectors
from .access import ACCESS
from .enums import SEATED, TAUGHT, AnswerState, MaterialAccess, QuestionState, QuizState
from .live_page import hours
from .models import (
    FloorQuestion,
    ItemMaterial,
    PracticalSession,
    ProgrammeItem,
    QuestionAnswer,
    QuizPart,
    QuizQuestion,
    Registration,
    SeminarPresence,
    SeminarQuiz,
)

MARGIN = timedelta(minutes=15)  # before and after the hours of the programme, in which people still sit down
LEAST = 3  # figures of fewer people are not shown
OUTSIDE = (AnswerState.PUBLISHED,)  # answers that everybody reads
INSIDE = (AnswerState.HALL, AnswerState.PROPOSED, AnswerState.PUBLISHED)  # and participants
# what a registration with a place opens by its link
BY_LINK = Q(published_at__isnull=False, access__in=(MaterialAccess.PUBLIC, MaterialAccess.REGISTERED))
CHOICES = (
    ("met", gettext_lazy("conforms")), ("not_met", gettext_lazy("does not conform")),
    ("no_data", gettext_lazy("not enough data")),
)  # fmt: skip
FIGURES = {
    "participants": gettext_lazy("Participants without infrastructure"),
    "final_producers": gettext_lazy("Final producers among them"),
    "functional_dependence": gettext_lazy("Share bought from other participants"),
    "special_territory": gettext_lazy("Participants on territories of the reduced threshold"),
    "newcomers_without_cooperation": gettext_lazy("Newcomers that neither bought nor sold inside yet"),
    "high_performance_share": gettext_lazy("Share of high-performance jobs"),
    "education_bodies": gettext_lazy("Educational institutions"),
    "technological_objects": gettext_lazy("Objects of technological infrastructure"),
}


def taught(session: PracticalSession) -> QuerySet[ProgrammeItem]:
    """Entries that have something to teach, in the order of the programme."""
    return session.items.filter(kind__in=TAUGHT).select_related("session")


def with_something(session: PracticalSession) -> set[int]:
    """Entries whose page has something for participants beside the hour: papers, answers, a test."""
    full = Q(materials__published_at__isnull=False) | Q(questions__answer__state=AnswerState.PUBLISHED)
    full |= Q(quiz__state__in=(QuizState.OPEN, QuizState.CLOSED))
    return set(taught(session).filter(full).values_list("pk", flat=True))


def materials(actor: Any, item: ProgrammeItem) -> list[ItemMaterial]:
    """Those the reader may open, with their versions, the current one first."""
    rows = item.materials.select_related("item__session").prefetch_related("versions__file")
    return [row for row in rows if ACCESS.allows("material.view", actor, row)]


def locked_materials(item: ProgrammeItem, shown: Iterable[ItemMaterial]) -> list[ItemMaterial]:
    """Published for those registered and not open to the reader: that they exist is no secret."""
    rows = item.materials.filter(access=MaterialAccess.REGISTERED, published_at__isnull=False)
    return list(rows.exclude(pk__in=[row.pk for row in shown]))


def materials_by_link(row: Registration, item: ProgrammeItem) -> list[ItemMaterial]:
    """What a registration with a place opens by its link."""
    if row.state not in SEATED:
        return []
    return list(item.materials.filter(BY_LINK).prefetch_related("versions__file"))


def own_lines(row: Registration) -> list[dict[str, Any]]:
    """Every entry as somebody with a place finds it: what there is to read, whether one was there."""
    been = {item.pk for item in attended(row)}
    taken = set(row.quiz_parts.values_list("quiz__item", flat=True))
    papers = _many(ItemMaterial.objects.filter(BY_LINK), "item")
    rows = taught(row.session).annotate(papers=papers).select_related("session", "quiz")
    return [
        {"item": item, "quiz": getattr(item, "quiz", None), "papers": item.papers, "been": item.pk in been,
         "taken": item.pk in taken}
        for item in rows
    ]  # fmt: skip


def answers(item: ProgrammeItem, today: date, states: Collection[str]) -> list[dict[str, Any]]:
    """Questions of the entry that are answered in writing: without whoever has asked."""
    rows = QuestionAnswer.objects.filter(question__item=item, state__in=states).order_by("written_at", "pk")
    return [said(row, today) for row in rows]


def said(row: QuestionAnswer, today: date) -> dict[str, Any]:
    """An answer with the items of the rulebook it rests on, by the edition of its day."""
    return {"answer": row, "items": selectors.answer_items(row, today)}


def mark(row: QuestionAnswer) -> str:
    """Of the words somebody has read: what is published is what was read."""
    return codes.mark("\n".join([row.asked, row.text, *row.items]))


def questions_open(item: ProgrammeItem) -> list[Any]:
    """For whoever answers: not dropped and without an answer in writing, the most wanted first."""
    rows = item.questions.filter(answer=None).exclude(state=QuestionState.DROPPED)
    found = rows.annotate(wanted=Count("backers")).order_by("-wanted", "asked_at")
    return list(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the test as it is drawn: `right` and what follows are for those who have answered."""

    number: int
    content: dict[str, Any]
    case: dict[str, Any] | None
    options: list[tuple[str, Any]]
    right: str
    given: str = ""

    @property
    def name(self) -> str:
        return f"q{self.number}"

    @property
    def text(self) -> str:
        if self.case is None:
            return str(self.content["text"])
        return _("Does this cluster conform? The requirement: “%(label)s”") % {"label": self.case["named"]}

    @property
    def figures(self) -> list[tuple[Any, str]]:
        if self.case is None:
            return []
        return [(FIGURES[name], value or _("not said")) for name, value in self.case["figures"].items()]

    @property
    def correct(self) -> bool:
        return self.given == self.right

    @property
    def right_said(self) -> str:
        return str(dict(self.options)[self.right])

    @property
    def given_said(self) -> str:
        return str(dict(self.options).get(self.given, ""))


def asked(quiz: SeminarQuiz, given: dict[str, str] | None = None) -> list[Asked]:
    lang = formatting.lang()
    return [_asked(row, lang, (given or {}).get(str(row.number), "")) for row in quiz.questions.all()]


def _asked(row: QuizQuestion, lang: str, given: str) -> Asked:
    content, right = row.content, bridge.quiz_right(row.content)
    if content["kind"] == "own":
        options = [(str(n), text) for n, text in enumerate(content["options"])]
        return Asked(row.number, content, None, options, right, given)
    return Asked(row.number, content, bridge.quiz_case(content, lang), list(CHOICES), right, given)


@dataclass(frozen=True, slots=True)
class Results:
    """`shown` is False while fewer than three have answered; then there are no figures at all."""

    parts: int
    shown: bool
    mean: int = 0
    questions: int = 0
    right: tuple[tuple[int, int], ...] = ()


def results(quiz: SeminarQuiz, questions: list[Asked]) -> Results:
    """How many have answered, and to each question how many rightly; nobody in particular."""
    given = list(QuizPart.objects.filter(quiz=quiz).values_list("answers", "right"))
    if len(given) < LEAST:
        return Results(len(given), shown=False)
    right: Counter[int] = Counter()
    for answers_, _right in given:
        right.update(each.number for each in questions if answers_.get(str(each.number)) == each.right)
    whole = len(given) * max(len(questions), 1)
    mean = (sum(found for _answers, found in given) * 200 + whole) // (2 * whole)
    counted = tuple((each.number, right[each.number]) for each in questions)
    return Results(len(given), True, mean, len(questions), counted)


def attended(row: Registration) -> list[ProgrammeItem]:
    """Entries in whose halls the person was, in the order of the programme."""
    return list(ProgrammeItem.objects.filter(presences__registration=row).order_by("day", "start", "pk"))


def desk_rows(session: PracticalSession) -> QuerySet[ProgrammeItem]:
    """Every entry with how much of what waits in it."""
    papers = ItemMaterial.objects.all()
    asked_ = FloorQuestion.objects.exclude(state=QuestionState.DROPPED)
    said_ = QuestionAnswer.objects.all()
    counted = taught(session).annotate(
        papers=_many(papers, "item"), hidden=_many(papers.filter(published_at=None), "item"),
        asked=_many(asked_, "item"), answered=_many(said_, "question__item"),
        proposed=_many(said_.filter(state=AnswerState.PROPOSED), "question__item"),
        came=_many(SeminarPresence.objects.all(), "item"),
    )  # fmt: skip
    return counted.select_related("session", "quiz").prefetch_related("speakers")


def unanswered(session: PracticalSession) -> int:
    """Questions without an answer in writing, in all entries."""
    inside = taught(session).order_by().values("pk")
    asked = FloorQuestion.objects.exclude(state=QuestionState.DROPPED).filter(item__in=inside).count()
    return asked - QuestionAnswer.objects.filter(question__item__in=inside).count()


def desk_lines(actor: Any, rows: Iterable[ProgrammeItem]) -> list[dict[str, Any]]:
    """Entries with whether the reader teaches them. The same few queries for any of them."""
    return [
        {"item": item, "quiz": getattr(item, "quiz", None), "may_teach": ACCESS.allows("seminar.teach", actor, item)}
        for item in rows
    ]


def _many(rows: QuerySet[Any], item: str) -> Any:
    """How many rows belong to an entry: counted apart, so that nothing is multiplied by something else."""
    found = rows.filter(**{item: OuterRef("pk")}).order_by().values(item).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(found), 0)


def held_now(item: ProgrammeItem, at: datetime) -> bool:
    """Whether presence is marked at that moment."""
    begins, ends = hours(item)
    return begins - MARGIN <= at <= ends + MARGIN
