"""Papers of a project: the page that says what there is and what is left to fill, and each of them as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.outputs import application, catalogue
from svetovod.web.projects.outputs.source import Source, number_of, source_of
from svetovod.web.projects.pages import page_for
from svetovod.web.projects.selectors import bundle_of, project_get, versions_of


@login_required
@require_safe
def outputs(request: Request, code: str) -> HttpResponse:
    """`?version=2` gives the papers of a kept version; without it those of the project as the reader sees it."""
    page = page_for(request, code, "outputs")
    source = source_of(page.actor, page.project, number_of(request.GET.get("version")), request.moment)
    context = {
        "page": page, "source": source, "versions": versions_of(page.actor, page.project),
        "entries": catalogue.entries(source, page.actor),
        "query": f"?version={source.version.number}" if source.version else "",
        "template": application.chosen(page.project).said, "bundling": page.can("bundle.make"),
        "bundle": bundle_of(page.actor, page.project, source.version),
    }  # fmt: skip
    return render(request, "projects/outputs.html", context)


@login_required
@require_safe
def output(request: Request, code: str, paper: str, kind: str) -> HttpResponse:
    actor = request.actor
    source = _source(request, code, request.GET.get("version"))
    made = catalogue.file_of(source, actor, paper, kind)
    response = HttpResponse(made, content_type=catalogue.FORMATS[kind])
    number = f"-v{source.version.number}" if source.version else ""
    response["Content-Disposition"] = f'attachment; filename="{paper}-{source.project.number:02d}{number}.{kind}"'
    return response


@login_required
@require_POST
def bundle(request: Request, code: str) -> HttpResponse:
    """Orders the archive of what the page shows; the page then says how far it is."""
    source = _source(request, code, request.POST.get("version"))
    services.bundle_order(actor=request.actor, project=source.project, version=source.version, at=request.moment)
    query = f"?version={source.version.number}" if source.version else ""
    return redirect(f"{reverse('projects:outputs', args=[code])}{query}#bundle")


def _source(request: Request, code: str, version: str | None) -> Source:
    project = project_get(request.actor, code)
    return source_of(request.actor, project, number_of(version), request.moment)
