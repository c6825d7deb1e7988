"""What a selection offers to a joint project: to be filed while the intake lasts, to be corrected when returned."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.projects.path import Offer

from .enums import ApplicationState
from .selectors.projects import rounds_of_project


def of(actor: Any, project: Any, at: datetime) -> Iterator[Offer]:
    """Selections whose intake is open, unless the project is filed there already, and those that returned it."""
    for row in rounds_of_project(project):
        if row.application_state == ApplicationState.RETURNED:
            url = reverse("selection:application", args=[row.slug, row.number])
            yield Offer(_("Correct the application and hand it in again"), url, row.title, row.correct_until)
        elif row.takes_applications(at) and not row.filed:
            url = reverse("selection:apply", args=[row.slug, project.code])
            yield Offer(_("File to the selection"), url, row.title, row.closes_at)
