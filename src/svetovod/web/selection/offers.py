"""What a selection offers to a joint project: to be filed while the intake lasts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.projects.path import Offer

from .selectors.projects import rounds_of_project


def of(actor: Any, project: Any, at: datetime) -> Iterator[Offer]:
    """Selections whose intake is open, unless the project is filed there already."""
    for row in rounds_of_project(project):
        if row.takes_applications(at) and not row.filed:
            url = reverse("selection:apply", args=[row.slug, project.code])
            yield Offer(_("File to the selection"), url, row.title, row.closes_at)
