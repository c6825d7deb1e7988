"""Which projects the actor sees: lists, one by its code, what waits for this very person."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden
from svetovod.web.common.prepared import Prepared, listed, prefetched
from svetovod.web.projects import bridge
from svetovod.web.projects.access import ACCESS, TEAM_ROLES, judged, occasions_of
from svetovod.web.projects.columns import NONE, PARTS, in_places, texts
from svetovod.web.projects.enums import ChangeState, ProjectState, RemarkState
from svetovod.web.projects.models import (
    JointProject,
    ProjectAudience,
    ProjectParticipant,
    ProjectVersion,
    Remark,
)
from svetovod.web.projects.withheld import without_withheld
from svetovod.web.registry.models import Membership, Organisation

# of the content of a version, as text
_TITLE = KeyTextTransform("title", "content")
_REQUESTED = KeyTextTransform("requested", KeyTransform("money", "content"))


def _mine(actor: Any) -> Q:
    """Projects of the actor's own organisations and of the clusters in hand."""
    return in_places(**_places(actor))


def _places(actor: Any) -> dict[str, Any]:
    return {
        "participants__organisation": actor.organisation_ids(*TEAM_ROLES),
        "pk": [int(i) for i in actor.scope_ids(Scope.PROJECT, *TEAM_ROLES)],
        **_managed(actor),
    }


def _managed(actor: Any) -> dict[str, Any]:
    """Where projects of the clusters in hand are."""
    return {
        "cluster": [int(i) for i in actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)],
        "cluster__manager": actor.organisation_ids(Role.CLUSTER_MANAGER),
    }


def _shown(actor: Any) -> Q:
    """Projects shown to a session's panel the actor sits on, and at a selection those the actor remarked on."""
    mine = occasions_of(actor)
    wrote = [each for each in mine if judged(each)]
    panels = in_places(audiences__occasion=[each for each in mine if not judged(each)])
    judges = Q(audiences__occasion__in=wrote, remarks__author=actor.person_id, remarks__occasion__in=wrote)
    return panels | judges if wrote else panels


def _audience(panels: Any, wrote: Any, person: int) -> Q:
    """Audiences by which a person sees a project, as `access.shown_at` finds them for one: at a session all that are
    theirs, at a selection those they remarked on."""
    remarked = Remark.objects.filter(project=OuterRef("project"), occasion=OuterRef("occasion"), author=person)
    return Q(occasion__in=panels) | Q(Exists(remarked), occasion__in=wrote)


def _within(actor: Any) -> QuerySet[JointProject]:
    """Every project, or those to which the token of a program is limited."""
    rows = JointProject.objects.all()
    return rows if actor.projects is None else rows.filter(pk__in=actor.projects)


def projects_named(actor: Any) -> list[tuple[int, str]]:
    """Own projects by id and name, to limit a token to."""
    return [(row.pk, str(row)) for row in projects_own(actor).exclude(state=ProjectState.ARCHIVED).order_by("number")]


def projects_visible(actor: Any) -> QuerySet[JointProject]:
    """Projects of the actor's organisations and clusters, and those shown to a panel the actor sits on."""
    if not actor.person_id:
        return JointProject.objects.none()
    seen = _within(actor).filter(_mine(actor) | _shown(actor))
    return JointProject.objects.filter(pk__in=seen.values("pk")).select_related("cluster__manager", "initiator")


def settled(projects: QuerySet[JointProject]) -> QuerySet[JointProject]:
    """The same projects by their ids: for a page that asks several things of them, each of which is then short."""
    ids = list(projects.order_by().values_list("pk", flat=True))
    return JointProject.objects.filter(pk__in=ids).select_related("cluster", "initiator")


def projects_own(actor: Any) -> QuerySet[JointProject]:
    """Projects of the actor's organisations and of the clusters in hand, whoever else may see them.

    Marked as empty, so that nothing is composed for it, where the actor can have none.
    """
    if not actor.person_id or not any(_places(actor).values()):
        return JointProject.objects.none()
    own = _within(actor).filter(_mine(actor))
    return JointProject.objects.filter(pk__in=own.values("pk")).select_related("cluster", "initiator")


def _coded(code: str) -> QuerySet[JointProject]:
    return JointProject.objects.select_related("cluster__manager", "initiator", "section_list").filter(
        code__iexact=code
    )


def _team(project: int) -> QuerySet[ProjectParticipant]:
    return ProjectParticipant.objects.select_related("organisation").filter(project=project)


_CODED, _TEAM = Prepared(_coded, "code"), Prepared(_team, -1)


def project_get(actor: Any, code: str, *, bare: bool = False) -> JointProject:
    """The project of that code with its participants and parts; `Hidden` where the actor may not see it.

    `bare`: without the parts, which are half of what this costs and only pages of the whole project show.
    """
    project: JointProject | None = _CODED.first(code)
    if project is not None:
        prefetched(project, "participants", _TEAM.objects(project.pk))
    if project is None or not ACCESS.allows("project.view", actor, project):
        raise Hidden
    if not bare:
        parts_add(project)
    return project


def parts_add(project: JointProject) -> None:
    """Gives a project that came `bare` its parts."""
    (found,) = PARTS.named(project.pk)
    for name, value in found.items():
        setattr(project, name, value)


def project_for(actor: Any, code: str, action: str, *, bare: bool = False) -> JointProject:
    """The same for whoever may do `action` with it: other apps ask by this."""
    project = project_get(actor, code, bare=bare)
    ACCESS.require(action, actor, project)
    return project


def project_by_id(actor: Any, pk: int) -> JointProject:
    """For other apps that hold a foreign key."""
    code = JointProject.objects.filter(pk=pk).values_list("code", flat=True).first()
    if code is None:
        raise Hidden
    return project_get(actor, code)


