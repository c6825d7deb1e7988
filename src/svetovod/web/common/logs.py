"""Lines of the log, and the events of security: docs/reference/security.md lists them."""

import json
import logging
import re
import time
from typing import Any

from django.core.exceptions import ImproperlyConfigured

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
log = logging.getLogger("svetovod.security")


# what PostgreSQL adds to an error repeats the values of the row
DETAIL = re.compile(r"^(DETAIL|CONTEXT|HINT|QUERY|LINE \d+):.*(\n[ \t]*\^)?$", re.MULTILINE)


class Line(logging.Formatter):
    """An event a line, in UTC: what a stranger typed cannot begin a line of its own.

    A line about a request ends with its support code, the one its page shows, and names the route: an address may hold
    the link of a letter.
    """

    converter = time.gmtime  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        said = logging.makeLogRecord(record.__dict__)  # other handlers get the record as it came
        request = getattr(record, "request", None)
        if request is not None and record.name.startswith("django.") and record.args:
            said.msg, said.args = "%s: %s %s", (record.args[0], request.method, route_of(request))  # type: ignore[index]
        said.code = getattr(record, "code", "") or getattr(request, "support_code", "")
        return super().format(said)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        line = CONTROL.sub(lambda found: repr(found[0])[1:-1], super().formatMessage(record))
        return f"{line} code={record.code}" if record.code and "code=" not in line else line  # type: ignore[attr-defined]

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is the library's
        return DETAIL.sub(r"\1: (left out)", super().formatException(ei))


class Json(Line):
    """The same as one object of JSON a line: `SVETOVOD_LOG_FORMAT=json`."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        return ""

    def format(self, record: logging.LogRecord) -> str:
        words, _, trace = Line().format(record).partition("\n")
        at, level, source, said = words.split(" ", 3)
        code = re.search(r"\bcode=([0-9A-Z]{8})\b", said)
        fields = {"time": at, "level": level, "source": source, "code": code[1] if code else "", "words": said}
        return json.dumps(fields | ({"trace": trace} if trace else {}), ensure_ascii=False)


def route_of(request: Any) -> str:
    """The pattern of an address, `figures/<str:key>/`; of one that leads nowhere only its beginning."""
    found = getattr(request, "resolver_match", None)
    if found is not None:
        return str(found.route)
    parts = request.path.split("/")
    return "/".join(parts[:3]) + ("/..." if len(parts) > 4 else "")


def security(event: str, request: Any, **facts: Any) -> None:
    """`event person=PSEUDONYM from=ADDRESS route=NAME code=SUPPORT-CODE ...`: no names, no mail, no links.

    `viewed=` is whose pages an administrator looks at.
    """
    actor = getattr(request, "actor", None)
    viewer = getattr(request, "viewer", None)  # looks at pages as `actor`, who does nothing meanwhile
    if actor and viewer and viewer is not actor:
        facts = {"viewed": actor.pseudonym} | facts
    said = {
        "person": getattr(viewer or actor, "pseudonym", "") or "-",
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
