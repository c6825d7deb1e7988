"""Papers of a project: its passport and the list of remarks, as PDF/A."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.projects import phrases
from svetovod.web.projects.outputs.passport import head, passport
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.remarks.naming import named


@login_required
@require_safe
def passport_pdf(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "overview")
    return _pdf(request, "projects/passport.typ", passport(page), f"passport-{page.project.number:02d}")


@login_required
@require_safe
def remarks_pdf(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "remarks", history=True)
    return _pdf(request, "projects/remarks.typ", remark_sheet(page), f"remarks-{page.project.number:02d}")


def _pdf(request: Request, template: str, data: dict[str, Any], name: str) -> HttpResponse:
    from svetovod.web.documents.typesetting import render_pdf

    pdf = render_pdf(template, data, at=request.moment)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def remark_sheet(page: Page) -> dict[str, Any]:
    """Remarks with every answer, in the order they were made."""
    return head(page, _("List of remarks")) | {
        "empty": _("There are no remarks."),
        "version": _("to version"),
        "due": _("due"),
        "remarks": [
            {
                "number": place,
                "severity": remark.get_severity_display(),
                "section": phrases.remark_place(remark, page.content),
                "state": remark.get_state_display(),
                "author": named(page.actor, remark, remark.author),
                "version": remark.version.number,
                "text": remark.text,
                "replies": [
                    {
                        "who": named(page.actor, remark, reply.author),
                        "when": formatting.moment(reply.at),
                        "action": reply.get_action_display(),
                        "text": reply.text,
                        "due": formatting.day(reply.due) if reply.due else "",
                    }
                    for reply in list(remark.replies.all())[1:]
                ],
            }
            for place, remark in enumerate(page.remarks, 1)
        ],
    }
