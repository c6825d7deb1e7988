from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.dossier import edition_page, selectors


@login_required
@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    cluster = selectors.cluster_get(request.actor, slug)
    pinned = selectors.pinned(cluster)
    context = {"cluster": cluster, "pinned": pinned} | edition_page.strip(request, cluster, pinned)
    return render(request, "dossier/overview.html", context)
