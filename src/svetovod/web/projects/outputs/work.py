"""The job of an archive of papers."""

import logging
import tempfile
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.services import record
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.documents.services import produced_keep
from svetovod.web.projects.enums import BundleState
from svetovod.web.projects.models import ProjectBundle
from svetovod.web.projects.selectors import project_by_id
from svetovod.web.secrecy.services import archive_enclose, files_hold

from .archive import build, total_of
from .source import source_of

ZIP = "application/zip"
log = logging.getLogger(__name__)


def unfinished() -> list[int]:
    return list(ProjectBundle.objects.filter(state=BundleState.WAITING).order_by("pk").values_list("pk", flat=True))


def run(bundle_id: int, *, at: datetime) -> None:
    """Makes the archive with the rights of now of whoever ordered it; says plainly when it could not."""
    bundle = ProjectBundle.objects.select_related("ordered_by", "version").filter(pk=bundle_id).first()
    if bundle is None or bundle.state != BundleState.WAITING:
        return
    try:
        _make(bundle, at)
    except (Denied, Hidden):
        _fail(bundle)
    except Exception:  # the page must not wait for ever, whatever went wrong
        log.exception("archive of papers %s", bundle.pk)
        _fail(bundle)


def _make(bundle: ProjectBundle, at: datetime) -> None:
    actor = actor_of(bundle.ordered_by)
    project = project_by_id(actor, bundle.project_id)
    number = bundle.version.number if bundle.version else None
    source = source_of(actor, project, number, bundle.ordered_at)
    this = ProjectBundle.objects.filter(pk=bundle.pk)
    this.update(done=0, total=total_of(source, actor))
    with tempfile.TemporaryFile() as out:
        made = build(source, actor, out, lambda: _step(this))
        with transaction.atomic():
            row = ProjectBundle.objects.select_for_update(no_key=True).get(pk=bundle.pk)
            if row.state != BundleState.WAITING:
                return
            files_hold(made.enclosed)
            name = f"{project.code}{f' v{number}' if number else ''}.zip"
            kept = produced_keep(actor=actor, subject=row, file=out, name=name, content_type=ZIP, at=at)
            archive_enclose(archive=kept, hashes=made.enclosed)
            row.state, row.missing, row.made_at = BundleState.MADE, made.missing, at
            row.sha256, row.size = kept.sha256, kept.size
            row.save(update_fields=["state", "missing", "made_at", "sha256", "size"])
            record(
                actor=actor, action="bundle.make", subject=project, at=at,
                bundle=row.pk, version=number, sha256=kept.sha256, size=kept.size,
            )  # fmt: skip


def _step(this: QuerySet[ProjectBundle]) -> None:
    this.update(done=F("done") + 1)


def _fail(bundle: ProjectBundle) -> None:
    ProjectBundle.objects.filter(pk=bundle.pk, state=BundleState.WAITING).update(state=BundleState.FAILED)
