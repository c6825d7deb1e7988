"""Applications: an initiator's own, the register of a round for those inside it, one assigned to an expert."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from svetovod.web.accounts.enums import Role
from svetovod.web.common.errors import Hidden
from svetovod.web.common.prepared import Prepared
from svetovod.web.projects.models import JointProject
from svetovod.web.projects.selectors import doubles_filed
from svetovod.web.selection.access import ACCESS, CLOSED_DRAFT
from svetovod.web.selection.models import Application, SelectionRound


def _rows() -> QuerySet[Application]:
    return Application.objects.select_related("round", "project__initiator", "project__cluster", "version")


def _numbered(slug: str, number: str) -> QuerySet[Application]:
    return _rows().filter(round__slug=slug, number__iexact=number)


_NUMBERED = Prepared(_numbered, "slug", "number")


def application_get(actor: Any, slug: str, number: str) -> Application:
    """Raises `Hidden` for a number that is not there and for one that is not the actor's to see."""
    found: Application | None = _NUMBERED.first(slug, number) if number else None
    if found is None or not ACCESS.allows("application.view", actor, found):
        raise Hidden
    return found


def draft_get(actor: Any, round_: SelectionRound, code: str) -> Application:
    """The application of the actor's own project, saved or not begun yet."""
    project = JointProject.objects.select_related("initiator", "cluster").filter(code__iexact=code).first()
    if project is None:
        raise Hidden
    found = _rows().filter(round=round_, project=project).first() or Application(
        round=round_, project=project, requested=project.requested, minimum=project.minimum
    )
    if not ACCESS.allows("application.draft", actor, found):
        raise Hidden
    return found


def my_projects(actor: Any, round_: SelectionRound) -> list[tuple[JointProject, Application | None]]:
    """Projects led by the actor's organisations, each with its application in this round, if any."""
    own = actor.organisation_ids(Role.INITIATOR)
    if not own:
        return []
    projects = JointProject.objects.filter(initiator__in=own).exclude(state="archived").order_by("number")
    begun = {row.project_id: row for row in Application.objects.filter(round=round_, project__in=projects)}
    return [(project, begun.get(project.pk)) for project in projects]


def applications_of_round(actor: Any, round_: SelectionRound) -> QuerySet[Application]:
    """The register: everything that was filed, in the order of registration. Nothing for those outside, and nothing
    while applications are sealed.

    `filed_title` is the title in the version filed: the project's own may have been changed since.
    """
    if not ACCESS.allows("desk.view", actor, round_) or round_.intake_sealed:
        return Application.objects.none()
    rows = round_.applications.exclude(state__in=CLOSED_DRAFT).select_related("project__cluster", "version")
    rows = rows.defer("version__content").annotate(filed_title=KeyTextTransform("title", "version__content"))
    return rows.order_by("serial")


def claimed_twice(row: Application) -> list[tuple[int, str]]:
    """Rows of the filed estimate that another project claims too, with its number in this round, "" where it has none.

    For who checks formally: of a project that is not filed here nothing else is said.
    """
    numbers = dict(Application.objects.filter(round=row.round_id).exclude(number="").values_list("project", "number"))
    found = doubles_filed(row.pinned.content, row.project_id)
    return sorted({(each.row, numbers.get(each.project, "")) for each in found})
