"""What an officer of the registry finds on the desk: items another officer has read in the text of the act."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.rulebook import selectors

from .shape import Task


def verifications_to_confirm(actor: Any, moment: datetime) -> Iterator[Task]:
    for row in selectors.verifications_to_confirm(actor):
        item = selectors.label_of(row.key, formatting.lang())
        yield Task(
            _("Confirm or decline the verification: %(item)s") % {"item": item},
            row.point, reverse("rulebook:verification", args=[row.pk]),
        )  # fmt: skip
