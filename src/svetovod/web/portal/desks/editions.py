"""What a cluster's manager finds on the desk: a newer edition has overtaken the dossier."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.dossier import selectors

from .shape import Task


def dossiers_overtaken(actor: Any, moment: datetime) -> Iterator[Task]:
    today = timezone.localtime(moment).date()
    for found in selectors.outlooks(selectors.dossiers_managed(actor), today):
        yield Task(
            _("Decide whether the dossier moves to the edition of %(day)s")
            % {"day": formatting.day(found.newest.on)},
            found.dossier.cluster.name, reverse("dossier:edition", args=[found.dossier.cluster.slug]),
            many=_("Decide whether the dossiers move to a newer edition"),
        )  # fmt: skip
