"""What a head of a region is asked for first: the page of the region and its papers, one press away."""

from django.urls import reverse
from django.utils.translation import gettext as _

from .shape import Cell, Listing


def potential(iso: str) -> Listing:
    return Listing(
        f"potential-{iso}", _("Industrial potential"), [_("Paper"), _("What is in it")],
        [
            [Cell(_("Page of the region"), reverse("regions:region", args=[iso])),
             Cell(_("what it makes and buys, its clusters and objects, beside another region"))],
            [Cell(_("Note for the head of the region, PDF"), reverse("regions:note", args=[iso])), Cell(_("one page"))],
            [Cell(_("Passport of the region, PDF"), reverse("regions:passport", args=[iso])), Cell(_("two pages"))],
        ],
        "",
    )  # fmt: skip
