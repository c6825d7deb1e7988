"""The link of a cluster's page to its dossier, for those who may open it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link

from .access import ACCESS


def of(actor: Any, cluster: Any) -> Iterator[Link]:
    if ACCESS.allows("dossier.view", actor, cluster):
        yield Link(_("Dossier"), reverse("dossier:overview", args=[cluster.slug]))
