"""What every page's frame knows: the clock, the person and the sections they may open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

# (label, name of the address, prefix that marks it current); a section whose app is absent is not shown
SECTIONS = (
    (_("Calendar"), "portal:home", "/"),
    (_("Sessions"), "events:session_list", "/sessions/"),
    (_("Clusters"), "registry:cluster_list", "/clusters/"),
    (_("Regions"), "regions:region_list", "/regions/"),
    (_("Requirements"), "rulebook:act_list", "/rulebook/"),
    (_("Projects"), "projects:project_list", "/projects/"),
    (_("Selections"), "selection:round_list", "/selections/"),
    (_("Support"), "support:navigator", "/support/"),
)
PRIVATE_SECTIONS = ((_("My desk"), "portal:desk", "/desk/"),)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the utility bar; `count` is what is new there."""

    label: Any
    url: str
    count: int = 0


Source = Callable[[Any, datetime], Iterable[Link]]
_links: list[Source] = []


def register_links(source: Source) -> None:
    """`source(actor, moment)` gives links of the utility bar for somebody signed in. Called in `AppConfig.ready`."""
    _links.append(source)


def utility_links(actor: Any, moment: datetime) -> list[Link]:
    """Those of somebody signed in."""
    return [link for source in _links for link in source(actor, moment)]


def kept_key(of: str) -> str:
    """With it a page closes what waits in the browser: the same on every page of whom or what it is `of`."""
    return salted_hmac("svetovod.kept", of, algorithm="sha256").hexdigest()


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html`."""
    actor = getattr(request, "actor", None)
    moment = getattr(request, "moment", None)
    known = bool(actor and actor.person_id)
    # whoever looks through others' eyes is not given the key of their words
    own = actor if known and getattr(request, "viewer", None) is None else None
    sections = SECTIONS + (PRIVATE_SECTIONS if known else ())
    return {
        "nav": [entry for section in sections if (entry := _entry(request.path, *section))],
        "utility_links": utility_links(actor, moment) if known and moment else [],
        "clock": getattr(request, "clock", None),
        "moment": moment,
        "actor": actor,
        "kept_key": kept_key(f"person:{own.person_id}") if own else "",
        "demo_mode": settings.DEMO,
        "support_contact": settings.CONTACT,
        "card": "" if known else _card(request.path),
    }


def _card(path: str) -> str:
    """Where the picture of a page is for those who link to it; none where the portal is absent."""
    try:
        return f"{settings.BASE_URL.rstrip('/')}{reverse('portal:card')}?of={quote(path)}"
    except NoReverseMatch:
        return ""


def _entry(path: str, label: Any, name: str, prefix: str) -> tuple[Any, str, bool] | None:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    current = path == url if prefix == "/" else path.startswith(prefix)
    return label, url, current
