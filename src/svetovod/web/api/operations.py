"""Every operation of the API, one entry each: addresses, the OpenAPI document and the human page come from here."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.projects.enums import ProjectState
from svetovod.web.registry.enums import ClusterState
from svetovod.web.registry.selectors import region_codes
from svetovod.web.support.selectors import COSTS, WHO

from . import bridge, query, views
from .frame import READ, WRITE, View

ROOT = "api/v1/"
ON = query.day("on", _("The day asked about, for example 2021-06-24"))


@dataclass(frozen=True, slots=True)
class Operation:
    """`refusals` are kinds of `problems.KINDS` beside those every operation has; `example` is a whole address.

    `scope` is what a token must allow, "" where nobody is known; `body` is the schema of a JSON body.
    """

    id: str
    route: str
    view: View
    group: str
    summary: Any
    answers: str
    parameters: tuple[query.Parameter, ...] = ()
    method: str = "GET"
    refusals: tuple[str, ...] = ()
    example: str = ""
    scope: str = ""
    body: str = ""


PUBLIC = tuple(state for state in ClusterState.values if state != ClusterState.IDEA)
YES_NO = ("yes", "no")
TOKEN = ("token", "forbidden", "too-often")
GROUPS = {
    "law": _("The law as data"),
    "registry": _("The registry of clusters"),
    "check": _("Judging a cluster"),
    "support": _("Measures of support"),
    "projects": _("Joint projects, by a token of one's own"),
    "meetings": _("Business meetings, by a token of one's own"),
    "about": _("About the API"),
}
OPERATIONS = (
    Operation("acts", "acts/", views.law.acts, "law", _("Acts with their editions"), "Acts"),
    Operation(
        "act", "acts/<slug:act>/", views.law.act, "law",
        _("An act: its items with value, unit, source and how surely they are known"), "Act", (ON,),
        refusals=("not-found",), example="acts/pp779/?on=2021-06-24",
    ),
    Operation(
        "compare", "acts/<slug:act>/compare/", views.law.compare, "law",
        _("What differs between two days; without them, between the last two editions"), "Comparison",
        (query.day("a", _("First day")), query.day("b", _("Second day"))), refusals=("not-found",),
        example="acts/pp779/compare/?a=2018-08-02&b=2021-11-16",
    ),
    Operation(
        "item", "acts/<slug:act>/items/<str:key>/", views.law.item, "law", _("An item over all editions"),
        "ItemHistory", refusals=("not-found",), example="acts/pp779/items/cluster.func_dependence_min/",
    ),
    Operation(
        "clusters", "clusters/", views.registry.clusters, "registry", _("Clusters that are public"), "Clusters",
        (
            query.text("q", _("A part of the name")),
            query.word("region", _("Region, ISO 3166-2"), region_codes()),
            query.word("state", _("State"), PUBLIC),
            query.whole("page", _("Page"), low=1, high=10_000, default=1),
            query.whole("per_page", _("Clusters a page"), low=1, high=200, default=50),
        ),
        example="clusters/?region=RU-MO",
    ),
    Operation(
        "cluster", "clusters/<slug:slug>/", views.registry.cluster, "registry",
        _("A cluster with those of its participants that may be named; figures and verdicts are not public"),
        "Cluster", refusals=("not-found",),
    ),
    Operation(
        "check", "check/", views.check.check, "check",
        _("A cluster sent as JSON or as a workbook, judged on a day; nothing is kept"), "Verdict",
        (ON, query.word("act", _("The act"), bridge.JUDGED_BY, default="pp779")), method="POST",
        refusals=("body", "too-large", "media-type", "input", "too-often"), example="check/?on=2021-06-24",
        body="PostedCluster",
    ),
    Operation(
        "measures", "support/", views.support.measures, "support",
        _("Measures of support and how they fit the answers"), "Matches",
        (
            query.word("who", _("Who asks"), WHO, many=True),
            query.word("costs", _("For which costs"), COSTS, many=True),
            query.word("region", _("Region, ISO 3166-2"), region_codes()),
            query.word("registered", _("The cluster is in the registry"), YES_NO),
            query.word("joint_project", _("There is a joint project"), YES_NO),
            ON,
        ),
        example="support/?who=participant&costs=equipment&registered=yes&on=2021-06-24",
    ),
    Operation(
        "measure", "support/<slug:measure>/", views.support.measure, "support", _("A measure with its dated terms"),
        "Measure", (ON,), refusals=("not-found",), example="support/pp41/",
    ),
    Operation(
        "projects", "projects/", views.projects.projects, "projects", _("Projects that the owner of the token sees"),
        "Projects",
        (
            query.word("state", _("State"), ProjectState.values),
            query.whole("page", _("Page"), low=1, high=10_000, default=1),
            query.whole("per_page", _("Projects a page"), low=1, high=200, default=50),
        ),
        refusals=TOKEN, scope=READ,
    ),
    Operation(
        "project", "projects/<str:code>/", views.projects.project, "projects",
        _("A project: sections, estimate, indicators, stages, readiness, remarks; to an expert the version shown"),
        "Project", refusals=(*TOKEN, "not-found"), scope=READ,
    ),
    Operation(
        "project_estimate", "projects/<str:code>/estimate/", views.projects.estimate, "projects",
        _("Rows of the estimate with the revision that is sent back when they are changed"),
        "Estimate", refusals=(*TOKEN, "not-found"), scope=READ,
    ),
    Operation(
        "project_estimate_import", "projects/<str:code>/estimate/import/", views.projects.estimate_import, "projects",
        _("Rows sent as JSON or as a workbook replace the estimate, all or none; If-Match names the revision"),
        "Estimate", method="POST", scope=WRITE, body="PostedEstimate",
        refusals=(
            *TOKEN, "not-found", "body", "refused", "changed", "too-large", "media-type", "input", "precondition",
        ),
    ),
    Operation(
        "meetings", "meetings/", views.meetings.meetings, "meetings",
        _("Profiles, invitations and meetings of the enterprises that the owner of the token speaks for"),
        "Meetings", refusals=TOKEN, scope=READ,
    ),
    Operation(
        "session_meetings", "meetings/<slug:slug>/", views.meetings.session_meetings, "meetings",
        _("The same at one session"), "Meetings", refusals=(*TOKEN, "not-found"), scope=READ,
    ),
    Operation("openapi", "openapi.json", views.document.openapi, "about", _("This description for programs"), ""),
)  # fmt: skip
