"""Reading joint projects: every function takes the actor and returns only what that actor may see."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, Coalesce

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import fault_of
from svetovod.web.registry.models import Membership, Organisation

from . import bridge
from .access import ACCESS, TEAM_ROLES, judged, occasions_of, shown_at
from .columns import document_rows, file_rows, parts, plan_pairs
from .content import Content, live
from .doubles import Double
from .doubles import of_content as claimed_elsewhere
from .enums import ChangeState, ProjectState, RemarkState, Severity, Visibility
from .fit.standing import of_content as fit_standing
from .models import (
    CostDocument,
    CostRow,
    Indicator,
    JointProject,
    ProjectParticipant,
    ProjectVersion,
    Remark,
    RemarkReply,
    SectionList,
)
from .phrases import readiness_text, remark_place, section_title
from .readiness import Item, blockers
from .readiness import items as readiness_items
from .sections import lists

OPEN = (RemarkState.NEW, RemarkState.ACCEPTED, RemarkState.FIXED, RemarkState.DECLINED)
TO_ANSWER = (RemarkState.NEW, RemarkState.ACCEPTED)


def _mine(actor: Any) -> Q:
    """Projects of the actor's own organisations and of the clusters in hand."""
    return (
        Q(participants__organisation__in=actor.organisation_ids(*TEAM_ROLES))
        | Q(pk__in=[int(i) for i in actor.scope_ids(Scope.PROJECT, *TEAM_ROLES)])
        | _managed(actor)
    )


def _managed(actor: Any) -> Q:
    """Projects of the clusters in hand."""
    return Q(cluster__in=[int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)]) | Q(
        cluster__manager__in=actor.organisation_ids(Role.CLUSTER_MANAGER)
    )


def _shown(actor: Any) -> Q:
    """Projects shown to a session's panel the actor sits on, and at a selection those the actor remarked on."""
    mine = occasions_of(actor)
    wrote = [each for each in mine if judged(each)]
    panels = Q(audiences__occasion__in=[each for each in mine if not judged(each)])
    return panels | Q(audiences__occasion__in=wrote, remarks__author=actor.person_id, remarks__occasion__in=wrote)


def projects_visible(actor: Any) -> QuerySet[JointProject]:
    """Projects of the actor's organisations and clusters, and those shown to a panel the actor sits on."""
    if not actor.person_id:
        return JointProject.objects.none()
    seen = JointProject.objects.filter(_mine(actor) | _shown(actor))
    return JointProject.objects.filter(pk__in=seen.values("pk")).select_related("cluster__manager", "initiator")


def projects_own(actor: Any) -> QuerySet[JointProject]:
    """Projects of the actor's organisations and of the clusters in hand, whoever else may see them."""
    if not actor.person_id:
        return JointProject.objects.none()
    own = JointProject.objects.filter(_mine(actor))
    return JointProject.objects.filter(pk__in=own.values("pk")).select_related("cluster", "initiator")


def project_get(actor: Any, code: str) -> JointProject:
    """The project of that code with its participants and parts; `Hidden` where the actor may not see it."""
    project = (
        JointProject.objects.select_related("cluster__manager", "initiator", "section_list")
        .prefetch_related(Prefetch("participants", ProjectParticipant.objects.select_related("organisation")))
        .filter(code__iexact=code)
        .first()
    )
    if project is None or not ACCESS.allows("project.view", actor, project):
        raise Hidden
    for name, value in parts().get(pk=project.pk).items():
        setattr(project, name, value)
    return project


def project_for(actor: Any, code: str, action: str) -> JointProject:
    """The same for whoever may do `action` with it: other apps ask by this."""
    project = project_get(actor, code)
    ACCESS.require(action, actor, project)
    return project


def as_shown(actor: Any, rows: Iterable[JointProject]) -> None:
    """Gives projects of a list that are the actor's only as shown the title and the sum of the version last shown."""
    found = {row.pk: row for row in rows}
    own = JointProject.objects.filter(_mine(actor), pk__in=found).values("pk")
    shown = ProjectVersion.objects.filter(project__in=found).exclude(project__in=own)
    newest = shown.order_by("project", "-number").distinct("project")
    for pk, title, requested in newest.values_list("project", "content__title", "content__money__requested"):
        found[pk].title, found[pk].requested = title, Decimal(requested) if requested else None


