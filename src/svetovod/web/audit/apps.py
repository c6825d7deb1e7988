from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "svetovod.web.audit"
    label = "audit"

    def ready(self) -> None:
        from svetovod.web.common.context import register_links
        from svetovod.web.common.metrics import register_gauges

        register_links(_links)
        register_gauges(_gauges)


def _links(actor: Any, moment: datetime) -> Iterator[Any]:
    from django.urls import reverse
    from django.utils.translation import gettext as _

    from svetovod.web.common.context import Link

    from .access import ACCESS

    if ACCESS.allows("journal.view", actor):
        yield Link(_("Journal"), reverse("audit:journal"))


def _gauges() -> Iterator[Any]:
    from svetovod.web.common.metrics import Gauge

    from . import selectors

    yield Gauge("svetovod_journal_entries", "Entries of the journal; it never falls.", selectors.head().size)
