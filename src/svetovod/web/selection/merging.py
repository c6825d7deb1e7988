"""What selections hold of an organisation when two records of it become one. Selections that are decided stay."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.merging import Mover, Obstacle, Rows

from .enums import OfferState, RoundState
from .models import Assignment, SelectionRound

DECIDED = (RoundState.APPROVED, RoundState.PUBLISHED, RoundState.CANCELLED, RoundState.FAILED)
OPEN = ~Q(round__state__in=DECIDED)


def _named(row: SelectionRound) -> str:
    """A draft is told by its address alone."""
    return row.slug if row.state == RoundState.DRAFT else row.title


def obstacles(gone: int, kept: int) -> Iterator[Obstacle]:
    """An expert of the one may have the other's application: as one organisation that is a conflict of interest."""
    for expert, applicant in ((gone, kept), (kept, gone)):
        given = Assignment.objects.filter(
            ~Q(application__round__state__in=DECIDED), member__organisation=expert,
            application__project__participants__organisation=applicant,
        )  # fmt: skip
        rounds = {row.application.round for row in given.select_related("application__round")}
        for found in sorted(rounds, key=lambda row: row.pk):
            yield Obstacle(
                _(
                    "In the selection “%(title)s” an expert of one of the two has an application of the other. Ask the "
                    "secretary to look at conflicts of interest before the sheets are opened."
                )
                % {"title": _named(found)},
                reverse("selection:round", args=[found.slug]),
                blocks=False,
            )


MOVER = Mover(
    "selection",
    (
        Rows(
            "selection.PanelMember", "organisation", gettext_lazy("Experts of selections"),
            lambda row: _named(row.round),
            lambda row: reverse("selection:round", args=[row.round.slug]), moving=OPEN, related=("round",),
        ),
        Rows(
            "selection.Seat", "organisation", gettext_lazy("Seats in commissions"), lambda row: _named(row.round),
            lambda row: reverse("selection:round", args=[row.round.slug]), moving=OPEN, related=("round",),
        ),
        Rows(
            "selection.PlaceOffer", "organisation", gettext_lazy("Places offered in selections"),
            lambda row: _named(row.round), lambda row: reverse("selection:round", args=[row.round.slug]),
            moving=Q(state=OfferState.OFFERED), related=("round",),
        ),
    ),
    obstacles,
)  # fmt: skip
