"""What the dossier says beside a verdict: on which objects and contracts an item on infrastructure stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.registry.doors import Answer, Stand

from . import selectors
from .access import ACCESS
from .enums import Basis, Showing


def of(actor: Any, cluster: Any, verdict: Any, sheet: Any) -> Iterator[Answer]:
    """For the rules of the verdict that the dossier keeps objects for; nothing for whoever may not read it."""
    judged = {rule.key: rule for rule in verdict.rules if rule.key in selectors.COUNTED}
    if not judged or not ACCESS.allows("dossier.read_papers", actor, cluster):
        return
    day = verdict.on
    contracts = tuple(_contract(each, cluster) for each in selectors.contracts(actor, cluster, day))
    for each in selectors.answers_of(actor, cluster, day, law_on=day, content=sheet.content):
        if rule := judged.get(each.key):
            yield _said(each, rule, cluster, contracts)


def _said(each: selectors.Answer, rule: Any, cluster: Any, contracts: tuple[Stand, ...]) -> Answer:
    met = each.here >= rule.threshold
    outcome = Showing.MET.label if met else Showing.NOT_MET.label
    return Answer(
        key=each.key,
        value=formatting.number(each.here),
        outcome=str(outcome) if each.shown else _("no answer"),
        look="none" if not each.shown else "yes" if met else "no",
        said=sentence(each, differs=met != (rule.outcome.value == "met")),
        conflict=each.basis is Basis.APART,
        stands=(*(_object(line, cluster) for line in each.shown), *contracts),
        against=tuple(against(each)),
        url=reverse("dossier:infrastructure", args=[cluster.slug]),
    )


def kind_label(each: selectors.Answer) -> str:
    """What the item counts."""
    words = {"technological": _("objects of technological infrastructure"), "education": _("educational organisations")}
    return words[each.kind]


def sentence(each: selectors.Answer, *, differs: bool = False) -> str:
    """On what the answer stands, or why it is the workbook's figure; two that disagree are named, none is chosen."""
    if each.basis is Basis.APART:
        said = _(
            "The workbook and the dossier disagree: %(book)d in the workbook, %(here)d shown by papers in the dossier. "
            "The verdict is calculated by the workbook; bring the two into line."
        ) % {"book": each.told, "here": each.here}
        other = _("They come to different answers.")
        return f"{said} {other}" if differs else said
    reasons = {
        Basis.OBJECTS: _("The workbook and the dossier agree: the answer stands on the objects and papers below."),
        Basis.UNSHOWN: _("The workbook's figure is used: no such object of the dossier is shown by a paper in force."),
        Basis.NONE_KEPT: _("The workbook's figure is used: the dossier keeps no such object on this day."),
    }
    return reasons[each.basis]


def against(each: selectors.Answer) -> Iterator[str]:
    """What each side has and the other has not."""
    if each.only_book:
        yield _("Only in the workbook: %(names)s") % {"names": _names(row.name for row in each.only_book)}
    if each.only_here:
        yield _("Only in the dossier: %(names)s") % {"names": _names(line.row.name for line in each.only_here)}
    if each.unshown:
        said = _("Not counted, no paper in force shows it: %(names)s")
        yield said % {"names": _names(line.row.name for line in each.unshown)}


def _names(found: Iterable[str]) -> str:
    return ", ".join(found)


def _object(line: selectors.ObjectLine, cluster: Any) -> Stand:
    url = reverse("dossier:infrastructure_object", args=[cluster.slug, line.row.pk])
    return Stand(line.row.name, f"{line.row.owner_name}, {line.row.owner_inn}. {line.paper}", url)


def _contract(each: selectors.Contract, cluster: Any) -> Stand:
    row = each.row
    until = f" – {formatting.day(row.valid_to)}" if row.valid_to else ""
    return Stand(
        selectors.document_name(row.code),
        f"{formatting.numbered(row.number)}, {formatting.day(row.dated_on)}{until}: {each.standing.label}",
        reverse("dossier:document", args=[cluster.slug, row.code]),
    )
