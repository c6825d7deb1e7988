"""Reading what was taken in of state registries."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from svetovod.web.common.errors import Hidden
from svetovod.web.regions import shown
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.enums import FileState, RegistryKind

from . import bridge
from .models import ClassifierEntry, ProductEntry, ProductMaker, RegistryFile, SmeEntry

MOST_CODES = 50


def files(actor: Any) -> QuerySet[RegistryFile]:
    """The journal, the newest first."""
    ACCESS.require("registry_file.list", actor)
    return RegistryFile.objects.select_related("made_by")


def file_get(actor: Any, pk: int) -> RegistryFile:
    ACCESS.require("registry_file.list", actor)
    found = RegistryFile.objects.select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def in_force(kind: str) -> RegistryFile | None:
    """Of the files of the kind that were read, that of the latest day it speaks of; what stands on pages is of it."""
    read = RegistryFile.objects.filter(kind=kind, state=FileState.READ)
    return read.order_by(F("dated").desc(nulls_last=True), "-id").first()


def enterprise(inn: str) -> SmeEntry | None:
    """What the SME registry in force says of the organisation."""
    return SmeEntry.objects.select_related("file").filter(inn=inn, file=in_force(RegistryKind.SME)).first()


def small_or_medium(inns: Collection[str]) -> set[str] | None:
    """Those of the INN that the SME registry in force names; None where no such registry was taken in."""
    file = in_force(RegistryKind.SME)
    if file is None:
        return None
    return set(SmeEntry.objects.filter(file=file, inn__in=inns).values_list("inn", flat=True))


def products(inn: str, at: datetime) -> list[ProductEntry]:
    """Products of the PP 719 registry in force whose entry is valid on the day."""
    rows = ProductEntry.objects.select_related("file").filter(inn=inn, file=in_force(RegistryKind.PRODUCTS))
    return [row for row in rows if row.valid_to is None or row.valid_to >= at.date()]


def makers(region: str) -> tuple[RegistryFile | None, list[tuple[str, int]]]:
    """Groups made in the region by the PP 719 registry, each with how many enterprises, at least three."""
    file = in_force(RegistryKind.PRODUCTS)
    if file is None:
        return None, []
    rows = ProductMaker.objects.filter(file=file, region=region).values("group").annotate(many=Count("inn"))
    found = rows.filter(many__gte=shown.FEWEST).order_by("-many", "group").values_list("group", "many")
    return file, list(found)


def codes(kind: str, text: str) -> tuple[RegistryFile | None, list[tuple[str, str]]]:
    """Codes by their beginning or by words of the name in any form: of the file in force, else of the system's own."""
    file, wanted = in_force(kind), text.strip()
    if not wanted:
        return file, []
    if file is None:
        return None, bridge.packaged(kind, wanted, MOST_CODES)
    rows = ClassifierEntry.objects.filter(file=file)
    if wanted[0].isdigit():
        rows = rows.filter(code__startswith=wanted)
    else:
        for each in bridge.stems(wanted):
            rows = rows.filter(words__contains=each)
    return file, list(rows.values_list("code", "name")[:MOST_CODES])
