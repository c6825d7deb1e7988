"""What each file would do: which cluster it is of, what it changes, what becomes of the verdict."""

from collections import defaultdict
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from svetovod.web.registry import bridge, selectors, sheet_diff
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import BulkState
from svetovod.web.registry.models import BulkFile, BulkImport, Cluster, ClusterSheet, sort_key
from svetovod.web.registry.services.verdicts import day_of
from svetovod.web.registry.states import BULK_FILE

READ = (BulkState.NEW, BulkState.CHANGED, BulkState.UNCHANGED)


@transaction.atomic
def file_read(*, actor: Any, file_id: int, at: datetime) -> None:
    """Once: a file that another worker has read stays as it is."""
    file = BulkFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if file.state != BulkState.WAITING:
        return
    reading = bridge.read(BytesIO(bytes(file.raw or b"")))
    file.raw, file.sha256 = None, reading.sha256
    file.errors = [bridge.problem_plain(each) for each in reading.errors]
    file.notes = [bridge.problem_plain(each) for each in reading.notes]
    if reading.content is None:
        refuse(file, "errors")
        return
    file.content, file.title = reading.content, reading.content["name"][:300]
    _match(actor, file, at)
    file.save()


def refuse(file: BulkFile, code: str, **params: Any) -> None:
    BULK_FILE.move(file, "refuse")
    file.reason = {"code": code, **params}
    file.save()


def clusters_named(actor: Any, title: str) -> list[Cluster]:
    """By the name in the registry or that in the newest workbook, among the clusters in the actor's hands.

    Others are neither touched nor told of.
    """
    hand, key = selectors.clusters_in_hand(actor), sort_key(title)
    sheets = ClusterSheet.objects.filter(cluster__in=hand).order_by("cluster_id", "-uploaded_at", "-id")
    names = sheets.distinct("cluster_id").values_list("cluster_id", KeyTextTransform("name", "content"))
    called = [pk for pk, name in names if sort_key(name) == key]
    found = hand.filter(Q(name_sort=key) | Q(pk__in=called))
    return [each for each in found if ACCESS.allows("cluster.bulk_import", actor, each)]


def _match(actor: Any, file: BulkFile, at: datetime) -> None:
    content = file.content or {}
    same = clusters_named(actor, file.title)
    if len(same) > 1:
        BULK_FILE.move(file, "refuse")
        file.reason = {"code": "ambiguous"}
    elif same:
        _compare(file, same[0], at)
    elif ACCESS.allows("cluster.bulk_import", actor, Cluster(regions=content["regions"])):
        BULK_FILE.move(file, "found_new")
        file.after = _conclusion(content, at)
    else:
        BULK_FILE.move(file, "refuse")
        file.reason = {"code": "region", "regions": content["regions"]}
        file.content = None
        return
    file.elsewhere = selectors.members_elsewhere(actor, content, file.cluster_id)


def _compare(file: BulkFile, cluster: Cluster, at: datetime) -> None:
    base = cluster.sheets.first()
    file.cluster, file.base = cluster, base
    file.after = _conclusion(file.content or {}, at)
    if base is not None:
        file.before = _conclusion(base.content, at)
        file.changes = sheet_diff.compare(base.content, file.content or {}).count
    same = base is not None and (base.sha256 == file.sha256 or not file.changes)
    BULK_FILE.move(file, "found_unchanged" if same else "found_changed")


def _conclusion(content: dict[str, Any], at: datetime) -> str:
    return str(bridge.assess(content, on=day_of(at), facts=bridge.facts()).conclusion.value)


@transaction.atomic
def conflicts_find(*, bulk: BulkImport) -> None:
    """Two files for one cluster are both refused: nobody here can say which of them is right."""
    groups: dict[object, list[BulkFile]] = defaultdict(list)
    for file in bulk.files.select_for_update(no_key=True).filter(state__in=READ).defer("raw"):
        groups[file.cluster_id or sort_key(file.title)].append(file)
    for files in groups.values():
        if len(files) > 1:
            for file in files:
                refuse(file, "twice", names=[other.name for other in files if other is not file])
