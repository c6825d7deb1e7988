"""What is done to many rows at once, always in the same three steps: rows are chosen in their list, the next page says
what will be done to which and what cannot be done and why, then one button does it and the page says what was done.

The list has `{% bulk_row %}` in each row and one `{% bulk_bar %}` after them; its view is `answer`, or is made of
`asked` for a GET, `told` after a POST and `tale` for the page that leads to. The service takes the rows and answers
with `each`, or does all or none in its transaction, with `hold` before its first entry.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .errors import Denied, Refused
from .http import Request, filter_of, whole

MOST = 200
TOLD = "bulk"  # what was done last, in the session of whoever did it


@dataclass(frozen=True, slots=True)
class Line:
    """A row as people call it; `why` it cannot be done to this one, `then` what follows where it is done."""

    key: int
    name: Any
    sub: Any = ""
    why: Any = ""
    then: Any = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """`title` says what is done, `note` what follows from it; `form` what is asked. `undo` is the deed of the same
    address that takes it back, and `after` says on the last page how it is taken back, or that it cannot be."""

    do: str
    title: Any
    button: Any
    of: Any
    url: str
    note: Any = ""
    kind: str = "main"
    form: Any = None
    undo: str = ""
    after: Any = ""

    @property
    def given(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.form is not None else {}


def picked(request: Request, rows: QuerySet[Any], fitting: QuerySet[Any]) -> list[Any]:
    """Of `rows`, which the reader may see, those that were ticked; on the first page all that are `fitting` the filter
    where these are meant. After it the keys are the choice, whatever the filter says of them by then."""
    if request.method != "POST" and "all" in request.GET:
        return list(fitting[: MOST + 1])
    return list(rows.filter(pk__in=keys_of(request))[: MOST + 1])


def keys_of(request: Request) -> set[int]:
    data = request.POST if request.method == "POST" else request.GET
    return {key for typed in data.getlist("row") if (key := whole(typed)) is not None}


def chosen(data: QueryDict, deeds: Mapping[str, Deed]) -> Deed:
    deed = deeds.get(data.get("do", ""))
    if deed is None:
        raise Refused("bulk.action", _("Choose what to do with the rows."))
    return deed


def hold(rows: Iterable[Model]) -> set[int]:
    """Locks rows of one model by key; which there still are. Before the first entry: after it nobody may ask for a
    row (docs/explanation/writes.md)."""
    rows = list(rows)
    if not rows:
        return set()
    held = type(rows[0])._default_manager.select_for_update(no_key=True).filter(pk__in=[row.pk for row in rows])
    return set(held.order_by("pk").values_list("pk", flat=True))


def each(rows: Iterable[Any], do: Callable[[Any], Any]) -> dict[int, str]:
    """Does it to one row after another; by key, why it was not done: a row that is refused stops no other. What is
    asked of each is asked by its own service, and whoever may not do it to this one is told so."""
    rows = list(rows)
    held = hold(rows)
    refused = {row.pk: _("It is no longer there.") for row in rows if row.pk not in held}
    for row in rows:
        try:
            with transaction.atomic():
                if row.pk in held:
                    do(row)
        except Refused as refusal:
            refused[row.pk] = str(refusal)
        except Denied as denial:
            refused[row.pk] = str(denial.reason or not_yours())
    return refused


def not_yours() -> str:
    return _("You may not do it to this one.")


def stays(label: Any) -> str:
    """Why a row stays as it is: its state does not allow it."""
    return _("now: %(state)s") % {"state": label}


def filter_in(data: QueryDict) -> str:
    """The filter of the list one comes from, to lead back to it."""
    return filter_of(str(data["filter"]) if "filter" in data else data.urlencode())


def answer(
    request: Request,
    deed: Deed,
    rows: QuerySet[Any],
    fitting: QuerySet[Any],
    *,
    lines: Callable[[Iterable[Any]], Iterable[Line]],
    do: Callable[[list[Any]], Mapping[int, str]],
) -> HttpResponse:
    """All three steps, where each row is done by itself; `do` says of which it was not done, and why."""
    if "told" in request.GET:
        return tale(request, deed, lambda keys: lines(rows.filter(pk__in=keys)))
    if sent_twice(request):
        return leads(request, deed)
    found = picked(request, rows, fitting)
    if len(found) > MOST:
        said = _("At most %(most)d at once: narrow the filter, or tick the rows.") % {"most": MOST}
        messages.error(request, said)
        return redirect(_back(deed, request.POST if request.method == "POST" else request.GET))
    named = list(lines(found))
    if request.method != "POST" or not found or (deed.form is not None and not deed.form.is_valid()):
        return asked(request, deed, named)
    why = {line.key: line.why for line in named if line.why}
    able = [row for row in found if row.pk not in why]
    return told(request, deed, [row.pk for row in found], why | dict(do(able)))


def asked(request: Request, deed: Deed, lines: Iterable[Line]) -> HttpResponse:
    """What will be done to which, what cannot and why. With a fault in the form, the same page says it."""
    lines = list(lines)
    data = request.POST if request.method == "POST" else request.GET
    if not lines:
        messages.info(request, _("Nothing was chosen: tick the rows first."))
        return redirect(_back(deed, data))
    context = {
        "deed": deed, "able": [line for line in lines if not line.why], "rest": [line for line in lines if line.why],
        "back": _back(deed, data), "filter": filter_in(data), "done": False, "mark": secrets.token_urlsafe(9),
    }  # fmt: skip
    return render(request, "bulk.html", context, status=422 if deed.form is not None and deed.form.errors else 200)


def told(request: Request, deed: Deed, keys: Iterable[int], refused: Mapping[int, Any]) -> HttpResponse:
    """Leads to the page that says what was done: whoever loads that anew does nothing again."""
    why = [(key, str(refused.get(key, ""))) for key in keys]
    request.session[TOLD] = {"mark": _mark(request), "path": request.path, "why": why}
    return leads(request, deed)


def sent_twice(request: Request) -> bool:
    """The same page was sent again, and nothing was done in between: its answer is the one there is."""
    kept = request.session.get(TOLD, {})
    return request.method == "POST" and (kept.get("mark"), kept.get("path")) == (_mark(request), request.path)


def _mark(request: Request) -> str:
    return request.POST.get("mark", "")[:20] or secrets.token_urlsafe(9)


def leads(request: Request, deed: Deed) -> HttpResponse:
    """To the page that says what was done last."""
    mark = request.session[TOLD]["mark"]
    query = urlencode({"told": mark, "do": deed.do, "filter": filter_in(request.POST)})
    return redirect(f"{request.path}?{query}")


def tale(request: Request, deed: Deed, lines: Callable[[Collection[int]], Iterable[Line]]) -> HttpResponse:
    """What was done, and what was not and why; `lines` names the rows of these keys."""
    kept = request.session.get(TOLD, {})
    back = _back(deed, request.GET)
    if (kept.get("mark"), kept.get("path")) != (request.GET["told"], request.path):
        return redirect(back)
    why = dict(kept["why"])
    named = [Line(line.key, line.name, line.sub, why[line.key]) for line in lines(why.keys())]
    context = {
        "deed": deed, "able": [line for line in named if not line.why], "rest": [line for line in named if line.why],
        "back": back, "filter": filter_in(request.GET), "done": True,
    }  # fmt: skip
    return render(request, "bulk.html", context)


def _back(deed: Deed, data: QueryDict) -> str:
    kept = filter_in(data)
    return f"{deed.url}?{kept}" if kept else deed.url
