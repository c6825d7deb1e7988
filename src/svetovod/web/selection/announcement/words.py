"""The announcement in words: each field with its label and its value as read by a person; what an amendment changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from svetovod.web.common import formatting
from svetovod.web.selection import bridge
from svetovod.web.selection.enums import Aggregation, Distribution, LegalMode, Scoring, ThresholdUnit, TieRule
from svetovod.web.selection.phrases import passing_score, plain
from svetovod.web.selection.shares import is_direction

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    label: Any
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an amendment changed."""

    label: Any
    before: str
    after: str


def lines(content: Content) -> list[Line]:
    """Everything but title and tables; a field left empty is said to be so."""
    return [
        Line(label, _said(content, name, say)) for name, label, say in FIELDS if name != "title" and name in content
    ]


def changes(before: Content, after: Content) -> list[Change]:
    return [
        Change(label, _said(before, name, say), _said(after, name, say))
        for name, label, say in FIELDS
        if (name in after or name in RARER) and (before.get(name) or None) != (after.get(name) or None)
    ]


def _said(content: Content, name: str, say: Callable[[Any], str]) -> str:
    """Two fields are said by others beside them: of which score a passing score is, when a sealed intake is opened."""
    if name == "threshold":
        scoring, unit = content.get("scoring", Scoring.WEIGHTS), content.get("threshold_unit", ThresholdUnit.POINTS)
        return passing_score(content.get("threshold"), unit, scoring)
    if name == "sealed_intake" and content.get(name) and content.get("unsealed_days") is not None:
        return _("sealed until they are opened before the intake ends: till then their applicants alone read them")
    return say(content.get(name))


def _text(value: Any) -> str:
    return str(value or formatting.DASH)


def _moment(value: Any) -> str:
    return formatting.moment(datetime.fromisoformat(value)) if value else formatting.DASH


def _deadline(value: Any) -> str:
    return formatting.deadline(datetime.fromisoformat(value)) if value else formatting.DASH


def _money(value: Any) -> str:
    return formatting.money(Decimal(value)) if value is not None else formatting.DASH


def _cap(value: Any) -> str:
    return _money(value) if value is not None else _("not limited by the announcement")


def _years(value: Any) -> str:
    return "; ".join(f"{year}: {_money(part)}" for year, part in value.items()) or formatting.DASH


def _edition(value: Any) -> str:
    return _("PP 41 in the edition of %(day)s") % {"day": formatting.day(date.fromisoformat(value))} if value else "—"


def _count(value: Any) -> str:
    return str(value) if value is not None else _("not limited by the announcement")


def _sheets(value: Any) -> str:
    if not value:
        return _("one is enough")
    return ngettext("%(n)d sheet", "%(n)d sheets", value) % {"n": value}


def _unsealed(value: Any) -> str:
    if value is None:
        return _("when the intake is closed")
    text = ngettext("%(n)d working day before the intake ends", "%(n)d working days before the intake ends", value)
    return text % {"n": value}


def _days(value: Any) -> str:
    return ngettext("%(n)d day", "%(n)d days", value) % {"n": value} if value is not None else _("not stated")


def _prolongs(value: Any) -> str:
    if value is None:
        return _("not stated")
    text = ngettext(
        "after an amendment the intake goes on for at least %(n)d day",
        "after an amendment the intake goes on for at least %(n)d days",
        value,
    )
    return text % {"n": value}


def _questions(value: Any) -> str:
    if not value:
        return _("until the intake ends")
    text = ngettext("until %(n)d day before the intake ends", "until %(n)d days before the intake ends", value)
    return text % {"n": value}


def _sealed(value: Any) -> str:
    if value:
        return _("sealed until the intake is closed: nobody but their applicants reads them, the secretary included")
    return _("read by those inside the selection as they are registered")


def _day(value: Any) -> str:
    return formatting.day(date.fromisoformat(value)) if value else _("not stated")


def quota_name(name: str) -> str:
    """A region by its name, a direction as `OKPD2 27.3`."""
    return _("OKPD2 %(name)s") % {"name": name} if is_direction(name) else bridge.region_name(name, formatting.lang())


def quotas_said(quotas: Any) -> str:
    """`Republic of Mordovia: at most RUB 1,000,000.00; …`"""
    said = []
    for quota in quotas:
        words = (("at_most", _("at most %(sum)s")), ("at_least", _("at least %(sum)s")))
        parts = [text % {"sum": _money(quota[key])} for key, text in words if quota.get(key) is not None]
        said.append(f"{quota_name(quota['name'])}: {', '.join(parts)}")
    return "; ".join(said) or _("none")


def _returns(value: Any) -> str:
    if value is None:
        return _("for the term named with the return")
    if value == 0:
        return _("not at all")
    return ngettext("for %(n)d day at most", "for %(n)d days at most", value) % {"n": value}


def _officers(value: Any) -> str:
    text = ngettext("by one person", "by %(n)d persons, apart from one another", value)
    return text % {"n": value}


