"""Placeholders of a template: their names, what each says, which must be there; and their values of a project."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from svetovod.web.common import formatting
from svetovod.web.projects import bridge, phrases
from svetovod.web.projects.content import periods
from svetovod.web.projects.enums import CostKind, ParticipantRole
from svetovod.web.projects.outputs.passport import day
from svetovod.web.projects.outputs.source import LANG, Source
from svetovod.web.registry.selectors import region_name

MONEY = ("requested", "minimum", "own_funds", "loan_funds")
CANVAS = ("replaces", "buyers", "makers", "lacking")


@dataclass(frozen=True, slots=True)
class Field:
    """`within` are the names of one element where the field is a list; `texts` takes keys of the round's own list."""

    label: Any
    obligatory: bool = False
    within: "Mapping[str, Field] | None" = None
    many: bool = False


def _plain(**labels: Any) -> dict[str, Field]:
    return {name: Field(label) for name, label in labels.items()}


NAME = pgettext_lazy("of a thing", "Name")
NUMBER = gettext_lazy("Number in order")
FIELDS: dict[str, Field] = {
    "code": Field(gettext_lazy("Code of the project")),
    "title": Field(gettext_lazy("Title"), obligatory=True),
    "cluster": Field(gettext_lazy("Cluster"), within=_plain(name=NAME)),
    "manager": Field(gettext_lazy("Managing organisation"), within=_plain(name=NAME, inn=gettext_lazy("INN"))),
    "initiator": Field(gettext_lazy("Initiator"), within={
        "name": Field(NAME, obligatory=True), "inn": Field(gettext_lazy("INN"), obligatory=True),
        "region": Field(gettext_lazy("Region")),
    }),
    "okpd2": Field(phrases.FIELDS["okpd2"]), "okpd2_name": Field(gettext_lazy("Name of the product by OKPD2")),
    "start": Field(gettext_lazy("Beginning")), "end": Field(gettext_lazy("End")),
    **{name: Field(phrases.FIELDS[name]) for name in CANVAS},
    **{name: Field(phrases.FIELDS[name], obligatory=name == "requested") for name in MONEY},
    "total": Field(gettext_lazy("Estimate in all, without VAT")),
    "eligible": Field(gettext_lazy("Costs that count")), "subsidy_max": Field(gettext_lazy("Highest possible subsidy")),
    "edition": Field(gettext_lazy("Edition of the Rules (Government Decree No. 41)")),
    "version": Field(gettext_lazy("From what it is made")), "date": Field(gettext_lazy("Day of the paper")),
    "demo": Field(gettext_lazy("Yes for demonstration data: for a condition")),
    "participants": Field(gettext_lazy("Participants"), obligatory=True, many=True, within=_plain(
        number=NUMBER, name=NAME, inn=gettext_lazy("INN"), region=gettext_lazy("Region"), role=gettext_lazy("Role"),
        consent=gettext_lazy("Consent"),
    )),
    "costs": Field(gettext_lazy("Estimate"), obligatory=True, many=True, within=_plain(
        number=NUMBER, item=gettext_lazy("Item"), payer=phrases.FIELDS["payer"],
        payer_name=phrases.FIELDS["payer_name"],
        date=gettext_lazy("Date"), amount=phrases.FIELDS["amount"], evidence=gettext_lazy("Evidence"),
        counts=gettext_lazy("Counts"),
    )),
    "stages": Field(gettext_lazy("Plan-schedule"), many=True, within=_plain(
        number=NUMBER, name=NAME, responsible=gettext_lazy("Responsible"), start=gettext_lazy("Beginning"),
        end=gettext_lazy("End"), result=pgettext_lazy("stage", "Result"),
    )),
    "indicators": Field(gettext_lazy("Indicators"), many=True, within={
        **_plain(name=NAME, unit=gettext_lazy("Unit")),
        "plan": Field(gettext_lazy("Half-year indicators, plan"), many=True, within=_plain(
            period=gettext_lazy("Half-year"), value=gettext_lazy("Value of the plan"),
        )),
    }),
    "sections": Field(gettext_lazy("Sections of the application"), many=True, within={
        "title": Field(gettext_lazy("Title")),
        "lines": Field(gettext_lazy("Paragraphs of the text"), many=True),
    }),
    "texts": Field(gettext_lazy("One section of the application by its key")),
}  # fmt: skip


