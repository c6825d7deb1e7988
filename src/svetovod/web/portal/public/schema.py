"""What pages say to programs: schema.org as JSON-LD. A data block, not a script: the policy of content lets it be."""

import json
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .feeds import absolute

_SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def block(data: Mapping[str, Any]) -> SafeString:
    said = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_SIGNS)
    return mark_safe(f'<script type="application/ld+json">{said}</script>')


def site() -> dict[str, Any]:
    """With the way to ask its search."""
    return {
        "@type": "WebSite", "name": _("Svetovod: sessions and selections"), "url": absolute("/"),
        "potentialAction": {
            "@type": "SearchAction", "target": f"{absolute(reverse('portal:search'))}?q={{q}}",
            "query-input": "required name=q",
        },
    }  # fmt: skip


def event(session: Any) -> dict[str, Any]:
    return {
        "@type": "Event", "name": session.title, "startDate": session.starts_on.isoformat(),
        "endDate": session.ends_on.isoformat(), "url": absolute(reverse("events:session_detail", args=[session.slug])),
        "location": {"@type": "Place", "name": session.place, "address": session.place},
    }  # fmt: skip


def graph(*nodes: Mapping[str, Any]) -> SafeString:
    return block({"@graph": list(nodes)})
