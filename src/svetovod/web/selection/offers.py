"""What a selection offers to a joint project: to be filed while the intake lasts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.projects.path import Offer

from .enums import ApplicationState, RoundState
from .models import Application, SelectionRound


def of(actor: Any, project: Any, at: datetime) -> Iterator[Offer]:
    """Selections whose intake is open, unless the project is filed there already."""
    filed = Application.objects.filter(project=project).exclude(state=ApplicationState.DRAFT)
    opened = SelectionRound.objects.filter(state=RoundState.OPEN, opens_at__lte=at, closes_at__gt=at)
    for row in opened.exclude(pk__in=filed.values("round")).order_by("closes_at"):
        url = reverse("selection:apply", args=[row.slug, project.code])
        yield Offer(_("File to the selection"), url, row.title, row.closes_at)
