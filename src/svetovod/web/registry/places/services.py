"""Writing places of an organisation."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.registry import bridge
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import PlaceKind
from svetovod.web.registry.models import Organisation, OrganisationPlace
from svetovod.web.registry.numbers.resetting import numbers_reset

from . import letters
from .phrases import NO_KPP
from .selectors import is_legal_entity

FIELDS = ("kind", "name", "kpp", "region", "address")


@transaction.atomic
def place_save(
    *, actor: Any, organisation: Organisation, fields: Mapping[str, Any], at: datetime,
    known: OrganisationPlace | None = None,
) -> OrganisationPlace:  # fmt: skip
    """A place, new or corrected. Asked again with the same fields, nothing changes and nobody is told."""
    actor = ACCESS.admit("organisation.edit", actor, organisation)
    owner = _locked(organisation)
    row = known and OrganisationPlace.objects.select_for_update(no_key=True).get(pk=known.pk)
    if row is not None and row.closed_on is not None:
        raise Refused("place.closed", _("This place is closed. Enter the new one beside it."))
    wanted = {name: fields[name] for name in FIELDS}
    same = OrganisationPlace.objects.filter(organisation=owner, closed_on=None)
    if row is None and (twin := same.filter(**wanted).first()):
        return twin
    _refuse(owner, wanted, same.exclude(pk=row.pk) if row else same)
    before = {name: str(getattr(row, name)) for name in FIELDS} if row else {}
    changed = sorted(name for name in FIELDS if before.get(name) != str(wanted[name]))
    if not changed:
        assert row is not None
        return row
    made = row or OrganisationPlace(organisation=owner)
    for name, value in wanted.items():
        setattr(made, name, value)
    made.save()
    if {before.get("kind"), str(made.kind)} & {PlaceKind.HEAD.value} and {"kind", "kpp"} & set(changed):
        numbers_reset(actor, [owner.pk], at)
    record(
        actor=actor, action="organisation.place_save", subject=made, at=at, inn=owner.inn, kind=str(made.kind),
        kpp=made.kpp, region=made.region, changed=changed, before={name: before[name] for name in changed if before},
    )  # fmt: skip
    if row is not None:
        letters.changed(made, actor, at)
    return made


def _locked(organisation: Organisation) -> Organisation:
    row = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    if row.merged_into_id is not None:
        raise Refused("place.merged", _("This record was joined to another. Open the record that stayed."))
    return row


def _refuse(owner: Organisation, wanted: Mapping[str, Any], others: Any) -> None:
    kpp = wanted["kpp"]
    if kpp and not bridge.valid_kpp(kpp):
        raise Refused("place.kpp", _("A KPP has nine signs: four digits, two digits or Latin letters, three digits."))
    if not kpp and is_legal_entity(owner.inn):
        raise Refused("place.kpp", NO_KPP)
    if kpp and not is_legal_entity(owner.inn):
        raise Refused("place.kpp", _("An entrepreneur has no KPP: leave it empty."))
    if kpp and others.filter(kpp=kpp).exists():
        raise Refused("place.kpp_twice", _("This organisation has a place with that KPP already."))
    if wanted["kind"] == PlaceKind.HEAD and others.filter(kind=PlaceKind.HEAD).exists():
        raise Refused("place.head_twice", _("There is a head office already. Correct it, or close it first."))


@transaction.atomic
def place_close(*, actor: Any, place: OrganisationPlace, on: date, at: datetime) -> OrganisationPlace:
    """From that day on there is no such place; it stays in the list. Closed already, nothing happens."""
    actor = ACCESS.admit("organisation.edit", actor, place.organisation)
    row = (
        OrganisationPlace.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=place.pk)
    )
    if row.closed_on is not None:
        return row
    if on > timezone.localdate(at):
        raise Refused("place.future", _("That day is still to come. Close the place on the day itself."))
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    if row.kind == PlaceKind.HEAD:
        numbers_reset(actor, [row.organisation_id], at)
    record(
        actor=actor, action="organisation.place_close", subject=row, at=at, inn=row.organisation.inn, kpp=row.kpp,
        on=on.isoformat(),
    )  # fmt: skip
    letters.closed(row, actor, at)
    return row
