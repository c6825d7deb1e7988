"""The way from an enterprise's page to what it publishes of itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link

from .access import ACCESS


def of_organisation(actor: Any, organisation: Any, moment: datetime) -> Iterable[Link]:
    if ACCESS.allows("publication.view", actor, organisation):
        yield Link(
            _("What everybody may see of the enterprise"), reverse("regions:publication", args=[organisation.inn])
        )
