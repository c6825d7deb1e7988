"""What an organisation's page says of who signs for it, to those who may know."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common.context import Link

from .selectors import signers_or_none


def of(actor: Any, organisation: Any, moment: datetime) -> Iterator[Link]:
    found = signers_or_none(actor, organisation, timezone.localdate(moment))
    if found is None:
        return
    url = reverse("signing:signers", args=[organisation.inn])
    if not found.known:
        yield Link(_("Who signs for the organisation is not entered"), url)
    elif found.nobody:
        yield Link(found.nobody, url)
    else:
        yield Link(_("Signs: %(names)s") % {"names": ", ".join(each.who for each in found.signing)}, url)
