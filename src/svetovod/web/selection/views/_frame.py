"""What pages of a round share: the round on the day of the page, tabs of those inside it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.common.http import Request
from svetovod.web.selection import path, selectors
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.selectors.rounds import RoundView, view_of

View = Callable[..., HttpResponseBase]
OF_ITSELF = {"", "announcement", "questions", "series", "check.html", "outage", "amend", "cancel", "place", "result"}
"""Where a round's own page leads, by what follows its address."""
LED_TO_BY = {
    "applications": ("desk", "apply"),
    "envelope": ("apply",),
    "official": ("desk",),
    "paper-sheets": ("desk",),
    "differences": ("desk", "my-sheets"),
    "assignment": ("experts",),
    "keys": ("opening",),
    "envelope-keys": ("envelopes",),
    "open-data": ("awards",),
}
"""Pages without a tab of their own: the tabs that lead to them, the nearest to the person first."""


def signed_in(view: View) -> View:
    """Sends a visitor to sign in and back."""

    @wraps(view)
    def wrapper(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.person_id:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return wrapper


def load(request: Request, slug: str, action: str = "") -> tuple[SelectionRound, dict[str, Any]]:
    """The round and the context of its pages; asks `action`, and hides a round that is not announced on that day."""
    round_ = selectors.round_get(request.actor, slug)
    view = view_of(round_, request.moment, show_future=getattr(request.clock, "show_future", False))
    inside = is_inside(request.actor, round_)
    if action and not ACCESS.allows(action, request.actor, round_):
        raise Denied(action) if inside else Hidden
    return round_, {
        "round": round_,
        "view": view,
        "steps": path.steps(view),
        "inside": inside,
        "tabs": tabs(request, view) if view.announced or inside else [],
        "can": _Can(request.actor, round_),
    }


def is_inside(actor: Any, round_: SelectionRound) -> bool:
    """Secretary, commission, auditor or expert of the round."""
    return ACCESS.allows("desk.view", actor, round_) or actor.holds(Role.EXPERT, Scope.ROUND, round_.pk)


class _Can:
    """`{% if can.round_open %}` in templates: the access table, asked to hide a button."""

    def __init__(self, actor: Any, obj: Any) -> None:
        self._actor, self._obj = actor, obj

    def __getitem__(self, name: str) -> bool:
        return ACCESS.allows(name.replace("_", ".", 1), self._actor, self._obj)


def tabs(request: Request, view: RoundView) -> list[tuple[Any, str, bool]]:
    """The round itself and its pages; none for a visitor without a role."""
    links = selectors.parts_of(request.actor, view)
    if not links:
        return []
    whole = reverse("selection:round", args=[view.round.slug])
    here = _current(request.path, whole, [url for _label, url in links])
    return [(label, url, url == here) for label, url in [(_("Selection"), whole), *links]]


def _current(path: str, whole: str, urls: list[str]) -> str:
    """The address of the tab a page stands under; empty for a page that belongs to none of these."""
    own = max((url for url in urls if path.startswith(url)), key=len, default="")
    if own:
        return own
    head = path.removeprefix(whole).partition("/")[0]
    if head in OF_ITSELF:
        return whole
    return next((url for name in LED_TO_BY.get(head, ()) if (url := f"{whole}{name}/") in urls), "")
