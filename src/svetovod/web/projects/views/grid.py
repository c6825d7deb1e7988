"""The estimate as a grid: the page, and the rows that its script reads and writes."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request, whole
from svetovod.web.projects import services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.forms import PasteForm
from svetovod.web.projects.grid.columns import BY_NAME
from svetovod.web.projects.grid.ops import Cell, Paste, ops_of
from svetovod.web.projects.grid.page import Sheet, settings
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.selectors import project_for

FAULTS_SHOWN = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: Request, code: str) -> HttpResponse:
    """The living estimate for its team. A text sent by the form without scripts becomes rows at the end."""
    page = page_for(request, code, "estimate", writes="project.edit")
    ACCESS.require("project.view_draft", page.actor, page.project)
    if request.method != "POST":
        return _shown(request, page, {"form": PasteForm()})
    form, faults, said = PasteForm(request.POST), [], ""
    if form.is_valid():
        try:
            paste = Paste(form.cleaned_data["paste"])
            done = services.estimate_paste(actor=page.actor, project=page.project, paste=paste, at=request.moment)
        except services.BadCells as bad:
            faults = [(fault, BY_NAME[fault.column].label) for fault in bad.faults]
        except Refused as refused:
            said = str(refused)
        else:
            count = len(done.changed)
            text = ngettext("%(count)d row is added.", "%(count)d rows are added.", count) % {"count": count}
            messages.success(request, text)
            return redirect("projects:grid", page.project.code)
    return _shown(request, page, {"form": form, "faults": faults, "refusal": said}, 422)


def _shown(request: Request, page: Page, context: dict[str, Any], status: int = 200) -> HttpResponse:
    sheet = Sheet(page.actor, page.project, page.on)
    told = settings(sheet, editable=page.editable)
    context = {"page": page, "sheet": sheet, "columns": told["columns"], "settings": json.dumps(told)} | context
    return render(request, "projects/grid.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grid_rows(request: Request, code: str) -> HttpResponse:
    """Rows changed after the write `since`; a POST writes. 409 where somebody else was first, 422 with every fault."""
    action = "project.edit" if request.method == "POST" else "project.view_draft"
    project = project_for(request.actor, code, action, bare=True)
    sheet = Sheet(request.actor, project, timezone.localdate(request.moment))
    if request.method == "POST":
        return _written(request, sheet)
    since = whole(request.GET.get("since")) or 0
    if since and since >= project.estimate_seq:
        return HttpResponse(status=204)
    found = {"seq": project.estimate_seq, "rows": sheet.rows(since=since and since + 1), "totals": sheet.totals()}
    return JsonResponse(found | ({"keys": sheet.keys} if since else {}))


def _written(request: Request, sheet: Sheet) -> HttpResponse:
    try:
        done = _write(request, sheet.project)
    except services.BadCells as bad:
        return JsonResponse(_faulty(bad, "paste" in request.POST), status=422)
    except services.Clash as clash:
        cells = [_chosen(sheet, cell, now) for cell, now in clash.cells]
        html = render_to_string("projects/_grid_clash.html", {"clash": cells})
        marks = [[f"{cell.row}:{cell.column}", str(clash), now, cell.text] for cell, now in clash.cells]
        return JsonResponse({"faults": marks, "html": html, "said": str(clash)}, status=409)
    except Refused as refused:
        return JsonResponse({"said": str(refused)}, status=422)
    said = _("Saved.")
    if "paste" in request.POST:
        said = _("Pasted rows: %(count)d. One undo takes them back.") % {"count": len(done.changed)}
    rows = sheet.rows(only=done.changed) if done.changed else []
    found = {"seq": done.seq, "rows": rows, "removed": list(done.removed), "undo": done.undo, "said": said}
    return JsonResponse(found | {"totals": sheet.totals()})


def _faulty(bad: services.BadCells, pasted: bool) -> dict[str, Any]:
    """What is wrong, cell by cell. Cells that a row being typed only lacks as yet are named, not blamed."""
    lacking = [] if pasted else [each for each in bad.faults if not each.row and not each.value]
    faults = [(each, BY_NAME[each.column].label) for each in bad.faults if each not in lacking]
    said = _("Not saved. What is wrong is said under the table.")
    if not faults:
        names = ", ".join(str(BY_NAME[each.column].label) for each in lacking)
        said = _("The new row is saved once it has: %(names)s.") % {"names": names}
    html = render_to_string("projects/_grid_faults.html", {"faults": faults[:FAULTS_SHOWN]})
    marks = [[f"{each.row}:{each.column}", each.said] for each, _label in faults]
    return {"faults": marks, "html": html, "said": said}


def _chosen(sheet: Sheet, cell: Cell, now: str) -> dict[str, Any]:
    """A cell that two people changed, as both wrote it."""
    column = BY_NAME[cell.column]
    line = sheet.project.costs.values_list("position", flat=True).get(pk=cell.row)
    return {
        "line": line, "label": column.label, "now": sheet.words(column, now),
        "text": sheet.lists.get(cell.column, {}).get(cell.text, cell.text),
    }  # fmt: skip


def _write(request: Request, project: Any) -> services.Written:
    data, at = request.POST, request.moment
    if "paste" in data:
        row = whole(data.get("at")) or None
        column = data.get("column", "")
        paste = Paste(data["paste"], row, column if column in BY_NAME else "kind", whole(data.get("seq")) or 0)
        return services.estimate_paste(actor=request.actor, project=project, paste=paste, at=at)
    try:
        raw = json.loads(data.get("ops", ""))
    except ValueError:
        raw = None
    return services.estimate_write(actor=request.actor, project=project, ops=ops_of(raw), at=at)
