"""What waits for an officer of the registry, until when; for the head, what no officer is there for."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.confirmation import selectors

from .shape import Task

STEPS = {  # of one application, of several
    "take": (gettext_lazy("Take the application for review: %(number)s"),
             gettext_lazy("Take the applications for review")),
    "review": (gettext_lazy("Check the application and propose a decision: %(number)s"),
               gettext_lazy("Check the applications and propose decisions")),
    "decide": (gettext_lazy("Take the decision another officer prepared, or send it back: %(number)s"),
               gettext_lazy("Take the decisions another officer prepared, or send them back")),
    "resume": (gettext_lazy("Go on with the review without the papers: %(number)s"),
               gettext_lazy("Go on with the reviews without the papers")),
}  # fmt: skip


def applications_to_move(actor: Any, moment: datetime) -> Iterator[Task]:
    for each in selectors.waiting_for(actor, timezone.localtime(moment).date()):
        row = each.application
        end = timezone.make_aware(datetime.combine(each.due, time(23, 59))) if each.due else None
        said, many = _words(actor, each)
        url = reverse("confirmation:case", args=[row.number])
        yield Task(str(said) % {"number": row.number}, row.cluster.name, url, end, many=str(many))


def _words(actor: Any, each: Any) -> tuple[Any, Any]:
    if each.waits_for(actor):
        return STEPS[each.step]
    if each.nobody:
        return _("See who can act, no officer is there: %(number)s"), _("See who can act, no officer is there")
    return _("See to an overdue application: %(number)s"), _("See to overdue applications")


def appeals_to_hear(actor: Any, moment: datetime) -> Iterator[Task]:
    for appeal in selectors.appeals_for(actor):
        row = appeal.application
        yield Task(
            _("Consider the appeal: %(number)s") % {"number": row.number}, row.cluster.name,
            reverse("confirmation:case", args=[row.number]) + "#hearing",
            many=_("Consider the appeals"),
        )  # fmt: skip
