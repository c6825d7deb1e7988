"""On what grounds an application got what it got, as its letter says it: words of the stored ranking, never a score."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting

from .enums import ApplicationState
from .models import Application, RankingRun


def place_of(code: str, result: Mapping[str, Any]) -> dict[str, Any] | None:
    return next((place for place in result["ranking"] if place["project"] == code), None)


def grounds(row: Application, run: RankingRun) -> str:
    """Either a rule decides, of the formal check, the scores or the money, or the commission otherwise than these."""
    place = place_of(row.project.code, run.result)
    if place is None:
        return without_place(row, run.result)
    if place.get("decided"):
        decided = _("The commission decided otherwise than the ranking. Ground: %(ground)s")
        return _joined(_granted(row, place), decided % {"ground": place["decided"]})
    if place["status"] == "below_threshold":
        return _joined(*lacking(place, run))
    # what was left, and what bound it: years, a quota, the number of winners, the common part
    reasons = [] if place["status"] == "winner" else _said(row.project.code, run.result, "money")
    return _joined(_granted(row, place), *reasons)


def without_place(row: Application, result: Mapping[str, Any]) -> str:
    """Of an application that has no place in the ranking."""
    code = row.project.code
    status = next((each["status"] for each in result["unranked"] if each["project"] == code), "")
    if row.state == ApplicationState.NOT_ADMITTED or status == "not_admitted":
        return _("The formal check was not passed. Reason: %(reason)s") % {"reason": row.reason}
    if status == "few_scores":
        return _joined(*_said(code, result, "place"))
    return _("No score sheet was counted.")


def lacking(place: Mapping[str, Any], run: RankingRun) -> list[str]:
    """Which points were too few: those of the whole score, those of a criterion, or both."""
    bar = run.input["threshold"]
    below = bar is not None and Fraction(place["score_exact"]) < Fraction(bar)
    said = [_("The passing score is not reached.")] if below else []
    # the ranking keeps a reason for the score and one for each criterion
    if len(_said(place["project"], run.result, "money")) > below:
        said.append(_("In a criterion the points are fewer than the least that the announcement asks for."))
    return said


def _granted(row: Application, place: Mapping[str, Any]) -> str:
    granted = Decimal(place["allocated"])
    named = {"granted": formatting.money(granted), "requested": formatting.money(row.requested)}
    if granted and granted == row.requested:
        return _("Granted: %(granted)s, the whole sum requested.") % named
    if granted:
        return _("Granted: %(granted)s of %(requested)s requested.") % named
    return _("The application is on the reserve list.") if place["status"] == "reserve" else ""


def _said(code: str, result: Mapping[str, Any], about: str) -> list[str]:
    words: list[str] = result["why"][code][formatting.lang()][about]
    return words


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)
