"""All texts of the application in one document, taken away and brought back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Denied, Refused
from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.forms import TextsForm
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.sections import taking

TAB = "sections"
MOST_DIGITS = 9
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _page(request: Request, code: str) -> Page:
    """The page of the living project: a panel reads the texts of the version shown to it elsewhere."""
    page = page_for(request, code, TAB)
    ACCESS.require("project.view_draft", page.actor, page.project)
    return page


@login_required
@require_safe
def texts_docx(request: Request, code: str) -> HttpResponse:
    page = _page(request, code)
    response = HttpResponse(taking.out(page.project, page.content), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="sections-{page.project.number:02d}.docx"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def texts_read(request: Request, code: str) -> HttpResponse:
    """What each section would become. Nothing is written."""
    page = _page(request, code)
    form = TextsForm(request.POST, request.FILES)
    found = None
    if form.is_valid():
        try:
            found = taking.look(page.actor, page.project, page.content, form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", str(refusal))
    context = {"page": page, "form": form, "found": found}
    return render(request, "projects/texts.html", context, status=200 if found else 422)


@login_required
@require_POST
def texts_take(request: Request, code: str) -> HttpResponse:
    """Writes the chosen sections, all or none: where somebody wrote one meanwhile the document is read anew."""
    page = _page(request, code)
    keys = list(dict.fromkeys(request.POST.getlist("take")))
    taking.require_writer(page.actor, page.project, keys)
    rows = []
    for key in keys:
        revision, text = request.POST.get(f"revision.{key}", ""), request.POST.get(f"text.{key}", "")
        if not revision.isdecimal() or len(revision) > MOST_DIGITS:
            raise Denied("section.write", _("Read the document again."))
        rows.append((key, text.replace("\r\n", "\n"), int(revision)))
    if not rows:
        messages.info(request, _("No section was chosen: nothing is changed."))
    else:
        services.sections_write(actor=page.actor, project=page.project, rows=rows, at=request.moment)
        said = ngettext("%(n)d section is taken from the document.", "%(n)d sections are taken from the document.",
                        len(rows))  # fmt: skip
        messages.success(request, said % {"n": len(rows)})
    return redirect(page.url(TAB))
