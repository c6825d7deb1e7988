from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from svetovod.web.common import formatting
from svetovod.web.common.charts import tiles
from svetovod.web.common.http import Request
from svetovod.web.registry import bridge, selectors
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.doors import doors, warnings
from svetovod.web.registry.enums import MemberRole, NumberState
from svetovod.web.registry.forms import ClusterFilter
from svetovod.web.registry.tables import ClusterTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def cluster_list(request: Request) -> HttpResponse:
    day = timezone.localtime(request.moment).date()
    everything = selectors.with_verdict(request.actor, selectors.clusters_visible(request.actor), day)
    chosen = ClusterFilter(request.GET, queryset=selectors.with_members(everything))
    table = ClusterTable(chosen.qs, exclude=() if selectors.sees_verdicts(request.actor) else ("verdict",))
    RequestConfig(request, paginate={"per_page": 30}).configure(table)
    places = [iso for regions in chosen.qs.values_list("regions", flat=True) for iso in regions]
    filtered = any(request.GET.get(name) for name in chosen.filters)
    context = {
        "filter": chosen,
        "table": table,
        "nothing": not filtered and not table.paginator.count,
        "may_list": ACCESS.allows("organisation.list", request.actor),
        "may_bulk": ACCESS.allows("bulk.create", request.actor),
        "regions": len(set(places)),
        "map": tiles.build("", Counter(places)),
        "filtered": filtered,
    }
    return render(request, "registry/cluster_list.html", context)


@require_safe
def cluster_detail(request: Request, slug: str) -> HttpResponse:
    cluster = selectors.cluster_get(request.actor, slug)
    day = timezone.localtime(request.moment).date()
    members = list(selectors.members_of(cluster))
    may_see = ACCESS.allows("verdict.view", request.actor, cluster)
    shown = [m for m in members if may_see or ACCESS.allows("organisation.view", request.actor, m.organisation)]
    context = {
        "cluster": cluster,
        "regions": [bridge.region_name(iso, formatting.lang()) for iso in cluster.regions],
        "groups": [(role.label, found) for role in MemberRole if (found := [m for m in shown if m.role == role])],
        "members": members,
        "hidden": len(members) - len(shown),
        "unchecked": sum(m.organisation.numbers == NumberState.UNCHECKED for m in members),
        "may_see": may_see,
        "may_import": ACCESS.allows("cluster.import", request.actor, cluster),
        "verdict": selectors.latest_verdict(cluster, day) if may_see else None,
        "sheet": cluster.sheets.first() if may_see else None,
        "day": day,
        "doors": doors(request.actor, cluster),
        "warnings": warnings(request.actor, cluster, request.moment),
    }
    return render(request, "registry/cluster_detail.html", context)


@require_safe
def blank(request: Request) -> HttpResponse:
    response = HttpResponse(bridge.blank(formatting.lang()), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="cluster.xlsx"'
    return response
