"""The edition of a dossier in words: what it is prepared under, what came since, what that does to this cluster."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.registry import held

from . import bridge
from .access import ACCESS
from .models import Dossier
from .selectors import Outlook, outlook


def headline(found: Outlook | None) -> str:
    if found is None:
        return _("No edition is chosen for the dossier yet")
    return _("The dossier is prepared under the edition of %(day)s") % {"day": formatting.day(found.edition.on)}


def warning(found: Outlook, today: date) -> str:
    """What a banner says; empty while the dossier's edition is the last that is known."""
    if found.newest is None:
        return ""
    days = {"new": formatting.day(found.newest.on), "own": formatting.day(found.edition.on)}
    said = (
        _("The edition of %(new)s is in force. The dossier stays under that of %(own)s until its manager moves it.")
        if found.newest.on <= today
        else _("An edition is published that comes into force on %(new)s. The dossier stays under that of %(own)s.")
    )
    return said % days


def difference(dossier: Dossier, edition: Any, today: date) -> held.Difference | None:
    """The dossier's edition beside another on the newest workbook; None without one.

    On the day it is, or the first of an edition still to come.
    """
    sheet = dossier.cluster.sheets.first()
    if sheet is None:
        return None
    return held.difference(sheet, before=dossier.edition, after=edition.on, on=max(today, edition.on))


def papers(dossier: Dossier, edition: Any) -> list[str]:
    """What the list of documents gains and loses under another edition, in sentences."""
    added, gone = bridge.documents_changed(dossier.edition, edition.on)
    pairs = ((_("The dossier then also needs: %(papers)s."), added), (_("No longer asked for: %(papers)s."), gone))
    return [said % {"papers": "; ".join(names)} for said, names in pairs if names]


def answer(found: held.Difference) -> str:
    """What the other edition does to this cluster, in a sentence."""
    if not found.changes:
        return _("No rule judges this cluster otherwise.")
    count = len(found.changes)
    rules = ngettext("%(count)d rule judges otherwise", "%(count)d rules judge otherwise", count) % {"count": count}
    if not found.flips:
        said = _("%(rules)s, the verdict stays: %(verdict)s.")
        return said % {"rules": rules, "verdict": found.after.conclusion}
    said = _("%(rules)s, the verdict changes: it was “%(before)s”, it becomes “%(after)s”.")
    return said % {"rules": rules, "before": found.before.conclusion, "after": found.after.conclusion}


def strip(request: Any, cluster: Any, dossier: Dossier | None) -> dict[str, Any]:
    """Context of `dossier/_edition.html`: the edition on other pages of the dossier."""
    if dossier is None:
        return {"may_open": ACCESS.allows("dossier.edit", request.actor, cluster)}
    today = timezone.localtime(request.moment).date()
    until = None if request.clock.show_future else today
    return {
        "edition_warning": warning(outlook(dossier, until), today),
        "may_read_edition": ACCESS.allows("dossier.read_edition", request.actor, cluster),
    }  # fmt: skip
