"""What the registry itself holds of an organisation, and how it lets go of it."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting
from svetovod.web.common.merging import Mention, Merging, Mover, Obstacle, Rows
from svetovod.web.registry.enums import NumberState, PlaceKind
from svetovod.web.registry.models import Cluster, ClusterSheet, Membership, Organisation
from svetovod.web.registry.places.selectors import open_places

from .selectors import inn_of
from .shared import joined_twice


def _settle(merging: Merging) -> None:
    """Of two participations in one cluster the survivor's stays, with the earlier day of joining and a place named."""
    _settle_places(merging)
    for twice, row in joined_twice(merging.gone, merging.kept):
        days = [day for day in (twice.joined_on, row.joined_on) if day]
        if days and min(days) != row.joined_on:
            merging.steps.change(row, joined_on=min(days))
        if twice.place_id and not row.place_id:
            merging.steps.change(row, place_id=twice.place_id)
        merging.steps.remove(twice)


def _settle_places(merging: Merging) -> None:
    """A place that both have by its КПП is one; of two head offices the survivor's counts, the other is a division."""
    known = {row.kpp: row for row in open_places(merging.kept) if row.kpp}
    head = open_places(merging.kept).filter(kind=PlaceKind.HEAD).exists()
    for place in open_places(merging.gone):
        if twin := known.get(place.kpp):
            merging.steps.point(Membership.objects.filter(place=place), "place", place.pk, twin.pk)
            merging.steps.remove(place)
        elif place.kind == PlaceKind.HEAD and head:
            merging.steps.change(place, kind=PlaceKind.DIVISION)
        elif place.kind == PlaceKind.HEAD and place.kpp:
            for row in Organisation.objects.filter(pk=merging.kept).exclude(numbers=NumberState.UNCHECKED):
                merging.steps.change(row, numbers=NumberState.UNCHECKED)


def _obstacles(gone: int, kept: int) -> Iterator[Obstacle]:
    one, other = Organisation.objects.get(pk=gone), Organisation.objects.get(pk=kept)
    if one.is_demo != other.is_demo:
        yield Obstacle(_("One of the two is invented for the demonstration, the other is not. Correct the INN first."))
    for twice, row in joined_twice(gone, kept):
        said = {"cluster": row.cluster.name, "gone": twice.get_role_display(), "kept": row.get_role_display()}
        url = reverse("registry:cluster_detail", args=[row.cluster.slug])
        if twice.role == row.role:
            yield Obstacle(
                _("Both take part in “%(cluster)s”: one participation stays, with the earlier day of joining.") % said,
                url, blocks=False,
            )  # fmt: skip
        else:
            yield Obstacle(
                _(
                    "Both take part in “%(cluster)s”, and with different roles: %(gone)s and %(kept)s. The role of the "
                    "record that stays counts."
                )
                % said,
                url, blocks=False,
            )  # fmt: skip
    heads = [row for each in (gone, kept) for row in open_places(each).filter(kind=PlaceKind.HEAD)]
    if len({row.kpp for row in heads}) == 2:
        said = {"gone": heads[0].kpp, "kept": heads[1].kpp}
        yield Obstacle(
            _(
                "The head offices differ: KPP %(gone)s and %(kept)s. That of the record that stays counts, the other "
                "goes on as a separate division: correct or close it."
            )
            % said,
            reverse("registry:organisation", args=[one.inn]) + "#places", blocks=False,
        )  # fmt: skip
    yield from _in_sheets(one, other)


def _newest(*organisations: int) -> list[ClusterSheet]:
    """Workbooks in force of the clusters in which they take part now."""
    clusters = Cluster.objects.filter(memberships__organisation__in=organisations, memberships__left_on=None)
    rows = ClusterSheet.objects.filter(cluster__in=clusters.values("pk")).select_related("cluster")
    return list(rows.order_by("cluster_id", "-uploaded_at", "-pk").distinct("cluster_id"))


def _in_sheets(one: Organisation, other: Organisation) -> Iterator[Obstacle]:
    inns = {one.inn, other.inn}
    for sheet in _newest(one.pk, other.pk):
        url = reverse("registry:upload", args=[sheet.cluster.slug])
        between = sum(
            1 for row in sheet.content["purchases"] if row["seller"] and {row["buyer"], row["seller"]} == inns
        )
        if between:
            yield Obstacle(
                _(
                    "In the workbook in force of “%(cluster)s” one buys from the other (rows: %(n)d), and nobody buys "
                    "from itself. Upload a workbook without these purchases first."
                )
                % {"cluster": sheet.cluster.name, "n": between},
                url,
            )
        elif inns <= {row["inn"] for row in sheet.content["participants"]}:
            yield Obstacle(
                _(
                    "The workbook in force of “%(cluster)s” names both as participants. It stays as it was accepted "
                    "and its verdict counts two; the next workbook has to name one."
                )
                % {"cluster": sheet.cluster.name},
                url, blocks=False,
            )  # fmt: skip


def _frozen(organisation: int) -> Iterator[Mention]:
    """Workbooks that name it as a participant: they stay as they were accepted."""
    sheets = ClusterSheet.objects.filter(
        content__participants__contains=[{"inn": inn_of(organisation)}]
    ).select_related("cluster")
    for sheet in sheets.defer("content", "notes").order_by("-uploaded_at", "-pk"):
        title = f"{sheet.cluster.name}, {formatting.moment(sheet.uploaded_at)}"
        yield Mention(_("Workbooks of clusters"), title, _sheet_url(sheet), stays=True)


def _sheet_url(sheet: ClusterSheet) -> str:
    return reverse("registry:sheet_detail", args=[sheet.cluster.slug, sheet.pk])


def _participation(row: Membership) -> str:
    role = f"{row.cluster.name}: {row.get_role_display()}"
    return role if row.left_on is None else _("%(role)s, until %(day)s") % {
        "role": role, "day": formatting.day(row.left_on),
    }  # fmt: skip


MOVER = Mover(
    "registry",
    (
        Rows(
            "registry.Cluster", "manager", gettext_lazy("Clusters it manages"), lambda row: row.name,
            lambda row: reverse("registry:cluster_detail", args=[row.slug]),
        ),
        Rows(
            "registry.Membership", "organisation", gettext_lazy("Participation in clusters"), _participation,
            lambda row: reverse("registry:cluster_detail", args=[row.cluster.slug]), related=("cluster",),
        ),
        Rows(
            "registry.OrganisationPlace", "organisation", gettext_lazy("Head office and branches"),
            lambda row: f"{row} {row.kpp}".strip(),
            lambda row: reverse("registry:organisation", args=[row.organisation.inn]) + "#places",
            related=("organisation",),
        ),
        Rows(
            "registry.OrganisationParticular", "organisation", gettext_lazy("Directors, founders and contacts"),
            lambda row: row.get_kind_display(), moving=Q(withdrawn_at=None), related=("organisation",),
        ),
        Rows(
            "registry.NumberCheck", "organisation", gettext_lazy("Comparisons with the state register"),
            lambda row: formatting.day(row.on), moving=None,
        ),
    ),
    _obstacles, _settle, _frozen,
)  # fmt: skip
