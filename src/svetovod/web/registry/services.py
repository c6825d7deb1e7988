"""Writing to the registry: organisations, clusters, workbooks, verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused

from . import bridge
from .access import ACCESS
from .enums import ClusterState, OrganisationKind
from .members import members_update
from .models import Cluster, ClusterSheet, Organisation, StoredVerdict


@dataclass(frozen=True, slots=True)
class Import:
    """What an upload came to: either a stored sheet with its verdict, or everything that is wrong."""

    sheet: ClusterSheet | None
    verdict: StoredVerdict | None
    errors: tuple[Any, ...] = ()
    notes: tuple[Any, ...] = ()


@transaction.atomic
def organisation_create(
    *, actor: Any, inn: str, name: str, region: str, at: datetime, kind: str = OrganisationKind.ENTERPRISE,
    short_name: str = "",
) -> Organisation:  # fmt: skip
    """An organisation by its INN; one that is known already is returned as it is."""
    actor = ACCESS.admit("organisation.create", actor)
    if known := Organisation.objects.filter(inn=inn).first():
        return known
    if not bridge.valid_inn(inn):
        raise Refused("organisation.inn", _("The INN has a wrong checksum: compare it with the register."))
    made = Organisation(inn=inn, name=name, short_name=short_name, region=region, kind=kind)
    made.full_clean(exclude=["name_sort"])
    made.save()
    record(actor=actor, action="organisation.create", subject=made, at=at, inn=inn, kind=str(kind), region=region)
    return made


@transaction.atomic
def cluster_create(
    *, actor: Any, slug: str, name: str, regions: list[str], manager: Organisation, at: datetime,
    state: str = ClusterState.EMERGING, registry_number: str = "", is_demo: bool = False,
) -> Cluster:  # fmt: skip
    actor = ACCESS.admit("cluster.create", actor)
    if known := Cluster.objects.filter(slug=slug).first():
        return known
    made = Cluster(
        slug=slug, name=name, regions=regions, manager=manager, state=state, registry_number=registry_number,
        is_demo=is_demo,
    )  # fmt: skip
    made.full_clean(exclude=["name_sort"])
    made.save()
    record(actor=actor, action="cluster.create", subject=made, at=at, slug=slug, regions=regions, state=str(state))
    return made


@transaction.atomic
def cluster_import(
    *, actor: Any, cluster: Cluster, file: IO[bytes], file_name: str, at: datetime,
    sources: Sequence[dict[str, Any]] = (),
) -> Import:  # fmt: skip
    """Reads a workbook and, if nothing is wrong with it, keeps it, brings the members up to date and judges it.

    A workbook with errors leaves no trace. The file uploaded last, uploaded again, is one sheet. `sources` say whose
    word the figures of each participant are, where that is known.
    """
    actor = ACCESS.admit("cluster.import", actor, cluster)
    reading = bridge.read(file)
    if reading.content is None:
        return Import(None, None, reading.errors, reading.notes)
    locked = Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk)
    sheet = locked.sheets.first()
    if sheet is None or sheet.sha256 != reading.sha256 or sheet.sources != list(sources):
        sheet = _keep(actor, locked, reading, file_name, sources, at)
    verdict = _judge(actor, locked, sheet, _day(at), at)
    return Import(sheet, verdict, (), reading.notes)


@transaction.atomic
def verdict_make(*, actor: Any, cluster: Cluster, on: date, at: datetime, show_future: bool = False) -> StoredVerdict:
    """Judges the newest workbook as of a day and keeps the verdict. Asked again, the kept one is returned."""
    actor = ACCESS.admit("verdict.make", actor, cluster)
    refuse_day(on, at, show_future=show_future)
    locked = Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk)
    sheet = locked.sheets.first()
    if sheet is None:
        raise Refused("verdict.no_sheet", _("There is nothing to judge yet: upload the workbook of the cluster."))
    return _judge(actor, locked, sheet, on, at)


def _keep(  # noqa: PLR0917
    actor: Any, cluster: Cluster, reading: bridge.Reading, file_name: str, sources: Sequence[dict[str, Any]],
    at: datetime,
) -> ClusterSheet:  # fmt: skip
    assert reading.content is not None
    sheet = ClusterSheet.objects.create(
        cluster=cluster, uploaded_by_id=actor.person_id, uploaded_at=at, file_name=file_name[-200:],
        sha256=reading.sha256, content=reading.content, notes=[bridge.problem_plain(n) for n in reading.notes],
        sums=bridge.sums(reading.content),
        sources=list(sources),
    )  # fmt: skip
    counts = members_update(cluster=cluster, rows=reading.content["participants"], on=_day(at))
    record(actor=actor, action="cluster.import", subject=cluster, at=at, sheet=sheet.pk, sha256=sheet.sha256, **counts)
    return sheet


def refuse_day(on: date, at: datetime, *, show_future: bool) -> None:
    """A day before the act, and a day to come: nobody knows today what the law will be then."""
    first = bridge.editions(None)[0].on
    if on < first:
        raise Refused(
            "verdict.before_act",
            _("There were no such requirements on that day: the first edition is of %(first)s. Choose a later day.")
            % {"first": formatting.day(first)},
        )
    if on > _day(at) and not show_future:
        raise Refused(
            "verdict.future",
            _("The law of a day to come is not known yet. Choose a day up to %(day)s.")
            % {"day": f"{_day(at):%d.%m.%Y}"},
        )


def _judge(actor: Any, cluster: Cluster, sheet: ClusterSheet, on: date, at: datetime) -> StoredVerdict:
    facts = bridge.facts()
    key = {
        "sheet": sheet, "on": on, "act": bridge.ACT, "facts_version": facts.version,
        "engine_version": bridge.ENGINE_VERSION,
    }  # fmt: skip
    if known := StoredVerdict.objects.filter(**key).first():
        return known
    verdict = bridge.assess(sheet.content, on=on, facts=facts)
    made = StoredVerdict.objects.create(
        cluster=cluster, edition=verdict.edition, verdict=verdict.conclusion.value, result=bridge.result_of(verdict),
        input_sha256=sheet.sha256, made_at=at, made_by_id=actor.person_id, **key,
    )  # fmt: skip
    record(
        actor=actor, action="verdict.make", subject=made, at=at, cluster=cluster.pk, sheet=sheet.pk, on=on.isoformat(),
        verdict=made.verdict, edition=made.edition.isoformat(), facts_version=made.facts_version,
        engine_version=made.engine_version, input_sha256=made.input_sha256,
    )  # fmt: skip
    return made


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
