"""What the pages of accounts need to draw themselves."""

import json
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from svetovod.web.accounts.enums import Role
from svetovod.web.accounts.kept import filters_of
from svetovod.web.accounts.selectors import own_pages
from svetovod.web.common.http import filter_of

register = template.Library()
# what a browser calls itself -> its name; those that also claim to be Chrome or Safari come first
BROWSERS = {
    "YaBrowser": "Yandex Browser", "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome",
    "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Mac OS": "macOS", "Linux": "Linux"
}  # fmt: skip


@register.filter
def browser(agent: str) -> str:
    """`Firefox, Linux` of what the browser says of itself; its own words where they tell nothing."""
    names = (next((name for mark, name in known.items() if mark in agent), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, names)) or agent


@register.simple_tag(takes_context=True)
def account_tabs(context: template.Context) -> list[tuple[str, str, bool]]:
    """Parts of one's own pages: (label, address, current)."""
    request = context["request"]
    pages = own_pages(request.actor)
    here = max((url for _label, url in pages if request.path.startswith(url)), key=len, default="")
    return [(label, url, url == here) for label, url in pages]


@register.inclusion_tag("accounts/_kept_filters.html", takes_context=True)
def kept_filters(context: template.Context) -> dict[str, Any]:
    """Above a list whose filters are in its address: those its reader has kept, and the way to keep the present one."""
    request = context["request"]
    if not request.actor.person_id:
        return {}
    query = filter_of(request.META["QUERY_STRING"])
    rows = list(filters_of(request.actor).filter(page=request.path))
    tabs = [(row.name, f"{row.page}?{row.query}", row.query == query) for row in rows]
    new = query and not any(current for _name, _url, current in tabs)
    return {"rows": rows, "tabs": tabs, "query": query, "new": new, "page": request.path}


@register.simple_tag
def identity_provider() -> str:
    """The name on the button of the operator's own identity provider; empty where there is none."""
    return settings.OIDC_NAMES.get((get_language() or "ru")[:2], "") if settings.OIDC_URL else ""


@register.simple_tag
def demo_logins() -> list[dict[str, Any]]:
    """The logins of the demonstration; elsewhere none, whatever lies in the folder."""
    path = Path(settings.VAR) / "demo-logins.json"
    if not settings.DEMO or not path.exists():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    wanted = "role_label_en" if (get_language() or "ru").startswith("en") else "role_label_ru"
    return [{**row, "role": row.get(wanted) or row.get("role_label_ru", "")} for row in rows]


@register.filter
def role_label(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


@register.filter
def capacity(acting: str) -> str:
    """The role of a capacity as the journal writes it, `role@scope:id`."""
    return role_label(acting.partition("@")[0])


@register.filter
def qr_data_uri(text: str) -> str:
    """A QR code on white: a transparent one cannot be scanned off a dark page."""
    import segno

    return str(segno.make(text, error="m").svg_data_uri(light="#fff", border=4))
