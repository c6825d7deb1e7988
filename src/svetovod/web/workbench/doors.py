"""The way to the workbench for those whom no page of regions leads there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.standing import administrator
from svetovod.web.common.context import Link


def to_workbench(actor: Any, moment: datetime) -> Iterable[Link]:
    if administrator.test(actor):
        yield Link(_("Workbench"), reverse("workbench:question_list"))
