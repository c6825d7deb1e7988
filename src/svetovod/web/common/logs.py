"""Lines of the log, and the events of security: docs/reference/security.md lists them."""

import logging
import re
import time
from typing import Any

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
    from allauth.core.internal.httpkit import get_client_ip  # the formatter above is wanted before there are models

    actor = getattr(request, "actor", None)
    said = {
        "person": getattr(actor, "pseudonym", "") or "-",
        "from": (get_client_ip(request) if request is not None else None) or "-",
        "route": getattr(getattr(request, "resolver_match", None), "view_name", "-"),
        "code": getattr(request, "support_code", "-"),
    } | facts
    log.info("%s %s", event, " ".join(f"{name}={value}" for name, value in said.items()))