def as_shown(actor: Any, rows: Iterable[JointProject]) -> None:
    """Gives projects of a list that are the actor's only as shown the title and the sum of the version last shown.

    Where none can be read as yet, the title is empty and the sum None: never those of the living project.
    """
    found, own = {row.pk: row for row in rows}, _mine(actor)
    living = JointProject.objects.filter(own, pk__in=found) if own != NONE else JointProject.objects.none()
    others = found.keys() - set(living.values_list("pk", flat=True))
    if not others:
        return
    ids = sorted(others)
    for pk, shown in _LAST_SHOWN.rows(*_occasions(actor), actor.person_id, ids, ids):
        title, asked = shown or ("", None)
        found[pk].title, found[pk].requested = title or "", Decimal(asked) if asked else None


def sortable_as_shown(actor: Any, rows: QuerySet[JointProject]) -> QuerySet[JointProject]:
    """Adds `title_shown` and `requested_shown`, what `as_shown` gives: an order by the living ones tells of them."""
    ids = list(rows.order_by().values_list("pk", flat=True))
    shown = _last_shown(*_occasions(actor), actor.person_id, ids)
    own = When(pk__in=JointProject.objects.filter(_mine(actor)).values("pk"), then=F("title"))
    asked = When(own.condition, then=F("requested"))
    number = JointProject._meta.get_field("requested")
    title, requested = (
        Subquery(shown.values_list(column)[:1], output_field=TextField()) for column in (_TITLE, _REQUESTED)
    )
    return rows.annotate(
        title_shown=Case(own, default=Coalesce(title, Value("")), output_field=TextField()),
        requested_shown=Case(asked, default=Cast(requested, number)),
    )


def _occasions(actor: Any) -> tuple[list[str], list[str]]:
    """The actor's panels of sessions, and selections where the actor judges."""
    mine = occasions_of(actor)
    return [each for each in mine if not judged(each)], [each for each in mine if judged(each)]


def _last_shown(panels: Any, wrote: Any, person: int, projects: Any) -> QuerySet[ProjectVersion]:
    """Versions of a project that the person was shown, the last first."""
    first = ProjectAudience.objects.filter(_audience(panels, wrote, person), project=OuterRef("project"))
    earliest = Subquery(first.order_by("version").values("version")[:1])
    shown = ProjectVersion.objects.filter(project=OuterRef("pk"), pk__gte=earliest)
    return without_withheld(shown, projects).order_by("-number")


def _last_of_all(panels: Any, wrote: Any, person: int, projects: Any, again: Any) -> QuerySet[JointProject, Any]:
    occasions = listed(panels, TextField()), listed(wrote, TextField())
    shown = _last_shown(*occasions, person, listed(again, BigIntegerField()))
    both = Subquery(shown.values_list(texts(_TITLE, _REQUESTED))[:1])
    return JointProject.objects.filter(pk__in=listed(projects, BigIntegerField())).order_by().values_list("pk", both)


# title and sum of the version last shown of each of the projects, which are given twice
_LAST_SHOWN = Prepared(_last_of_all, ["panels"], ["wrote"], -1, [-2], [-3])


def needs_me(actor: Any, projects: QuerySet[JointProject]) -> QuerySet[JointProject]:
    """Where this very person has something to do: a remark to answer, a consent to give, an answer to judge."""
    own = actor.organisation_ids(Role.INITIATOR, Role.PREPARER)
    consents = actor.organisation_ids(Role.INITIATOR, Role.PARTICIPANT)
    waiting = Q(remarks__author=actor.person_id, remarks__state__in=(RemarkState.FIXED, RemarkState.DECLINED))
    if own:
        waiting |= Q(initiator__in=own, remarks__state=RemarkState.NEW)
    if consents:
        waiting |= Q(participants__organisation__in=consents, participants__consent_at=None)
    if (managed := in_places(**_managed(actor))) != NONE:
        waiting |= managed & Q(fit_lines__requests__state=ChangeState.ASKED)
    return projects.filter(pk__in=JointProject.objects.filter(waiting).values("pk"))


def ideas_of(actor: Any) -> QuerySet[JointProject]:
    """What the actor's own enterprises have begun and not developed yet, the newest first: offered before a new one."""
    own = actor.organisation_ids(Role.INITIATOR)
    return JointProject.objects.filter(initiator__in=own, state=ProjectState.IDEA).order_by("-pk")[:5]


def seats_of(actor: Any) -> QuerySet[Any]:
    """Memberships in clusters of the organisations for which the actor may begin a project."""
    own = actor.organisation_ids(Role.INITIATOR)
    return Membership.objects.filter(organisation__in=own, left_on=None).select_related("cluster", "organisation")


def candidate(project: JointProject, organisation: Any, on: date) -> bool:
    """Whether the organisation may be in the project: a present member of its cluster, or of any where one may be."""
    seats = Membership.objects.filter(organisation=organisation, left_on=None)
    return (seats.filter(cluster=project.cluster_id) if bridge.one_cluster(on) else seats).exists()


def candidates_for(project: JointProject, on: date) -> QuerySet[Any]:
    """Organisations that may be invited and are not in the project yet: of its cluster, or of any where the edition of
    the day allows it.
    """
    inside = project.participants.values("organisation")
    seats = Membership.objects.filter(left_on=None)
    if bridge.one_cluster(on):
        seats = seats.filter(cluster=project.cluster_id)
    members = Organisation.objects.filter(pk__in=seats.values("organisation"))
    return members.exclude(pk__in=inside).order_by("name_sort")
