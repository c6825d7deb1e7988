"""Plan and fact of a programme by workbook: taken out, and taken back once the difference was seen."""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.http import Request
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.forms import SheetForm
from svetovod.web.dossier.indicators import bridge, difference
from svetovod.web.dossier.pages import Page, page_for

from .acting import found

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _seen(request: Request, slug: str, version: int) -> tuple[Page, selectors.ProgrammeView]:
    page = page_for(request, slug, "programme", reads="dossier.read_papers")
    return page, found(selectors.programme(page.actor, page.cluster, page.on, version))


@login_required
@require_safe
def indicators_xlsx(request: Request, slug: str, version: int) -> HttpResponse:
    page, seen = _seen(request, slug, version)
    rows = [
        (line.row.name, line.row.unit, point.period, point.plan, point.fact)
        for line in seen.indicators
        for point in line.points
    ]
    response = HttpResponse(bridge.write(rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="indicators-{page.cluster.slug}-v{version}.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def indicators_upload(request: Request, slug: str, version: int) -> HttpResponse:
    """A POST shows what a file would change; one with `shown` applies what was shown."""
    page, seen = _seen(request, slug, version)
    if request.method == "POST" and "shown" in request.POST:
        return _applied(request, page, seen)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"page": page, "seen": seen, "form": form}
    if request.method == "POST" and form.is_valid():
        context |= _compared(seen, form.cleaned_data["file"])
    refused = form.errors or context.get("problems")
    return render(request, "dossier/indicators.html", context, status=422 if refused else 200)


def _compared(seen: selectors.ProgrammeView, file: Any) -> dict[str, Any]:
    read = bridge.read(file)
    if read.errors:
        return {"problems": bridge.told(read.errors), "count": len(read.errors)}
    known = difference.compare(seen, read.value)
    if known.problems:
        return {"problems": bridge.told(known.problems), "count": len(known.problems)}
    file.seek(0)
    checksum = hashlib.sha256(file.read()).hexdigest()
    return {"found": known, "shown": difference.pack(known.changes, checksum), "notes": bridge.told(read.notes)}


def _applied(request: Request, page: Page, seen: selectors.ProgrammeView) -> HttpResponse:
    told, checksum = difference.unpack(request.POST["shown"])
    count = services.programme_points_apply(
        actor=request.actor, programme=seen.row, told=told, sha256=checksum, at=request.moment
    )
    said = ngettext("%(count)d value is taken from the file.", "%(count)d values are taken from the file.", count)
    messages.success(request, said % {"count": count} if count else _("The file changed nothing."))
    return redirect(page.url("programme_version", seen.row.version))
