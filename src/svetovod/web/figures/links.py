"""Addresses of a request and its parts: a cluster's stand under the cluster, all others under their number."""

from typing import Any

from django.urls import reverse

from .models import FiguresReply, FiguresRequest


def to(what: str, request: FiguresRequest, **more: Any) -> str:
    """`to("board", request)`, `to("reply", request, inn=inn)`: the same names for both families of addresses."""
    if request.cluster is not None:
        return reverse(f"figures:{what}", kwargs={"slug": request.cluster.slug, "year": request.year, **more})
    return reverse(f"figures:table_{what}", kwargs={"number": request.pk, **more})


def part(reply: FiguresReply, what: str = "reply", **more: Any) -> str:
    return to(what, reply.request, inn=reply.organisation.inn, **more)
