"""What is done to many rows at once, always in the same three steps: rows are chosen in their list, the next page says
what will be done to which and what cannot be done and why, then one button does it and the page says what was done.

The list has `{% bulk_row %}` in each row and one `{% bulk_bar %}` after them; the view is `asked` for a GET and `told`
for a POST; the service takes the rows and answers with `each`, or does all or none in its transaction.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .errors import Refused
from .http import Request, whole

MOST = 200
OWN = ("row", "all", "do", "page", "filter", "csrfmiddlewaretoken", "idempotency_key")  # all else is of the list


@dataclass(frozen=True, slots=True)
class Line:
    """A row as people call it; `why` it cannot be done to this one."""

    key: int
    name: Any
    sub: Any = ""
    why: Any = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """`title` says what is done, `note` what follows from it and whether it can be taken back; `form` what is asked."""

    do: str
    title: Any
    button: Any
    of: Any
    url: str
    note: Any = ""
    kind: str = "main"
    form: Any = None


def picked(data: QueryDict, rows: QuerySet[Any]) -> list[Any]:
    """Of `rows`, which the reader may see: those that were ticked, or all where all that fit the filter are meant."""
    if "all" not in data:
        keys = [key for each in data.getlist("row") if (key := whole(each)) is not None]
        rows = rows.filter(pk__in=keys)
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise Refused("bulk.many", _("At most %(most)d at once: narrow the filter, or tick the rows.") % {"most": MOST})
    return found


def chosen(data: QueryDict, deeds: Mapping[str, Deed]) -> Deed:
    deed = deeds.get(data.get("do", ""))
    if deed is None:
        raise Refused("bulk.action", _("Choose what to do with the rows."))
    return deed


def each(rows: Iterable[Any], do: Callable[[Any], Any]) -> dict[int, str]:
    """Does it to one row after another; by key, why it was not done: a row that is refused stops no other."""
    refused: dict[int, str] = {}
    for row in rows:
        try:
            with transaction.atomic():
                do(row)
        except Refused as refusal:
            refused[row.pk] = str(refusal)
    return refused


def stays(label: Any) -> str:
    """Why a row stays as it is: its state does not allow it."""
    return _("now: %(state)s") % {"state": label}


def filter_in(data: QueryDict) -> str:
    """The filter of the list one comes from, to lead back to it."""
    if "filter" in data:
        return urlencode(parse_qsl(str(data["filter"]), max_num_fields=100))
    return urlencode([(name, value) for name in data if name not in OWN for value in data.getlist(name) if value])


def asked(request: Request, deed: Deed, lines: Iterable[Line]) -> HttpResponse:
    """What will be done to which, what cannot and why. With a fault in the form, the same page says it."""
    lines = list(lines)
    data = request.POST if request.method == "POST" else request.GET
    if not lines:
        messages.info(request, _("Nothing was chosen: tick the rows first."))
        return redirect(_back(deed, data))
    context = {
        "deed": deed, "able": [line for line in lines if not line.why], "rest": [line for line in lines if line.why],
        "back": _back(deed, data), "filter": filter_in(data), "done": False,
    }  # fmt: skip
    return render(request, "bulk.html", context, status=422 if deed.form is not None and deed.form.errors else 200)


def told(request: Request, deed: Deed, lines: Iterable[Line], refused: Mapping[int, str]) -> HttpResponse:
    """What was done, and what was not and why."""
    able = [line for line in lines if not line.why and line.key not in refused]
    rest = [Line(each.key, each.name, each.sub, refused.get(each.key) or each.why) for each in lines]
    rest = [line for line in rest if line.why]
    context = {"deed": deed, "able": able, "rest": rest, "back": _back(deed, request.POST), "done": True}
    return render(request, "bulk.html", context)


def _back(deed: Deed, data: QueryDict) -> str:
    kept = filter_in(data)
    return f"{deed.url}?{kept}" if kept else deed.url
