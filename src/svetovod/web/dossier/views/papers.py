"""Documents by the list of the law."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.http import Request
from svetovod.web.common.trying import tried
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.forms import DocumentForm, FileForm
from svetovod.web.dossier.pages import Page, page_for
from svetovod.web.registry import selectors as registry

from .acting import found


@login_required
@require_safe
def documents(request: Request, slug: str) -> HttpResponse:
    page = page_for(request, slug, "documents")
    papers = selectors.completeness(page.actor, page.cluster, page.on)
    return render(request, "dossier/documents.html", {"page": page, "papers": papers})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: Request, slug: str, code: str) -> HttpResponse:
    """One document of the list, with what is held under it and the form for one more."""
    page = page_for(request, slug, "documents")
    line = found(selectors.line_get(page.actor, page.cluster, code, page.on))
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and tried(form, lambda: _add(request, page, code, form)):
        messages.success(request, _("The document is added."))
        return redirect(page.url("document", code))
    context = {
        "page": page, "line": line, "form": form, "file_form": FileForm(),
        "withdrawn": selectors.withdrawn(page.actor, page.cluster, code),
        "sees_workbooks": registry.sees_figures(page.actor, page.cluster),
    }  # fmt: skip
    return render(request, "dossier/document.html", context, status=422 if form.errors else 200)


def _add(request: Request, page: Page, code: str, form: DocumentForm) -> None:
    fields = dict(form.cleaned_data)
    upload = fields.pop("file")
    services.document_add(
        actor=request.actor, cluster=page.cluster, code=code, fields=fields, upload=upload, at=request.moment
    )


@login_required
@require_POST
def document_attach(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "documents")
    row = found(selectors.document_get(page.cluster, pk))
    form = FileForm(request.POST, request.FILES)
    if tried(
        form,
        lambda: services.document_attach(
            actor=request.actor, document=row, upload=form.cleaned_data["file"], at=request.moment
        ),
    ):
        messages.success(request, _("The file is attached."))
    else:
        messages.error(request, " ".join(said for errors in form.errors.values() for said in map(str, errors)))
    return redirect(page.url("document", row.code) + "#held")


@login_required
@require_POST
def document_withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    page = page_for(request, slug, "documents")
    row = found(selectors.document_get(page.cluster, pk))
    services.document_withdraw(actor=request.actor, document=row, at=request.moment)
    messages.success(request, _("The document no longer counts; it stays in the list below."))
    return redirect(page.url("document", row.code))
