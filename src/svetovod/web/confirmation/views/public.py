from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import Request
from svetovod.web.confirmation import bridge, pages, selectors, terms
from svetovod.web.confirmation import protocol as paper
from svetovod.web.confirmation.receipt import receipt_pdf
from svetovod.web.documents.papers import DOCX


@login_required
@require_safe
def protocol(request: Request, number: str, kind: str) -> HttpResponse:
    """The protocol of the decision, as it was frozen: PDF to read, DOCX to go on with."""
    row = selectors.case_get(request.actor, number, "application.view")
    decision = selectors.decision_of(row)
    if decision is None or decision.decided_at is None:
        raise Hidden
    if kind == "docx":
        response = HttpResponse(paper.protocol_docx(decision), content_type=DOCX)
        response["Content-Disposition"] = f'attachment; filename="{number}-protocol.docx"'
        return response
    response = HttpResponse(paper.protocol_pdf(decision), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{number}-protocol.pdf"'
    return response


@login_required
@require_safe
def receipt(request: Request, number: str) -> HttpResponse:
    """Of what was filed last, for whoever reads the application."""
    row = selectors.case_get(request.actor, number, "application.view")
    response = HttpResponse(receipt_pdf(row), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{number}-receipt.pdf"'
    return response


@require_safe
def extract(request: Request, entry: int) -> HttpResponse:
    row = selectors.entry_get(request.actor, entry)
    assert row.decision.order_date is not None, "an entry is of a decision taken"
    context = {
        "entry": row,
        "cluster": row.cluster,
        "look": pages.ENTRY_LOOK[row.state],
        "regions": [bridge.region_name(iso, formatting.lang()) for iso in row.cluster.regions],
        "validity": terms.source_of_validity(row.decision.order_date, terms.day_of(request.moment)),
    }
    return render(request, "confirmation/extract.html", context)


@require_safe
def extract_pdf(request: Request, entry: int) -> HttpResponse:
    row = selectors.entry_get(request.actor, entry)
    response = HttpResponse(paper.extract_pdf(row, request.moment), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="registry-{row.number}.pdf"'
    return response
