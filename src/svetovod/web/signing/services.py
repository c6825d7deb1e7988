"""Writing who signs for an organisation: entered, ended, with another certificate. No signature is made or checked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Fault, Faulty, Hidden, Refused
from svetovod.web.notices.services import words_replace

from . import letters
from .access import ACCESS
from .checks import certificate_faults, faults
from .models import SigningAuthority
from .selectors import colleagues, over

FIELDS = (
    "name",
    "post",
    "ground",
    "number",
    "dated_on",
    "since",
    "until",
    "covers",
    "certificate",
    "certificate_until",
)
WORDS = ("name", "post", "number", "covers")


@transaction.atomic
def authority_enter(*, actor: Any, organisation: Any, fields: Mapping[str, Any], at: datetime) -> SigningAuthority:
    """`fields`: those of the model and `person`, its id or "". Entered twice, it is one."""
    actor = ACCESS.admit("authority.enter", actor, organisation)
    type(organisation).objects.select_for_update(no_key=True).get(pk=organisation.pk)
    typed = dict(fields) | {name: " ".join(str(fields[name]).split()) for name in WORDS}
    person = _colleague(organisation, typed["person"])
    if found := list(faults(typed, timezone.localdate(at))):
        raise Faulty("signing.faults", found)
    values = {name: typed[name] for name in FIELDS} | {"person": person}
    if person is not None:
        values["name"] = ""
    if again := SigningAuthority.objects.filter(organisation=organisation, ended_at=None, **values).first():
        return again
    made = SigningAuthority.objects.create(
        organisation=organisation, entered_at=at, entered_by_id=actor.person_id, **values
    )
    record(
        actor=actor, action="signing.enter", subject=made, at=at, organisation=organisation.inn,
        ground=str(made.ground),
        since=made.since.isoformat(), until=made.until.isoformat() if made.until else None,
        person=str(person.pseudonym) if person else None,
    )  # fmt: skip
    letters.entered(made, but=actor, at=at)
    return made


def _colleague(organisation: Any, key: Any) -> Any:
    if not key:
        return None
    found = {str(person.pk): person for person in colleagues(organisation)}.get(str(key))
    if found is None:
        said = _("This person holds no role in the organisation. Write the name instead.")
        raise Faulty("signing.faults", [Fault("person", str(said))])
    return found


@transaction.atomic
def authority_end(*, actor: Any, authority: SigningAuthority, on: date, reason: str, at: datetime) -> SigningAuthority:
    """Its last day is `on`, today or earlier; who ended it and why stays. Repeated, it changes nothing."""
    row = _locked(authority)
    actor = ACCESS.admit("authority.end", actor, row.organisation)
    if row.ended_at is not None:
        return row
    said = []
    today = timezone.localdate(at)
    if on > today:
        said.append(Fault("on", str(_("This day is still to come: end it when it has come."))))
    if row.until is not None and on > row.until:
        words = str(_("It ended on %(day)s by its own term.")) % {"day": formatting.day(row.until)}
        said.append(Fault("on", words))
    if not (plain := " ".join(reason.split())):
        said.append(Fault("reason", str(_("Say why: revoked, another head appointed, entered by mistake."))))
    if said:
        raise Faulty("signing.faults", said)
    return _end(row, actor, on, plain[:300], at)


@transaction.atomic
def authority_lapse(*, actor: Any, authority: SigningAuthority, on: date, at: datetime) -> SigningAuthority:
    """The person is gone after `on`. For a handover, which has asked whether it may; repeated, nothing changes."""
    row = _locked(authority)
    if row.ended_at is None and (row.until is None or row.until > on):
        _end(row, actor, on, str(_("handover of work")), at)
    return row


def _end(row: SigningAuthority, actor: Any, on: date, reason: str, at: datetime) -> SigningAuthority:
    row.ended_on, row.ended_at, row.ended_by_id, row.end_reason = on, at, actor.person_id, reason
    row.save(update_fields=["ended_on", "ended_at", "ended_by", "end_reason"])
    record(actor=actor, action="signing.end", subject=row, at=at, organisation=row.organisation.inn, on=on.isoformat())
    letters.ended(row, but=actor, at=at)
    return row


@transaction.atomic
def authority_certify(
    *, actor: Any, authority: SigningAuthority, certificate: str, until: date | None, at: datetime
) -> SigningAuthority:
    """Another certificate of the same person on the same ground: the kind and its last day."""
    row = _locked(authority)
    actor = ACCESS.admit("authority.enter", actor, row.organisation)
    if row.ended_at is not None:
        raise Refused("signing.ended", _("This right to sign is over. Enter the one that holds now."))
    if found := list(certificate_faults(certificate, until)):
        raise Faulty("signing.faults", found)
    if (row.certificate, row.certificate_until) != (certificate, until):
        row.certificate, row.certificate_until = certificate, until
        row.save(update_fields=["certificate", "certificate_until"])
        record(
            actor=actor, action="signing.certify", subject=row, at=at, organisation=row.organisation.inn,
            certificate=certificate, until=until.isoformat() if until else None,
        )  # fmt: skip
    return row


@transaction.atomic
def authority_forget(*, actor: Any, authority: SigningAuthority, at: datetime) -> SigningAuthority:
    """Erases the name of whoever signed without an account, here and in what was told; the paper and its days stay.

    A right that holds names its signer. Repeated, it changes nothing.
    """
    row = _locked(authority)
    actor = ACCESS.admit("authority.forget", actor, row.organisation)
    if row.person_id is not None:
        raise Refused("signing.account", _("This person has an account: the data are erased with it, on its own page."))
    if not row.name:
        return row
    if not over(row, timezone.localdate(at)):
        raise Refused("signing.holds", _("The right still holds, and a right names its signer: end it first."))
    words_replace(keys=letters.keys(row), said=row.name, by=row.post)
    row.name = row.covers = row.end_reason = ""
    row.save(update_fields=["name", "covers", "end_reason"])
    record(actor=actor, action="signing.forget", subject=row, at=at, organisation=row.organisation.inn)
    return row


def _locked(authority: SigningAuthority) -> SigningAuthority:
    rows = SigningAuthority.objects.select_for_update(of=("self",), no_key=True).select_related(
        "organisation", "person"
    )
    found = rows.filter(pk=authority.pk).first()
    if found is None:
        raise Hidden
    return found


def signers_remind(*, at: datetime) -> None:
    """Letters of the day; each once on each step."""
    letters.remind(at=at)
