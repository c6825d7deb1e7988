"""Files of state registries: taken in, watched while they are read, their rejected rows; search in classifiers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.regions import csv_tables
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.registries import page, selectors, services
from svetovod.web.regions.registries.forms import CodesForm, FileForm

PER_PAGE = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registry_list(request: Request) -> HttpResponse:
    """The journal; the POST takes a file in."""
    ACCESS.require("registry_file.create" if request.method == "POST" else "registry_file.list", request.actor)
    form, refusal = FileForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.registry_file_take(
                actor=request.actor, kind=form.cleaned_data["kind"], upload=form.cleaned_data["file"], at=request.moment
            )
        except Refused as said:
            refusal = said
        else:
            if made.made_at != request.moment:
                messages.info(request, _("This very file was taken in before: nothing has changed."))
            return redirect("regions:registry_file", pk=made.pk)
    shown, current = (
        Paginator(selectors.files(request.actor), PER_PAGE).get_page(request.GET.get("page")),
        page.current(),
    )
    context = {"form": form, "refusal": refusal, "page": shown, "rows": [page.line(each, current) for each in shown]}
    return render(request, "regions/registry_list.html", context, status=422 if refusal or form.errors else 200)


@login_required
@require_safe
def registry_file(request: Request, pk: int) -> HttpResponse:
    found = page.build(selectors.file_get(request.actor, pk), timezone.now())
    return render(request, "regions/registry_file.html", {"found": found, "file": found.file})


@login_required
@require_safe
def registry_rejects(request: Request, pk: int) -> HttpResponse:
    """Rejected rows as CSV, the first thousand."""
    file = selectors.file_get(request.actor, pk)
    response = HttpResponse(csv_tables.text(page.rejects_csv(file)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejected-{file.pk}.csv"'
    return response


@require_safe
def codes(request: Request) -> HttpResponse:
    """Codes of classifiers by their beginning or by words."""
    form = CodesForm(request.GET or None)
    typed = form.cleaned_data if form.is_valid() else {}
    kind, text = typed.get("kind") or "okpd2", typed.get("q", "")
    file, rows = selectors.codes(kind, text)
    context = {"form": form if request.GET else CodesForm(), "file": file, "rows": rows, "asked": text, "kind": kind,
               "most": selectors.MOST_CODES}  # fmt: skip
    return render(request, "regions/codes.html", context)
