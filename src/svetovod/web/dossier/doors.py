"""What a cluster's page says of its dossier, to those who may open it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link

from . import edition_page, selectors
from .access import ACCESS


def of(actor: Any, cluster: Any) -> Iterator[Link]:
    if ACCESS.allows("dossier.view", actor, cluster):
        yield Link(_("Dossier"), reverse("dossier:overview", args=[cluster.slug]))
    elif ACCESS.allows("dossier.read_edition", actor, cluster):
        yield Link(_("Edition of the dossier"), reverse("dossier:edition", args=[cluster.slug]))


def warnings(actor: Any, cluster: Any, moment: Any) -> Iterator[Link]:
    """That a newer edition has overtaken the dossier."""
    if not ACCESS.allows("dossier.read_edition", actor, cluster) or (dossier := selectors.pinned(cluster)) is None:
        return
    today = timezone.localtime(moment).date()
    if said := edition_page.warning(selectors.outlook(dossier, today), today):
        yield Link(said, reverse("dossier:edition", args=[cluster.slug]))
