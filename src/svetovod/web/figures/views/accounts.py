"""What an accountant has already: files in, sums by partner out; only the rows chosen reach the draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.figures import ledgers, selectors, services
from svetovod.web.figures.enums import RequestForm
from svetovod.web.figures.forms import AccountsForm
from svetovod.web.figures.models import FiguresContact


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: Request, token: str) -> HttpResponse:
    contact = selectors.contact_of(request.actor, token, RequestForm.CLUSTER)
    form = AccountsForm(request.POST or None, request.FILES or None)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            found = ledgers.read(contact.reply, form.cleaned_data["papers"], form.cleaned_data["rate"])
        except Refused as refusal:
            form.add_error("rate" if refusal.code == "accounts.rate" else "papers", str(refusal))
    context = {"contact": contact, "part": contact.reply, "asked": contact.reply.request, "token": token, "form": form}
    response = render(request, "figures/accounts.html", context | {"found": found}, status=422 if form.errors else 200)
    response["Referrer-Policy"] = "same-origin"
    return response


@require_POST
def accounts_take(request: Request, token: str) -> HttpResponse:
    contact = selectors.contact_of(request.actor, token, RequestForm.CLUSTER)
    table = "sales" if request.POST.get("side") == "sales" else "purchases"
    rows = ledgers.chosen(request.POST, contact.reply, table)
    if not rows:
        messages.info(request, _("No row was chosen: tick the partners whose sums you want to take."))
        return redirect("figures:accounts", token=token)
    _take(request, contact, token, table, rows)
    said = ngettext("%(count)d row is taken into the form.", "%(count)d rows are taken into the form.", len(rows))
    messages.success(request, said % {"count": len(rows)} + " " + _("The file is not kept."))
    return redirect("figures:questionnaire", token=token)


def _take(request: Request, contact: FiguresContact, token: str, table: str, rows: list[dict[str, Any]]) -> None:
    content = ledgers.merged(contact, table, rows)
    services.draft_save(
        actor=request.actor, reply=contact.reply, content=content, base=content.get("base", 0), token=token,
        at=request.moment,
    )  # fmt: skip
