"""What requests for figures hold of an organisation when two records of it become one. Locked requests stay.

Without addresses: a request opens for whoever asked and whoever is asked, and joins of records are others' work.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.merging import Mover, Obstacle, Rows

from .enums import RequestState
from .models import FiguresReply, FiguresRequest

OPEN = Q(request__state=RequestState.OPEN)


def _named(request: FiguresRequest) -> str:
    """The cluster or the number, and the year: a title is for those who are asked."""
    return f"{request.cluster.name if request.cluster else formatting.numbered(request.pk)}, {request.year}"


def obstacles(gone: int, kept: int) -> Iterator[Obstacle]:
    """One enterprise answers a request once: which of two answers counts is for whoever asked to say."""
    both = FiguresReply.objects.filter(OPEN, organisation__in=[gone, kept]).select_related("request__cluster")
    asked: dict[int, FiguresRequest] = {}
    for reply in both.order_by("pk"):
        if reply.request_id in asked:
            yield Obstacle(
                _(
                    "Both are asked in the request “%(title)s”, which is open. Lock it first: its answers then stay "
                    "with the records that gave them."
                )
                % {"title": _named(reply.request)}
            )
        asked[reply.request_id] = reply.request
    passed = FiguresRequest.objects.select_related("cluster").filter(
        asker__in=[gone, kept], parent__isnull=False, state=RequestState.OPEN
    )
    for request in passed.filter(asker=gone, parent__in=passed.filter(asker=kept).values("parent")):
        yield Obstacle(_("Both pass on the request “%(title)s”. Lock both parts first.") % {"title": _named(request)})


MOVER = Mover(
    "figures",
    (
        Rows(
            "figures.FiguresReply", "organisation", gettext_lazy("Answers to requests for figures"),
            lambda row: f"{_named(row.request)}: {row.get_state_display()}",
            moving=OPEN, related=("request__cluster",),
        ),
        Rows(
            "figures.FiguresRequest", "asker", gettext_lazy("Requests for figures it sent"),
            _named, moving=Q(state=RequestState.OPEN), related=("cluster",),
        ),
    ),
    obstacles,
)  # fmt: skip
