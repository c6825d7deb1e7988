"""Words of the app for codes: readiness, fields of a difference, who sees a remark."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from svetovod.web.common import formatting

from . import bridge
from .enums import CostKind, Currency, FitWhat, Funding, IndicatorKind, ParticipantRole, Question, Section, VatRate
from .evidence.words import document_label
from .sections.lists import said as listed

TABS = {
    "overview": gettext_lazy("Overview"),
    Section.CANVAS: Section.CANVAS.label,
    Section.PARTICIPANTS: Section.PARTICIPANTS.label,
    Section.PRODUCT: Section.PRODUCT.label,
    Section.ESTIMATE: Section.ESTIMATE.label,
    Section.SUBSIDY: Section.SUBSIDY.label,
    Section.SCHEDULE: Section.SCHEDULE.label,
    Section.INDICATORS: Section.INDICATORS.label,
    Section.TEXTS: Section.TEXTS.label,
    "remarks": gettext_lazy("Remarks"),
    "versions": gettext_lazy("Versions"),
    "outputs": gettext_lazy("Papers"),
    "readiness": gettext_lazy("Readiness"),
}
SECTION_OF = {
    "title": Section.CANVAS,
    "canvas": Section.CANVAS,
    "participants": Section.PARTICIPANTS,
    "initiator": Section.PARTICIPANTS,
    "okpd2": Section.PRODUCT,
    "tnved": Section.PRODUCT,
    "start": Section.PRODUCT,
    "end": Section.PRODUCT,
    "money": Section.SUBSIDY,
    "costs": Section.ESTIMATE,
    "stages": Section.SCHEDULE,
    "efficiency": Section.SUBSIDY,
    "indicators": Section.INDICATORS,
    "sections": Section.TEXTS,
    "fit": Section.PRODUCT,
    "answers": "readiness",
}
FIELDS = {
    "title": gettext_lazy("Title"),
    "replaces": gettext_lazy("What product it replaces"),
    "buyers": gettext_lazy("Who will buy"),
    "makers": gettext_lazy("Who will make it"),
    "lacking": gettext_lazy("What is missing"),
    "okpd2": gettext_lazy("Code of the product (OKPD2)"),
    "tnved": gettext_lazy("Code of the imports replaced (TN VED)"),
    "start": gettext_lazy("Beginning"),
    "end": gettext_lazy("End"),
    "requested": gettext_lazy("Requested subsidy"),
    "minimum": gettext_lazy("Least acceptable subsidy"),
    "own_funds": gettext_lazy("Own funds"),
    "loan_funds": gettext_lazy("Borrowed funds"),
    "role": gettext_lazy("Role"),
    "consent": gettext_lazy("Consent"),
    "kind": gettext_lazy("Item"),
    "payer": gettext_lazy("Payer (INN)"),
    "payer_name": gettext_lazy("Who bore the costs"),
    "on": gettext_lazy("Date"),
    "amount": gettext_lazy("Amount without VAT"),
    "evidence": gettext_lazy("Evidence"),
    "other_support": gettext_lazy("Other support of the same costs"),
    "given": gettext_lazy("Sum as in the document"),
    "currency": gettext_lazy("Currency"),
    "rate_rub": gettext_lazy("Rate: rubles for one unit"),
    "rate_on": gettext_lazy("Day of the rate"),
    "vat": gettext_lazy("VAT within the sum"),
    "funding": gettext_lazy("Paid from"),
    "files": gettext_lazy("Files"),
    "documents": gettext_lazy("Documents of the kit"),
    "name": pgettext_lazy("of a thing", "Name"),
    "unit": gettext_lazy("Unit"),
    "inn": gettext_lazy("INN"),
    "region": gettext_lazy("Region"),
    "result": pgettext_lazy("stage", "Result"),
    "responsible": gettext_lazy("Responsible (INN)"),
    "responsible_name": gettext_lazy("Responsible"),
    "after": gettext_lazy("Waits for stages"),
    "done_on": gettext_lazy("Done on"),
    "text": gettext_lazy("Text"),
    "baseline": gettext_lazy("Starting value"),
    "what": gettext_lazy("What stands on the map"),
    "place_name": gettext_lazy("Place on the functional map"),
    "measure": gettext_lazy("Measure of the programme"),
    "rate": gettext_lazy("Discount rate a year"),
    "basis": gettext_lazy("Where the rate is from"),
    "years": gettext_lazy("Revenue, costs and taxes by years"),
}
HASH_SHOWN = 16
FLOWS = ("revenue", "costs", "taxes")
CHOICES = {"currency": Currency, "vat": VatRate, "funding": Funding, "what": FitWhat, "role": ParticipantRole}
MONEY_FIELDS = {"requested", "minimum", "own_funds", "loan_funds", "amount"}


def field_label(name: str) -> Any:
    if name.startswith("plan "):
        return _("Plan, %(period)s") % {"period": half_year(name.removeprefix("plan "))}
    if name in Question.values:
        return Question(name).label
    return FIELDS.get(name, name)


def field_value(name: str, value: Any) -> str:
    """A value of a content for the eye."""
    if value is None or value == "":
        return formatting.DASH
    if name == "files":
        return "; ".join(f"{file['name']} (SHA-256 {file['sha256'][:HASH_SHOWN]}…)" for file in value)
    if name == "documents":
        return "; ".join(f"{document_label(each)}: {formatting.money(Decimal(each['gross']))}" for each in value)
    if name == "rate":
        return formatting.share(Decimal(value))
    if name == "years":
        rows = ((each["year"], *(formatting.money(Decimal(each[key])) for key in FLOWS)) for each in value)
        return "; ".join(
            _("%(year)s: %(revenue)s, %(costs)s, %(taxes)s") % dict(zip(("year", *FLOWS), map(str, row), strict=True))
            for row in rows
        )
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in MONEY_FIELDS:
        return formatting.money(Decimal(value))
    if name == "after":
        return ", ".join(map(str, value)) or formatting.DASH
    if name in {"given", "rate_rub"}:
        return formatting.number(Decimal(value))
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    if name in {"start", "end", "on", "rate_on", "done_on"}:
        return formatting.day(date.fromisoformat(value))
    if name == "kind":
        return str((CostKind if value in CostKind.values else IndicatorKind)(value).label)
    return plain_number(value) if name.startswith("plan ") or name == "baseline" else str(value)


def plain_number(value: Any) -> str:
    """A plan without needless zeros: `12.00` is 12."""
    try:
        exact = Decimal(value)
    except (InvalidOperation, TypeError):
        return str(value)
    whole = exact.to_integral_value()
    return formatting.number(int(whole) if exact == whole else exact)


def half_year(period: str) -> str:
    """`2022H1` in words."""
    form = _("first half of %(year)s") if period.endswith("1") else _("second half of %(year)s")
    return form % {"year": period[:4]}


def half_year_short(period: str) -> str:
    return _("%(year)s, half %(half)s") % {"half": "I" if period.endswith("1") else "II", "year": period[:4]}


def row_title(section: str, row: Mapping[str, Any]) -> str:
    """How a row of a difference is called."""
    if section == "costs":
        return _("Row %(number)s: %(kind)s") % {"number": row["position"], "kind": CostKind(row["kind"]).label}
    if section == "stages":
        return _("Stage %(number)s: %(name)s") % {"number": row["position"], "name": row["name"]}
    if section == "sections":
        return section_title(row)
    return str(row.get("name", ""))


def section_title(row: Mapping[str, Any]) -> str:
    """A section of a content, in the reader's language."""
    return str(row[f"title_{formatting.lang()}"])


