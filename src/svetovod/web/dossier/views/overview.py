from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common.http import Request
from svetovod.web.dossier import edition_page, needs, selectors
from svetovod.web.dossier.pages import page_for


@login_required
@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    page = page_for(request, slug, "overview")
    pinned = selectors.pinned(page.cluster)
    context = {"page": page, "cluster": page.cluster, "pinned": pinned}
    context |= edition_page.strip(request, page.cluster, pinned) | needs.context(page)
    return render(request, "dossier/overview.html", context)
