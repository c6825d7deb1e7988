"""From the page of a cluster to its requests for figures, for whoever may ask."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link

from .access import ACCESS


def of(actor: Any, cluster: Any) -> Iterator[Link]:
    if ACCESS.allows("requests.list", actor, cluster):
        yield Link(_("Requests for figures"), reverse("figures:request_list", args=[cluster.slug]))
