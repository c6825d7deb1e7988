"""The job of a registry file: batch by batch, each in a transaction with the place it reached: a kill costs one."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from svetovod.web.regions.enums import FileState, RegistryKind
from svetovod.web.registry.models import Organisation

from . import bridge, selectors
from .models import ClassifierEntry, ProductEntry, ProductMaker, RegistryFile, RegistryReject, SmeEntry
from .services import path_of

MOST_REJECTS = 1000
_OPEN = (FileState.WAITING, FileState.READING)
_ROOMS = (SmeEntry, ProductEntry, ProductMaker, ClassifierEntry)


def run(file_id: int, *, now: datetime) -> None:
    """Safe to run any number of times, and by two workers at once: who comes second to a place stops."""
    file = RegistryFile.objects.filter(pk=file_id, state__in=_OPEN).first()
    if file is None:
        return
    mine = RegistryFile.objects.filter(pk=file_id, state__in=_OPEN, place=file.place)
    mine.update(state=FileState.READING, begun_at=now, begun_done=F("done"))
    known = dict(Organisation.objects.values_list("inn", "region"))
    place = list(file.place)
    for batch in bridge.batches(file.kind, path_of(file), place):
        if batch.refused is not None:
            if not _refuse(file_id, place, bridge.said(batch.refused)):
                return
            break
        if not _keep(file_id, place, batch, known):
            return
        place = list(batch.place)
    else:
        _finish(file_id)
    path_of(file).unlink(missing_ok=True)  # after what was found is sure


def unfinished() -> list[int]:
    return list(RegistryFile.objects.filter(state__in=_OPEN).values_list("pk", flat=True))


@transaction.atomic
def _keep(file_id: int, place: list[int], batch: Any, known: dict[str, str]) -> bool:
    """False where another worker was here first."""
    file = RegistryFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if file.state != FileState.READING or file.place != place:
        return False
    room = MOST_REJECTS - min(file.rejections, MOST_REJECTS)
    RegistryReject.objects.bulk_create(
        RegistryReject(file=file, problem=bridge.said(each)) for each in batch.rejected[:room]
    )
    file.kept += _ROWS[RegistryKind(file.kind)](file, batch.rows, known)
    file.rows += len(batch.rows)
    file.rejections += batch.rejections
    file.people += batch.people
    file.place, file.done, file.total = list(batch.place), batch.done, batch.total
    file.save(update_fields=["kept", "rows", "rejections", "people", "place", "done", "total"])
    return True


@transaction.atomic
def _refuse(file_id: int, place: list[int], problem: dict[str, Any]) -> bool:
    """Nothing of a refused file stays but why; False where another worker was here first."""
    file = RegistryFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if file.state != FileState.READING or file.place != place:
        return False
    for room in (*_ROOMS, RegistryReject):
        room._default_manager.filter(file=file).delete()
    file.state, file.problem, file.rows, file.kept = FileState.REFUSED, problem, 0, 0
    file.save(update_fields=["state", "problem", "rows", "kept"])
    return True


@transaction.atomic
def _finish(file_id: int) -> None:
    """From now on pages show the file in force of the kind; rows of the others go, the journal keeps their names."""
    file = RegistryFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if file.state != FileState.READING:
        return
    file.state, file.done = FileState.READ, F("total")
    file.save(update_fields=["state", "done"])
    current = selectors.in_force(file.kind)
    read = RegistryFile.objects.filter(kind=file.kind, state=FileState.READ)
    others = read if current is None else read.exclude(pk=current.pk)
    for room in _ROOMS:
        room._default_manager.filter(file__in=others).delete()


def _sme(file: RegistryFile, rows: Iterable[tuple[str, ...]], known: dict[str, str]) -> int:
    found = [
        SmeEntry(
            file=file, inn=inn, category=category, okved=okved, okved_more=more.split(";") if more else [],
            employees=int(employees) if employees else None, since=since, as_of=as_of,
        )
        for inn, _ogrn, _name, category, _region, okved, more, employees, since, as_of in rows
        if inn in known
    ]  # fmt: skip
    SmeEntry.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _products(file: RegistryFile, rows: Iterable[tuple[str, ...]], known: dict[str, str]) -> int:
    """Makers of all regions are counted; products are named of organisations that are known here."""
    listed = list(rows)
    ProductMaker.objects.bulk_create(
        (
            ProductMaker(file=file, inn=inn, region=known.get(inn) or region, group=bridge.group_of(okpd2))
            for inn, region, okpd2, *_ in listed
            if (known.get(inn) or region) and bridge.group_of(okpd2)
        ),
        ignore_conflicts=True,
    )
    found = [
        ProductEntry(
            file=file, inn=inn, okpd2=okpd2[:12], number=number[:60], product=product[:1000],
            entered=_day(entered), valid_to=_day(valid_to),
        )
        for inn, _region, okpd2, _maker, number, product, entered, valid_to in listed
        if inn in known
    ]  # fmt: skip
    ProductEntry.objects.bulk_create(found)
    return len(found)


def _codes(file: RegistryFile, rows: Iterable[tuple[str, ...]], known: dict[str, str]) -> int:
    found = [
        ClassifierEntry(file=file, code=code, name=name[:1000], words=bridge.searched(name)) for code, name in rows
    ]
    ClassifierEntry.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_ROWS = {
    RegistryKind.SME: _sme, RegistryKind.PRODUCTS: _products, RegistryKind.OKVED2: _codes, RegistryKind.OKPD2: _codes,
    RegistryKind.OKTMO: _codes,
}  # fmt: skip
