"""The request as views get it: Django's, with what our middleware adds."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`actor` from accounts, `clock` and `moment` (domain time) from audit. For annotations only."""

    actor: Any
    viewer: Any
    clock: Any
    moment: datetime
    support_code: str
    maintenance: Any
    htmx: "HtmxDetails"


def whole(text: str | None) -> int | None:
    """The key or number that an address or a form names; None for anything else, whatever was typed there."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
