"""A newer edition has overtaken a dossier: its manager hears of it once. The dossier itself stays where it is."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.services import tell
from svetovod.web.registry import held
from svetovod.web.registry.selectors import people_answering

from . import edition_page, selectors
from .models import Dossier
from .selectors import Outlook


def law_changed(change: Any) -> None:
    """The rulebook calls it inside the transaction that publishes an edition, or puts a verification in force."""
    if change.act == held.ACT:
        overtaken_tell(at=change.at)


@transaction.atomic
def overtaken_tell(*, at: datetime) -> None:
    """Once an edition and a dossier, by whatever the edition became known: its publication, or the day of the clock."""
    today = timezone.localtime(at).date()
    for found in selectors.outlooks(Dossier.objects.order_by("pk"), today):
        _tell(found, at)


def _tell(found: Outlook, at: datetime) -> None:
    cluster, today = found.dossier.cluster, timezone.localtime(at).date()

    def words() -> tuple[str, str]:
        named = {"cluster": cluster.name, "day": formatting.day(found.newest.on)}
        subject = _("A newer edition: the dossier of %(cluster)s") % named
        advice = _("See what it changes for your cluster; move the dossier, or leave it where it is.")
        return subject, f"{edition_page.warning(found, today)} {advice}"

    tell(
        people_answering(cluster), words, key=f"dossier:{found.dossier.pk}:edition:{found.newest.on}", at=at,
        url=reverse("dossier:edition", args=[cluster.slug]),
    )  # fmt: skip
