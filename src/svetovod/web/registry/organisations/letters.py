"""Who is told that two records became one: their people, and who leads the clusters they take part in."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.notices.services import tell
from svetovod.web.registry.models import Cluster, Organisation, OrganisationMerge
from svetovod.web.registry.selectors import people_answering


def concerned(*organisations: Organisation) -> list[Any]:
    """Whoever holds a role in one of them, and the managers of the clusters they belong to now; each once."""
    ids = [row.pk for row in organisations]
    found = people_holding(Scope.ORGANISATION, ids, *Role.values)
    clusters = Cluster.objects.filter(memberships__organisation__in=ids, memberships__left_on=None).distinct()
    for cluster in clusters:
        found += people_answering(cluster)
    return list({person.pk: person for person in found}.values())


def merged(merge: OrganisationMerge, people: list[Any], actor: Any) -> None:
    def words() -> tuple[str, str]:
        said = _said(merge)
        text = _(
            "Two records of one organisation were joined: %(gone)s, INN %(gone_inn)s, goes on as %(kept)s, INN "
            "%(kept_inn)s. Roles, participation and projects in preparation go on there. What was filed or signed "
            "keeps the name and the INN it was filed with. Ground: %(ground)s."
        )
        return _("Two records became one: %(kept)s") % said, text % said

    tell(people, words, key=f"merge:{merge.pk}", at=merge.made_at, but=actor, url=_url(merge))


def parted(merge: OrganisationMerge, people: list[Any], actor: Any, at: datetime) -> None:
    def words() -> tuple[str, str]:
        said = _said(merge)
        text = _(
            "The merge was taken back: %(gone)s, INN %(gone_inn)s, and %(kept)s, INN %(kept_inn)s, are two "
            "organisations again. What was made or changed since stays with %(kept)s."
        )
        return _("A merge was taken back: %(kept)s") % said, text % said

    tell(people, words, key=f"merge:{merge.pk}:undone", at=at, but=actor, url=_url(merge))


def _url(merge: OrganisationMerge) -> str:
    return reverse("registry:organisation", args=[merge.kept.inn])


def _said(merge: OrganisationMerge) -> dict[str, str]:
    return {
        "gone": str(merge.gone), "gone_inn": merge.gone.inn, "kept": str(merge.kept), "kept_inn": merge.kept.inn,
        "ground": merge.ground,
    }  # fmt: skip
