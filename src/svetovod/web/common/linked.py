"""What pages say to programs: schema.org as JSON-LD. A data block, not a script: the policy of content lets it be."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def block(data: Mapping[str, Any]) -> SafeString:
    said = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_SIGNS)
    return mark_safe(f'<script type="application/ld+json">{said}</script>')


def graph(*nodes: Mapping[str, Any]) -> SafeString:
    return block({"@graph": list(nodes)})
