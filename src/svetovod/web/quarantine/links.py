"""What the utility bar shows of this app: files in quarantine, for who decides about them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link

from .access import ACCESS
from .models import HeldFile


def of(actor: Any, moment: datetime) -> Iterator[Link]:
    if settings.CLAMD and ACCESS.allows("held.view", actor):
        yield Link(_("Quarantine"), reverse("quarantine:held_list"), HeldFile.objects.filter(kept=True).count())
