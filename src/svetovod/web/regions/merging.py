"""What an enterprise publishes of itself stays with the record it said it of: its people say it anew of the other.
Services it was given go over to the record that is kept."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from svetovod.web.common.merging import Mover, Rows

MOVER = Mover(
    "regions",
    (
        Rows(
            "regions.Publication", "organisation", gettext_lazy("What enterprises show of themselves"),
            lambda row: row.get_field_display(),
            lambda row: reverse("regions:publication", args=[row.organisation.inn]), moving=None,
            related=("organisation",),
        ),
        Rows(
            "regions.CentreService", "organisation", gettext_lazy("Services of a cluster development centre"),
            # which, and not what the centre wrote of it: that is the region's alone
            lambda row: f"{row.given_on:%d.%m.%Y} {row.get_kind_display()}",
            lambda row: reverse("regions:centre", args=[row.region]),
        ),
    ),
)  # fmt: skip
