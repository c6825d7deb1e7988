"""What an enterprise publishes of itself stays with the record it said it of: its people say it anew of the other."""

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
    ),
)  # fmt: skip
