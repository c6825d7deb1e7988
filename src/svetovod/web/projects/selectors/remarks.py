"""Remarks as the reader may see them, and how many there are."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden
from svetovod.web.projects.access import ACCESS, occasions_of
from svetovod.web.projects.columns import in_places
from svetovod.web.projects.content import Content
from svetovod.web.projects.enums import RemarkState, Severity, Visibility
from svetovod.web.projects.models import JointProject, Remark, RemarkReply
from svetovod.web.projects.phrases import remark_place

OPEN = (RemarkState.NEW, RemarkState.ACCEPTED, RemarkState.FIXED, RemarkState.DECLINED)


TO_ANSWER = (RemarkState.NEW, RemarkState.ACCEPTED)


def remarks_visible(actor: Any, project: JointProject) -> QuerySet[Remark]:
    """Remarks with their history: all for the initiator; the released ones for the rest of the team and the managing
    organisation; the panel's own for a panel, and everybody's own.
    """
    remarks = (
        project.remarks.select_related("author", "version", "fixed_in")
        .defer("version__content", "fixed_in__content")
        .prefetch_related(Prefetch("replies", RemarkReply.objects.select_related("author")))
    )
    if ACCESS.allows("project.edit", actor, project):
        return remarks
    shown = Q(visibility=Visibility.PANEL, occasion__in=occasions_of(actor)) | Q(author=actor.person_id)
    if ACCESS.allows("project.view_draft", actor, project):
        shown |= Q(released=True)
    return remarks.filter(shown)


def remark_get(actor: Any, project: JointProject, pk: int) -> Remark:
    remark = remarks_visible(actor, project).filter(pk=pk).first()
    if remark is None:
        raise Hidden
    return remark


def open_remarks(project: JointProject) -> QuerySet[Remark]:
    """Remarks not closed yet, obligatory ones first. For services and other apps: asks nobody's permission."""
    found = project.remarks.filter(state__in=OPEN).select_related("author")
    return found.annotate(rank=_weight()).order_by("rank", "id")


def _weight() -> Case:
    order = (Severity.BLOCKING, Severity.IMPORTANT, Severity.ADVICE)
    whens = [When(severity=severity, then=Value(place)) for place, severity in enumerate(order)]
    return Case(*whens, output_field=IntegerField())


def with_remark_counts(projects: QuerySet[JointProject], on: date, actor: Any) -> QuerySet[JointProject]:
    """Adds what lists show: remarks open, to answer and overdue. Subqueries, so that joins do not multiply.

    What only the initiator reads as yet counts for nobody else of the team.
    """
    leads = actor.organisation_ids(Role.INITIATOR, Role.PREPARER)
    named = [int(pk) for pk in actor.scope_ids(Scope.PROJECT, Role.INITIATOR, Role.PREPARER)]
    panel = Q(visibility=Visibility.PANEL, occasion__in=occasions_of(actor)) | Q(author=actor.person_id)
    told = Q(released=True) | in_places(project__initiator=leads, project=named) | panel
    read = Remark.objects.filter(told, project=OuterRef("pk")).order_by()

    def count(*where: Any, **condition: Any) -> Any:
        rows = read.filter(*where, **condition).values("project").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(rows, output_field=IntegerField()), 0)

    return projects.annotate(
        remarks_open=count(state__in=OPEN),
        remarks_blocking=count(state__in=OPEN, severity=Severity.BLOCKING),
        remarks_to_answer=count(state=RemarkState.NEW),
        remarks_late=count(Q(state=RemarkState.ACCEPTED, due__lt=on) | Q(state=RemarkState.NEW, answer_by__lt=on)),
    )


def remarked_part(row: Any, content: Content) -> str:
    """What a remark (`section`, `place`) is about, in words."""
    return remark_place(Remark(section=row["section"], place=row["place"]), content)
