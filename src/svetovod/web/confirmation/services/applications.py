"""The applicant's side: a draft with its papers, filing once, completing what was returned, withdrawing."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import journal_hold, record
from svetovod.web.common.errors import Refused
from svetovod.web.confirmation import bridge, letters, package
from svetovod.web.confirmation.access import ACCESS
from svetovod.web.confirmation.enums import CLOSED, PENDING_APPEAL, ApplicationState
from svetovod.web.confirmation.models import ConfirmationApplication, ConfirmationVersion
from svetovod.web.confirmation.states import APPLICATION
from svetovod.web.confirmation.terms import day_of
from svetovod.web.documents.selectors import attachments_of
from svetovod.web.documents.services import attachment_add, attachment_copy
from svetovod.web.registry.models import Cluster
from svetovod.web.registry.selectors import members_of
from svetovod.web.registry.services import verdict_make
from svetovod.web.secrecy.services import files_hold

from ._common import cluster_follows, locked, require_open


@transaction.atomic
def application_start(*, actor: Any, cluster: Cluster, at: datetime) -> ConfirmationApplication:
    """A draft to gather papers in, or the open application. After a refusal it follows that one, with its papers."""
    actor = ACCESS.admit("package.prepare", actor, cluster)
    Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
    rows = ConfirmationApplication.objects.select_related("cluster").filter(cluster=cluster)
    last = rows.first()
    if last is not None and last.state not in CLOSED:
        return last
    if last is not None and last.appeals.filter(state__in=PENDING_APPEAL).exists():
        raise Refused(
            "confirmation.appealed",
            _("The refusal is appealed against. A new application can be started once the appeal is decided."),
        )
    refused = last if last is not None and last.state == ApplicationState.REFUSED else None
    made = ConfirmationApplication.objects.create(cluster=cluster, started_at=at, follows=refused)
    files = list(attachments_of(actor, refused)) if refused else []
    files_hold({file.sha256 for file in files})  # each has an entry of its own
    for file in files:
        attachment_copy(actor=actor, attachment=file, subject=made, at=at)
    record(
        actor=actor, action="confirmation.start", subject=made, at=at, cluster=cluster.pk,
        follows=refused.number if refused else None,
    )  # fmt: skip
    return made


@transaction.atomic
def application_attach(
    *, actor: Any, application: ConfirmationApplication, kind: str, upload: Any, at: datetime
) -> Any:
    """One paper of the list, to a draft or to an application that was returned."""
    actor = ACCESS.admit("application.attach", actor, application)
    row = locked(application)
    require_open(row)
    if kind not in {paper.key for paper in package.ATTACHED}:
        raise Refused("confirmation.paper", _("There is no such paper in the list. Choose one of the list."))
    return attachment_add(actor=actor, subject=row, upload=upload, kind=kind, at=at)


@transaction.atomic
def application_file(*, actor: Any, application: ConfirmationApplication, at: datetime) -> ConfirmationApplication:
    """Registers a draft with its number, or what completes a returned one. Done twice, it gives the first filing."""
    actor = ACCESS.admit("application.file", actor, application)
    row = locked(application)
    if row.state in {ApplicationState.FILED, ApplicationState.UNDER_REVIEW, ApplicationState.PREPARED}:
        return row
    contents = package.contents(actor, row.cluster, row, day_of(at))
    _refuse_gaps(contents.missing)
    verdict = verdict_make(actor=actor, cluster=row.cluster, on=day_of(at), at=at)
    if row.state == ApplicationState.RETURNED:
        APPLICATION.move(row, "correct")
        row.returns.filter(ended_at=None).update(ended_at=at, completed=True)
    else:
        APPLICATION.move(row, "file")
        _number(row, at)
        cluster_follows(actor, row, "file", at)
    row.save()
    version = _freeze(actor, row, verdict, contents, at)
    record(
        actor=actor, action="confirmation.file", subject=row, at=at, number=row.number, version=version.number,
        sha256=version.sha256, verdict=verdict.pk, review_days=row.review_days,
        lacking=version.content["list"].get("lacking", []),
    )  # fmt: skip
    letters.filed(row, version, at=at, but=actor)
    return row


def _refuse_gaps(gaps: Sequence[package.Line]) -> None:
    """Each by its name, with what mends it: a paper of the dossier is taken from there."""
    if not gaps:
        return
    taken = [line for line in gaps if line.only_takes]
    gone = [line for line in gaps if line.taken_out]
    said = _("Not filed, papers are missing: %(papers)s. Attach them on the page of the application.")
    if len(taken) == len(gaps):
        said = _("Not filed, papers are missing: %(papers)s. They are in the dossier: take them from there.")
    text = said % {"papers": "; ".join(str(line.paper.label) for line in gaps)}
    if gone:
        text += " " + _("Taken out of the dossier since: %(papers)s.") % {
            "papers": "; ".join(str(line.paper.label) for line in gone)
        }
    raise Refused("confirmation.gaps", text, papers=[line.paper.key for line in gaps])


def _number(row: ConfirmationApplication, at: datetime) -> None:
    """The next number of the year. The journal's lock keeps two clusters that file at once apart."""
    journal_hold()
    year = day_of(at).year
    last = ConfirmationApplication.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    row.year, row.serial, row.number = year, last + 1, f"PK-{year}-{last + 1:03d}"
    row.filed_at, row.review_days = at, bridge.number(bridge.REVIEW, day_of(at))


def _freeze(
    actor: Any, row: ConfirmationApplication, verdict: Any, contents: package.Contents, at: datetime
) -> ConfirmationVersion:
    content = _content(row, verdict, contents)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return ConfirmationVersion.objects.create(
        application=row, number=row.versions.count() + 1, filed_at=at, filed_by_id=actor.person_id, verdict=verdict,
        content=content, sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def _content(row: ConfirmationApplication, verdict: Any, contents: package.Contents) -> dict[str, Any]:
    cluster = row.cluster
    return {
        "number": row.number,
        "cluster": {"slug": cluster.slug, "name": cluster.name, "regions": cluster.regions},
        "manager": {"name": cluster.manager.name, "inn": cluster.manager.inn},
        "participants": [
            {"inn": m.organisation.inn, "name": m.organisation.name, "role": m.role} for m in members_of(cluster)
        ],
        "verdict": {
            "on": verdict.on.isoformat(), "edition": verdict.edition.isoformat(), "conclusion": verdict.verdict,
            "facts_version": verdict.facts_version, "input_sha256": verdict.input_sha256,
        },
        "papers": [
            {
                "key": line.paper.key, "in_place": line.in_place, "required": line.obligatory, "dossier": line.plain(),
                "files": [{"id": str(f.pk), "name": f.name, "sha256": f.sha256, "size": f.size} for f in line.files],
            }
            for line in contents.lines
        ],
        "list": contents.plain(),
    }  # fmt: skip


@transaction.atomic
def application_withdraw(*, actor: Any, application: ConfirmationApplication, at: datetime) -> ConfirmationApplication:
    """Before a decision is prepared; the number is not given again."""
    actor = ACCESS.admit("application.withdraw", actor, application)
    row = locked(application)
    if row.state == ApplicationState.WITHDRAWN:
        return row
    APPLICATION.move(row, "withdraw")
    row.save()
    row.returns.filter(ended_at=None).update(ended_at=at)
    cluster_follows(actor, row, "withdraw", at)
    record(actor=actor, action="confirmation.withdraw", subject=row, at=at, number=row.number)
    letters.withdrawn(row, at=at, but=actor)
    return row
