"""The note for the head of a region: one printed page, what the region can and what is lacking, in sentences."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import qr_svg, render_pdf

from .page import Missing, Region
from .passport import method

TEMPLATE = "regions/note.typ"
_TOP = 5


def pdf(found: Region, at: datetime) -> bytes:
    """Set once for the same figures on the same day."""
    return render_pdf(TEMPLATE, data(found, at), at=at.replace(hour=0, minute=0, second=0, microsecond=0))


def data(found: Region, at: datetime) -> dict[str, Any]:
    address = f"{settings.BASE_URL.rstrip('/')}{reverse('regions:region', args=[found.iso])}"
    return {
        "lang": formatting.lang(),
        "title": found.name,
        "kicker": _("Note for the head of the region"),
        "day": formatting.day(at),
        "demo": _("demonstration data") if settings.DEMO or (found.survey and found.survey.is_demo) else "",
        "address": address,
        "qr": qr_svg(address),
        "nothing": _("Nothing that can be shown."),
        "parts": [
            {"title": _("What the region is strong in"), "lead": _strong_lead(found) if found.strong else "", "lines": [
                f"{each.code} {each.name}" for each in found.strong[:_TOP]]},
            {"title": _("What it buys abroad though it is made in the country"),
             "lead": _missing_lead(found) if found.missing else "",
             "lines": [_lacking(each) for each in found.missing[:_TOP]]},
            {"title": _("Clusters"), "lead": _clusters_lead(found) if found.clusters else "", "lines": [
                f"{each.name}: {each.get_state_display()}" for each in found.clusters[:_TOP]]},
        ],
        "method": method(found)[:2] if found.survey else method(found)[:1],
    }  # fmt: skip


def _strong_lead(found: Region) -> str:
    many = len(found.strong)
    return ngettext(
        "The region is specialised in %(n)s group of products.",
        "The region is specialised in %(n)s groups of products.", many,
    ) % {"n": formatting.number(many)}  # fmt: skip


def _missing_lead(found: Region) -> str:
    return _("Such purchases are %(sum)s a year; those made at home or next door are the shortest way to replace.") % {
        "sum": formatting.money_short(found.could)
    }


def _clusters_lead(found: Region) -> str:
    many = len(found.clusters)
    return ngettext(
        "%(n)s cluster is public, in the registry of the ministry: %(m)s.",
        "%(n)s clusters are public, in the registry of the ministry: %(m)s.", many,
    ) % {"n": formatting.number(many), "m": formatting.number(found.registered)}  # fmt: skip


def _lacking(each: Missing) -> str:
    """The group, the sum, and who makes it: makers of the region first."""
    if each.here:
        by = _("makers in the region: %(n)s") % {"n": formatting.number(each.here)}
    else:
        by = ", ".join((*each.near, *each.far)[:2])
    return f"{each.code} {each.name}: {formatting.money_short(each.imported)}; {by}"
