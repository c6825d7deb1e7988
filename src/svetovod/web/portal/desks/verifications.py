"""What an officer of the registry finds on the desk: items another has read in the act, drafts to be published."""

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
            many=_("Confirm or decline the verifications"),
        )  # fmt: skip


def drafts_to_publish(actor: Any, moment: datetime) -> Iterator[Task]:
    for row in selectors.drafts_to_publish(actor):
        yield Task(
            _("Publish or discard the draft edition from %(day)s") % {"day": formatting.day(row.effective_from)},
            row.note_ru, reverse("rulebook:edition", args=[row.pk]),
            many=_("Publish or discard the draft editions"),
        )  # fmt: skip
