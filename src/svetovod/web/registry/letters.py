"""Letters to managing organisations: a change of the law changes the verdict on their cluster, and by which rule."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.services import tell

from . import bridge, selectors
from .enums import Conclusion
from .models import Cluster
from .verdict_page import rule_label


def law_changed(change: Any) -> None:
    """The rulebook calls it inside its transaction, once a change."""
    if change.act != bridge.ACT:
        return
    sums = selectors.sums_of(Cluster.objects.all())
    found = bridge.flips(sums, (change.on, change.before), (change.on, change.after))
    clusters = Cluster.objects.in_bulk([int(flip.cluster) for flip in found])
    for flip in found:
        verdict_changes(change, clusters[int(flip.cluster)], flip)


def verdict_changes(change: Any, cluster: Cluster, flip: Any) -> None:
    def words() -> tuple[str, str]:
        named = {
            "cluster": cluster.name, "what": change.said(), "day": formatting.day(change.on),
            "before": Conclusion(flip.before).label, "after": Conclusion(flip.after).label,
            "rules": "; ".join(rule_label(reason.key) for reason in flip.reasons),
        }  # fmt: skip
        subject = _("The verdict changes: %(cluster)s") % named
        text = _(
            "%(what)s By the figures last given, the verdict on the cluster “%(cluster)s” as of %(day)s becomes "
            "“%(after)s” (it was “%(before)s”). By the rule: %(rules)s. Verdicts kept before stay as they are."
        )
        return subject, text % named

    tell(
        selectors.people_answering(cluster), words, key=f"law:{change.subject}:{cluster.pk}", at=change.at,
        but=change.actor, url=_url(cluster, change.on, timezone.localtime(change.at).date()),
    )  # fmt: skip


def _url(cluster: Cluster, on: date, today: date) -> str:
    """The verdict of that day; of today, where the day is still to come."""
    day = f"?on={on.isoformat()}" if on <= today else ""
    return reverse("registry:verdict", args=[cluster.slug]) + day