def known(keys: list[str]) -> dict[str, Field]:
    """The fields with the sections of the round's list under `texts`, by their keys."""
    texts = Field(FIELDS["texts"].label, within={key: Field(key) for key in keys})
    return FIELDS | {"texts": texts}


def names(fields: Mapping[str, Field], before: str = "") -> dict[str, Field]:
    """Every name as it is written: `initiator.inn`; elements of a list as `costs[].amount`."""
    found: dict[str, Field] = {}
    for name, field in fields.items():
        path = f"{before}{name}"
        found[path] = field
        if field.within:
            found |= names(field.within, f"{path}{'[]' if field.many else ''}.")
    return found


def context(source: Source) -> dict[str, Any]:
    """Values in Russian words; what the project does not say is a dash."""
    with override(LANG):
        return _context(source)


def _context(source: Source) -> dict[str, Any]:
    content, found, manager = source.content, source.calculation, source.project.cluster.manager
    return {
        "code": content["code"], "title": content["title"], "cluster": {"name": content["cluster"]["name"]},
        "manager": {"name": manager.name if manager else formatting.DASH, "inn": manager.inn if manager else ""},
        "initiator": {
            "name": content["initiator"]["name"], "inn": content["initiator"]["inn"],
            "region": source.region or formatting.DASH,
        },
        "okpd2": content["okpd2"] or formatting.DASH,
        "okpd2_name": bridge.okpd2_name(content["okpd2"]) or formatting.DASH,
        "start": day(content["start"]), "end": day(content["end"]),
        **{name: content["canvas"][name] or formatting.DASH for name in CANVAS},
        **{name: phrases.field_value(name, content["money"][name]) for name in MONEY},
        "total": formatting.money(source.total),
        "eligible": formatting.money(found.eligible_amount if found else None),
        "subsidy_max": formatting.money(found.subsidy_max if found else None),
        "edition": formatting.day(found.conditions.edition.on if found else None),
        "version": source.made_from, "date": formatting.day(source.on), "demo": source.project.demo,
        "participants": [_participant(n, row) for n, row in enumerate(content["participants"], 1)],
        "costs": _costs(source), "stages": [_stage(row) for row in content.get("stages", ())],
        "indicators": _indicators(content),
        "sections": [
            {"title": row["title_ru"], "lines": row["text"].split("\n") if row["text"].strip() else [formatting.DASH]}
            for row in content.get("sections", ())
        ],
        "texts": {row["key"]: row["text"] or formatting.DASH for row in content.get("sections", ())},
    }  # fmt: skip


def _participant(number: int, row: Mapping[str, Any]) -> dict[str, str]:
    return {
        "number": str(number), "name": row["name"], "inn": row["inn"], "region": region_name(row["region"]),
        "role": str(ParticipantRole(row["role"]).label), "consent": _("yes") if row["consent"] else _("no"),
    }  # fmt: skip


def _costs(source: Source) -> list[dict[str, str]]:
    rows = source.content["costs"]
    said = bridge.say_rows(source.calculation, LANG) if source.calculation else [(None, formatting.DASH)] * len(rows)
    return [
        {
            "number": str(row["position"]), "item": str(CostKind(row["kind"]).label), "payer": row["payer"],
            "payer_name": row["payer_name"], "date": day(row["on"]), "amount": formatting.money(Decimal(row["amount"])),
            "evidence": row["evidence"] or formatting.DASH, "counts": _("yes") if counts else why,
        }
        for row, (counts, why) in zip(rows, said, strict=True)
    ]  # fmt: skip


def _stage(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        "number": str(row["position"]), "name": row["name"], "responsible": row["responsible_name"] or formatting.DASH,
        "start": day(row["start"]), "end": day(row["end"]), "result": row["result"] or formatting.DASH,
    }  # fmt: skip


def _indicators(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    halves = periods(content["start"], content["end"])
    return [
        {
            "name": row["name"], "unit": row["unit"],
            "plan": [
                {
                    "period": phrases.half_year(half),
                    "value": phrases.plain_number(row["plan"][half]) if half in row["plan"] else formatting.DASH,
                }
                for half in halves
            ],
        }
        for row in content["indicators"]
    ]  # fmt: skip
