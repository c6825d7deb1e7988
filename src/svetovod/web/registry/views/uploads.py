from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.registry import bridge, selectors, services
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.forms import UploadForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request, slug: str) -> HttpResponse:
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("cluster.import", request.actor, cluster)
    form = UploadForm(request.POST or None, request.FILES or None)
    context = {"cluster": cluster, "form": form, "sheet": cluster.sheets.first()}
    if request.method != "POST":
        return render(request, "registry/upload.html", context)
    if not form.is_valid():
        return render(request, "registry/upload.html", context, status=422)
    file = form.cleaned_data["workbook"]
    done = services.cluster_offer(
        actor=request.actor, cluster=cluster, file=file.file, file_name=file.name, at=request.moment
    )
    if done.pending is not None:
        return redirect("registry:pending", slug=cluster.slug)
    if done.verdict is None:
        context |= {
            "errors": bridge.told(done.errors, formatting.lang()),
            "count": len(done.errors),
            "file_name": file.name,
        }
        return render(request, "registry/upload.html", context, status=422)
    messages.success(request, _("The workbook is accepted and judged."))
    return redirect("registry:verdict", slug=cluster.slug)
