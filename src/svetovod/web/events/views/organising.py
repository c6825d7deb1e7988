from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from svetovod.web.common.charts import tiles
from svetovod.web.common.http import Request, whole
from svetovod.web.events import asking, doubles, many, phrases, selectors, services, sheets
from svetovod.web.events.access import ACCESS
from svetovod.web.events.enums import LIVE, SEATED, RegistrationState, SessionState
from svetovod.web.events.models import PracticalSession
from svetovod.web.events.tables import RegistrationFilter, RegistrationTable, answer_columns, arrival

NOBODY = gettext_lazy("Nobody has registered yet.")
UNPUBLISHED = gettext_lazy("Nobody has registered yet. Registration opens with the publication of the session.")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def session_for(request: Request, slug: str, action: str) -> PracticalSession:
    session = selectors.session_get(request.actor, slug)
    ACCESS.require(action, request.actor, session)
    return session


def registrations_chosen(data: QueryDict, session: PracticalSession) -> RegistrationFilter:
    chosen = RegistrationFilter(data, queryset=selectors.registrations(session))
    chosen.form.fields["visit"].queryset = selectors.visits(session)
    return chosen


@login_required
@require_safe
def registrations(request: Request, slug: str) -> HttpResponse:
    session = session_for(request, slug, "registrations.list")
    chosen = registrations_chosen(request.GET, session)
    may_export = ACCESS.allows("registrations.export", request.actor, session)
    fields = asking.listed(session) if may_export else []
    shown = [field for field in fields if asking.name(field) in request.GET.getlist("show")]
    rows = chosen.qs.prefetch_related("answers") if shown else chosen.qs
    table = RegistrationTable(rows, order_by="person", extra_columns=answer_columns(shown))
    RequestConfig(request, paginate={"per_page": 30}).configure(table)
    regions, counts = _counts(session)
    chosen.narrow(regions)
    if not counts["seated"] + counts["waiting"] and not request.GET:
        table.empty_text = UNPUBLISHED if session.state == SessionState.DRAFT else NOBODY
    context = {
        "session": session,
        "filter": chosen,
        "table": table,
        "regions": len(regions),
        "map": tiles.build("", regions, scale=(1, 3, 6, 10), marked=[session.region]),
        "may_export": may_export,
        "fields": [(asking.name(field), field.label, field in shown) for field in fields],
        "may_plan": ACCESS.allows("session.update", request.actor, session),
        "query": request.GET.urlencode(),
        "actions": many.actions(request.actor, session),
        "columns": [(name, head) for name, (head, _cell) in sheets.columns_of(fields).items()],
        "lists": [(name, words) for name, (words, _columns) in sheets.LISTS.items()],
        **counts,
    }
    return render(request, "events/registrations.html", context)


def _counts(session: PracticalSession) -> tuple[Counter[str], dict[str, int]]:
    """Living registrations by region, and how many sit, wait and have come: counted where they are kept."""
    found = session.registrations.order_by().values_list("region", "state").annotate(n=Count("pk"))
    states, regions = Counter[str](), Counter[str]()
    for region, state, n in found:
        states[state] += n
        regions[region] += n * (state in LIVE)
    return +regions, {
        "seated": sum(states[state] for state in SEATED),
        "waiting": states[RegistrationState.WAITING],
        "came": states[RegistrationState.CHECKED_IN],
    }


@login_required
@require_POST
def registrations_xlsx(request: Request, slug: str) -> HttpResponse:
    """A POST: what leaves the house is written into the journal."""
    session = session_for(request, slug, "registrations.export")
    rows = registrations_chosen(request.POST, session).qs.prefetch_related("presences__item")
    fields = asking.listed(session)
    columns = sheets.chosen(fields, request.POST.getlist("columns"), request.POST.get("list", ""))
    content = services.registrations_export(
        actor=request.actor, session=session, rows=rows, columns=columns, at=request.moment
    )  # fmt: skip
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration_doubles(request: Request, slug: str) -> HttpResponse:
    """Registrations that may be of one person; the organiser says which of the two is kept."""
    session = session_for(request, slug, "session.update")
    if request.method == "POST":
        keep, _sign, drop = request.POST.get("pair", "").partition("-")
        both = whole(keep), whole(drop)
        if both[0] is None or both[1] is None:
            raise Http404
        services.registration_join(
            actor=request.actor, session=session, keep=both[0], drop=both[1], at=request.moment
        )  # fmt: skip
        messages.success(request, _("The two are one registration now; the person has a letter."))
        return redirect("events:registration_doubles", slug=slug)
    return render(request, "events/doubles.html", {"session": session, "pairs": doubles.of(session)})


@login_required
@require_POST
def check_in(request: Request, slug: str, pk: int) -> HttpResponse:
    session = session_for(request, slug, "registrations.list")
    row = selectors.registrations(session).filter(pk=pk).first()
    if row is None:
        raise Http404
    done = services.registration_check_in(actor=request.actor, registration=row, at=request.moment)
    if request.htmx:
        return HttpResponse(arrival(done, get_token(request)))
    messages.success(request, _("%(name)s has come.") % {"name": row.person.name})
    back = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return HttpResponseRedirect(back)
    return redirect("events:registrations", slug=slug)


@login_required
@require_POST
def move(request: Request, slug: str, action: str) -> HttpResponse:
    """The organiser moves the session to its next state."""
    session = session_for(request, slug, "session.update")
    if action in phrases.CHANGES:
        return redirect("events:session_change", slug=slug, action=action)
    services.session_move(actor=request.actor, session=session, action=action, at=request.moment)
    session.refresh_from_db(fields=["state"])
    messages.success(request, _("The session now: %(state)s.") % {"state": session.get_state_display()})
    return redirect("events:session_detail", slug=slug)
