"""Reading regions: everything here is what the actor may see; whatever is public is asked for as by a visitor."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.common.errors import Hidden
from svetovod.web.common.http import whole
from svetovod.web.projects.models import JointProject
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.models import Cluster, Organisation

from . import bridge, shown
from .access import ACCESS
from .enums import PublicField, SurveyState
from .models import Publication, Survey, SurveyCandidate, SurveyCell, SurveyFirm


def survey_published() -> Survey | None:
    """The newest published one: what every public page shows."""
    return Survey.objects.filter(state=SurveyState.PUBLISHED).order_by("-published_at", "-id").first()


def survey_for(actor: Any, number: str) -> Survey | None:
    """The published one, or another that an official asks for by its number before it is published."""
    key = whole(number)
    if key is not None and ACCESS.allows("survey.view", actor):
        return Survey.objects.filter(pk=key).exclude(state=SurveyState.FAILED).first()
    return survey_published()


def surveys(actor: Any) -> QuerySet[Survey]:
    ACCESS.require("survey.list", actor)
    return Survey.objects.all()


def survey_get(actor: Any, pk: int) -> Survey:
    ACCESS.require("survey.list", actor)
    found = Survey.objects.filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def candidates(actor: Any, survey: Survey) -> QuerySet[SurveyCandidate]:
    """All of them to the ministry, to an official those with a part in its region."""
    ACCESS.require("survey.view", actor)
    if actor.holds(Role.REGISTRY_OFFICER, Scope.PLATFORM):
        return survey.candidates.all()
    held = sorted(actor.scope_ids(Scope.REGION, Role.REGIONAL_AUTHORITY, Role.CDC_OFFICER))
    own = Q()
    for iso in held:
        own |= Q(regions__contains=[iso])
    return survey.candidates.filter(own) if held else survey.candidates.none()


def lines_of(survey: Survey | None) -> tuple[shown.Line, ...]:
    return () if survey is None else _lines(survey.pk, survey.state, survey.made_at, survey.purchases_sha256)


@lru_cache(maxsize=4)
def _lines(survey: int, *_of_what: Any) -> tuple[shown.Line, ...]:
    """Cells never change once a survey is read, and every page of a region needs those of the whole country."""
    cells = SurveyCell.objects.filter(survey=survey).values_list(named=True)
    return tuple(shown.lines(cells))


def public_organisations(field: PublicField) -> QuerySet[Organisation]:
    """Enterprises that show that field to everybody now; the ministry and a hidden record have the last word."""
    return Organisation.objects.filter(
        hidden=False, merged_into=None, publications__field=field, publications__shown=True,
        publications__withheld=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enterprise:
    """What an enterprise shows of itself; None where it shows nothing of the kind."""

    inn: str
    name: str
    region: str
    is_demo: bool
    makes: tuple[str, ...] | None
    imports: tuple[str, ...] | None
    visits: bool


def enterprises(region: str | None = None, inn: str | None = None) -> list[Enterprise]:
    """Those with a card; the rest of what they show stands on it."""
    rows = public_organisations(PublicField.CARD).order_by("name_sort", "id")
    if region:
        rows = rows.filter(region=region)
    if inn:
        rows = rows.filter(inn=inn)
    found = list(rows)
    fields: dict[int, set[str]] = defaultdict(set)
    for organisation, name in Publication.objects.filter(
        organisation__in=found, shown=True, withheld=False
    ).values_list("organisation", "field"):
        fields[organisation].add(name)
    survey = survey_published()
    firms = {
        firm.inn: firm for firm in SurveyFirm.objects.filter(survey=survey, inn__in=[row.inn for row in found])
    } if survey else {}  # fmt: skip
    return [_enterprise(row, fields[row.pk], firms.get(row.inn)) for row in found]


def _enterprise(row: Organisation, fields: set[str], firm: SurveyFirm | None) -> Enterprise:
    makes = tuple(firm.makes) if firm and PublicField.PRODUCTS in fields else None
    imports = tuple(firm.imports) if firm and PublicField.IMPORTS in fields else None
    return Enterprise(row.inn, row.name, row.region, row.is_demo, makes, imports, PublicField.VISITS in fields)


def clusters_public(region: str | None = None) -> QuerySet[Cluster]:
    found = registry.clusters_visible(VISITOR)
    return found.filter(regions__contains=[region]) if region else found


def cluster_counts() -> Counter[str]:
    return Counter(iso for codes in clusters_public().values_list("regions", flat=True) for iso in codes)


def project_counts() -> dict[str, int]:
    """Joint projects by region of the initiator, where at least three enterprises initiate them."""
    behind: dict[str, set[int]] = defaultdict(set)
    many: Counter[str] = Counter()
    for iso, initiator in JointProject.objects.values_list("initiator__region", "initiator"):
        behind[iso].add(initiator)
        many[iso] += 1
    return {iso: number for iso, number in many.items() if len(behind[iso]) >= shown.FEWEST}


def publications_of(organisation: Organisation) -> dict[str, Publication]:
    return {row.field: row for row in organisation.publications.all()}


def organisation_get(actor: Any, inn: str) -> Organisation:
    """For its own page of publication."""
    found = registry.organisation_by_inn(actor, inn)
    if found is None:
        raise Hidden
    ACCESS.require("publication.view", actor, found)
    return found


def region_or_404(iso: str) -> str:
    if not bridge.region_known(iso):
        raise Hidden
    return iso


def group_name(code: str) -> str:
    return bridge.group_name(code)


def may_list(actor: Any) -> bool:
    return ACCESS.allows("survey.list", actor)


def facilities() -> Any:
    """What stands in all regions for their industry, as everybody may see it."""
    from .facilities.selectors import facilities as shown_to_all  # it asks this module which regions there are

    return shown_to_all()
