"""Columns of the database that several readers of projects ask for."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Model, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject

from svetovod.web.common.prepared import Prepared
from svetovod.web.documents.models import Attachment

from .content import EFFICIENCY, FIT, STAGE
from .models import (
    CostDocument,
    CostRow,
    EfficiencyPlan,
    FitLine,
    Indicator,
    IndicatorValue,
    JointProject,
    ProjectAnswer,
    ProjectSection,
    ProjectStage,
    ProjectVersion,
)

NONE = Q(pk__in=[])


def file_rows(model: type[Model] = CostRow) -> ArraySubquery:
    """Name, hash and size of each file of a row, the oldest first."""
    files = Attachment.objects.filter(
        subject_type=model._meta.label_lower, subject_id=Cast(OuterRef("pk"), TextField())
    ).order_by("uploaded_at", "id")
    return ArraySubquery(files.values_list(texts("name", "sha256", "size")))


def document_rows() -> ArraySubquery:
    """The documents of a row of the estimate with their files, as a content has them but for the key."""
    found = CostDocument.objects.filter(cost=OuterRef("pk")).order_by("on", "id")
    plain = {name: name for name in ("pk", "kind", "number", "on", "payer", "seller", "seller_name", "rate")}
    sums = {name: Cast(name, TextField()) for name in ("gross", "vat")}
    return ArraySubquery(found.values_list(JSONObject(**plain, **sums, files=file_rows(CostDocument))))


def indicator_rows(project: Any) -> ArraySubquery:
    """Indicators of a project with their plans, all in the project's own query."""
    found = Indicator.objects.filter(project=project).order_by("position")
    columns = JSONObject(
        pk="pk", position="position", name="name", unit="unit", kind="kind",
        baseline=Cast("baseline", TextField()), plan=plan_pairs(),
    )  # fmt: skip
    return ArraySubquery(found.values_list(columns))


def plan_pairs() -> ArraySubquery:
    """Half-years and figures planned for an indicator."""
    plan = IndicatorValue.objects.filter(indicator=OuterRef("pk")).exclude(plan=None).order_by("period")
    return ArraySubquery(plan.values_list(texts("period", "plan")))


def in_places(**places: Any) -> Q:
    """Rows in one of the places, none where there is none. A place that is nowhere is left out: its tables would be
    joined all the same."""
    found = Q()
    for name, ids in places.items():
        if ids:
            found |= Q(**{f"{name}__in": ids})
    return found or NONE


def texts(*names: Any) -> Func:
    """Columns as an array of text: exact for decimals, unlike JSON."""
    return Func(
        *(Cast(name, TextField()) for name in names),
        template="ARRAY[%(expressions)s]", output_field=ArrayField(TextField()),
    )  # fmt: skip


def _parts(project: int) -> QuerySet[JointProject, Any]:
    answers = ProjectAnswer.objects.filter(project=OuterRef("pk")).order_by("id")
    stages = ProjectStage.objects.filter(project=OuterRef("pk")).order_by("position")
    written = ProjectSection.objects.filter(project=OuterRef("pk")).order_by("id")
    kept = ProjectVersion.objects.filter(project=OuterRef("pk")).order_by("-number")
    lines = FitLine.objects.filter(project=OuterRef("pk")).order_by("position")
    planned = EfficiencyPlan.objects.filter(project=OuterRef("pk"))
    return JointProject.objects.filter(pk=project).values(
        answer_pairs=ArraySubquery(answers.values_list(texts("question", "yes"))),
        stage_rows=ArraySubquery(stages.values_list(STAGE)),
        indicator_rows=indicator_rows(OuterRef("pk")),
        section_rows=ArraySubquery(written.values_list(texts("key", "text", "due"))),
        fit_rows=ArraySubquery(lines.values_list(FIT)),
        efficiency_rows=ArraySubquery(planned.values_list(EFFICIENCY)),
        kept_number=Subquery(kept.values("number")[:1]),
        kept_at=Subquery(kept.values("frozen_at")[:1]),
    )


# what the pages of a project show beside its own row, in one query
PARTS = Prepared(_parts, -1)
