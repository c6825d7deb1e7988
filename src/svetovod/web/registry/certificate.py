"""The certificate of conformity: texts and figures for the typeset paper, from a kept verdict only."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.documents.typesetting import qr_svg

from . import bridge, provenance, verdict_page
from .doors import Answer, SignedSheet
from .models import StoredVerdict
from .numbers import page as numbers


def data(
    stored: StoredVerdict, lang: str, signed: Mapping[str, SignedSheet], answers: Mapping[str, Answer]
) -> dict[str, Any]:
    """`answers`: what is kept beside the workbook to rules of the verdict, by their keys."""
    sources = provenance.sources(stored.sheet, signed)
    url = settings.BASE_URL.rstrip("/") + reverse("registry:verdict", args=[stored.cluster.slug])
    page = verdict_page.build(bridge.verdict_of(stored.result))
    edition = _("%(act)s, edition of %(day)s") % {
        "act": _("PP 779 of 31 July 2015"),
        "day": formatting.day(stored.edition),
    }
    return {
        "lang": lang,
        "demo": stored.cluster.is_demo,
        "title": _("Certificate of conformity"),
        "kicker": stored.cluster.name,
        "answer": f"{page.conclusion}: {page.because}",
        # a paper found on a desk leads back to the page of its verdict
        "qr": qr_svg(f"{url}?on={stored.on.isoformat()}"),
        "facts": [
            [_("Cluster"), stored.cluster.name],
            [_("Managing organisation"), stored.cluster.manager.name],
            [_("As of"), formatting.day(stored.on)],
            [_("Requirements"), edition],
            [_("Whose figures"), f"{stored.sheet.file_name}, {formatting.moment(stored.sheet.uploaded_at)}"],
            [_("Checksum of the workbook"), stored.input_sha256],
            [_("Calculated"), formatting.moment(stored.made_at)],
            [_("Version of the facts and of the engine"), f"{stored.facts_version}, {stored.engine_version}"],
        ],
        "head": [_("Rule"), _("Value"), _("Threshold"), _("Outcome"), _("Source")],
        "rows": [[r.label, r.value, r.limit, r.outcome, _source(page, r)] for r in page.rows],
        "fixes_title": _("What would mend it"),
        "fixes": [fix.sentence for fix in page.fixes],
        "disclaimer": _("%(said)s Rules not verified against the text of the act are marked with how they are known.")
        % {"said": " ".join(said for said in _honesty(stored) if said)},
        "sources_title": _("Whose figures"),
        "sources_tally": provenance.tally(stored.sheet),
        "sources_head": [
            _("Participant"),
            _("Who supplied the figures"),
            _("Supplied"),
            _("Confirmed by the enterprise"),
        ],
        "sources": [
            [
                row.name,
                row.by or formatting.DASH,
                row.given or _("no answer, no figures"),
                row.confirmed or (_("not yet") if row.given else formatting.DASH),
            ]
            for row in sources
        ],
        "answers_title": _("What is kept beside the workbook"),
        "answers": [_answer(row.label, answers[row.key]) for row in page.rows if row.key in answers],
        "signed_title": _("Signed sheets"),
        "signed": provenance.signed_lines(sources),
        "office": _("Managing organisation"),
    }


def _honesty(stored: StoredVerdict) -> list[str]:
    """Whose figures, who gave none, and whose numbers no extract of the state register confirms."""
    sheet = stored.sheet
    return [
        provenance.sentence(sheet), provenance.gaps(sheet), *(each.sentence for each in numbers.doubts(sheet.content))
    ]  # fmt: skip


def _answer(label: str, answer: Answer) -> list[Any]:
    return [
        label,
        " ".join([answer.said, *(f"{each}." for each in answer.against)]),
        [f"{each.name}: {each.said}" for each in answer.stands],
    ]


def _source(page: verdict_page.Page, row: verdict_page.RuleRow) -> str:
    note = page.notes[row.note - 1]
    parts = [note.status]
    if note.info:
        parts.append(_("for information"))
    if not note.confirmed:
        parts.append(_("not confirmed for this edition"))
    return ", ".join(parts)
