"""How long requests take: counted for `/metrics/`, and the slow ones told in the log without anybody's data."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from svetovod.web.common.http import Request

from .logs import route_of
from .metrics import counters

log = logging.getLogger("svetovod.slow")
MOST_SQL = 600


class Statements:
    """Times what a request asks the database. The words of a slow statement are told with marks where values stood."""

    def __init__(self, code: str) -> None:
        self.code, self.number, self.seconds = code, 0, 0.0

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        started = time.monotonic()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.monotonic() - started
            self.number += 1
            self.seconds += took
            if took >= settings.SLOW_QUERY:
                log.warning("query seconds=%.3f sql=%s", took, str(sql)[:MOST_SQL], extra={"code": self.code})


def measured(get_response: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Stands right within `support_code`, so that all the rest is in the time and its lines have the code."""

    def handle(request: Request) -> HttpResponse:
        statements = Statements(request.support_code)
        started, worked = time.monotonic(), time.thread_time()
        with connection.execute_wrapper(statements):
            response = get_response(request)
        took, work = time.monotonic() - started, time.thread_time() - worked
        counters().add(response.status_code, took, work, statements.number)
        if took >= settings.SLOW_REQUEST:
            log.warning(
                "request seconds=%.3f processor=%.3f queries=%d database=%.3f method=%s route=%s status=%d",
                took, work, statements.number, statements.seconds, request.method, route_of(request),
                response.status_code, extra={"code": request.support_code},
            )  # fmt: skip
        return response

    return handle