def project_by_id(actor: Any, pk: int) -> JointProject:
    """For other apps that hold a foreign key."""
    code = JointProject.objects.filter(pk=pk).values_list("code", flat=True).first()
    if code is None:
        raise Hidden
    return project_get(actor, code)


def content_of(actor: Any, project: JointProject) -> tuple[Content, ProjectVersion | None]:
    """What the actor reads: the team the living project, a panel the version last shown to it."""
    if ACCESS.allows("project.view_draft", actor, project):
        return _filled(project), None
    first = _first_shown(actor, project)
    version = project.versions.filter(pk__gte=first).order_by("-number").first() if first else None
    if version is None:
        raise Hidden
    return version_content(version), version


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
    return [v for v in versions if first is not None and v.pk >= first]


def _first_shown(actor: Any, project: JointProject) -> int | None:
    """The earliest version shown to an occasion of the actor's."""
    return min((each.version_id for each in shown_at(actor, project)), default=None)


def version_get(actor: Any, project: JointProject, number: int) -> ProjectVersion:
    if number not in {version.number for version in versions_of(actor, project)}:
        raise Hidden
    return project.versions.get(number=number)


def bundle_of(actor: Any, project: JointProject, version: ProjectVersion | None) -> Any:
    """The archive last ordered of a version, or of the draft, with its `file` once made; None where there is none."""
    if not ACCESS.allows("letter.view", actor, project):
        return None
    bundle = project.bundles.filter(version=version).first()
    if bundle is not None:
        files = Attachment.objects.filter(subject_type="projects.projectbundle", subject_id=str(bundle.pk))
        bundle.file = files.first()  # type: ignore[attr-defined]
    return bundle


def version_content(version: ProjectVersion) -> Content:
    return dict(version.content)


def version_latest(project: JointProject) -> ProjectVersion | None:
    return project.versions.order_by("-number").first()


def readiness(project: JointProject, on: date) -> list[Item]:
    """What stands between the project and filing on the day; ask `project_get` first, this asks nobody."""
    content = live_content(project)
    stands = fit_standing(content, project.cluster)
    return readiness_items(content, open_remarks(project), on, claimed_elsewhere(content, project.pk), stands)


def doubles_filed(content: Content, project: int) -> list[Double]:
    """Rows of a filed version that other projects claim too. Asks nobody: say only what the reader may know."""
    return claimed_elsewhere(content, project)


def blocking_texts(project: JointProject, on: date) -> list[str]:
    """What keeps the project from filing, in words; empty when it may be filed. Asks nobody."""
    content = live_content(project)
    found = blockers(content, on, project.remarks.all(), fit_standing(content, project.cluster))
    return [str(readiness_text(item)) for item in found]


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
    told = Q(released=True) | Q(project__initiator__in=leads) | Q(project__in=named) | panel

    def count(*where: Any, **condition: Any) -> Any:
        rows = Remark.objects.filter(told, *where, project=OuterRef("pk"), **condition).order_by().values("project")
        return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)

    return projects.annotate(
        remarks_open=count(state__in=OPEN),
        remarks_blocking=count(state__in=OPEN, severity=Severity.BLOCKING),
        remarks_to_answer=count(state=RemarkState.NEW),
        remarks_late=count(Q(state=RemarkState.ACCEPTED, due__lt=on) | Q(state=RemarkState.NEW, answer_by__lt=on)),
    )


def needs_me(actor: Any, projects: QuerySet[JointProject]) -> QuerySet[JointProject]:
    """Where this very person has something to do: a remark to answer, a consent to give, an answer to judge."""
    own = actor.organisation_ids(Role.INITIATOR, Role.PREPARER)
    consents = actor.organisation_ids(Role.INITIATOR, Role.PARTICIPANT)
    waiting = (
        Q(initiator__in=own, remarks__state=RemarkState.NEW)
        | Q(participants__organisation__in=consents, participants__consent_at=None)
        | Q(remarks__author=actor.person_id, remarks__state__in=(RemarkState.FIXED, RemarkState.DECLINED))
        | (_managed(actor) & Q(fit_lines__requests__state=ChangeState.ASKED))
    )
    return projects.filter(pk__in=JointProject.objects.filter(waiting).values("pk"))


