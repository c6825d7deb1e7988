"""The journal for its readers, and the demonstration's clock."""

from operator import itemgetter

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from svetovod.web.common.http import Request

from . import days, selectors, services, words
from .forms import ClockForm, JournalFilter

PER_PAGE = 50


@login_required
@require_safe
def journal(request: Request) -> HttpResponse:
    form = JournalFilter(request.GET or None)
    filters = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    entries = selectors.journal(request.actor, **filters)
    context = {
        "filter": form,
        "narrowed": bool(filters),
        "actions": sorted(((code, words.action(code)) for code in selectors.actions(request.actor)), key=itemgetter(1)),
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "head": selectors.head(),
        "signed": selectors.signed_roots(request.actor).first(),
    }
    return render(request, "audit/journal.html", context)


@login_required
@require_safe
def entry(request: Request, index: int) -> HttpResponse:
    found = selectors.entry_get(request.actor, index)
    proven = selectors.proof(request.actor, index)
    context = {"entry": found, "proof": proven and proven[0], "signed": proven and proven[1], "head": selectors.head()}
    return render(request, "audit/entry.html", context)


@login_required
@require_safe
def proof(request: Request, index: int) -> HttpResponse:
    """The inclusion proof as JSON, for whoever checks it with other means."""
    found = selectors.entry_get(request.actor, index)
    proven = selectors.proof(request.actor, index)
    if proven is None:
        raise Http404
    path, signed = proven
    answer = {
        "schema_version": 1, "index": path.index, "size": path.size, "leaf": path.leaf, "path": path.path,
        "body": found.body,
        "signed_root": {
            name: getattr(signed, name) for name in ("size", "root", "timestamp", "key_id", "public_key", "signature")
        },
    }  # fmt: skip
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 2})


@login_required
@require_safe
def history(request: Request, kind: str, id: str) -> HttpResponse:
    """Everything that happened to one object."""
    entries = selectors.journal(request.actor, subject=f"{kind}:{id}").filter(subject_type=kind)
    page = Paginator(entries.order_by("index"), PER_PAGE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    return render(request, "audit/history.html", {"page": page, "kind": kind, "id": id})


@login_required
@require_safe
def head(request: Request) -> HttpResponse:
    """The root now, the key and all signed roots; `?check=1` recomputes everything."""
    roots = selectors.signed_roots(request.actor)
    checked = request.GET.get("check") == "1"
    context = {
        "head": selectors.head(),
        "fingerprint": selectors.key_fingerprint(),
        "page": Paginator(roots, PER_PAGE).get_page(request.GET.get("page")),
        "checked": checked,
        "findings": selectors.verify_journal() if checked else [],
    }
    return render(request, "audit/head.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: Request) -> HttpResponse:
    """Moves the demonstration's day; production has no such page."""
    if not settings.DEMO:
        raise Http404
    now = request.clock
    today = timezone.localtime(now.moment).date()
    form = ClockForm(
        request.POST or None, initial={"day": today if now.moved else None, "show_future": now.show_future}
    )
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        services.clock_move(
            actor=request.actor, moment=days.moment_of(day) if day else None,
            show_future=form.cleaned_data["show_future"],
        )  # fmt: skip
        messages.success(request, _("The clock has been moved."))
        return redirect("audit:clock")
    before, after = days.neighbours(today)
    context = {"form": form, "days": days.DAYS, "today": today, "before": before, "after": after}
    return render(request, "audit/clock.html", context, status=422 if form.errors else 200)
