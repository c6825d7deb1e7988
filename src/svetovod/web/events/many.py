"""What can be done to many registrations at once, who may, and what is said of each."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import bulk
from svetovod.web.common.templatetags.ui import said

from . import services
from .access import ACCESS
from .enums import RegistrationState
from .models import PracticalSession, Registration
from .plan_forms import CallOffForm
from .states import REGISTRATION

WHO = {"check_in": "registrations.list", "cancel": "session.update"}
SERVICES: dict[str, Callable[..., dict[int, str]]] = {
    "check_in": services.registrations_check_in,
    "cancel": services.registrations_cancel,
}


def actions(actor: Any, session: PracticalSession) -> list[tuple[str, str]]:
    """Those the actor may do, for the list."""
    able = [deed for deed in deeds(session).values() if ACCESS.allows(WHO[deed.do], actor, session)]
    return [(deed.do, str(deed.title)) for deed in able]


def deeds(session: PracticalSession, data: Any = None) -> dict[str, bulk.Deed]:
    of, url = _("Registrations"), reverse("events:registrations", args=[session.slug])
    come = bulk.Deed(
        "check_in", _("Mark as come"), _("They have come"), of, url,
        _("Arrival is written down with the present moment and cannot be taken back."),
        after=_("An arrival stays written down: there is no step back from it."),
    )  # fmt: skip
    off = bulk.Deed(
        "cancel", _("Call registrations off"), _("Call them off"), of, url,
        _("Each of them gets a letter with the reason, and free places go to those who wait. It cannot be taken back: "
          "whoever comes after all registers anew."),
        "danger", CallOffForm(data),
        after=_("The letters have gone out and the places may be given on. Whoever comes after all registers anew."),
    )  # fmt: skip
    return {deed.do: deed for deed in (come, off)}


def lines(rows: Iterable[Registration], action: str) -> Iterable[bulk.Line]:
    for row in rows:
        able = any(each.action == action for each in REGISTRATION.actions_from(row.state))
        firm = row.organisation.name if row.organisation else row.organisation_name
        why = "" if able else bulk.stays(RegistrationState(row.state).label)
        yield bulk.Line(row.pk, said(row.person.name), said(firm) if firm else "", why)
