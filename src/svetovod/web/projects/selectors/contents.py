"""The whole of a project as it stands or as it was kept, and its versions."""

from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from svetovod.web.common.errors import Hidden
from svetovod.web.common.prepared import Prepared
from svetovod.web.documents.models import Attachment
from svetovod.web.projects.access import ACCESS, shown_at
from svetovod.web.projects.columns import document_rows, file_rows, plan_pairs
from svetovod.web.projects.content import Content, live
from svetovod.web.projects.models import CostRow, Indicator, JointProject, ProjectParticipant, ProjectVersion
from svetovod.web.projects.withheld import without_withheld


def content_of(actor: Any, project: JointProject) -> tuple[Content, ProjectVersion | None]:
    """What the actor reads: the team the living project, a panel the version last shown to it."""
    if ACCESS.allows("project.view_draft", actor, project):
        return _filled(project), None
    first = _first_shown(actor, project)
    if first is None:
        raise Hidden
    for version in ProjectVersion.objects.raw(*_LAST.statement(project.pk, first, project.pk)):
        return version_content(version), version
    raise Hidden


def _last(project: int, first: int, again: int) -> QuerySet[ProjectVersion]:
    versions = ProjectVersion.objects.filter(project=project, pk__gte=first)
    return without_withheld(versions, [again]).order_by("-number")[:1]


# the last version that a panel reads of a project, which is given twice
_LAST = Prepared(_last, -1, -2, -3)


def live_content(project: JointProject) -> Content:
    """The project as it stands in the database now, whatever the given object remembers."""
    rows = JointProject.objects.select_related("cluster__manager", "initiator", "section_list")
    return _filled(rows.get(pk=project.pk))


def _filled(project: JointProject) -> Content:
    """At most three more queries, whatever its size; what `project_get` has fetched is not fetched again."""
    wanted = [
        Prefetch("participants", ProjectParticipant.objects.select_related("organisation")),
        Prefetch(
            "costs",
            CostRow.objects.select_related("payer").annotate(file_rows=file_rows(), document_rows=document_rows()),
        ),
    ]
    if not hasattr(project, "indicator_rows"):
        wanted.append(Prefetch("indicators", Indicator.objects.annotate(plan=plan_pairs())))
    prefetch_related_objects([project], *wanted)
    return live(project)


def versions_of(actor: Any, project: JointProject, *, whole: bool = False) -> list[ProjectVersion]:
    """All versions for the team and its managing organisation; for a panel those from its first showing on.

    Their content is left in the database unless they are wanted `whole`.
    """
    versions = project.versions.select_related("frozen_by").order_by("-number")
    if not whole:
        versions = versions.defer("content")
    if ACCESS.allows("project.view_draft", actor, project):
        return list(versions)
    first = _first_shown(actor, project)
    return [] if first is None else list(without_withheld(versions.filter(pk__gte=first), [project.pk]))


def _first_shown(actor: Any, project: JointProject) -> int | None:
    """The earliest version shown to an occasion of the actor's."""
    return min((each.version_id for each in shown_at(actor, project)), default=None)


def version_get(actor: Any, project: JointProject, number: int) -> ProjectVersion:
    if number not in {version.number for version in versions_of(actor, project)}:
        raise Hidden
    return project.versions.get(number=number)


def version_content(version: ProjectVersion) -> Content:
    return dict(version.content)


def version_latest(project: JointProject) -> ProjectVersion | None:
    return project.versions.order_by("-number").first()


def bundle_of(actor: Any, project: JointProject, version: ProjectVersion | None) -> Any:
    """The archive last ordered of a version, or of the draft, with its `file` once made; None where there is none."""
    if not ACCESS.allows("letter.view", actor, project):
        return None
    bundle = project.bundles.filter(version=version).first()
    if bundle is not None:
        files = Attachment.objects.filter(subject_type="projects.projectbundle", subject_id=str(bundle.pk))
        bundle.file = files.first()  # type: ignore[attr-defined]
    return bundle
