"""The quarantine for its administrator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import bulk
from svetovod.web.common.http import Request

from . import many, selectors, services


@login_required
@require_safe
def held_list(request: Request) -> HttpResponse:
    """What was found, in whose file, where it was sent; whether the scanner answers."""
    found = selectors.held(request.actor)
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": selectors.placed(list(page.object_list)), "scanner": selectors.scanner_state(),
        "unread": selectors.unread(request.actor), "kept": found.filter(kept=True).count(),
        "actions": [(deed.do, deed.title) for deed in many.deeds().values()],
    }  # fmt: skip
    return render(request, "quarantine/held_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def helds_many(request: Request) -> HttpResponse:
    """The bytes of many files dropped at once."""
    found = selectors.held(request.actor)
    deed = bulk.chosen(request.POST if request.method == "POST" else request.GET, many.deeds())
    return bulk.answer(
        request, deed, found, found.filter(kept=True), lines=many.lines,
        do=lambda rows: many.helds_drop(actor=request.actor, helds=rows, at=request.moment),
    )  # fmt: skip


@login_required
@require_POST
def held_drop(request: Request, infected: int) -> HttpResponse:
    services.held_drop(actor=request.actor, held=infected, at=request.moment)
    messages.success(request, _("The bytes are gone; the line stays."))
    return redirect("quarantine:held_list")
