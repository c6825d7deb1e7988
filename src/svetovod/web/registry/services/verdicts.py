"""Verdicts of a cluster, kept as they were made."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.registry import bridge
from svetovod.web.registry.access import ACCESS
from svetovod.web.registry.models import Cluster, ClusterSheet, StoredVerdict


@transaction.atomic
def verdict_make(*, actor: Any, cluster: Cluster, on: date, at: datetime, show_future: bool = False) -> StoredVerdict:
    """Judges the newest workbook as of a day and keeps the verdict. Asked again, the kept one is returned."""
    actor = ACCESS.admit("verdict.make", actor, cluster)
    refuse_day(on, at, show_future=show_future)
    locked = Cluster.objects.select_for_update(of=("self",), no_key=True).get(pk=cluster.pk)
    sheet = locked.sheets.first()
    if sheet is None:
        raise Refused("verdict.no_sheet", _("There is nothing to judge yet: upload the workbook of the cluster."))
    return judge(actor, locked, sheet, on, at)


def refuse_day(on: date, at: datetime, *, show_future: bool) -> None:
    """A day before the act, and a day to come: nobody knows today what the law will be then."""
    first = bridge.editions(None)[0].on
    if on < first:
        raise Refused(
            "verdict.before_act",
            _("There were no such requirements on that day: the first edition is of %(first)s. Choose a later day.")
            % {"first": formatting.day(first)},
        )
    if on > day_of(at) and not show_future:
        raise Refused(
            "verdict.future",
            _("The law of a day to come is not known yet. Choose a day up to %(day)s.")
            % {"day": formatting.day(day_of(at))},
        )


def judge(actor: Any, cluster: Cluster, sheet: ClusterSheet, on: date, at: datetime) -> StoredVerdict:
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


def day_of(at: datetime) -> date:
    return timezone.localtime(at).date()
