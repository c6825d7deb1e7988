"""A page that tells which request it was: `granian --interface wsgi echo:application`."""

from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    said = f"[{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)}]".encode()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(said)))])
    return [said]
