"""The request as views get it: Django's, with what our middleware adds."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

# parameters of an address that choose no rows of a list; all others are its filter
BESIDE = frozenset(
    {"row", "all", "do", "page", "invited_page", "filter", "told", "csrfmiddlewaretoken", "idempotency_key"}
)


class Request(HttpRequest):
    """`actor` from accounts, `clock` and `moment` (domain time) from audit. For annotations only."""

    actor: Any
    viewer: Any
    clock: Any
    clock_since: datetime
    moment: datetime
    support_code: str
    maintenance: Any
    htmx: "HtmxDetails"


def whole(text: str | None) -> int | None:
    """The key or number that an address or a form names; None for anything else, whatever was typed there."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def filter_of(query: str) -> str:
    """What of the parameters of a list is its filter: no empty choices, no number of a page; "" where it shows all."""
    try:
        given = parse_qsl(query, max_num_fields=100)
    except ValueError:  # no form of ours sends so many
        return ""
    return urlencode([(name, value) for name, value in given if name not in BESIDE])
