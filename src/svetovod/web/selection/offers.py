"""What a selection offers to a joint project: to be filed while the intake lasts, to be corrected when returned."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.projects.path import Bound, Offer

from .enums import ApplicationState
from .models import SelectionRound
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


def bounds(project: Any, at: datetime) -> Iterator[Bound]:
    """Days of the selections that the project is filed to or may still be filed to."""
    rows = [row for row in rounds_of_project(project) if row.filed or row.takes_applications(at)]
    money = SelectionRound.objects.filter(slug__in=[row.slug for row in rows]).values_list("slug", "years")
    years = {slug: max(map(int, parts), default=None) for slug, parts in (money if rows else ())}
    for row in rows:
        last = years.get(row.slug)
        closes = timezone.localdate(row.closes_at) if row.closes_at else None
        until = date(last, 12, 31) if last else None
        yield Bound(row.title, reverse("selection:round", args=[row.slug]), closes, until)
