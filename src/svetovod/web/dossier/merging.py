"""What a dossier holds of an organisation when two records of it become one. A signed agreement stays as signed."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.merging import Merging, Mover, Obstacle, Rows
from svetovod.web.registry.selectors import joined_twice

from .models import MembershipChange, OrganisationFounding, RequirementMark


def settle(merging: Merging) -> None:
    """The grounds of a participation that is there twice go to the one that stays; of two days or marks its own."""
    for twice, row in joined_twice(merging.gone, merging.kept):
        known = set(MembershipChange.objects.filter(membership=row).values_list("kind", flat=True))
        for change in MembershipChange.objects.filter(membership=twice):
            if change.kind in known:
                merging.steps.remove(change)
            else:
                merging.steps.change(change, membership_id=row.pk)
    if OrganisationFounding.objects.filter(organisation=merging.kept).exists():
        for founding in OrganisationFounding.objects.filter(organisation=merging.gone):
            merging.steps.remove(founding)
    marked = set(RequirementMark.objects.filter(organisation=merging.kept).values_list("cluster", "key"))
    for mark in RequirementMark.objects.filter(organisation=merging.gone):
        if (mark.cluster_id, mark.key) in marked:
            merging.steps.remove(mark)


def obstacles(gone: int, kept: int) -> Iterator[Obstacle]:
    days = dict(OrganisationFounding.objects.filter(organisation__in=[gone, kept]).values_list("organisation", "on"))
    if len(set(days.values())) == 2:
        said = {"gone": formatting.day(days[gone]), "kept": formatting.day(days[kept])}
        yield Obstacle(
            _(
                "The days of registration differ: %(gone)s and %(kept)s. That of the record that stays counts; a legal "
                "entity has one, so compare both with the register."
            )
            % said,
            blocks=False,
        )


MOVER = Mover(
    "dossier",
    (
        Rows(
            "dossier.Agreement", "organisation", gettext_lazy("Agreements on participation"),
            lambda row: f"{row.cluster.name}, {formatting.day(row.dated_on)}",
            lambda row: reverse("dossier:participants", args=[row.cluster.slug]), moving=None, related=("cluster",),
        ),
        Rows(
            "dossier.OrganisationFounding", "organisation", gettext_lazy("Day of registration"),
            lambda row: formatting.day(row.on),
        ),
        Rows(
            "dossier.ManagingTerm", "organisation", gettext_lazy("Terms as the managing organisation"),
            lambda row: row.cluster.name, lambda row: reverse("registry:cluster_detail", args=[row.cluster.slug]),
            moving=Q(until=None), related=("cluster",),
        ),
        Rows(
            "dossier.RequirementMark", "organisation", gettext_lazy("Requirements to the managing organisation"),
            lambda row: row.cluster.name, lambda row: reverse("registry:cluster_detail", args=[row.cluster.slug]),
            related=("cluster",),
        ),
        Rows(
            "dossier.ProgrammeMeasure", "responsible", gettext_lazy("Measures of programmes it answers for"),
            lambda row: f"{row.programme.cluster.name}: {row.number}",
            lambda row: reverse("registry:cluster_detail", args=[row.programme.cluster.slug]),
            moving=Q(programme__approved_on=None), related=("programme__cluster",),
        ),
    ),
    obstacles, settle,
)  # fmt: skip
