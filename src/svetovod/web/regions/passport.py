"""The passport of a region: two printed pages from the same figures as its page."""

import json
from datetime import datetime
from functools import lru_cache
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import data_json, qr_svg, render_pdf

from .facilities.models import Facility
from .page import Made, Missing, Region

TEMPLATE = "regions/passport.typ"
_MAKES, _MISSING, _CLUSTERS, _PLACES, _DOORS = 22, 12, 8, 8, 8
_SAID = 140  # characters of what an object can do: eight of them leave room on the page


def pdf(found: Region, at: datetime) -> bytes:
    """Set once for the same figures on the same day."""
    return _set(data_json(data(found, at)), at.replace(hour=0, minute=0, second=0, microsecond=0))


@lru_cache(maxsize=32)
def _set(said: str, at: datetime) -> bytes:
    return render_pdf(TEMPLATE, json.loads(said), at=at)


def data(found: Region, at: datetime) -> dict[str, Any]:
    address = f"{settings.BASE_URL.rstrip('/')}{reverse('regions:region', args=[found.iso])}"
    survey = found.survey
    return {
        "lang": formatting.lang(),
        "title": found.name,
        "kicker": _("Passport of a region: industrial potential"),
        "day": formatting.day(at),
        "demo": _("demonstration data") if settings.DEMO or (survey and survey.is_demo) else "",
        "address": address,
        "qr": qr_svg(address),
        "figures": _figures(found),
        "makes_title": _("What it makes"),
        "makes_head": [_("Group of products, OKPD2"), _("Makers"), _("Sold, RUB mn"), _("Quotient")],
        "makes": [_made(each) for each in found.makes[:_MAKES]],
        "missing_title": _("Bought abroad, and who makes it"),
        "missing_head": [_("Group of products, OKPD2"), _("Abroad, RUB mn"), _("Made here"), _("Made elsewhere")],
        "missing": [_lacking(each) for each in found.missing[:_MISSING]],
        "clusters_title": _("Clusters"),
        "clusters_head": [_("Cluster"), _("State")],
        "clusters": [[each.name, str(each.get_state_display())] for each in found.clusters[:_CLUSTERS]],
        "places_title": _("Technoparks and infrastructure"),
        "places_head": [_("Object"), _("What it can do"), _("Source, day")],
        "places": [_place(each) for each in found.facilities[:_PLACES]],
        "doors_title": _("Enterprises that receive visitors"),
        "doors": [each.name for each in found.open_doors[:_DOORS]],
        "nothing": _("Nothing that can be shown."),
        "method_title": _("How it is counted"),
        "method": method(found),
    }  # fmt: skip


def _figures(found: Region) -> list[list[str]]:
    many = len(found.clusters)
    return [
        [formatting.number(found.sums.groups), _("groups of products made")],
        [formatting.money_short(found.sums.imported), _("bought abroad")],
        [formatting.money_short(found.could), _("of it made in the country")],
        [formatting.number(many), ngettext("cluster of the region", "clusters of the region", many)],
    ]


def _made(each: Made) -> list[str]:
    line = each.line
    return [f"{each.code} {each.name}", formatting.number(line.makers), formatting.millions(line.sold),
            formatting.number(line.quotient)]  # fmt: skip


def _place(each: Facility) -> list[str]:
    """An invented one says so in its own row: others of the page may be real."""
    can = [str(each.get_kind_display())]
    if each.capability:
        can.append(shorten(each.capability, _SAID, placeholder="…"))
    if each.space:
        can.append(_("%(area)s sq. m") % {"area": formatting.number(each.space)})
    if each.taken is not None:
        can.append(_("%(part)s per cent occupied") % {"part": formatting.number(each.taken)})
    if each.visits:
        can.append(_("receives visitors"))
    name = f"{each.name}, {_('demonstration data')}" if each.is_demo else each.name
    return [name, "; ".join(can), f"{each.source}, {formatting.day(each.as_of)}"]


def _lacking(each: Missing) -> list[str]:
    here = formatting.number(each.here)
    return [
        f"{each.code} {each.name}",
        formatting.millions(each.imported),
        here,
        ", ".join((*each.near, *each.far)[:3]),
    ]


def method(found: Region) -> list[str]:
    """What stands under the tables of the page and of the paper."""
    said = [
        _("A figure is shown where at least three enterprises stand behind it; totals are sums of what is shown."),
        _("Location quotient: the group's share of the region's sales divided by its share of the country's "
          "(P. Sargant Florence, Report on the Location of Industry, 1939); above 1 the region is specialised in it."),
        _("Neighbours are regions whose tiles touch on the map of tiles."),
    ]  # fmt: skip
    if found.survey:
        said.insert(0, _("Figures: %(title)s. Source: %(source)s.") % {
            "title": found.survey.title, "source": found.survey.source})  # fmt: skip
    return said
