"""Papers of an application, made of what the product knows: Russian, to be set as DOCX to go on with and as PDF."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.registry.models import Cluster
from svetovod.web.registry.selectors import members_of

from . import bridge
from .package import PAPERS
from .package import Paper as PackagePaper

# papers of a Russian procedure are in Russian, whatever the language of the page they were asked from
LANG = "ru"
ADDRESSED = ("application", "letter")


def make(name: str, cluster: Cluster, at: datetime) -> Paper:
    """The paper of that name (`package.BLANKS`)."""
    with override(LANG):
        title, blocks = _MAKERS[name](cluster, at)
        ministry = _("To the Ministry of Industry and Trade of the Russian Federation")
        return Paper(
            title=title, kicker=cluster.name, to=ministry if name in ADDRESSED else "",
            place=_("Ref. No. ________ of ____________") if name in ADDRESSED else "",
            demo=cluster.is_demo, blocks=blocks,
            signs=[_("Head of %(name)s") % {"name": cluster.manager.name}],
            note=_("A blank filled from what is known on %(day)s. Check it, complete it and have it signed.")
            % {"day": formatting.day(at)},
        )  # fmt: skip


def _letter(cluster: Cluster, at: datetime) -> tuple[str, list[Block]]:
    count = members_of(cluster).count()
    said = ngettext(
        "The cluster unites %(count)d participant; regions: %(regions)s.",
        "The cluster unites %(count)d participants; regions: %(regions)s.", count,
    ) % {"count": count, "regions": _regions(cluster)}  # fmt: skip
    return _("Covering letter"), [
        Block(paragraphs=[
            _("The managing organisation %(name)s (INN %(inn)s) files an application for confirmation that the "
              "industrial cluster “%(cluster)s” and its managing organisation conform to the requirements approved "
              "by the Government Decree of 31 July 2015 No. 779.") % _names(cluster),
            said,
            _("The papers are enclosed by the list. We ask to consider them and to enter the cluster in the registry."),
        ]),
        Block(_("Enclosures"), [f"{n}. {paper.label}" for n, paper in enumerate(_enclosed(), 1)]),
    ]  # fmt: skip


def _enclosed() -> list[PackagePaper]:
    """The letter does not enclose itself."""
    return [paper for paper in PAPERS if paper.key != "letter"]


def _application(cluster: Cluster, at: datetime) -> tuple[str, list[Block]]:
    return _("Application for confirmation of conformity"), [
        Block(paragraphs=[
            _("I ask to confirm that the industrial cluster and its managing organisation conform to the requirements "
              "approved by the Government Decree of 31 July 2015 No. 779."),
        ]),
        Block(head=[_("What"), _("Data")], rows=[
            [_("Cluster"), cluster.name],
            [_("Regions"), _regions(cluster)],
            [_("Managing organisation"), cluster.manager.name],
            [_("INN"), cluster.manager.inn],
            [_("Final products"), _products(cluster) or formatting.DASH],
            [_("Participants"), formatting.number(members_of(cluster).count())],
        ], wide=1),
        _participants(cluster),
        Block(paragraphs=[_("I vouch that what is stated in the application and its enclosures is true.")]),
    ]  # fmt: skip


def _programme(cluster: Cluster, at: datetime) -> tuple[str, list[Block]]:
    todo = _("(to be filled in)")
    year = timezone.localtime(at).year
    years = [str(year + n) for n in range(5)]
    return _("Development programme of the industrial cluster: outline"), [
        Block(_("1. Aims and tasks"), [todo]),
        Block(_("2. Final products and markets"), [_products(cluster) or todo]),
        _participants(cluster, _("3. Participants and their place in the chain")),
        Block(_("4. Joint projects"), [todo]),
        Block(_("5. Infrastructure: what there is and what is needed"), [_infrastructure(cluster) or todo]),
        Block(
            _("6. Indicators"), head=[_("Indicator"), _("Unit"), *years],
            rows=[[name, unit, *[""] * 5] for name, unit in _indicators()], room=3,
        ),
        Block(_("7. Social and economic effect"), [todo]),
        Block(_("8. Measures, terms and sources of funds"), [todo]),
    ]  # fmt: skip


def _indicators() -> list[tuple[str, str]]:
    return [
        (_("Level of functional dependence"), "%"),
        (_("Output of the final products"), _("RUB mn")),
        (_("Jobs in all"), _("jobs")),
        (_("High-performance jobs"), _("jobs")),
        (_("Joint projects carried out"), _("projects")),
    ]


def _list(cluster: Cluster, at: datetime) -> tuple[str, list[Block]]:
    rows = [[str(n), str(paper.label), ""] for n, paper in enumerate(PAPERS, 1)]
    return _("List of papers"), [Block(head=[_("No."), _("Paper"), _("Sheets")], rows=rows, right=(0,), wide=1)]


_MAKERS: dict[str, Callable[[Cluster, datetime], tuple[str, list[Block]]]] = {
    "letter": _letter, "application": _application, "programme": _programme, "list": _list,
}  # fmt: skip


def _participants(cluster: Cluster, heading: str = "") -> Block:
    members = list(members_of(cluster))
    return Block(
        heading or _("Participants"), head=[_("No."), _("Organisation"), _("INN"), _("Role")],
        rows=[
            [str(n), m.organisation.name, m.organisation.inn, str(m.get_role_display())]
            for n, m in enumerate(members, 1)
        ],
        right=(0, 2), wide=1,
    )  # fmt: skip


def _names(cluster: Cluster) -> dict[str, Any]:
    return {"name": cluster.manager.name, "inn": cluster.manager.inn, "cluster": cluster.name}


def _regions(cluster: Cluster) -> str:
    return ", ".join(bridge.region_name(iso, LANG) for iso in cluster.regions)


def _products(cluster: Cluster) -> str:
    sheet = cluster.sheets.first()
    return ", ".join(sheet.content["final_products"]) if sheet else ""


def _infrastructure(cluster: Cluster) -> str:
    sheet = cluster.sheets.first()
    return "; ".join(row["name"] for row in sheet.content["infrastructure"]) if sheet else ""
