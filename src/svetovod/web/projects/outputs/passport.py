"""The passport of a joint project: everything it says, in words; as typst takes it, and as a paper."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.projects import bridge, phrases
from svetovod.web.projects.content import periods
from svetovod.web.projects.enums import CostKind, ParticipantRole, Section
from svetovod.web.projects.pages import Page

from .source import Filled, Source


def head(page: Page, title: str) -> dict[str, Any]:
    content = page.content
    version = page.version
    state = _("version %(number)d") % {"number": version.number} if version else _("draft, not frozen")
    return {
        "lang": formatting.lang(),
        "demo": page.project.demo,
        "title": title,
        "kicker": f"{_('Joint project')} {content['code']}, {state}",
        "subtitle": content["title"],
        "date": formatting.day(page.on),
        "place": content["cluster"]["name"],
        "advice": _("Remarks are advice: they prejudge nothing, no score of a rehearsal enters a selection."),
    }


def passport(page: Page) -> dict[str, Any]:
    """Everything the passport of a joint project says, in words."""
    content, wanted = page.content, periods(page.content["start"], page.content["end"])
    money = [(name, content["money"][name]) for name in ("requested", "minimum", "own_funds", "loan_funds")]
    okpd2 = content["okpd2"]
    return head(page, _("Passport of the joint project")) | {
        "facts": [
            [_("Initiator"), f"{content['initiator']['name']}, {_('INN')} {content['initiator']['inn']}"],
            [phrases.field_label("okpd2"), f"{okpd2} {bridge.okpd2_name(okpd2)}" if okpd2 else formatting.DASH],
            [phrases.field_label("tnved"), content.get("tnved") or formatting.DASH],
            [pgettext("of a project", "Period"), f"{day(content['start'])} — {day(content['end'])}"],
            *[[str(phrases.field_label(name)), phrases.field_value(name, value)] for name, value in money],
            [_("Highest possible subsidy"), formatting.money(page.may_get_at_most)],
        ],
        "canvas": [[str(phrases.field_label(name)), text or "—"] for name, text in content["canvas"].items()],
        "sections_title": Section.TEXTS.label,
        "sections": [
            [phrases.section_title(row), [line for line in row["text"].splitlines() if line.strip()]]
            for row in content.get("sections", ())
            if row["text"].strip()
        ],
        "participants_title": _("Participants"),
        "participants_head": [_("Enterprise"), _("INN"), _("Role"), _("Consent")],
        "participants": [
            [p["name"], p["inn"], str(ParticipantRole(p["role"]).label), _("yes") if p["consent"] else _("no")]
            for p in content["participants"]
        ],
        "costs_title": _("Estimate"),
        "costs_head": ["№", _("Item"), _("Who bore the costs"), _("Date"), _("Amount without VAT, RUB"), _("Counts")],
        "costs": [*_costs(page), ["", _("Total"), "", "", plain(page.estimate_total), ""]],
        "stages_title": _("Plan-schedule"),
        "stages_head": [
            "№", _("Stage"), _("Responsible"), _("Beginning"), _("End"), _("Waits for"), pgettext("stage", "Result"),
        ],
        "stages": [
            [
                str(s["position"]), s["name"], s["responsible_name"], day(s["start"]), day(s["end"]),
                phrases.field_value("after", s["after"]), s["result"] or formatting.DASH,
            ]
            for s in content.get("stages", ())
        ],
        "plan_title": _("Half-year indicators, plan"),
        "plan_head": [_("Indicator"), _("Unit"), *[phrases.half_year_short(p) for p in wanted]],
        "plan": [[i["name"], i["unit"], *_planned(i["plan"], wanted)] for i in content["indicators"]],
    }  # fmt: skip


def _costs(page: Page) -> list[list[str]]:
    said = bridge.say_rows(page.calculation, formatting.lang()) if page.calculation else []
    counts = [_("yes") if yes else why for yes, why in said] or [formatting.DASH] * len(page.content["costs"])
    rows = []
    for row, count in zip(page.content["costs"], counts, strict=True):
        kind, amount = str(CostKind(row["kind"]).label), plain(Decimal(row["amount"]))
        rows.append([str(row["position"]), kind, row["payer_name"], day(row["on"]), amount, count])
    return rows


def _planned(plan: dict[str, str], wanted: list[str]) -> list[str]:
    return [phrases.plain_number(plan[period]) if period in plan else formatting.DASH for period in wanted]


def plain(amount: Decimal) -> str:
    return formatting.number(amount.quantize(Decimal("0.01")))


def day(value: str | None) -> str:
    return phrases.field_value("on", value)


def paper(source: Source) -> Paper:
    """The same facts, for DOCX; what is not known is named."""
    data, filled = passport(source.page), Filled()
    lacking(source, filled)
    tables = (("participants", ()), ("costs", (0, 3, 4)), ("stages", (0, 3, 4)))
    return Paper(
        title=data["title"], kicker=data["kicker"], subtitle=data["subtitle"], place=data["place"], demo=data["demo"],
        blocks=[
            Block(rows=data["facts"], head=[_("What"), _("Data")], wide=1),
            *[Block(label, [text]) for label, text in data["canvas"]],
            *[Block(label, lines) for label, lines in data["sections"]],
            *[
                Block(data[f"{key}_title"], head=data[f"{key}_head"], rows=data[key], right=right)
                for key, right in tables if data[key]
            ],
            *([Block(
                data["plan_title"], head=data["plan_head"], rows=data["plan"],
                right=[*range(2, len(data["plan_head"]))],
            )] if data["plan"] else []),
        ],
        note=source.made_from, missing=filled.missing,
    )  # fmt: skip


def lacking(source: Source, filled: Filled) -> None:
    """Names what the project does not say yet."""
    content = source.content
    for name, value in content["money"].items():
        filled.money(value, phrases.field_label(name))
    for name, text in content["canvas"].items():
        filled.text(text, phrases.field_label(name))
    filled.text(content["okpd2"], phrases.field_label("okpd2"))
    filled.period(content)
    for row in content.get("sections", ()):
        if row["required"]:
            filled.text(row["text"].strip(), phrases.section_title(row))
    titles = {"costs": _("Estimate"), "stages": _("Plan-schedule"), "indicators": _("Half-year indicators, plan")}
    for rows, title in titles.items():
        if not content.get(rows):
            filled.lack(title)
