"""One file applied, or taken back: one transaction, with its journal and its letters."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ForeignObjectRel

from svetovod.web.audit.services import journal_hold, record
from svetovod.web.common.errors import Refused
from svetovod.web.common.latin import free_slug
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.enums import BulkState, ClusterState, OrganisationKind
from svetovod.web.registry.models import DEMO_PREFIX, BulkFile, Cluster, ClusterSheet, Organisation
from svetovod.web.registry.organisations.selectors import by_inns
from svetovod.web.registry.services.sheets import sheet_keep, sheet_return
from svetovod.web.registry.services.undoing import why_not
from svetovod.web.registry.services.verdicts import day_of, judge
from svetovod.web.registry.states import BULK_FILE

from . import letters
from .reading import clusters_named

# what an import itself makes of a new cluster; anything else belongs to somebody
OWN = {"memberships", "sheets", "verdicts"}


@transaction.atomic
def file_apply(*, actor: Any, file_id: int, at: datetime) -> None:
    """The workbook becomes the newest of its cluster and is judged. Done once, however often it is asked."""
    file = BulkFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if file.state != BulkState.QUEUED:
        return
    cluster = file.cluster or _cluster(actor, file, at)
    actor = ACCESS.admit("cluster.bulk_import", actor, cluster)
    locked = Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
    newest = locked.sheets.first()
    if (newest and newest.pk) != file.base_id:
        raise Refused("base", "")
    sheet = ClusterSheet(
        cluster=locked, uploaded_by_id=actor.person_id, uploaded_at=at, file_name=file.name, sha256=file.sha256,
        content=file.content, notes=file.notes,
    )  # fmt: skip
    file.sheet = sheet_keep(actor, sheet, bulk=file.bulk_id)
    file.cluster, file.content = locked, None  # the sheet has it now
    judge(actor, locked, sheet, day_of(at), at)
    BULK_FILE.move(file, "apply")
    file.save()
    letters.applied(file, actor=actor, at=at)


def _cluster(actor: Any, file: BulkFile, at: datetime) -> Cluster:
    """A new cluster begins as an idea: only those who answer for it see it."""
    assert file.content is not None
    if clusters_named(actor, file.title):
        raise Refused("exists", "")
    rows = file.content["participants"]
    made = Cluster(
        slug=free_slug(Cluster.objects.all(), file.title), name=file.title, regions=file.content["regions"],
        state=ClusterState.IDEA,
        manager=_manager(actor, file, at), is_demo=bool(rows) and all(r["inn"].startswith(DEMO_PREFIX) for r in rows),
    )  # fmt: skip
    actor = ACCESS.admit("cluster.bulk_import", actor, made)
    made.save()
    said = {"slug": made.slug, "regions": made.regions, "state": str(made.state), "bulk": file.bulk_id}
    record(actor=actor, action="cluster.create", subject=made, at=at, **said)
    return made


def _manager(actor: Any, file: BulkFile, at: datetime) -> Organisation:
    assert file.content is not None
    if known := by_inns([file.manager_inn]).get(file.manager_inn):
        return known
    made = Organisation.objects.create(
        inn=file.manager_inn, name=file.manager_name, region=file.content["regions"][0],
        kind=OrganisationKind.SPECIALISED,
    )  # fmt: skip
    said = {"inn": made.inn, "kind": str(made.kind), "region": made.region, "bulk": file.bulk_id}
    record(actor=actor, action="organisation.create", subject=made, at=at, **said)
    return made


@transaction.atomic
def file_undo(*, actor: Any, file_id: int, at: datetime) -> None:
    """The figures before the import are in force again, as a new entry; a cluster it made goes, if it may."""
    file = BulkFile.objects.select_for_update(no_key=True).get(pk=file_id)
    if file.state != BulkState.UNDOING:
        return
    if file.cluster is None:
        raise Refused("gone", "")
    actor = ACCESS.admit("cluster.bulk_import", actor, file.cluster)
    locked = Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=file.cluster.pk)
    if file.sheet is None or (code := why_not(file.sheet)) == "newer":
        raise Refused("newer", "")
    if code == "rests":
        raise Refused("rests", "")
    BULK_FILE.move(file, "undo")
    letters.undone(file, actor=actor, at=at)
    if file.base is None:
        _remove(actor, locked, file, at)
    else:
        sheet_return(actor, locked, file.base, at, "cluster.restore", bulk=file.bulk_id)
        file.save()


def _remove(actor: Any, cluster: Cluster, file: BulkFile, at: datetime) -> None:
    journal_hold()  # or what is made of it while this waits for the journal would go with the cluster
    if file.bulk.files.filter(cluster=cluster).exclude(pk=file.pk).exists() or _hangs_on(cluster):
        raise Refused("in_use", "")
    record(actor=actor, action="cluster.bulk_undo", subject=cluster, at=at, slug=cluster.slug, bulk=file.bulk_id)
    file.cluster = file.sheet = None
    file.save()
    cluster.delete()


def _hangs_on(cluster: Cluster) -> bool:
    """Whether anybody has made something of the cluster since."""
    for relation in Cluster._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not isinstance(relation, ForeignObjectRel) or not isinstance(model, type) or model is BulkFile:
            continue
        history = any(field.name == "pgh_id" for field in model._meta.get_fields())
        if relation.get_accessor_name() in OWN or history:
            continue
        if model._base_manager.filter(**{relation.field.name: cluster}).exists():
            return True
    return False