def remark_place(remark: Any, content: Mapping[str, Any]) -> str:
    """What a remark is about: a part of the project, or one text of the application."""
    rows = content.get("sections", ()) if remark.place else ()
    found = next((row for row in rows if row["key"] == remark.place), None)
    return section_title(found) if found else str(remark.get_section_display())


def readiness_text(item: Any) -> str:
    """One requirement as a sentence: what is asked, and while it is not done what would do it."""
    if item.rule is not None:
        label = bridge.rule_label(item.rule, formatting.lang())
        return label if item.done else _("To be confirmed: %(question)s") % {"question": label[:1].lower() + label[1:]}
    said = _DONE if item.done else _TODO
    params = {name: _param(v) for name, v in item.params.items()}
    text = said[item.code](item.params.get("count", 0))
    return str(text) % params


def _param(value: Any) -> Any:
    if isinstance(value, Decimal):
        return formatting.money(value)
    if isinstance(value, date):
        return formatting.day(value)
    return listed(value) if isinstance(value, Mapping) else value


_DONE: dict[str, Any] = {
    "canvas": lambda n: _("The idea is described"),
    "okpd2": lambda n: _("The product has its code"),
    "period": lambda n: _("The beginning and the end are set"),
    "participants": lambda n: _("The project unites several participants of the cluster"),
    "consents": lambda n: _("Every participant has consented"),
    "estimate": lambda n: _("There is an estimate"),
    "evidence": lambda n: _("Every row of the estimate has its evidence"),
    "kits": lambda n: _("The kit of evidence of every row is whole"),
    "double": lambda n: _("No row of the estimate is claimed in another project"),
    "requested": lambda n: _("The requested subsidy is named"),
    "fit_lines": lambda n: _("The product is named for the functional map and the programme"),
    "fit_map": lambda n: _("Every product and purchase is on the functional map"),
    "fit_programme": lambda n: _("Every product and purchase is in the development programme"),
    "within": lambda n: _("The request is within the highest possible subsidy"),
    "stages": lambda n: _("There is a plan-schedule"),
    "stages_hold": lambda n: _("The days of the plan-schedule agree"),
    "indicators": lambda n: _("There are indicators"),
    "plan": lambda n: _("Indicators are planned for every half-year"),
    "indicators_agree": lambda n: _("Plans of the indicators agree with one another"),
    "section": lambda n: _("The section “%(title)s” is written"),
    "remarks_blocking": lambda n: _("No obligatory remark is open"),
    "remarks_important": lambda n: _("Every important remark has an answer"),
    "status": lambda n: _("The status of the applicant is answered and proven by certificates for filing on %(day)s"),
    "signing": lambda n: _("Certificates, signature, portal and account are in hand for filing on %(day)s"),
    "deadline": lambda n: _("Nothing obligatory is left by the end of the intake: %(where)s, %(day)s"),
}
_TODO: dict[str, Any] = {
    "canvas": lambda n: ngettext(
        "Answer %(count)d more question about the idea", "Answer %(count)d more questions about the idea", n
    ),
    "okpd2": lambda n: _("Choose the code of the product by OKPD2"),
    "period": lambda n: _("Set the beginning and the end of the project"),
    "participants": lambda n: _("Invite one more participant of the cluster: a joint project has at least two"),
    "consents": lambda n: _("Consent is awaited: %(names)s"),
    "estimate": lambda n: _("Enter the estimate"),
    "evidence": lambda n: ngettext(
        "Name the evidence of %(count)d row of the estimate: %(rows)s",
        "Name the evidence of %(count)d rows of the estimate: %(rows)s",
        n,
    ),
    "kits": lambda n: ngettext(
        "The kit of evidence of %(count)d row is not whole: %(rows)s",
        "The kits of evidence of %(count)d rows are not whole: %(rows)s",
        n,
    ),
    "double": lambda n: ngettext(
        "%(count)d row of the estimate is claimed in another project too: %(rows)s",
        "%(count)d rows of the estimate are claimed in another project too: %(rows)s",
        n,
    ),
    "requested": lambda n: _("Name the requested subsidy"),
    "within": lambda n: _(
        "Requested %(requested)s, at most %(most)s is possible: lower the request or add eligible costs"
    ),
    "fit_lines": lambda n: _("Name the product and the purchases, each with its place on the functional map"),
    "fit_map": lambda n: ngettext(
        "%(count)d line is off the functional map: choose a place or ask for a change of the map (%(names)s)",
        "%(count)d lines are off the functional map: choose places or ask for a change of the map (%(names)s)",
        n,
    ),
    "fit_programme": lambda n: ngettext(
        "%(count)d line is in no measure of the programme: choose one or ask for a change (%(names)s)",
        "%(count)d lines are in no measure of the programme: choose them or ask for a change (%(names)s)",
        n,
    ),
    "fit_no_map": lambda n: _("The cluster has no functional map here: ask the managing organisation for it"),
    "fit_no_programme": lambda n: _(
        "The cluster has no approved programme here: ask the managing organisation to enter it"
    ),
    "stages": lambda n: _("Lay out the plan-schedule"),
    "stages_hold": lambda n: ngettext(
        "The days of the plan-schedule disagree in %(count)d place",
        "The days of the plan-schedule disagree in %(count)d places",
        n,
    ),
    "stages_late": lambda n: ngettext("%(count)d stage is overdue", "%(count)d stages are overdue", n),
    "indicators": lambda n: _("Name at least one indicator"),
    "plan": lambda n: ngettext(
        "Plan indicators: %(count)d half-year value is missing",
        "Plan indicators: %(count)d half-year values are missing",
        n,
    ) if n else _("Plan the indicators by half-year, once the project has its dates"),
    "indicators_agree": lambda n: ngettext(
        "Plans of the indicators disagree in %(count)d place", "Plans of the indicators disagree in %(count)d places", n
    ),
    "section": lambda n: _("Write the section “%(title)s”"),
    "section_long": lambda n: ngettext(
        "Shorten the section “%(title)s” by %(count)d character",
        "Shorten the section “%(title)s” by %(count)d characters",
        n,
    ),
    "remarks_blocking": lambda n: ngettext(
        "%(count)d obligatory remark is not closed", "%(count)d obligatory remarks are not closed", n
    ),
    "remarks_important": lambda n: ngettext(
        "Answer %(count)d more important remark", "Answer %(count)d more important remarks", n
    ),
    "remarks_advice": lambda n: ngettext(
        "Answer %(count)d more piece of advice", "Answer %(count)d more pieces of advice", n
    ),
    "status": lambda n: ngettext(
        "Status of the applicant for filing on %(day)s: %(count)d question has no answer or certificate (%(names)s)",
        "Status of the applicant for filing on %(day)s: %(count)d questions have no answer or certificate (%(names)s)",
        n,
    ),
    "signing": lambda n: ngettext(
        "Signing on %(day)s: %(count)d step is to be done (%(names)s)",
        "Signing on %(day)s: %(count)d steps are to be done (%(names)s)",
        n,
    ),
    "deadline": lambda n: ngettext(
        "The intake ends on %(day)s, in days: %(days)s (%(where)s); %(count)d obligatory point is left",
        "The intake ends on %(day)s, in days: %(days)s (%(where)s); %(count)d obligatory points are left",
        n,
    ),
    "sections_late": lambda n: ngettext(
        "%(count)d section is past the day set for it", "%(count)d sections are past the days set for them", n
    ),
    "remarks_late": lambda n: ngettext(
        "%(count)d remark is past its day", "%(count)d remarks are past their day", n
    ),
}  # fmt: skip