def seats_of(actor: Any) -> QuerySet[Any]:
    """Memberships in clusters of the organisations for which the actor may begin a project."""
    own = actor.organisation_ids(Role.INITIATOR)
    return Membership.objects.filter(organisation__in=own, left_on=None).select_related("cluster", "organisation")


def candidates_for(project: JointProject) -> QuerySet[Any]:
    """Organisations of the project's cluster that are not in the project yet."""
    inside = project.participants.values("organisation")
    members = Organisation.objects.filter(memberships__cluster=project.cluster_id, memberships__left_on=None)
    return members.exclude(pk__in=inside).order_by("name_sort")


def files_of(actor: Any, project: JointProject) -> dict[str, list[Any]]:
    """Evidence of the estimate's rows in one query: row key -> files. The team's and its managing organisation's."""
    rows = CostRow.objects.filter(project=project)
    return {f"c{pk}": files for pk, files in _files(actor, project, rows).items()}


def document_files(actor: Any, project: JointProject) -> dict[str, list[Any]]:
    """The same of documents of the kits: id as text -> files."""
    return _files(actor, project, CostDocument.objects.filter(cost__project=project))


def _files(actor: Any, project: JointProject, rows: QuerySet[Any]) -> dict[str, list[Any]]:
    if not ACCESS.allows("project.view_draft", actor, project):
        return {}
    ids = rows.annotate(text=Cast("pk", TextField())).values("text")
    files: dict[str, list[Any]] = {}
    found = Attachment.objects.filter(subject_type=rows.model._meta.label_lower, subject_id__in=ids)
    for attachment in found.order_by("uploaded_at"):
        files.setdefault(attachment.subject_id, []).append(attachment)
    return files


def files_in(content: Content) -> list[Content]:
    """Every file of a content: name, sha256, size, and `row`, the row of the estimate it is evidence of."""
    return [{**file, "row": cost["position"]} for cost in content["costs"] for file in _files_of_cost(cost)]


def _files_of_cost(cost: Content) -> Iterator[Content]:
    yield from cost.get("files", ())
    for document in cost.get("documents", ()):
        yield from document["files"]


def files_checked(content: Content) -> list[Content]:
    """The same with `fault`: "" while the kept bytes are those of the content, else `missing` or `changed`."""
    return [{**file, "fault": fault_of(file["sha256"])} for file in files_in(content)]


def version_files(versions: Iterable[ProjectVersion]) -> dict[int, list[Content]]:
    """Number of a whole version -> its files, checked; versions without files are left out."""
    return {version.number: files for version in versions if (files := files_checked(version.content))}


def estimates_for_trial(actor: Any) -> Iterator[tuple[str, Any]]:
    """Region of the initiator and the engine's project, of all that are not put away: for totals, never to be shown.

    Three queries, whatever their number.
    """
    ACCESS.require("money.try", actor)
    rows = JointProject.objects.exclude(state=ProjectState.ARCHIVED).select_related("initiator")
    inns = ProjectParticipant.objects.select_related("organisation")
    costs = CostRow.objects.select_related("payer")
    for row in rows.prefetch_related(Prefetch("participants", inns), Prefetch("costs", costs)):
        yield row.initiator.region, bridge.engine_project(row)


def misfits(project: JointProject, parsed: Any) -> list[Any]:
    """Problems of a read estimate: rows that the project cannot hold."""
    return bridge.misfits(parsed, [each.organisation.inn for each in project.participants.all()])


def texts_of(content: Content) -> list[tuple[str, str]]:
    """Key and title of each text of an application, in the reader's language."""
    return [(row["key"], section_title(row)) for row in content.get("sections", ())]


def remarked_part(row: Any, content: Content) -> str:
    """What a remark (`section`, `place`) is about, in words."""
    return remark_place(Remark(section=row["section"], place=row["place"]), content)


def section_list(occasion: str) -> lists.AskedList | None:
    """What the occasion asks applications to say; None where it has no list of its own."""
    row = SectionList.objects.filter(occasion=occasion).first()
    if row is None:
        return None
    return lists.AskedList({"ru": row.title_ru, "en": row.title_en}, row.source, lists.read(row.sections))


def usual_list() -> lists.AskedList:
    """The list of the instrument, to begin another from."""
    return lists.default()
