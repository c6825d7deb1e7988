"""The agreement on a subsidy, as the table that is typed into the state's system: signed by both its parties."""

from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common.http import whole
from svetovod.web.signatures.attachments import register_subject
from svetovod.web.signatures.seam import Paper, Source, register_source

from .access import ACCESS
from .agreement_book import SORTS, additional_file, signed_file
from .models import Amendment, GrantAgreement
from .selectors.agreements import award_page


def agreement_of(key: str) -> Paper | None:
    rows = GrantAgreement.objects.select_related("application__round", "application__project__initiator")
    row = rows.filter(pk=whole(key) or 0).first()
    if row is None:
        return None
    application = row.application
    return Paper(
        "agreement", key, application, _("Agreement No. %(number)s") % {"number": row.number},
        f"agreement-{application.number}-terms.json", SORTS["json"], made=lambda _at: signed_file(row),
        url=_page(row), inns=(str(application.initiator.get("inn", "")),),
    )  # fmt: skip


def additional_of(key: str) -> Paper | None:
    """One that changes the whole sum or ends the agreement, before it is in force too: what its parties sign is in it
    alone."""
    rows = Amendment.objects.select_related(
        "agreement__application__round", "agreement__application__project__initiator", "appeal__application"
    )
    row = rows.filter(pk=whole(key) or 0, appeal__isnull=False).first()
    if row is None:
        return None
    application = row.application
    return Paper(
        "amendment", key, application,
        (
            _("Agreement No. %(number)d on ending agreement No. %(agreement)s")
            if row.ends
            else _("Additional agreement No. %(number)d to agreement No. %(agreement)s")
        )
        % {"number": row.number, "agreement": row.agreement.number},
        f"agreement-{application.number}-additional-{row.number}.json", SORTS["json"],
        made=lambda _at: additional_file(row), url=_page(row.agreement),
        inns=(str(application.initiator.get("inn", "")),),
    )  # fmt: skip


def authority(actor: Any, found: Paper) -> bool:
    return ACCESS.allows("award.manage", actor, found.row)


def party(actor: Any, found: Paper) -> bool:
    """The file names the treasury account: it is for its parties alone."""
    return any(ACCESS.allows(action, actor, found.row) for action in ("award.manage", "award.answer"))


def _page(agreement: GrantAgreement) -> str:
    return award_page(agreement.application, agreement if agreement.ended_on else None)


def register() -> None:
    register_source("agreement", Source(agreement_of, party, party, party, keeps=authority))
    register_source("amendment", Source(additional_of, party, party, party, keeps=authority))
    register_subject(
        "commission.paymentclaim", inns=lambda claim: [str(claim.agreement.application.initiator.get("inn", ""))],
        page=lambda claim: _page(claim.agreement),
    )  # fmt: skip
