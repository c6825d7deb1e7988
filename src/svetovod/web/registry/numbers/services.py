"""A person's word on the numbers of an organisation, by an extract of the state register."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.documents.services import attachment_add
from svetovod.web.registry import bridge
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import NumberState
from svetovod.web.registry.models import NumberCheck, Organisation

from . import letters, selectors

FIELDS = ("outcome", "on", "source", "reason")


@transaction.atomic
def number_check(
    *, actor: Any, organisation: Organisation, seen: str, fields: Mapping[str, Any], at: datetime, upload: Any = None
) -> NumberCheck:
    """The numbers are those of the register, or are not, and why. The same word given twice is one.

    `seen` are the numbers on the page (`selectors.seen`), `fields` has `FIELDS` and the `ogrn` of the extract, which
    becomes the organisation's. Whoever speaks for it is told of a rejection, and of its end.
    """
    actor = ACCESS.admit("organisation.verify", actor)
    row = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    kpp = selectors.head_kpp(row.pk)
    last = selectors.last_check(row)
    wanted = {name: fields[name] for name in FIELDS}
    if last and last.ogrn == fields["ogrn"] and all(getattr(last, name) == wanted[name] for name in FIELDS):
        return last
    _refuse(row, kpp, seen, fields, at)
    row.ogrn = fields["ogrn"]
    row.save(update_fields=["ogrn"])
    row.numbers = wanted["outcome"]
    row.save(update_fields=["numbers"])
    made = NumberCheck.objects.create(
        organisation=row, inn=row.inn, kpp=kpp, ogrn=row.ogrn, made_at=at, made_by_id=actor.person_id, **wanted
    )
    if upload is not None:  # before the entry: it asks for files of the same bytes
        attachment_add(actor=actor, subject=made, upload=upload, kind="extract", at=at)
    record(
        actor=actor, action="organisation.number_check", subject=row, at=at, check=made.pk, inn=row.inn, kpp=kpp,
        ogrn=row.ogrn, outcome=str(made.outcome), on=made.on.isoformat(), source=made.source, reason=made.reason,
    )  # fmt: skip
    if made.outcome == NumberState.REJECTED:
        letters.rejected(made, actor)
    elif last is not None and last.outcome == NumberState.REJECTED:
        letters.verified(made, actor)
    return made


def _refuse(row: Organisation, kpp: str, seen: str, fields: Mapping[str, Any], at: datetime) -> None:
    if row.merged_into_id is not None:
        raise Refused("numbers.merged", _("This record was joined to another. Open the record that stayed."))
    if seen != selectors.seen(row, kpp):
        raise Refused(
            "numbers.changed", _("The numbers were changed while you looked. Compare them again: they are shown anew.")
        )
    if fields["on"] > timezone.localdate(at):
        raise Refused("numbers.future", _("That day is still to come. Write the day of the extract."))
    if fields["outcome"] == NumberState.REJECTED and not fields["reason"]:
        raise Refused("numbers.reason", _("Say what does not agree: whoever speaks for the organisation reads it."))
    if fields["ogrn"] and not bridge.valid_ogrn(fields["ogrn"]):
        raise Refused("numbers.ogrn", _("The OGRN has a wrong checksum: 13 digits, of an entrepreneur 15."))
