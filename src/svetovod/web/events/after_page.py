"""What a session has come to, in figures: who came, what was remarked, what people thought, how tasks stand."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.projects.enums import RemarkState, Section, Severity
from svetovod.web.registry import selectors as registry

from .enums import SEATED, RegistrationKind, RegistrationState, SurveyQuestion
from .models import PracticalSession, SessionTask, SurveyAnswer

LEAST = 5  # answers of fewer people are not shown, nor what would tell them by subtraction
MENDED = (RemarkState.FIXED, RemarkState.CLOSED)


def attendance(session: PracticalSession) -> dict[str, Any]:
    """Those with a place and those who came, by kind and by region."""
    rows = session.registrations.filter(state__in=SEATED).values_list("kind", "region", "cluster", "state")
    seated, came = Counter[str](), Counter[str]()
    regions: Counter[str] = Counter()
    clusters = set()
    for kind, region, cluster, state in rows:
        seated[kind] += 1
        if state == RegistrationState.CHECKED_IN:
            came[kind] += 1
            regions[region] += 1
            clusters.add(cluster)
    kinds = [(str(each.label), seated[each], came[each]) for each in RegistrationKind if seated[each]]
    return {
        "kinds": kinds, "seated": seated.total(), "came": came.total(), "regions": regions,
        "by_region": [(registry.region_name(iso), n) for iso, n in sorted(regions.items(), key=_most)],
        "clusters": len(clusters - {None}),
    }  # fmt: skip


def _most(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def remarks(session: PracticalSession) -> list[dict[str, Any]]:
    """Remarks made at the session by section: of which severity, and how many are mended. What they say stays apart."""
    ours = {"project__remarks__occasion": f"session:{session.slug}"}
    counts = {
        each.value: Count("project__remarks", filter=Q(project__remarks__severity=each)) for each in Severity
    } | {"mended": Count("project__remarks", filter=Q(project__remarks__state__in=MENDED))}  # fmt: skip
    found = session.pitches.filter(**ours).values("project__remarks__section").annotate(**counts).order_by()
    by_section: dict[str, dict[str, Any]] = {row["project__remarks__section"]: dict(row) for row in found}
    return [
        {"section": str(each.label), **by_section[each],
         "all": sum(by_section[each][level.value] for level in Severity)}
        for each in Section
        if each in by_section
    ]  # fmt: skip


@dataclass(slots=True)
class Survey:
    """`rows`: the question, its mean among all, the means of the groups in the order of `groups`; None is not shown."""

    answers: int
    asked: int
    groups: list[str]
    rows: list[tuple[str, Decimal | None, list[Decimal | None]]]
    again: Decimal | None
    useful: list[str]
    lacking: list[str]


def survey(session: PracticalSession) -> Survey:
    rows = list(SurveyAnswer.objects.filter(session=session))
    came = session.registrations.filter(state=RegistrationState.CHECKED_IN).count()
    kinds = [each for each in RegistrationKind if any(row.kind == each for row in rows)]
    made = Survey(len(rows), came, [str(each.label) for each in kinds], [], None, [], [])
    if len(rows) < LEAST:
        return made
    for question in SurveyQuestion:
        marks: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            if question in row.marks:
                marks[row.kind].append(row.marks[question])
        shown = told_apart({kind: len(found) for kind, found in marks.items()})
        all_marks = [mark for found in marks.values() for mark in found]
        whole = mean(all_marks) if len(all_marks) >= LEAST else None
        by_kind = [mean(marks[kind]) if kind in shown and whole is not None else None for kind in kinds]
        made.rows.append((str(question.label), whole, by_kind))
    said = [row.again for row in rows if row.again is not None]
    made.again = Decimal(sum(said)) / len(said) if len(said) >= LEAST else None
    # by alphabet: the order in which they came tells nothing
    made.useful = sorted(row.useful for row in rows if row.useful)
    made.lacking = sorted(row.lacking for row in rows if row.lacking)
    return made


def told_apart(sizes: dict[str, int]) -> set[str]:
    """Groups that may be shown: none under the least, and no single rest that the whole would give away."""
    shown = {kind for kind, size in sizes.items() if size >= LEAST}
    rest = sum(size for kind, size in sizes.items() if kind not in shown)
    if shown and 0 < rest < LEAST:
        shown.remove(min(shown, key=lambda kind: (sizes[kind], kind)))
    return shown


def mean(marks: list[int]) -> Decimal:
    return (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def tasks(session: PracticalSession, at: datetime) -> list[dict[str, Any]]:
    today = timezone.localtime(at).date()
    return [{"task": task, "region": registry.region_name(task.region) if task.region else "",
             "kind": kind(task, today), "state": stands(task, today)} for task in session.tasks.all()]  # fmt: skip


def stands(task: SessionTask, today: date) -> str:
    if task.done_at is not None:
        return _("done late") if timezone.localtime(task.done_at).date() > task.due else _("done in time")
    return _("overdue") if task.due < today else _("still open")


def kind(task: SessionTask, today: date) -> str:
    """Of the mark beside its words."""
    if task.done_at is not None:
        return "yes"
    return "no" if task.due < today else "wait"
