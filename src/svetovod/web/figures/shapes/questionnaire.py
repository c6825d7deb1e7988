"""The questionnaire of a cluster: figures of the engine."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.figures import bridge, phrases
from svetovod.web.figures.models import FiguresReply, FiguresRequest

from .base import Content


class Questionnaire:
    page, answer, rows = "figures/questionnaire.html", "figures/_answer.html", "figures/_form_rows.html"

    def places(self, request: FiguresRequest, content: Content) -> list[tuple[str, str]]:
        return phrases.places_of(content)

    def differences(self, request: FiguresRequest, mine: Content, theirs: Content) -> list[tuple[Any, str, str]]:
        return phrases.differences(mine, theirs)

    def typed(self, request: FiguresRequest, content: Content, *, earlier: bool) -> dict[str, Any]:
        return bridge.typed_of(content, year=request.year if earlier else None)

    def repeated(self, part: FiguresReply, content: Content) -> dict[str, Any] | None:
        typed = self.typed(part.request, content, earlier=True)
        reading = bridge.read(typed, inn=part.organisation.inn, year=part.request.year)
        return None if reading.figures is None else bridge.to_plain(reading.figures)

    def printed(self, request: FiguresRequest, content: Content, names: Mapping[str, str]) -> dict[str, Any]:
        head = [_("Partner"), _("Product, OKPD2"), _("Amount without VAT"), _("Year")]
        titles = (("purchases", _("Purchases")), ("sales", _("Sales to participants")))
        return {
            "own": [[str(label), said] for _key, label, said in phrases.own_figures(content)],
            "tables": [
                [title, head, [_printed(row, names) for row in content[key]], [False, False, True, True]]
                for key, title in titles
                if content[key]
            ],
        }

    def shown(self, request: FiguresRequest, content: Content, names: Mapping[str, str]) -> dict[str, Any]:
        return {
            "own": phrases.own_figures(content),
            "purchases": [phrases.deal(row, names) for row in content["purchases"]],
            "sales": [phrases.deal(row, names) for row in content["sales"]],
        }


def _printed(row: dict[str, Any], names: Mapping[str, str]) -> list[str]:
    said = phrases.deal(row, names)
    partner = f"{said['name']} {said['inn']}".strip() or _("other suppliers together")
    final = "" if said["final"] is not False else f" ({_('not for the final product')})"
    return [partner, f"{said['okpd2']}{final}", formatting.money(said["amount"]), str(said["year"])]
