"""Marks follow an organisation whose two records become one; readings name the record they were noted for."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from svetovod.web.common.merging import Mover, Rows

MOVER = Mover(
    "secrecy",
    (
        Rows(
            "secrecy.SecrecyMark", "holder", _("Documents marked as its commercial secret"),
            lambda row: row.attachment.sha256[:12], lambda row: reverse("secrecy:document", args=[row.attachment_id]),
            related=("attachment",),
        ),
        Rows(
            "secrecy.MarkTurn", "holder", _("Marks of its commercial secrets put on and taken off"),
            lambda row: row.sha256[:12], moving=None,
        ),
        Rows(
            "secrecy.DocumentReading", "holder", _("Readings of its commercial secrets"), lambda row: f"№ {row.pk}",
            moving=None,
        ),
    ),
)  # fmt: skip
