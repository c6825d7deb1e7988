"""The protocol of a decision and the extract from the registry: what is printed, frozen when it is decided."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from svetovod.web.audit.selectors import head
from svetovod.web.common import formatting
from svetovod.web.documents import papers
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.documents.typesetting import qr_svg

from . import bridge, checklist, terms
from .enums import Mark
from .models import ConfirmationApplication, ConfirmationDecision, RegistryEntry
from .papers import LANG


def snapshot(row: ConfirmationApplication, decision: ConfirmationDecision, at: datetime) -> dict[str, Any]:
    """Everything the protocol says, in the words of the paper. It names offices, not people."""
    version = row.versions.select_related("verdict").first()
    assert version is not None and row.filed_at is not None, "decided is what was filed"
    with override(LANG):
        lines = checklist.lines(row, version)
        paper = Paper(
            title=_("Protocol of the decision on conformity"), kicker=row.cluster.name, demo=row.cluster.is_demo,
            facts=[
                [_("Application for confirmation"), f"{row.number}, {formatting.moment(row.filed_at)}"],
                [_("Managing organisation"), f"{row.cluster.manager.name}, {_('INN')} {row.cluster.manager.inn}"],
                [_("Decision"), str(decision.get_outcome_display())],
                [_("Order"), _("No. %(number)s of %(day)s") % {
                    "number": decision.order_number, "day": formatting.day(decision.order_date)}],
                [_("Filed content"), version.sha256],
                [_("Edition"), formatting.day(version.verdict.edition)],
                [_("Calculated"), str(version.verdict.get_verdict_display())],
                [_("Review"), _review(row, at)],
            ],
            blocks=[
                Block(_("Grounds"), [decision.grounds]),
                Block(
                    _("Checklist"), head=[_("What"), _("Value"), _("Mark"), _("Comment")],
                    rows=[[line.label, line.value, str(Mark(line.mark).label), line.comment] for line in lines],
                ),
                Block(_("Journal"), [_journal()]),
            ],
            signs=[_("Officer of the registry")],
            note=_("Prepared by one officer and decided by another. The calculation on the figures of the applicant is "
                   "one of the grounds and does not replace the order."),
        )  # fmt: skip
        return asdict(paper)


def _journal() -> str:
    """As it stands before the entry of this decision: whoever keeps the paper is a witness of all that was before."""
    now = head()
    return _("When this was decided the journal had %(size)d entries and the root %(root)s (SHA-256, RFC 6962).") % {
        "size": now.size, "root": now.root,
    }  # fmt: skip


def _review(row: ConfirmationApplication, at: datetime) -> str:
    found = terms.review(row, terms.day_of(at))
    if found is None or found.term.due is None:
        return formatting.DASH
    return _("%(days)d working days, due %(day)s (%(caveat)s)") % {
        "days": found.term.days, "day": formatting.day(found.term.due), "caveat": found.caveat,
    }  # fmt: skip


def protocol_pdf(decision: ConfirmationDecision) -> bytes:
    assert decision.decided_at is not None and decision.snapshot is not None, "a protocol is of a decision"
    return papers.pdf(papers.kept(decision.snapshot), decision.decided_at)


def protocol_docx(decision: ConfirmationDecision) -> bytes:
    """The same frozen words as the PDF has, to be signed where a file of the office is wanted."""
    assert decision.decided_at is not None and decision.snapshot is not None, "a protocol is of a decision"
    return papers.docx(papers.kept(decision.snapshot))


def extract_pdf(entry: RegistryEntry, at: datetime) -> bytes:
    """The public extract: number, dates, state; nothing that the page of it does not say."""
    url = settings.BASE_URL.rstrip("/") + reverse("confirmation:extract", args=[entry.number])
    with override(LANG):
        paper = Paper(
            title=_("Extract from the registry of industrial clusters"), kicker=entry.cluster.name,
            demo=entry.cluster.is_demo,
            facts=[
                [_("Number in the registry"), str(entry.number)],
                [_("Cluster"), entry.cluster.name],
                [_("Regions"), ", ".join(bridge.region_name(iso, LANG) for iso in entry.cluster.regions)],
                [_("Entered on"), formatting.day(entry.entered_on)],
                [_("In force until"), formatting.day(entry.valid_until)],
                [_("State"), str(entry.get_state_display())],
                [_("As of"), formatting.day(at)],
            ],
            blocks=[], qr=qr_svg(url),
            note=_("The registry itself is kept by the ministry; this extract is drawn from what is recorded here."),
        )  # fmt: skip
    return papers.pdf(paper, at)
