"""First steps of a managing organisation, of a project's initiator and of an enterprise."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.projects.enums import ProjectState
from svetovod.web.projects.models import JointProject
from svetovod.web.registry.models import Cluster, Organisation
from svetovod.web.signing.selectors import anybody_signs

from .shape import First

BEGUN = (ProjectState.IDEA, ProjectState.DRAFT)


def _has(model: type[Model], name: str) -> Exists:
    """Whether anything stands at the other end of that relation, without counting it."""
    return Exists(model._default_manager.filter(pk=OuterRef("pk"), **{f"{name}__isnull": False}))


def manager(actor: Any, moment: datetime) -> Iterator[First]:
    held = actor.scope_ids(Scope.CLUSTER, Role.CLUSTER_MANAGER)
    mine = Q(pk__in=held) | Q(manager__in=actor.organisation_ids(Role.CLUSTER_MANAGER))
    rows = list(
        Cluster.objects.filter(mine).annotate(
            read=_has(Cluster, "sheets"), judged=_has(Cluster, "verdicts"), asked=_has(Cluster, "figures_requests"),
            prepared=_has(Cluster, "dossier"),
        ).order_by("-pk")
    )  # fmt: skip
    slug = [rows[0].slug] if rows else []
    read = next((row.slug for row in rows if row.read), "")
    yield First(
        _("Fill in the blank of the cluster and send it to the registry or the region"), reverse("registry:blank"),
        bool(rows), _("a cluster is entered by its workbook; the blank has an example"),
    )  # fmt: skip
    yield First(
        _("See whether the cluster conforms, and the cheapest way if it does not"),
        reverse("registry:verdict", args=[read]) if read else "", any(row.judged for row in rows),
    )  # fmt: skip
    yield First(
        _("Ask the enterprises for their figures"), reverse("figures:request_new", args=slug) if slug else "",
        any(row.asked for row in rows), _("they answer by a link, without accounts"),
    )  # fmt: skip
    yield First(
        _("Begin the dossier: choose the edition it is prepared under"),
        reverse("dossier:overview", args=slug) if slug else "", any(row.prepared for row in rows),
    )  # fmt: skip


def initiator(actor: Any, moment: datetime) -> Iterator[First]:
    held = actor.scope_ids(Scope.PROJECT, Role.INITIATOR)
    mine = Q(pk__in=held) | Q(initiator__in=actor.organisation_ids(Role.INITIATOR))
    agreed = Count("participants", filter=~Q(participants__consent_at=None), distinct=True)
    living = JointProject.objects.filter(mine).exclude(state=ProjectState.ARCHIVED)
    rows = list(living.annotate(agreed=agreed, paid=_has(JointProject, "costs")).order_by("-changed_at"))
    code = [rows[0].code] if rows else []
    yield First(_("Begin a joint project: two answers are enough"), reverse("projects:project_new"), bool(rows))
    yield First(
        _("Invite another enterprise of the cluster; its own representative consents"),
        reverse("projects:participants", args=code) if code else "", any(row.agreed > 1 for row in rows),
    )  # fmt: skip
    yield First(
        _("Enter the estimate: the subsidy is computed line by line"),
        reverse("projects:estimate", args=code) if code else "", any(row.paid for row in rows),
    )  # fmt: skip
    yield First(
        _("Go through what readiness still lacks, then hand the project in"),
        reverse("projects:readiness", args=code) if code else "", any(row.state not in BEGUN for row in rows),
    )  # fmt: skip


def enterprise(actor: Any, moment: datetime) -> Iterator[First]:
    own = Organisation.objects.filter(pk__in=actor.organisation_ids(Role.PARTICIPANT), merged_into=None)
    own = own.annotate(published=_has(Organisation, "publications"), met=_has(Organisation, "meeting_profiles"))
    houses = list(own.order_by("pk"))
    if not houses:
        return
    first = [houses[0].inn]
    yield First(
        _("Say who signs for the enterprise"), reverse("signing:signers", args=first),
        anybody_signs(houses, timezone.localdate(moment)),
    )  # fmt: skip
    yield First(
        _("Decide what of the enterprise everybody may see"), reverse("regions:publication", args=first),
        any(house.published for house in houses), _("nothing, until you say so"),
    )  # fmt: skip
    yield First(
        _("Say what you offer and look for at the next session"), reverse("events:session_list"),
        any(house.met for house in houses), _("business meetings are proposed from it"),
    )  # fmt: skip
