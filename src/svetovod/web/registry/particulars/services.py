"""Writing who leads an organisation, who founded it and how it is reached. The journal has no name and no number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Fault, Faulty
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.bridge import valid_inn
from svetovod.web.registry.models import Organisation, OrganisationParticular
from svetovod.web.registry.organisations.selectors import by_inns

from . import bridge

FIELDS = ("kind", "text", "inn", "share", "source", "as_of")


@transaction.atomic
def particular_enter(
    *, actor: Any, organisation: Organisation, fields: Mapping[str, Any], at: datetime
) -> OrganisationParticular:
    """One fact. Told again of a later day or with another share, it takes the place of what was known."""
    actor = ACCESS.admit("particular.enter", actor, organisation)
    owner = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    told = {name: fields[name] for name in FIELDS}
    told["text"], told["inn"] = " ".join(told["text"].split()), "".join(told["inn"].split())
    if faults := _faults(told, at):
        raise Faulty("particular.refused", faults)
    known = owner.particulars.filter(
        withdrawn_at=None, kind=told["kind"], text=told["text"], inn=told["inn"]
    ).first()  # fmt: skip
    if known is not None and (known.as_of > told["as_of"] or _same(known, told)):
        return known
    if known is not None:
        _end([known], at)
    row = _make(owner, told, actor, at)
    record(actor=actor, action="particular.enter", subject=row, at=at, inn=owner.inn, kind=str(row.kind))
    return row


def _faults(told: Mapping[str, Any], at: datetime) -> list[Fault]:
    found = []
    if told["inn"] and not valid_inn(told["inn"]):
        found.append(Fault("inn", _("These are not the digits of an INN: check them.")))
    elif fault := bridge.fault_of(dict(told), formatting.lang()):
        found.append(Fault(*fault))
    if told["as_of"] > timezone.localdate(at):
        found.append(Fault("as_of", _("That day is still to come.")))
    return found


def _same(known: OrganisationParticular, told: Mapping[str, Any]) -> bool:
    return all(getattr(known, name) == told[name] for name in FIELDS)


def _make(owner: Organisation, told: Mapping[str, Any], actor: Any, at: datetime) -> OrganisationParticular:
    return OrganisationParticular.objects.create(
        organisation=owner, entered_at=at, entered_by_id=actor.person_id, **told
    )  # fmt: skip


def _end(rows: Sequence[OrganisationParticular], at: datetime) -> None:
    """What holds no more keeps no name: its kind, source and days say that it was."""
    ids = [row.pk for row in rows]
    OrganisationParticular.objects.filter(pk__in=ids).update(withdrawn_at=at, text="", inn="")


@transaction.atomic
def particular_withdraw(*, actor: Any, particular: OrganisationParticular, at: datetime) -> None:
    """It holds no more: its words and number are blanked. Repeated, nothing changes."""
    actor = ACCESS.admit("particular.enter", actor, particular.organisation)
    rows = OrganisationParticular.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    row = rows.get(pk=particular.pk)
    if row.withdrawn_at is None:
        _end([row], at)
        record(
            actor=actor, action="particular.withdraw", subject=row, at=at, inn=row.organisation.inn, kind=str(row.kind)
        )


@transaction.atomic
def particulars_import(*, actor: Any, told: Sequence[Mapping[str, Any]], at: datetime) -> int:
    """How many facts are new or newer. Of each kind that the file names of an organisation it is the whole: what was
    known of an earlier day and is not in it holds no more. Where one row is wrong, nothing is written down."""
    actor = ACCESS.admit("particular.import", actor)
    known = by_inns([row["house"] for row in told])
    if faults := list(_unfit(told, known, at)):
        raise Faulty("particular.refused", faults)
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in told:
        groups[row["house"], row["kind"]].append(row)
    changed = 0
    for (inn, kind), rows in groups.items():
        changed += _replace(known[inn], kind, rows, actor, at)
    record(
        actor=actor, action="particular.import", subject=("registry.organisationparticular", ""), at=at,
        organisations=len({row["house"] for row in told}), rows=len(told), changed=changed,
    )  # fmt: skip
    return changed


def _unfit(told: Sequence[Mapping[str, Any]], known: Mapping[str, Organisation], at: datetime) -> Any:
    for number, row in enumerate(told, start=2):
        if row["house"] not in known:
            said = _("Row %(row)d: there is no organisation with the INN %(inn)s here.")
            yield Fault("workbook", said % {"row": number, "inn": row["house"]})
        elif row["as_of"] > timezone.localdate(at):
            yield Fault("workbook", _("Row %(row)d: that day is still to come.") % {"row": number})


def _replace(owner: Organisation, kind: str, rows: Sequence[Mapping[str, Any]], actor: Any, at: datetime) -> int:
    there = list(owner.particulars.select_for_update(no_key=True).filter(withdrawn_at=None, kind=kind))
    newest, changed = max(row["as_of"] for row in rows), 0
    by_words = {(row.text, row.inn): row for row in there}
    for row in rows:
        said = {name: row[name] for name in FIELDS}
        known = by_words.pop((row["text"], row["inn"]), None)
        if known is not None and (known.as_of > row["as_of"] or _same(known, said)):
            continue
        if known is not None:
            _end([known], at)
        _make(owner, said, actor, at)
        changed += 1
    _end([row for row in by_words.values() if row.as_of < newest], at)
    return changed
