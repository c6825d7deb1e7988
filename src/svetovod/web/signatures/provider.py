"""A certified provider beside us, asked over HTTP: an address of this machine or of the inner network, in settings.

Whatever goes wrong is `unknown`: a provider that does not answer never makes a signature good.
"""

import http.client
import json
from contextlib import closing
from datetime import datetime
from ipaddress import ip_address
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from . import bridge
from .seam import Paper

NAME = "provider"
MOST_DOCUMENT = 50 * 1024 * 1024
MOST_ANSWER = 512 * 1024
NEAR = (".local", ".lan", ".internal")


def asked() -> bool:
    return bool(settings.SIGNATURE_PROVIDER)


def refuse_far(address: str) -> None:
    """Documents go there: an address that is not of this machine or of the inner network stops the start."""
    found = urlsplit(address)
    host = found.hostname or ""
    try:
        near = ip_address(host).is_private
    except ValueError:
        near = host == "localhost" or "." not in host or host.endswith(NEAR)
    if found.scheme not in {"http", "https"} or not host or not near:
        raise ImproperlyConfigured(f"SVETOVOD_SIGNATURE_PROVIDER names no address of the inner network: {address}")


def verdict(paper: Paper, raw: bytes, at: datetime) -> bridge.Verdict:
    assert paper.opened is not None
    with paper.opened() as file:
        document = bridge.document(paper, file)
        if paper.size > MOST_DOCUMENT:
            return bridge.unanswered("too_large", NAME, document)
        body = bridge.question(document, raw, inns=paper.inns, at=at)
        try:
            answer = _post(json.dumps(body).encode())
            return bridge.answer_read(answer, document)
        except (OSError, http.client.HTTPException):
            return bridge.unanswered("unreached", NAME, document)
        except (ValueError, RecursionError):  # of JSON, of a status, of a word that is none of ours
            return bridge.unanswered("misunderstood", NAME, document)


def _post(body: bytes) -> Any:
    """One request, no redirect, no proxy, nothing read beyond the limit."""
    address = urlsplit(settings.SIGNATURE_PROVIDER)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    seconds = settings.SIGNATURE_PROVIDER_SECONDS
    with closing(kind(address.hostname or "", address.port, timeout=seconds)) as connection:
        connection.request("POST", address.path or "/", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = _within(answer, monotonic() + seconds)
    if answer.status != 200 or len(content) > MOST_ANSWER:
        raise ValueError(f"status {answer.status}, {len(content)} bytes")
    return json.loads(content)


def _within(answer: http.client.HTTPResponse, until: float) -> bytes:
    """The timeout of a connection is of each piece: who sends a byte a second would be listened to for days."""
    content = b""
    while len(content) <= MOST_ANSWER and (piece := answer.read1(MOST_ANSWER + 1)):
        content += piece
        if monotonic() > until:
            raise TimeoutError("the answer takes too long")
    return content
