from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from svetovod.web.common.charts import tiles
from svetovod.web.events import selectors, services
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import LIVE, SEATED, RegistrationState
from svetovod.web.events.models import PracticalSession
from svetovod.web.events.tables import RegistrationFilter, RegistrationTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _session(request: HttpRequest, slug: str, action: str) -> PracticalSession:
    session = selectors.session_get(request.actor, slug)
    ACCESS.require(action, request.actor, session)
    return session


def _chosen(data: QueryDict, session: PracticalSession) -> RegistrationFilter:
    chosen = RegistrationFilter(data, queryset=selectors.registrations(session))
    chosen.form.fields["visit"].queryset = selectors.visits(session)
    return chosen


@login_required
@require_safe
def registrations(request: HttpRequest, slug: str) -> HttpResponse:
    session = _session(request, slug, "registrations.list")
    chosen = _chosen(request.GET, session)
    table = RegistrationTable(chosen.qs, order_by="person")
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    regions = selectors.by_region(session.registrations.filter(state__in=LIVE))
    context = {
        "session": session,
        "filter": chosen,
        "table": table,
        "regions": len(regions),
        "map": tiles.build("", regions, scale=(1, 3, 6, 10), marked=[session.region]),
        "may_export": ACCESS.allows("registrations.export", request.actor, session),
        "query": request.GET.urlencode(),
        **_counts(session),
    }
    return render(request, "events/registrations.html", context)


def _counts(session: PracticalSession) -> dict[str, Any]:
    states = list(session.registrations.values_list("state", flat=True))
    return {
        "seated": sum(state in SEATED for state in states),
        "waiting": states.count(RegistrationState.WAITING),
        "came": states.count(RegistrationState.CHECKED_IN),
    }


@login_required
@require_POST
def registrations_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """A POST: what leaves the house is written into the journal."""
    session = _session(request, slug, "registrations.export")
    rows = _chosen(request.POST, session).qs
    content = services.registrations_export(actor=request.actor, session=session, rows=rows, at=request.moment)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}.xlsx"'
    return response


@login_required
@require_POST
def check_in(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    session = _session(request, slug, "registrations.list")
    row = selectors.registrations(session).filter(pk=pk).first()
    if row is None:
        raise Http404
    done = services.registration_check_in(actor=request.actor, registration=row, at=request.moment)
    if request.htmx:
        return render(request, "events/_check_in.html", {"record": done})
    messages.success(request, _("%(name)s has come.") % {"name": row.person.name})
    back = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("events:registrations", slug=slug)
