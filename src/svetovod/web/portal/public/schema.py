"""The site in the words of schema.org; a session says its own (`events.linked`)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.linked import absolute


def site() -> dict[str, Any]:
    """With the way to ask its search."""
    return {
        "@type": "WebSite", "name": _("Svetovod: sessions and selections"), "url": absolute("/"),
        "potentialAction": {
            "@type": "SearchAction", "target": f"{absolute(reverse('portal:search'))}?q={{q}}",
            "query-input": "required name=q",
        },
    }  # fmt: skip
