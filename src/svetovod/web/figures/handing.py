"""What of a person's part in requests for figures passes to a successor: links of letters and drafts not sent.

Requests themselves belong to the organisation that asks or is asked; answers stay with the name of whoever gave them.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import person_of
from svetovod.web.handover.enums import Work
from svetovod.web.handover.seam import Item, Leaving

from . import selectors, services
from .access import ACCESS
from .enums import RequestState
from .models import FiguresContact, FiguresDraft, FiguresReply


def _place(reply: FiguresReply) -> tuple[str, str]:
    return str(Scope.ORGANISATION), str(reply.organisation_id)


def _title(reply: FiguresReply) -> str:
    """A table is told by who owes it: an administrator may hand it over without learning what it asks."""
    what = reply.organisation if reply.request.is_table else reply.request.named
    return _("%(what)s, %(year)s") % {"what": what, "year": reply.request.year}


class Figures:
    def items(self, leaving: Leaving) -> Iterator[Item]:
        of = {"person": leaving.person, "reply__request__state": RequestState.OPEN}
        joined = ("reply__request__cluster", "reply__organisation")
        for contact in FiguresContact.objects.filter(**of, revoked_at=None).select_related(*joined):
            reply = contact.reply
            yield Item(
                f"contact:{contact.pk}", Work.FIGURES, _title(reply), _place(reply), where=str(reply.organisation),
                row=contact,
                holds=(contact.reply, contact),
            )  # fmt: skip
        for draft in FiguresDraft.objects.filter(**of).select_related(*joined):
            reply = draft.reply
            said = _("Figures not sent yet: %(what)s") % {"what": _title(reply)}
            yield Item(
                f"draft:{draft.pk}", Work.DRAFTS, said, _place(reply), where=str(reply.organisation), row=draft,
                holds=(reply, draft),
            )  # fmt: skip
        yield from self._owed(leaving)

    def _owed(self, leaving: Leaving) -> Iterator[Item]:
        """What the organisations themselves owe and collect, whoever does it for them."""
        held = actor_of(leaving.person)
        for reply in selectors.asked_of(held).select_related("organisation"):
            said = _("Figures to give: %(what)s") % {"what": _title(reply)}
            url = reverse("figures:questionnaire", args=[reply.own])
            yield Item(
                f"reply:{reply.pk}", Work.FIGURES, said, _place(reply), str(reply.organisation), url, follows=True
            )
        for request in selectors.open_of(held).filter(cluster__isnull=False):
            assert request.cluster is not None
            own = held.holds(Role.CLUSTER_MANAGER, Scope.CLUSTER, request.cluster_id)
            place = (Scope.CLUSTER, str(request.cluster_id)) if own else (Scope.ORGANISATION, str(request.asker_id))
            said = _("Figures to collect: %(what)s") % {"what": f"{request.named}, {request.year}"}
            yield Item(
                f"request:{request.pk}", Work.FIGURES, said, (str(place[0]), place[1]), request.named,
                selectors.board_of(request), follows=True,
            )  # fmt: skip

    def bar(self, item: Item, leaving: Leaving, successor: Any, giver: Any) -> str:
        row = item.row
        if not ACCESS.allows("reply.answer", successor, row.reply):
            return _("The successor does not speak for this enterprise: give a role in it first.")
        if isinstance(row, FiguresDraft) and row.reply.drafts.filter(person=successor.person_id).exists():
            return _("The successor has a draft of the same figures: it is not overwritten.")
        return ""

    def move(self, item: Item, leaving: Leaving, successor: Any, giver: Any, at: datetime) -> None:
        row, person = item.row, person_of(successor)
        if isinstance(row, FiguresDraft):
            services.draft_hand_over(actor=giver, draft=row, person=person, at=at)
        else:
            services.contact_hand_over(actor=giver, contact=row, person=person, at=at)


SOURCE = Figures()
