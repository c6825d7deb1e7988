"""What the utility bar shows of this app: one's notices, and the outbox for its operator."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link

from .access import ACCESS
from .selectors import problems, unread_count


def of(actor: Any, moment: datetime) -> Iterator[Link]:
    yield Link(_("Notices"), reverse("notices:notice_list"), unread_count(actor, moment))
    if ACCESS.allows("mail.view", actor):
        yield Link(_("Outbox"), reverse("notices:mail_list"))
    if ACCESS.allows("problem.view", actor) and (waiting := problems(actor, waiting=True).count()):
        yield Link(_("Reports of problems"), reverse("notices:problem_list"), waiting)
