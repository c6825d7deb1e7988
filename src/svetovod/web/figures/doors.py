"""From the page of a cluster to its requests for figures, for whoever may ask; from every page to tables; from the
figures of a verdict to the sheets that were signed under them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role
from svetovod.web.common.context import Link
from svetovod.web.documents.selectors import scans_said
from svetovod.web.registry.doors import SignedSheet

from . import selectors
from .access import ACCESS, ANSWERING
from .enums import RequestState
from .models import FiguresRequest


def of(actor: Any, cluster: Any) -> Iterator[Link]:
    if ACCESS.allows("requests.list", actor, cluster):
        yield Link(_("Requests for figures"), reverse("figures:request_list", args=[cluster.slug]))


def to_tables(actor: Any, moment: datetime) -> Iterator[Link]:
    """For offices that ask by tables or are asked by them, and for people of enterprises, who find their answers."""
    asked = (Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER, Role.CLUSTER_MANAGER, *ANSWERING)
    if ACCESS.allows("requests.compose", actor) or any(actor.holds(role) for role in asked):
        yield Link(_("Requests for figures"), reverse("figures:table_list"))


def signed_sheets(actor: Any, sheet: Any) -> Iterator[SignedSheet]:
    """Scans behind a workbook made of answers: who handed them in, when, and the hash; the file to who may open it."""
    answers = {str(row.pk): row for row in selectors.answers_behind(sheet)}
    speaking = selectors.people_of(answers.values())
    for scan in scans_said("figures.figuresanswer", answers, "signed"):
        part = answers[scan["subject_id"]].reply
        own = scan["uploaded_by"] in speaking or scan["uploaded_by"] in {row.person_id for row in part.contacts.all()}
        may = ACCESS.allows("reply.view", actor, part)
        yield SignedSheet(
            inn=part.organisation.inn, by=_("the enterprise") if own else _("the managing organisation"),
            at=scan["uploaded_at"], sha256=scan["sha256"],
            url=reverse("documents:attachment", args=[scan["id"]]) if may else "",
        )  # fmt: skip


def rests(sheet: Any) -> Iterator[Link]:
    """The request whose locked answers made the workbook."""
    for request in FiguresRequest.objects.filter(sheet=sheet, state=RequestState.LOCKED):
        url = reverse("figures:board", args=[sheet.cluster.slug, request.year])
        yield Link(_("Request for the figures of %(year)d: locked into this workbook") % {"year": request.year}, url)
