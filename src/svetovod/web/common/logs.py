"""Lines of the log, and the events of security: docs/reference/security.md lists them."""

import logging
import re
import time
from typing import Any

from django.core.exceptions import ImproperlyConfigured

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
log = logging.getLogger("svetovod.security")


class Line(logging.Formatter):
    """An event a line, in UTC: what a stranger typed cannot begin a line of its own."""

    converter = time.gmtime  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        return CONTROL.sub(lambda found: repr(found[0])[1:-1], super().formatMessage(record))


def security(event: str, request: Any, **facts: Any) -> None:
    """`event person=PSEUDONYM from=ADDRESS route=NAME code=SUPPORT-CODE ...`: no names, no mail, no links."""
    actor = getattr(request, "actor", None)
    said = {
        "person": getattr(actor, "pseudonym", "") or "-",
        "from": (address_of(request) if request is not None else "") or "-",
        "route": getattr(getattr(request, "resolver_match", None), "view_name", "-"),
        "code": getattr(request, "support_code", "-"),
    } | facts
    log.info("%s %s", event, " ".join(f"{name}={value}" for name, value in said.items()))


def address_of(request: Any) -> str:
    """Where a request comes from, as the proxies of the installation have seen it; "" where nothing says so.

    A header with fewer entries than there are proxies has not come through all of them: the neighbour is believed.
    """
    # the formatter above is wanted before there are models
    from allauth.core.internal.httpkit import clean_client_ip, get_client_ip

    try:
        return get_client_ip(request) or ""
    except ImproperlyConfigured:
        return clean_client_ip(request.META.get("REMOTE_ADDR", "")) or ""
