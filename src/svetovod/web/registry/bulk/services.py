"""Writing a bulk import: the upload, what is chosen to be applied, what is taken back. The work itself is a job's."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Refused
from svetovod.web.registry import bridge
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import BulkState
from svetovod.web.registry.models import BulkFile, BulkImport, Organisation
from svetovod.web.registry.states import BULK_FILE

from .archive import Found, unpack

CHOICE = (BulkState.NEW, BulkState.CHANGED, BulkState.FAILED)
Managers = Mapping[int, tuple[str, str]]


@transaction.atomic
def bulk_upload(*, actor: Any, uploads: Iterable[Any], at: datetime) -> BulkImport:
    """Keeps the files until they are read; nothing of them counts before they are chosen."""
    actor = ACCESS.admit("bulk.create", actor)
    found = unpack(uploads)
    bulk = BulkImport.objects.create(made_by_id=actor.person_id, made_at=at)
    BulkFile.objects.bulk_create(_kept(bulk, place, each) for place, each in enumerate(found))
    record(actor=actor, action="bulk.upload", subject=bulk, at=at, files=len(found))
    _work(bulk)
    return bulk


def _kept(bulk: BulkImport, place: int, found: Found) -> BulkFile:
    file = BulkFile(bulk=bulk, place=place, name=found.name[-200:], raw=found.content)
    if found.refused:
        file.raw = None
        BULK_FILE.move(file, "refuse")
        file.reason = {"code": found.refused}
    return file


@transaction.atomic
def bulk_choose(*, actor: Any, bulk: BulkImport, chosen: Collection[int], managers: Managers, at: datetime) -> int:
    """Puts the chosen files in line, each to be applied by itself; those in line already stay there.

    `managers`: for a new cluster, the INN and the name of its managing organisation.
    """
    actor = ACCESS.admit("bulk.apply", actor, bulk)
    if bulk.files.filter(state=BulkState.WAITING).exists():
        # two files of one cluster are found only when all are read
        raise Refused("bulk.reading", _("The files are still being read. Choose when all of them are."))
    files = list(
        bulk.files.select_for_update(no_key=True).filter(pk__in=chosen, state__in=CHOICE).defer("raw", "content")
    )
    for file in files:
        if file.cluster_id is None:
            file.manager_inn, file.manager_name = _manager(file, managers)
        BULK_FILE.move(file, "choose")
        file.reason = {}
        file.save(update_fields=["state", "reason", "manager_inn", "manager_name"])
    if files:
        record(actor=actor, action="bulk.choose", subject=bulk, at=at, files=[file.pk for file in files])
        _work(bulk)
    return len(files)


def _manager(file: BulkFile, managers: Managers) -> tuple[str, str]:
    """Raises `Refused`: a cluster without a managing organisation is nobody's."""
    inn, name = managers.get(file.pk, ("", ""))
    said = {"name": file.title}
    if not inn:
        raise Refused("bulk.manager", _("Write the INN of the managing organisation: %(name)s.") % said)
    if not bridge.valid_inn(inn):
        raise Refused(
            "bulk.manager_inn",
            _("The INN of the managing organisation has a wrong checksum: %(name)s. Compare it with the register.")
            % said,
        )
    if not name and not Organisation.objects.filter(inn=inn).exists():
        raise Refused(
            "bulk.manager_name",
            _("The registry does not know that INN yet: %(name)s. Write the name of the managing organisation too.")
            % said,
        )
    return inn, name[:300]


@transaction.atomic
def bulk_take_back(*, actor: Any, bulk: BulkImport, files: Collection[int] | None, at: datetime) -> int:
    """Puts applied files in line to be undone: those named, or all."""
    actor = ACCESS.admit("bulk.undo", actor, bulk)
    applied = bulk.files.select_for_update(no_key=True).filter(state=BulkState.APPLIED).defer("raw", "content")
    found = list(applied if files is None else applied.filter(pk__in=files))
    for file in found:
        BULK_FILE.move(file, "take_back")
        file.reason = {}
        file.save(update_fields=["state", "reason"])
    if found:
        record(actor=actor, action="bulk.take_back", subject=bulk, at=at, files=[file.pk for file in found])
        _work(bulk)
    return len(found)


@transaction.atomic
def bulk_hand_over(*, actor: Any, bulk: BulkImport, person: Any, at: datetime) -> BulkImport:
    """A colleague sees and decides on it from now on. For a handover, which has asked whether it may."""
    row = BulkImport.objects.select_for_update(no_key=True).get(pk=bulk.pk)
    row.made_by = person
    row.save(update_fields=["made_by"])
    record(actor=actor, action="bulk.hand_over", subject=row, at=at, person=str(person.pseudonym))
    return row


def _work(bulk: BulkImport) -> None:
    from svetovod.web.registry.tasks import bulk_work  # the task module imports the work

    bulk_work.defer(bulk_id=bulk.pk)
