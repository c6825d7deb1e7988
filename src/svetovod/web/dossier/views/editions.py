"""The edition of a dossier: read by those who answer for the cluster, moved by its manager in one explicit step."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.dossier import edition_page, selectors, services
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.edition_forms import MoveForm
from svetovod.web.dossier.models import Dossier
from svetovod.web.registry import held


@login_required
@require_safe
def edition(request: Request, slug: str) -> HttpResponse:
    """The edition, the verdict by it, what a newer one would change, and the history."""
    cluster = selectors.cluster_get(request.actor, slug, "dossier.read_edition")
    dossier, context = selectors.pinned(cluster), {"cluster": cluster}
    may_edit = ACCESS.allows("dossier.edit", request.actor, cluster)
    if dossier is None:
        context |= {"headline": edition_page.headline(None), "may_open": may_edit}
        return render(request, "dossier/edition.html", context)
    today, until = _days(request)
    found = selectors.outlook(dossier, until)
    context |= {
        "headline": edition_page.headline(found), "found": found, "warning": edition_page.warning(found, today),
        "pins": selectors.pins_of(dossier), "today": today, "may_judge": _may_judge(request, cluster),
        "may_move": may_edit and selectors.editions_open_to(dossier, until),
    }  # fmt: skip
    if found.newest is not None:
        context["papers"] = edition_page.papers(dossier, found.newest)
    if context["may_judge"]:
        context |= _judged(dossier, found, today)
    return render(request, "dossier/edition.html", context)


def _judged(dossier: Dossier, found: selectors.Outlook, today: date) -> dict[str, Any]:
    """The verdict by the dossier's edition, and beside the newest one."""
    if found.newest is not None:
        compared = edition_page.difference(dossier, found.newest, today)
        page = compared and compared.before
        return {"page": page, "compared": compared, "answer": compared and edition_page.answer(compared)}
    sheet = dossier.cluster.sheets.first()
    return {"page": sheet and held.page(sheet, edition=dossier.edition, on=today)}


@login_required
@require_POST
def edition_open(request: Request, slug: str) -> HttpResponse:
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("dossier.edit", request.actor, cluster)
    opened = services.dossier_open(actor=request.actor, cluster=cluster, at=request.moment)
    messages.success(
        request, _("The dossier is opened under the edition of %(day)s.") % {"day": formatting.day(opened.edition)}
    )
    return redirect("dossier:edition", slug)


@login_required
def edition_move(request: Request, slug: str) -> HttpResponse:
    """What the move would change for this cluster, and the step itself with its reason."""
    cluster = selectors.cluster_get(request.actor, slug)
    ACCESS.require("dossier.edit", request.actor, cluster)
    dossier = selectors.pinned(cluster)
    if dossier is None:
        raise Hidden
    today, until = _days(request)
    choices = selectors.editions_open_to(dossier, until)
    form = MoveForm(request.POST if request.method == "POST" else None, editions=choices)
    if request.method == "POST" and form.is_valid() and _moved(request, form, dossier):
        return redirect("dossier:edition", slug)
    chosen = _chosen(request, choices)
    form.initial["edition"] = chosen and chosen.isoformat()
    found = selectors.outlook(dossier, until)
    target = next((each for each in selectors.editions(until) if each.on == chosen), None)
    compared = target and edition_page.difference(dossier, target, today)
    context = {
        "cluster": cluster, "found": found, "form": form, "choices": choices, "target": target, "compared": compared,
        "answer": compared and edition_page.answer(compared), "today": today,
        "papers": edition_page.papers(dossier, target) if target else [],
    }  # fmt: skip
    return render(request, "dossier/edition_move.html", context, status=422 if form.errors else 200)


def _moved(request: Request, form: MoveForm, dossier: Dossier) -> bool:
    typed = form.cleaned_data
    try:
        services.edition_move(
            actor=request.actor, dossier=dossier, edition=typed["edition"], reason=typed["reason"],
            at=request.moment, show_future=request.clock.show_future,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    said = _("The dossier is prepared under the edition of %(day)s") % {"day": formatting.day(typed["edition"])}
    messages.success(request, said)
    return True


def _chosen(request: Request, choices: list[date]) -> date | None:
    """The edition asked for in the address or the form; the newest where none is, or it cannot be had."""
    asked = request.POST.get("edition") or request.GET.get("to", "")
    return next((day for day in choices if day.isoformat() == asked), choices[-1] if choices else None)


def _days(request: Request) -> tuple[date, date | None]:
    """The day it is, and the last day whose law is known."""
    today = timezone.localtime(request.moment).date()
    return today, None if request.clock.show_future else today


def _may_judge(request: Request, cluster: Any) -> bool:
    """An auditor reads under which law a dossier was prepared, and no figures of enterprises."""
    return ACCESS.allows("dossier.read_figures", request.actor, cluster)
