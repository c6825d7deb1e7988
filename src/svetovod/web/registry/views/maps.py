from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.registry import map_page, provenance, selectors
from svetovod.web.registry.access import ACCESS


@login_required
@require_safe
def functional_map(request: Request, slug: str) -> HttpResponse:
    """Who buys from whom as a graph, and what it makes of the functional dependence."""
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("verdict.view", request.actor, cluster)
    sheet = cluster.sheets.select_related("uploaded_by").first()
    context = {
        "cluster": cluster,
        "sheet": sheet,
        "whose": provenance.sentence(sheet) if sheet else "",
        "may_import": ACCESS.allows("cluster.import", request.actor, cluster),
        "page": map_page.build(sheet.content, request.GET.get("by", "")) if sheet else None,
    }
    return render(request, "registry/map.html", context)
