"""Reading the workbench: each function returns only what the actor may see."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from svetovod.web.common.errors import Hidden

from . import bridge
from .access import ACCESS, colleagues, regions_of
from .examples import EXAMPLES, Example
from .models import QuestionRun, QuestionVersion, SavedQuestion
from .tables import Prepared, tables_for


def questions_own(actor: Any) -> QuerySet[SavedQuestion]:
    ACCESS.require("question.list", actor)
    return SavedQuestion.objects.filter(owner=actor.person_id)


def questions_shared(actor: Any) -> list[SavedQuestion]:
    """Shared in a region of the actor by others who answer for it still."""
    ACCESS.require("question.list", actor)
    rows = SavedQuestion.objects.filter(region__in=regions_of(actor)).exclude(owner=actor.person_id)
    there = colleagues(regions_of(actor))
    return [row for row in rows.select_related("owner") if (row.owner_id, row.region) in there]


def examples_for(actor: Any) -> list[Example]:
    """Those whose tables the actor has."""
    ACCESS.require("question.list", actor)
    own = any(table.own for table in tables_for(actor))
    return [each for each in EXAMPLES if own or not each.own]


def question_get(actor: Any, pk: int) -> SavedQuestion:
    ACCESS.require("question.list", actor)
    found = SavedQuestion.objects.select_related("owner", "copied_from").filter(pk=pk).first()
    if found is None or not ACCESS.allows("question.view", actor, found):
        raise Hidden
    return found


def versions_of(actor: Any, question: SavedQuestion) -> QuerySet[QuestionVersion]:
    """What the question said before: to others only what it said while it was shared with them."""
    ACCESS.require("question.view", actor, question)
    rows = question.versions.all()
    return rows if ACCESS.allows("question.update", actor, question) else rows.filter(region=question.region)


def question_named(actor: Any, question: SavedQuestion | None) -> SavedQuestion | None:
    """A question that another page names, where the actor may see it."""
    return question if question is not None and ACCESS.allows("question.view", actor, question) else None


def runs_of(actor: Any) -> QuerySet[QuestionRun]:
    """What the actor has asked, the newest first."""
    ACCESS.require("question.list", actor)
    return QuestionRun.objects.filter(person=actor.person_id).defer("svg").select_related("question")


def run_get(actor: Any, pk: int) -> QuestionRun:
    ACCESS.require("question.list", actor)
    found = QuestionRun.objects.select_related("question", "answer").filter(pk=pk).first()
    if found is None or not ACCESS.allows("run.view", actor, found):
        raise Hidden
    return found


def dictionary(actor: Any) -> list[Prepared]:
    ACCESS.require("question.list", actor)
    return tables_for(actor)


def answer_now(actor: Any, run: QuestionRun, moment: datetime, *, future: bool) -> bridge.Answer | None:
    """The kept answer while the tables are, for this very person, what they were; None once anything was withdrawn,
    corrected or added, or the answer has had its time."""
    if run.answer is None:
        return None
    known = bridge.Read(run.sql, tables_for(actor), actor, moment, future=future)
    return bridge.answer_of(bytes(run.answer.content, "utf-8")) if known.mark == run.data else None


def may_share(actor: Any) -> list[str]:
    """Regions in which the actor may share a question."""
    return sorted(regions_of(actor))
