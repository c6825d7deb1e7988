"""The sheet of confirmation: an answer on paper for the signature of the enterprise's head."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import qr_svg, render_pdf

from . import links, phrases, selectors
from .models import FiguresAnswer, FiguresReply


def confirmation(part: FiguresReply, answer: FiguresAnswer) -> bytes:
    """The same answer gives the same bytes; the code leads whoever finds the paper to the part it belongs to."""
    return render_pdf("figures/confirmation.typ", _data(part, answer), at=answer.given_at)


def _data(part: FiguresReply, answer: FiguresAnswer) -> dict[str, Any]:
    request, organisation = part.request, part.organisation
    names = selectors.names_of(request)
    address = links.part(part)
    return {
        "lang": formatting.lang(),
        "demo": request.is_demo,
        "title": _("Sheet of confirmation of figures"),
        "kicker": request.cluster.name if request.cluster else request.asker.name,
        "qr": qr_svg(settings.BASE_URL.rstrip("/") + address),
        "facts": [
            [_("Enterprise"), f"{organisation.name}, {_('INN')} {organisation.inn}"],
            [_("Reporting year"), str(request.year)],
            [_("The answer"), f"№ {answer.number}, {formatting.moment(answer.given_at)}"],
            [_("How it came"), answer.get_way_display()],
        ],
        "own": [[str(label), said] for _key, label, said in phrases.own_figures(answer.content)],
        "purchases_title": _("Purchases"),
        "sales_title": _("Sales to participants"),
        "head": [_("Partner"), _("Product, OKPD2"), _("Amount without VAT"), _("Year")],
        "purchases": [_row(row, names) for row in answer.content["purchases"]],
        "sales": [_row(row, names) for row in answer.content["sales"]],
        "statement": _(
            "The figures are those of the enterprise's accounts and statistics and are given for the sheet of the "
            "cluster."
        ),
        "office": _("Head of the enterprise"),
    }


def _row(row: dict[str, Any], names: dict[str, str]) -> list[str]:
    said = phrases.deal(row, names)
    partner = f"{said['name']} {said['inn']}".strip() or _("other suppliers together")
    final = "" if said["final"] is not False else f" ({_('not for the final product')})"
    return [partner, f"{said['okpd2']}{final}", formatting.money(said["amount"]), str(said["year"])]
