"""Papers of confirmation name participants as they were filed: when two records become one, they stay."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.common.merging import Mention, Mover
from svetovod.web.registry.selectors import inn_of

from .models import ConfirmationVersion


def others(organisation: int) -> Iterator[Mention]:
    named = ConfirmationVersion.objects.filter(content__participants__contains=[{"inn": inn_of(organisation)}])
    for version in named.select_related("application__cluster").defer("content").order_by("pk"):
        title = _("%(cluster)s: application %(number)s of %(day)s") % {
            "cluster": version.application.cluster.name, "number": version.application.number,
            "day": formatting.day(version.filed_at),
        }  # fmt: skip
        url = reverse("confirmation:package", args=[version.application.cluster.slug])
        yield Mention(_("Applications for confirmation"), title, url, stays=True)


MOVER = Mover("confirmation", others=others)
