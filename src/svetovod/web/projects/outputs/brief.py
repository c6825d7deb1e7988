"""One page for the head of the enterprise: what the project asks for, how ready it is, what stands in the way."""

from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.projects import readiness
from svetovod.web.projects.enums import RemarkState, Severity
from svetovod.web.projects.filing import page as filing_page
from svetovod.web.projects.filing.ahead import day_of
from svetovod.web.projects.filing.reading import pace_of, papers_of
from svetovod.web.projects.phrases import field_label, readiness_text
from svetovod.web.projects.sections.reading import days as section_days

from .source import Filled, Source

LINES = 8


def paper(source: Source) -> Paper:
    """Of the draft with its remarks, of a kept version without: what a version says does not change afterwards."""
    filled, content = Filled(), source.content
    living = source.version is None
    remarks = list(source.project.remarks.exclude(state=RemarkState.CLOSED)) if living else []
    fit, days = (source.fit, section_days(source.project)) if living else (None, None)
    items = readiness.items(content, remarks, source.on, None, fit, days=days)
    left = [item for item in items if item.stands]
    share = formatting.share(readiness.share_done(items), 0)
    said = [
        _("The project is %(share)s ready; obligatory points left: %(count)d.") % {"share": share, "count": len(left)}
    ]
    if living:
        said += _living(source, remarks)
    return Paper(
        title=_("The project on one page"), kicker=f"{_('Joint project')} {content['code']}", subtitle=content["title"],
        place=content["cluster"]["name"], demo=source.project.demo, note=source.made_from, missing=filled.missing,
        blocks=[Block(paragraphs=said), _money(source, filled), _standing(left)],
    )  # fmt: skip


def _living(source: Source, remarks: list[Any]) -> list[str]:
    blocking = sum(remark.severity == Severity.BLOCKING for remark in remarks)
    day, _where = day_of(source.project, source.on, source.at)
    filing = filing_page.build(source.content, papers_of(source.project), day, source.on)
    return [
        filing_page.pace_said(pace_of(source.page)) + ".",
        _("Remarks open: %(count)d, obligatory among them: %(blocking)d.")
        % {"count": len(remarks), "blocking": blocking},
        _("Certificates and signing: done %(done)d of %(all)d.") % {"done": filing.done, "all": len(filing.rows)},
    ]  # fmt: skip


def _money(source: Source, filled: Filled) -> Block:
    money = source.content["money"]
    most = source.calculation.subsidy_max if source.calculation else None
    rows = [
        [_("Estimate in all, without VAT"), formatting.money(source.total)],
        [str(field_label("requested")), filled.money(money["requested"], field_label("requested"))],
        [_("The subsidy can come to at most"), formatting.money(most)],
        [str(field_label("own_funds")), filled.money(money["own_funds"], field_label("own_funds"))],
        [str(field_label("loan_funds")), filled.money(money["loan_funds"], field_label("loan_funds"))],
        [_("Beginning and end"), filled.period(source.content)],
    ]
    return Block(_("Money of the project"), head=[_("What"), _("Sum")], rows=rows, right=(1,))


def _standing(left: list[Any]) -> Block:
    """What stands in the way, as far as the page holds it."""
    rows = [[str(place), readiness_text(item)] for place, item in enumerate(left[:LINES], 1)]
    more = [_("And more: %(count)d.") % {"count": len(left) - LINES}] if len(left) > LINES else []
    nothing = [] if left else [_("Nothing obligatory stands in the way of filing.")]
    head = ["№", _("What stands in the way")] if rows else []
    return Block(_("What must be decided"), [*nothing, *more], head=head, rows=rows, right=(0,), wide=1)