def _spread(value: Any) -> str:
    if value is None:
        return _("not provided for")
    named = {"points": plain(Decimal(value))}
    return _("where totals of experts differ by more than %(points)s points of 100; both sheets are kept") % named


def _key(value: Any) -> str:
    if not value:
        return _("kept by the server")
    text = ngettext(
        "split among holders of the commission: the codes of any %(n)d open the sheets",
        "split among holders of the commission: the codes of any %(n)d open the sheets",
        value,
    )
    return text % {"n": value}


def _envelope(value: Any) -> str:
    must = ", ".join(each["name"] for each in value or () if each["required"])
    may = ", ".join(each["name"] for each in value or () if not each["required"])
    parts = [_("compulsory: %(names)s") % {"names": must}] if must else []
    return "; ".join([*parts, *([_("if wanted: %(names)s") % {"names": may}] if may else [])])


def _envelope_key(value: Any) -> str:
    if not value:
        return _("kept by the server")
    text = ngettext(
        "split among holders of the commission: the codes of any %(n)d open the envelopes",
        "split among holders of the commission: the codes of any %(n)d open the envelopes",
        value,
    )
    return text % {"n": value}


def _percent(value: Any) -> str:
    return formatting.share(Decimal(value) / 100, 0)


WHO_KNOWS = {
    "none": gettext_lazy("experts know the applicants, and are named to them beside their remarks"),
    "single": gettext_lazy("experts know the applicants; applicants see experts by code only"),
    "double": gettext_lazy(
        "neither knows the other until the result is published: experts read applications without names, INN and files"
    ),
}
# rules that are named only where a selection has them
RARER = (
    "scoring", "threshold_unit", "winners", "sheets_needed", "per_project_least", "appeal_working", "unsealed_days",
    "envelope", "envelope_needed",
)  # fmt: skip
FIELDS: tuple[tuple[str, Any, Callable[[Any], str]], ...] = (
    ("title", gettext_lazy("Name of the selection"), _text),
    ("legal_mode", gettext_lazy("Legal mode"), lambda v: str(LegalMode(v).label)),
    ("order_text", pgettext_lazy("act", "Order"), _text),
    ("edition", gettext_lazy("Rules"), _edition),
    ("opens_at", gettext_lazy("Intake from"), _moment),
    ("closes_at", gettext_lazy("Intake until"), _deadline),
    ("scoring_until", gettext_lazy("Experts score until"), _deadline),
    ("opening_at", gettext_lazy("Scores are opened"), _moment),
    ("sitting_at", gettext_lazy("Sitting of the commission"), _moment),
    ("publishing_at", gettext_lazy("Result is published"), _moment),
    ("limit", gettext_lazy("Money to distribute"), _money),
    ("years", gettext_lazy("By year"), _years),
    ("per_project", gettext_lazy("At most for one project"), _cap),
    ("per_project_least", gettext_lazy("Least request for one project"), _cap),
    ("scoring", gettext_lazy("What a score is"), lambda v: str(Scoring(v or Scoring.WEIGHTS).label)),
    ("threshold", gettext_lazy("Passing score"), _text),
    ("threshold_unit", gettext_lazy("Passing score is given in"), lambda v: str(ThresholdUnit(v or "points").label)),
    ("sheets_needed", gettext_lazy("Sheets without which there is no place"), _sheets),
    ("winners", gettext_lazy("Winners at most"), _count),
    ("aggregation", gettext_lazy("How scores are joined"), lambda v: str(Aggregation(v).label)),
    ("ties", gettext_lazy("Equal scores"), lambda v: str(TieRule(v).label)),
    ("distribution", gettext_lazy("How money is distributed"), lambda v: str(Distribution(v).label)),
    ("quotas", gettext_lazy("Quotas of regions and directions"), lambda v: quotas_said(v or [])),
    ("reserve_until", gettext_lazy("Reserve list is valid until"), _day),
    ("experts_needed", gettext_lazy("Experts for one application"), str),
    ("blindness", gettext_lazy("Who knows whom"), lambda v: str(WHO_KNOWS[v])),
    ("quorum", gettext_lazy("Quorum of the commission"), _percent),
    ("appeal_days", gettext_lazy("Appeals after the publication"), _days),
    ("appeal_working", gettext_lazy("Term of appeals"), lambda v: _("working days") if v else _("calendar days")),
    ("questions_days", gettext_lazy("Questions are taken"), _questions),
    ("sealed_intake", gettext_lazy("Applications during the intake"), _sealed),
    ("unsealed_days", gettext_lazy("Sealed applications are opened"), _unsealed),
    ("envelope", gettext_lazy("In a sealed envelope"), _envelope),
    ("envelope_needed", gettext_lazy("Key of the envelopes"), _envelope_key),
    ("return_days", gettext_lazy("Returned for correction"), _returns),
    ("check_officers", gettext_lazy("Formal check"), _officers),
    ("spread", gettext_lazy("Second opinion"), _spread),
    ("key_needed", gettext_lazy("Key of the score sheets"), _key),
    ("prolong_days", gettext_lazy("Amendments"), _prolongs),
    ("criteria_source", gettext_lazy("Where the criteria stand"), _text),
)
