"""Many letters of the outbox at once: a mail server that was down for a night leaves dozens to decide about."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import bulk
from svetovod.web.common.errors import Refused

from . import services
from .access import ACCESS
from .enums import MailState
from .models import OutgoingMail
from .states import MAIL


@transaction.atomic
def mails_resend(*, actor: Any, mails: Iterable[OutgoingMail], at: datetime) -> dict[int, str]:
    """By key, letters that do not go out, and why."""
    actor = ACCESS.admit("mail.resend", actor)
    return bulk.each(mails, lambda mail: services.mail_resend(actor=actor, mail_id=mail.pk, at=at))


@transaction.atomic
def mails_drop(*, actor: Any, mails: Iterable[OutgoingMail], at: datetime) -> dict[int, str]:
    actor = ACCESS.admit("mail.drop", actor)
    return bulk.each(mails, lambda mail: services.mail_drop(actor=actor, mail_id=mail.pk, at=at))


SERVICES = {"resend": mails_resend, "drop": mails_drop}


def deeds() -> dict[str, bulk.Deed]:
    of, url = _("Outbox"), reverse("notices:mail_list")
    again = bulk.Deed(
        "resend", _("Send again"), _("Send these letters again"), of, url,
        _("Of a letter whose fate is unclear its reader may get two."),
        undo="drop", after=_("Letters that have not left yet can be stopped."),
    )  # fmt: skip
    drop = bulk.Deed(
        "drop", _("Do not send"), _("Do not send them"), of, url,
        _("Texts of letters with a personal link are deleted; the others can be sent again."), "danger",
        undo="resend", after=_("Letters whose text is still here can be sent after all."),
    )  # fmt: skip
    return {"resend": again, "drop": drop}


def lines(mails: Iterable[OutgoingMail], action: str) -> Iterable[bulk.Line]:
    for mail in mails:
        able = any(row.action == action and row.who for row in MAIL.actions_from(mail.state))
        why = _obstacle(mail) if able and action == "resend" else ""
        yield bulk.Line(mail.pk, mail.to, mail.subject, why if able else bulk.stays(MailState(mail.state).label))


def _obstacle(mail: OutgoingMail) -> str:
    """What the service would refuse it for."""
    try:
        services.resend_check(mail)
    except Refused as refusal:
        return str(refusal)
    return ""
