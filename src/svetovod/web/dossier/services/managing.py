"""The managing organisation: since when, another in its place, and what is shown for each requirement."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Fault
from svetovod.web.common.formatting import day
from svetovod.web.dossier import bridge, phrases
from svetovod.web.dossier.access import ACCESS
from svetovod.web.dossier.enums import Showing
from svetovod.web.dossier.models import DossierDocument, ManagingTerm, RequirementMark
from svetovod.web.dossier.selectors import law_day
from svetovod.web.notices.services import tell
from svetovod.web.registry import services as registry
from svetovod.web.registry.selectors import people_answering

from .checking import of_a_day, refuse


@transaction.atomic
def manager_since_set(*, actor: Any, cluster: Any, on: date, ground: str, at: datetime) -> ManagingTerm:
    """The day the present organisation began to manage the cluster, and the paper that says so."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    type(cluster).objects.select_for_update(no_key=True).get(pk=cluster.pk)
    former = ManagingTerm.objects.filter(cluster=cluster).exclude(until=None).first()
    faults = list(of_a_day("on", cluster, on, at))
    if former is not None and former.until is not None and on < former.until:
        faults.append(Fault("on", phrases.before_predecessor(on, former.until, str(former.organisation))))
    refuse("managing.faults", iter(faults))
    row, _made = ManagingTerm.objects.update_or_create(
        cluster=cluster, until=None, defaults={"organisation": cluster.manager, "since": on, "ground": ground}
    )
    record(actor=actor, action="dossier.managed_since", subject=row, at=at, cluster=cluster.slug, on=on.isoformat())
    return row


def manager_replace(
    *, actor: Any, cluster: Any, inn: str, name: str, region: str, on: date, ground: str, at: datetime
) -> Any:
    """Another organisation manages the cluster from the day of the paper. Both sides are told."""
    actor = ACCESS.admit("dossier.replace_manager", actor, cluster)
    name, region = registry.manager_named(inn=inn, name=name, region=region)
    return _replace(actor, cluster, inn=inn, name=name, region=region, on=on, ground=ground, at=at)


@transaction.atomic
def _replace(actor: Any, cluster: Any, *, inn: str, name: str, region: str, on: date, ground: str, at: datetime) -> Any:
    row = (
        type(cluster).objects.select_for_update(of=("self",), no_key=True).select_related("manager").get(pk=cluster.pk)
    )
    term = ManagingTerm.objects.filter(cluster=row, until=None).first()
    faults = list(of_a_day("on", row, on, at))
    if term is not None and term.since is not None and on < term.since:
        faults.append(Fault("on", phrases.replaced_before_beginning(on, term.since)))
    refuse("managing.faults", iter(faults))
    told, before = people_answering(row), row.manager
    done = registry.cluster_hand_over(actor=actor, cluster=row, inn=inn, name=name, region=region, at=at)
    term = term or ManagingTerm(cluster=row, organisation=before)
    term.until = on
    term.save()
    made = ManagingTerm.objects.create(cluster=done, organisation=done.manager, since=on, ground=ground)
    record(actor=actor, action="dossier.manager_replace", subject=made, at=at, cluster=row.slug, on=on.isoformat())
    _tell([*told, *people_answering(done)], before, made, actor=actor, at=at)
    return done


def _tell(people: list[Any], before: Any, made: ManagingTerm, *, actor: Any, at: datetime) -> None:
    cluster = made.cluster

    def words() -> tuple[str, str]:
        named = {
            "cluster": cluster.name, "before": before, "after": made.organisation, "day": day(made.since),
        }  # fmt: skip
        subject = _("The managing organisation changes: %(cluster)s") % named
        text = _("From %(day)s on %(after)s manages the cluster “%(cluster)s” in place of %(before)s.") % named
        return subject, text

    tell(
        list({person.pk: person for person in people}.values()), words, key=f"dossier:managing:{made.pk}", at=at,
        but=actor, url=reverse("registry:cluster_detail", args=[cluster.slug]),
    )  # fmt: skip


@transaction.atomic
def requirement_mark(*, actor: Any, cluster: Any, key: str, fields: Mapping[str, Any], at: datetime) -> RequirementMark:
    """What is shown for one requirement: its `state`, `evidence`, and a `document` of the dossier or None."""
    actor = ACCESS.admit("dossier.edit", actor, cluster)
    today = timezone.localdate(at)
    document = fields.get("document")
    refuse("requirement.faults", iter(_faults(cluster, key, fields, document, today)))
    row, _made = RequirementMark.objects.update_or_create(
        cluster=cluster, organisation=cluster.manager, key=key,
        defaults={
            "state": fields["state"], "evidence": fields["evidence"], "document_id": document, "noted_on": today,
        },
    )  # fmt: skip
    record(
        actor=actor, action="dossier.requirement", subject=row, at=at, cluster=cluster.slug, key=key,
        state=str(row.state), document=document,
    )  # fmt: skip
    return row


def _faults(cluster: Any, key: str, fields: Mapping[str, Any], document: Any, today: date) -> list[Fault]:
    found = []
    if key not in {norm.key for norm in bridge.norms_of("so", law_day(cluster, today))}:
        found.append(Fault("state", phrases.not_required(key)))
    if fields["state"] == Showing.MET and not (fields["evidence"].strip() or document):
        found.append(Fault("evidence", phrases.met_by_nothing()))
    if document and not DossierDocument.objects.filter(cluster=cluster, pk=document, withdrawn_on=None).exists():
        found.append(Fault("document", phrases.no_such_document()))
    return found
