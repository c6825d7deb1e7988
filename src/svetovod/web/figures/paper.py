"""The sheet of confirmation: an answer on paper for the signature of the enterprise's head."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import qr_svg, render_pdf

from . import links, selectors
from .models import FiguresAnswer, FiguresReply
from .shapes import shape_of


def confirmation(part: FiguresReply, answer: FiguresAnswer) -> bytes:
    """The same answer gives the same bytes; the code leads whoever finds the paper to the part it belongs to."""
    return render_pdf("figures/confirmation.typ", _data(part, answer), at=answer.given_at)


def _data(part: FiguresReply, answer: FiguresAnswer) -> dict[str, Any]:
    request, organisation = part.request, part.organisation
    return {
        "lang": formatting.lang(),
        "demo": request.is_demo,
        "title": _("Sheet of confirmation of figures"),
        "kicker": request.named,
        "qr": qr_svg(settings.BASE_URL.rstrip("/") + links.part(part)),
        "facts": [
            [_("Enterprise"), f"{organisation.name}, {_('INN')} {organisation.inn}"],
            [_("Reporting year"), str(request.year)],
            [_("The answer"), " ".join((_("No."), f"{answer.number}, {formatting.moment(answer.given_at)}"))],
            [_("How it came"), answer.get_way_display()],
        ],
        **shape_of(request).printed(request, answer.content, selectors.names_of(request)),
        "statement": _(
            "The figures are those of the enterprise's accounts and statistics and are given in answer to the request."
        ),
        "office": _("Head of the enterprise"),
    }
