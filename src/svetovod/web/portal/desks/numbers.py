"""What an officer of the registry finds of organisations: numbers nobody has compared, records that may be one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.registry import selectors as registry

from .shape import Task


def numbers_to_compare(actor: Any, moment: datetime) -> Iterator[Task]:
    if count := registry.numbers_waiting(actor):
        yield Task(
            _("Compare numbers of organisations with the state register"),
            _("organisations: %(count)d") % {"count": count}, reverse("registry:numbers"),
        )  # fmt: skip


def records_to_compare(actor: Any, moment: datetime) -> Iterator[Task]:
    if count := registry.likenesses_waiting(actor):
        yield Task(
            _("Look at records that may be one organisation"), _("pairs: %(count)d") % {"count": count},
            reverse("registry:duplicates"),
        )  # fmt: skip
