"""What the utility bar shows of this app: the register, for the auditor. Owners come to it from their organisation."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.standing import auditor
from svetovod.web.common.context import Link


def of(actor: Any, moment: datetime) -> Iterator[Link]:
    if auditor.test(actor):
        yield Link(_("Readings of secrets"), reverse("secrecy:register"))
