"""What whoever speaks for an organisation finds on the desk: nobody signs for it, or soon will."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.signing import selectors

from .shape import Task


def signers_to_enter(actor: Any, moment: datetime) -> Iterator[Task]:
    for found in selectors.without_signer(actor, timezone.localdate(moment)):
        due = timezone.make_aware(datetime.combine(found.last, time(23, 59))) if found.last else None
        yield Task(
            _("Enter who signs for the organisation and on what ground"), str(found.organisation),
            reverse("signing:signers", args=[found.organisation.inn]), due,
            many=_("Enter who signs for the organisations and on what ground"),
        )  # fmt: skip
