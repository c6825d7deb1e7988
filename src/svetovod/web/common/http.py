"""The request as views get it: Django's, with what our middleware adds."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`actor` from accounts, `clock` and `moment` (domain time) from audit. For annotations only."""

    actor: Any
    clock: Any
    moment: datetime
    support_code: str
    htmx: "HtmxDetails"
