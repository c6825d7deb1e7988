"""Papers of a project: its passport and the list of remarks, as PDF/A."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.projects import bridge, phrases
from svetovod.web.projects.content import periods
from svetovod.web.projects.enums import CostKind, ParticipantRole, Section
from svetovod.web.projects.pages import Page, page_for


@login_required
@require_safe
def passport_pdf(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "overview")
    return _pdf(request, "projects/passport.typ", passport(page), f"passport-{page.project.number:02d}")


@login_required
@require_safe
def remarks_pdf(request: Request, code: str) -> HttpResponse:
    page = page_for(request, code, "remarks", history=True)
    return _pdf(request, "projects/remarks.typ", remark_sheet(page), f"remarks-{page.project.number:02d}")


def _pdf(request: Request, template: str, data: dict[str, Any], name: str) -> HttpResponse:
    from svetovod.web.documents.typesetting import render_pdf

    pdf = render_pdf(template, data, at=request.moment)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _head(page: Page, title: str) -> dict[str, Any]:
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
    return _head(page, _("Passport of the joint project")) | {
        "facts": [
            [_("Initiator"), f"{content['initiator']['name']}, {_('INN')} {content['initiator']['inn']}"],
            [phrases.field_label("okpd2"), f"{okpd2} {bridge.okpd2_name(okpd2)}" if okpd2 else formatting.DASH],
            [pgettext("of a project", "Period"), f"{_day(content['start'])} — {_day(content['end'])}"],
            *[[str(phrases.field_label(name)), phrases.field_value(name, value)] for name, value in money],
            [_("Highest possible subsidy"), formatting.money(page.may_get_at_most)],
        ],
        "canvas": [[str(phrases.field_label(name)), text or "—"] for name, text in content["canvas"].items()],
        "sections_title": Section.TEXTS.label,
        "sections": [
            [phrases.section_title(row), row["text"].split("\n")]
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
        "costs": [*_costs(page), ["", _("Total"), "", "", _plain(page.estimate_total), ""]],
        "stages_title": _("Plan-schedule"),
        "stages_head": [
            "№", _("Stage"), _("Responsible"), _("Beginning"), _("End"), _("Waits for"), pgettext("stage", "Result"),
        ],
        "stages": [
            [
                str(s["position"]), s["name"], s["responsible_name"], _day(s["start"]), _day(s["end"]),
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
        kind, amount = str(CostKind(row["kind"]).label), _plain(Decimal(row["amount"]))
        rows.append([str(row["position"]), kind, row["payer_name"], _day(row["on"]), amount, count])
    return rows


def _planned(plan: dict[str, str], wanted: list[str]) -> list[str]:
    return [phrases.plain_number(plan[period]) if period in plan else formatting.DASH for period in wanted]


def _plain(amount: Decimal) -> str:
    return formatting.number(amount.quantize(Decimal("0.01")))


def _day(value: str | None) -> str:
    return phrases.field_value("on", value)


def remark_sheet(page: Page) -> dict[str, Any]:
    """Remarks with every answer, in the order they were made."""
    return _head(page, _("List of remarks")) | {
        "empty": _("There are no remarks."),
        "version": _("to version"),
        "due": _("due"),
        "remarks": [
            {
                "number": place,
                "severity": remark.get_severity_display(),
                "section": phrases.remark_place(remark, page.content),
                "state": remark.get_state_display(),
                "author": remark.author.name,
                "version": remark.version.number,
                "text": remark.text,
                "replies": [
                    {
                        "who": reply.author.name,
                        "when": formatting.moment(reply.at),
                        "action": reply.get_action_display(),
                        "text": reply.text,
                        "due": formatting.day(reply.due) if reply.due else "",
                    }
                    for reply in list(remark.replies.all())[1:]
                ],
            }
            for place, remark in enumerate(page.remarks, 1)
        ],
    }
