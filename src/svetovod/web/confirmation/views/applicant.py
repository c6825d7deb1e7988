from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.confirmation import pages, papers, selectors, services
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.forms import AppealForm, AttachForm
from svetovod.web.confirmation.package import BLANKS
from svetovod.web.documents.papers import DOCX, PDF, docx, pdf


@login_required
@require_safe
def package(request: Request, slug: str) -> HttpResponse:
    return applicant_page(request, selectors.cluster_get(request.actor, slug))


def applicant_page(request: Request, cluster: Any, **forms: Any) -> HttpResponse:
    """`forms` are those that came back with errors."""
    found = selectors.applications_of(request.actor, cluster)
    page = pages.package_page(request.actor, cluster, found[0] if found else None, request.moment)
    context = {
        "cluster": cluster,
        "page": page,
        "earlier": found[1:],
        "form": AttachForm(),
        "appeal_form": AppealForm(),
        "may_prepare": ACCESS.allows("package.prepare", request.actor, cluster),
        "may_examine": bool(found) and ACCESS.allows("application.examine", request.actor, found[0]),
    }
    return render(request, "confirmation/package.html", context | forms, status=422 if forms else 200)


@login_required
@require_POST
def start(request: Request, slug: str) -> HttpResponse:
    cluster = selectors.cluster_get(request.actor, slug)
    services.application_start(actor=request.actor, cluster=cluster, at=request.moment)
    return redirect("confirmation:package", slug=slug)


@login_required
@require_POST
def attach(request: Request, slug: str) -> HttpResponse:
    application = selectors.application_of(request.actor, slug)
    ACCESS.require("application.attach", request.actor, application)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return applicant_page(request, application.cluster, form=form)
    typed = form.cleaned_data
    try:
        services.application_attach(
            actor=request.actor, application=application, kind=typed["kind"], upload=typed["file"], at=request.moment
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return applicant_page(request, application.cluster, form=form)
    messages.success(request, _("The paper is attached."))
    return redirect("confirmation:package", slug=slug)


@login_required
@require_POST
def gather(request: Request, slug: str) -> HttpResponse:
    """What the dossier has by the law's list, by one press."""
    application = selectors.application_of(request.actor, slug)
    taken = services.application_gather(actor=request.actor, application=application, at=request.moment)
    if taken:
        said = ngettext(
            "%(count)d file is taken from the dossier.", "%(count)d files are taken from the dossier.", taken
        )
        messages.success(request, said % {"count": taken})
    else:
        messages.info(request, _("The dossier has nothing that is not in the package already."))
    return redirect("confirmation:package", slug=slug)


@login_required
@require_POST
def detach(request: Request, slug: str, file: UUID) -> HttpResponse:
    application = selectors.application_of(request.actor, slug)
    services.application_detach(actor=request.actor, application=application, file=file, at=request.moment)
    messages.success(request, _("The file is taken out."))
    return redirect("confirmation:package", slug=slug)


@login_required
@require_POST
def discard(request: Request, slug: str) -> HttpResponse:
    application = selectors.application_of(request.actor, slug)
    services.application_discard(actor=request.actor, application=application, at=request.moment)
    messages.success(request, _("The draft is thrown away."))
    return redirect("confirmation:package", slug=slug)


@login_required
@require_POST
def file(request: Request, slug: str) -> HttpResponse:
    application = selectors.application_of(request.actor, slug)
    row = services.application_file(actor=request.actor, application=application, at=request.moment)
    messages.success(request, _("Registered: %(number)s.") % {"number": row.number})
    if lacking := selectors.lacking_of(row):
        said = _("By the list of the law it is filed without: %(papers)s. Nobody is refused for it here.")
        messages.info(request, said % {"papers": "; ".join(lacking)})
    return redirect("confirmation:package", slug=slug)


@login_required
@require_POST
def withdraw(request: Request, slug: str) -> HttpResponse:
    application = selectors.application_of(request.actor, slug)
    services.application_withdraw(actor=request.actor, application=application, at=request.moment)
    messages.success(request, _("The application is withdrawn."))
    return redirect("confirmation:package", slug=slug)


@login_required
@require_safe
def paper(request: Request, slug: str, name: str, kind: str) -> HttpResponse:
    """A blank filled from what is known, as DOCX to go on with or as PDF."""
    cluster = selectors.cluster_get(request.actor, slug)
    if name not in BLANKS:
        raise Hidden
    made = papers.make(name, cluster, request.moment)
    content = pdf(made, request.moment) if kind == "pdf" else docx(made)
    response = HttpResponse(content, content_type=PDF if kind == "pdf" else DOCX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{name}.{kind}"'
    return response
