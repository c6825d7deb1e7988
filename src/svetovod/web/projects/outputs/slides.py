"""Slides of a presentation: the same facts as the passport, few on each."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import render_pdf
from svetovod.web.projects import bridge, phrases
from svetovod.web.projects.content import periods
from svetovod.web.projects.enums import CostKind, ParticipantRole

from .calculation import formula
from .passport import day
from .source import LANG, Filled, Source


def pdf(source: Source) -> bytes:
    return render_pdf("projects/slides.typ", slides(source), at=source.at)


def slides(source: Source) -> dict[str, Any]:
    content, filled = source.content, Filled()
    canvas = [[str(phrases.field_label(name)), filled.text(text, phrases.field_label(name))]
              for name, text in content["canvas"].items()]  # fmt: skip
    return {
        "lang": LANG, "demo": source.project.demo, "code": content["code"], "title": content["title"],
        "kicker": _("Presentation of the joint project"), "note": source.made_from,
        "cluster": content["cluster"]["name"], "initiator": content["initiator"]["name"],
        "product": _product(content["okpd2"], filled), "period": filled.period(content),
        "canvas_title": _("What the project is for"), "canvas": canvas,
        "members_title": _("Who takes part"),
        "members": [[p["name"], str(ParticipantRole(p["role"]).label)] for p in content["participants"]],
        "money_title": _("Money of the project"), "money": _money(source, filled), "bars": _bars(source),
        "bars_title": _("Estimate by items, without VAT"),
        "formula": formula(source.calculation) if source.calculation else "",
        "stages_title": _("Plan-schedule"),
        "stages_head": [_("Stage"), _("Beginning"), _("End")],
        "stages": [[s["name"], day(s["start"]), day(s["end"])] for s in content.get("stages", ())],
        "plan_title": _("Half-year indicators, plan"), "plan_head": _plan_head(content), "plan": _plan(content),
        "missing": filled.missing,
    }  # fmt: skip


def _product(okpd2: str, filled: Filled) -> str:
    return f"{okpd2} {bridge.okpd2_name(okpd2)}" if okpd2 else filled.lack(phrases.field_label("okpd2"))


def _money(source: Source, filled: Filled) -> list[list[str]]:
    money, found = source.content["money"], source.calculation
    rows = [[_("Estimate in all, without VAT"), formatting.money(source.total)]]
    rows += [
        [str(phrases.field_label(name)), filled.money(money[name], phrases.field_label(name))]
        for name in ("requested", "own_funds", "loan_funds")
    ]
    return [*rows, [_("Highest possible subsidy"), formatting.money(found.subsidy_max if found else None)]]


def _bars(source: Source) -> list[list[Any]]:
    """Item, sum in words, its share of the largest in per mille."""
    sums: dict[str, Decimal] = {}
    for row in source.content["costs"]:
        sums[row["kind"]] = sums.get(row["kind"], Decimal(0)) + Decimal(row["amount"])
    most = max(sums.values(), default=Decimal(0))
    largest_first = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        [str(CostKind(kind).label), formatting.money(amount), int(amount * 1000 / most) if most else 0]
        for kind, amount in largest_first
    ]


def _plan_head(content: Any) -> list[str]:
    halves = periods(content["start"], content["end"])
    return [_("Indicator"), _("Unit"), *[phrases.half_year_short(each) for each in halves]]


def _plan(content: Any) -> list[list[str]]:
    halves = periods(content["start"], content["end"])
    return [
        [
            each["name"], each["unit"],
            *[phrases.plain_number(each["plan"][h]) if h in each["plan"] else formatting.DASH for h in halves],
        ]
        for each in content["indicators"]
    ]  # fmt: skip
