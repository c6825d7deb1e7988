"""Writing of questions and asking them. Who asked what is kept whatever came of it."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.bulk import hold
from svetovod.web.common.errors import Conflict, Hidden, Refused

from . import bridge, phrases, picture
from .access import ACCESS, regions_of
from .models import QuestionRun, QuestionVersion, SavedQuestion, StoredAnswer
from .tables import tables_for

KEPT = timedelta(days=30)
FIELDS = ("title_ru", "title_en", "about_ru", "about_en", "sql", "chart", "region")


@transaction.atomic
def question_save(*, actor: Any, said: Mapping[str, Any], at: datetime) -> SavedQuestion:
    actor = ACCESS.admit("question.create", actor)
    _shared(actor, said["region"])
    row = SavedQuestion.objects.create(owner_id=actor.person_id, changed_at=at, **{name: said[name] for name in FIELDS})
    record(actor=actor, action="question.save", subject=row, at=at, version=row.version, region=row.region)
    return row


@transaction.atomic
def question_update(
    *, actor: Any, question: SavedQuestion, said: Mapping[str, Any], version: int, at: datetime
) -> SavedQuestion:
    """What the question said is kept as a version; saved as it was, nothing changes."""
    row = SavedQuestion.objects.select_for_update(no_key=True).filter(pk=question.pk).first()
    if row is None:
        raise Hidden
    actor = ACCESS.admit("question.update", actor, row)
    _shared(actor, said["region"])
    if row.version != version:
        raise Conflict(
            "question.changed", _("The question was changed meanwhile in another window. Open it anew, then change it.")
        )
    if all(getattr(row, name) == said[name] for name in FIELDS):
        return row
    if row.sql != said["sql"]:
        QuestionVersion.objects.create(
            question=row, number=row.version, sql=row.sql, region=row.region, made_at=row.changed_at
        )
    for name in FIELDS:
        setattr(row, name, said[name])
    row.version, row.changed_at = row.version + 1, at
    row.save()
    record(actor=actor, action="question.update", subject=row, at=at, version=row.version, region=row.region)
    return row


def _shared(actor: Any, region: str) -> None:
    if region and region not in regions_of(actor):
        raise Refused("question.region", _("A question is shared in a region you answer for, or in none."))


@transaction.atomic
def question_copy(*, actor: Any, question: SavedQuestion, at: datetime) -> SavedQuestion:
    """One's own question with the same words, seen by nobody else."""
    actor = ACCESS.admit("question.copy", actor, question)
    said = {name: getattr(question, name) for name in FIELDS} | {"region": ""}
    row = SavedQuestion.objects.create(owner_id=actor.person_id, copied_from=question, changed_at=at, **said)
    record(actor=actor, action="question.copy", subject=row, at=at, copied_from=question.pk)
    return row


@transaction.atomic
def question_delete(*, actor: Any, question: SavedQuestion, at: datetime) -> None:
    """Its runs stay: they say who asked what. They and its copies lose their way to it: all are held first."""
    hold(SavedQuestion.objects.filter(Q(pk=question.pk) | Q(copied_from=question)))
    row = SavedQuestion.objects.filter(pk=question.pk).first()
    actor = ACCESS.admit("question.delete", actor, row or question)
    if row is None:
        return
    row.runs.update(question=None)
    row.versions.all().delete()
    record(actor=actor, action="question.delete", subject=row, at=at, version=row.version)
    row.delete()


def question_run(
    *, actor: Any, sql: str, parameters: bridge.Parameters, at: datetime, future: bool,
    question: SavedQuestion | None = None, title: str = "", chart: Mapping[str, str] | None = None,
) -> QuestionRun:  # fmt: skip
    """Asks, or takes the answer kept for the same data; raises `Refused` with the engine's reason. The transaction is
    opened when the answer is there: nobody waits for the journal while somebody else's question is thought over."""
    actor = ACCESS.admit("question.ask", actor)
    if not bridge.ready():
        raise Refused("question.absent", phrases.SAID["absent"])
    known = bridge.Read(sql, tables_for(actor), actor, at, future=future)
    key = known.key(sql, parameters)
    stored, seconds = StoredAnswer.objects.filter(key=key).first(), 0.0
    found: bridge.Found | None = bridge.answer_of(stored.content.encode()) if stored else None
    run = QuestionRun(
        question=question, person_id=actor.person_id, at=at, title=title[:200], sql=sql[: bridge.LIMITS.signs],
        parameters={
            name: value for name, value in parameters.items() if re.search(rf'\$"?{re.escape(name)}\b', sql, re.I)
        },
        data=known.mark, chart=dict(chart or {}),
    )  # fmt: skip
    if found is None or run.chart:
        with bridge.place(run.person_id) as free:
            if not free:
                raise Refused("question.busy", phrases.SAID["busy"])
            if found is None:
                found, seconds = bridge.ask(sql, known, parameters)
            if isinstance(found, bridge.Answer):
                _draw(run, found)
    run.seconds = min(Decimal(f"{seconds:.2f}"), Decimal(9999))
    run.outcome = "answered" if isinstance(found, bridge.Answer) else found.why
    _keep(actor, run, found, key, at)
    if isinstance(found, bridge.Refusal):
        raise Refused(f"question.{found.why}", phrases.refusal(found))
    return run


def _draw(run: QuestionRun, found: bridge.Answer) -> None:
    """To be called in a `bridge.place`."""
    run.svg, run.drawn_in = "", formatting.lang()
    if run.chart and found.rows:
        run.svg = picture.drawn(run.chart, found)


@transaction.atomic
def _keep(actor: Any, run: QuestionRun, found: bridge.Found, key: str, at: datetime) -> None:
    if isinstance(found, bridge.Answer):
        content = bridge.kept(found).decode()
        run.rows = len(found.rows)
        run.answer, _made = StoredAnswer.objects.get_or_create(key=key, defaults={"data_on": at, "content": content})
    run.save()
    record(actor=actor, action="question.run", subject=run, at=at, question=run.question_id, outcome=run.outcome,
           rows=run.rows, seconds=str(run.seconds), data=run.data)  # fmt: skip


def run_draw(
    *, actor: Any, run: QuestionRun, found: bridge.Answer, chart: Mapping[str, str], at: datetime
) -> QuestionRun:
    """Another picture of the answer `found`; an empty choice takes the picture away."""
    actor = ACCESS.admit("run.draw", actor, run)
    with bridge.place(run.person_id) as free:
        if not free:
            raise Refused("question.busy", phrases.SAID["busy"])
        run.chart = dict(chart)
        _draw(run, found)
    if run.chart and not run.svg:
        raise Refused("chart.undrawn", _("That could not be drawn. Choose other columns, or fewer rows."))
    with transaction.atomic():
        run.save(update_fields=["chart", "svg", "drawn_in"])
        record(actor=actor, action="question.draw", subject=run, at=at, chart=run.chart)
    return run


def answers_forget(at: datetime) -> int:
    """Answers that nobody has asked for in their time, and the pictures of them; the runs stay."""
    asked = QuestionRun.objects.filter(answer=OuterRef("pk"), at__gte=at - KEPT)
    old = StoredAnswer.objects.filter(~Exists(asked), data_on__lt=at - KEPT)
    QuestionRun.objects.filter(answer__in=old).update(svg="")
    return old.delete()[0]
