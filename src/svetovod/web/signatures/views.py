"""A document with the signatures beside it, and what is said of each."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.http import Request, whole
from svetovod.web.common.refusing import at_the_form

from . import phrases, selectors, services
from .access import ACCESS
from .forms import SignatureForm, WithdrawForm
from .seam import SOURCES, Beside, Paper
from .shown import Shown

OF_THE_FILE = ("signature.bad", *(f"signature.{code}" for code in phrases.FILES))  # refusals
SIG = "application/pkcs7-signature"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Request, paper_kind: str, paper_key: str) -> HttpResponse:
    found = selectors.paper_get(request.actor, paper_kind, paper_key)
    if request.method == "POST":
        ACCESS.require("signature.add", request.actor, found)
    may_add = ACCESS.allows("signature.add", request.actor, found)
    places = _places(request.actor, found) if may_add else []
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SignatureForm(*sent, places=places)
    if request.method == "POST" and form.is_valid():
        with at_the_form(request, form, of_the_file=OF_THE_FILE):
            row = services.signature_add(
                actor=request.actor, paper=found, upload=form.cleaned_data["file"], at=request.moment,
                slot=form.cleaned_data.get("slot", ""),
            )  # fmt: skip
            messages.success(request, _("The signature lies beside the document."))
            return redirect("signatures:verdict", row.pk)
    shown = selectors.signatures_of(request.actor, found)
    context = {
        "paper": found, "shown": shown, "may_add": may_add, "form": form, "free": _free(found, shown),
        "counted": sum(each.counts for each in shown), "earlier": selectors.earlier_of(found),
        "may_take": ACCESS.allows("signature.take", request.actor, found),
    }  # fmt: skip
    return render(request, "signatures/paper.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def keep(request: Request, paper_kind: str, paper_key: str) -> HttpResponse:
    found = selectors.paper_get(request.actor, paper_kind, paper_key)
    kept = services.paper_keep(actor=request.actor, paper=found, at=request.moment)
    if kept.edition == found.edition:
        messages.info(request, _("The paper says the same as the edition that is kept: that one is signed."))
    else:
        messages.success(request, _("The paper is kept as it stands: sign this file."))
    return redirect("signatures:paper", paper_kind, paper_key)


@login_required
@require_safe
def document(request: Request, paper_kind: str, paper_key: str) -> HttpResponse:
    """The very bytes that are signed."""
    found = selectors.paper_get(request.actor, paper_kind, paper_key, _edition(request))
    if found.door:
        return redirect(f"{found.door}?original=1")  # a copy for reading has other bytes
    return _file(found.name, found.content_type, selectors.content_of(found))


@login_required
@require_safe
def archive(request: Request, paper_kind: str, paper_key: str) -> HttpResponse:
    found = selectors.paper_get(request.actor, paper_kind, paper_key, _edition(request))
    return _file(f"{found.name}.zip", "application/zip", selectors.archive(request.actor, found))


@login_required
@require_safe
def verdict(request: Request, signature: int) -> HttpResponse:
    row, found = selectors.signature_get(request.actor, signature)
    return _verdict(request, Beside(row, found), WithdrawForm())


@login_required
@require_POST
def withdraw(request: Request, signature: int) -> HttpResponse:
    beside = Beside(*selectors.signature_get(request.actor, signature, "withdrawal.make"))
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _verdict(request, beside, form)
    services.signature_withdraw(actor=request.actor, beside=beside, why=form.cleaned_data["why"], at=request.moment)
    messages.success(request, _("The signature is withdrawn. It stays here with the reason and counts no longer."))
    return redirect("signatures:verdict", signature)


def _verdict(request: Request, beside: Beside, form: WithdrawForm) -> HttpResponse:
    row, found = beside
    may_withdraw = row.withdrawn_at is None and ACCESS.allows("withdrawal.make", request.actor, beside)
    context = {
        "paper": found, "shown": selectors.one_of(found, row), "verdicts": selectors.verdicts_of(row),
        "may_take": ACCESS.allows("signature.take", request.actor, found), "form": form if may_withdraw else None,
    }  # fmt: skip
    return render(request, "signatures/verdict.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def file(request: Request, signature: int) -> HttpResponse:
    row, found = selectors.signature_get(request.actor, signature, "signature.take")
    return _file(selectors.file_name(found.name, selectors.one_of(found, row).number), SIG, bytes(row.content))


def _places(actor: Any, found: Paper) -> list[tuple[str, str]]:
    own = set(SOURCES[found.kind].slots(actor, found))
    return [(key, label) for key, label in found.slots if key in own]


def _edition(request: Request) -> int | None:
    """`?edition=` of a paper that was kept more than once."""
    return whole(request.GET.get("edition", ""))


def _free(found: Paper, shown: list[Shown]) -> list[str]:
    """Places on the paper that nobody has signed in."""
    taken = {each.row.slot for each in shown if each.counts}
    return [label for key, label in found.slots if key not in taken]


def _file(name: str, content_type: str, content: bytes) -> HttpResponse:
    """A download, never something a browser would run."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = selectors.disposition(name)
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
