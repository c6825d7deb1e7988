"""The calculation of the subsidy on one paper: edition, formula, each row of the estimate, sources of the law."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.projects import bridge, phrases
from svetovod.web.projects.enums import CostKind

from .passport import day, plain
from .source import LANG, Filled, Source


def paper(source: Source) -> Paper:
    filled = Filled()
    filled.money(source.content["money"]["requested"], phrases.field_label("requested"))
    if not source.content["costs"]:
        filled.lack(_("Estimate"))
    return Paper(
        title=_("Calculation of the subsidy"), kicker=f"{_('Joint project')} {source.content['code']}",
        subtitle=source.content["title"], place=source.content["cluster"]["name"], demo=source.project.demo,
        blocks=_blocks(source), signs=[_("Head of %(name)s") % {"name": source.content["initiator"]["name"]}],
        note=" ".join((_("A calculation from what the project says, not a decision."), source.made_from)),
        missing=filled.missing,
    )  # fmt: skip


def _blocks(source: Source) -> list[Block]:
    found = source.calculation
    if found is None:
        nothing = _("On %(day)s the act was not signed yet: there is nothing to count by.")
        return [Block(paragraphs=[nothing % {"day": formatting.day(source.on)}])]
    said = bridge.say_calculation(found, LANG)
    notes = [
        ngettext("%(note)s Row: %(rows)s.", "%(note)s Rows: %(rows)s.", len(rows))
        % {"note": note, "rows": ", ".join(map(str, rows))}
        for note, rows in said["notes"]
    ]  # fmt: skip
    return [
        Block(head=[_("What"), _("Data")], wide=0, right=(1,), rows=_answer(source, found, said)),
        Block(_("Formula"), [formula(found), *said["steps"]]),
        _rows(source, found),
        *([Block(_("What to mind"), notes)] if notes else []),
        Block(
            _("By what it is counted"), head=[_("Provision"), _("Source"), _("How it is known")], wide=0,
            rows=[[s["label"], s["row"], _status(s)] for s in said["sources"]],
        ),
    ]  # fmt: skip


def _answer(source: Source, found: Any, said: dict[str, Any]) -> list[list[str]]:
    requested = source.content["money"]["requested"]
    return [
        [_("Edition of the Rules (Government Decree No. 41)"), formatting.day(said["edition"])],
        [_("Calculated for the day"), formatting.day(found.on)],
        [_("Costs that count"), formatting.money(found.eligible_amount)],
        [_("Rate"), formatting.share(said["rate"])],
        [_("Limit"), formatting.money(said["cap"]) if said["cap"] is not None else _("not known")],
        [_("Highest possible subsidy"), formatting.money(found.subsidy_max)],
        [_("Requested subsidy"), formatting.money(requested)],
        [_("Subsidy within the request"), formatting.money(found.granted_at_most if requested else None)],
    ]


def formula(found: Any) -> str:
    """With its numbers: the lesser of rate times costs and the limit, down to a kopeck."""
    product = f"{formatting.share(found.conditions.rate)} × {formatting.money(found.eligible_amount)}"
    cap, most = found.conditions.cap, formatting.money(found.subsidy_max)
    if cap is None:
        return _("%(product)s = %(most)s (down to a kopeck)") % {"product": product, "most": most}
    said = _("min (%(product)s; %(cap)s) = %(most)s (down to a kopeck)")
    return said % {"product": product, "cap": formatting.money(cap), "most": most}


def _rows(source: Source, found: Any) -> Block:
    rows = []
    for row, (counts, why) in zip(source.content["costs"], bridge.say_rows(found, LANG), strict=True):
        amount, answer = plain(Decimal(row["amount"])), pgettext("a row of an estimate", "counts") if counts else why
        rows.append(
            [str(row["position"]), str(CostKind(row["kind"]).label), row["payer_name"], day(row["on"]), amount, answer]
        )
    rows.append(["", _("Total"), "", "", plain(source.total), ""])
    rows.append(["", _("Costs that count"), "", "", plain(found.eligible_amount), ""])
    head = ["№", _("Item"), _("Who bore the costs"), _("Date"), _("Amount without VAT, RUB"), _("Counts")]
    return Block(_("Rows of the estimate"), head=head, rows=rows, right=(0, 3, 4), wide=1)


def _status(source: dict[str, Any]) -> str:
    if source["confirmed"]:
        return str(source["status"])
    return _("%(status)s, not confirmed for this edition") % {"status": source["status"]}
