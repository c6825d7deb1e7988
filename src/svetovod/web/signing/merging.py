"""Rights to sign follow an organisation whose two records become one: the papers are of the same legal entity."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from svetovod.web.common.merging import Mover, Rows

from . import phrases

MOVER = Mover(
    "signing",
    (
        Rows(
            "signing.SigningAuthority", "organisation", gettext_lazy("Rights to sign"),
            lambda row: f"{phrases.signer(row)}, {phrases.ground(row)}",
            lambda row: reverse("signing:signers", args=[row.organisation.inn]),
            moving=Q(ended_at=None), related=("person", "organisation"),
        ),
    ),
)  # fmt: skip
