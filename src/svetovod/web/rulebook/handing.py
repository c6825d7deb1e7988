"""What of an officer's work on the law as data passes to a successor: drafts of editions. A reading is its reader's."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import person_of
from svetovod.web.common import formatting
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Item, Leaving

from . import services
from .access import ACCESS
from .enums import EditionState, VerificationState
from .models import LawEdition, Verification

PLACE = (str(Scope.PLATFORM), "")


class Law:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        for row in LawEdition.objects.filter(drafted_by=leaving.person, state=EditionState.DRAFT):
            said = _("Draft of an edition from %(day)s") % {"day": formatting.day(row.effective_from)}
            url = reverse("rulebook:edition", args=[row.pk])
            yield Item(f"edition:{row.pk}", Work.DRAFTS, said, PLACE, row.act, url, row=row, holds=(row,))
        for read in Verification.objects.filter(proposed_by=leaving.person, state=VerificationState.PROPOSED):
            yield Item(
                f"reading:{read.pk}", Work.DRAFTS, _("Reading of the act: %(key)s") % {"key": read.key}, PLACE,
                read.act,
                stays=_("It stays the reading of whoever made it: any other officer confirms or declines it."),
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        if ACCESS.allows("edition.draft", successor):
            return ""
        return _("Only an officer of the registry drafts editions.")

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        services.edition_hand_over(actor=giver, edition=item.row, person=person_of(successor), at=at)


SOURCE = Law()
