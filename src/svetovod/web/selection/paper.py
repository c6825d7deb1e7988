"""Papers of a selection: receipts of an application and of a score sheet, the protocol. Same facts, same bytes."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from svetovod.web.common import formatting
from svetovod.web.common.linked import absolute
from svetovod.web.documents.typesetting import qr_svg, render_pdf

from . import bridge, phrases, veil
from .announcement import words
from .computing.words import formula_said, steps_said
from .enums import REGISTERED, Choice, CriterionKind, LegalMode
from .mandate import mandate_of, sat_at
from .models import Application, Assignment, Criterion, Protocol, SelectionRound
from .models.panel import VOTING
from .selectors.envelopes import Document
from .shares import shares_of

# papers of a Russian selection are in Russian, whatever the language of the page they were asked from
LANG = "ru"
SIGNERS = (_("Chair of the commission"), _("Secretary of the commission"))


def _page(name: str, *args: str, part: str = "") -> dict[str, str]:
    """Where a receipt leads: `url` and, with its `part`, `qr`; `shown` is what a person reads and can type."""
    url = absolute(reverse(name, args=args))
    return {"qr": qr_svg(f"{url}#{part}" if part else url), "url": url, "shown": uri_to_iri(url)}


def receipt_pdf(application: Application) -> bytes:
    """The receipt of a registered application: number, time, checksum, entry of the journal, QR to its page."""
    row, version = application, application.pinned
    assert row.filed_at is not None, "a receipt is for what was filed"
    with override(LANG):
        data = {
            "lang": LANG,
            "demo": row.round.demo,
            "shadow": row.round.legal_mode == LegalMode.SHADOW,
            "round": row.round.title,
            "number": row.number,
            "project": f"{row.project.code} {version.content['title']}",
            "applicant": row.initiator.get("name", ""),
            "inn": row.initiator.get("inn", ""),
            "filed_at": formatting.moment(row.filed_at),
            "closes_at": formatting.deadline(row.round.closes_at),
            "requested": formatting.money(row.requested),
            "minimum": formatting.money(row.minimum),
            "version": version.number,
            "sha256": version.sha256,
            "entry": row.ledger_index,
            **_page("selection:application", row.round.slug, row.number, part=version.sha256),
        }
    return render_pdf("selection/receipt.typ", data, at=row.filed_at)


def envelope_receipt_pdf(application: Application, envelope: Sequence[Document], *, at: datetime) -> bytes:
    """What stands in the envelope at that moment, for its applicant: of each file name, size, promise and salt."""
    row = application
    with override(LANG):
        data = {
            "lang": LANG,
            "demo": row.round.demo,
            "round": row.round.title,
            "project": f"{row.project.code} {row.project.title}",
            "at": formatting.moment(at),
            "closes_at": formatting.deadline(row.round.closes_at),
            "files": [
                {
                    "title": each.title, "name": each.name, "size": str(each.file.size), "promise": each.file.promise,
                    "salt": each.salt,
                }
                for each in envelope if each.file and each.salt
            ],
            **_page("selection:apply", row.round.slug, row.project.code),
        }  # fmt: skip
    return render_pdf("selection/envelope_receipt.typ", data, at=at)


def sheet_receipt_pdf(assignment: Assignment) -> bytes:
    """The receipt of a submitted sheet for its expert: the application as its experts read it, time, checksum, entry of
    the journal, QR to its page; never a score.
    """
    row, kept = assignment.application, assignment.sheet
    assert kept.submitted_at is not None, "a receipt is for what was submitted"
    assert row.round.scoring_until is not None, "experts are assigned in an announced selection"
    seen = veil.seen(row)
    with override(LANG):
        data = {
            "lang": LANG,
            "demo": row.round.demo,
            "round": row.round.title,
            "number": row.number,
            "project": f"{seen.code} {seen.title}".strip(),
            "expert": assignment.member.code,
            "submitted_at": formatting.moment(kept.submitted_at),
            "until": formatting.deadline(row.round.scoring_until),
            "commitment": kept.commitment,
            "entry": kept.ledger_index,
            **_page("selection:sheet", row.round.slug, row.number, part=kept.commitment),
        }
    return render_pdf("selection/sheet_receipt.typ", data, at=kept.submitted_at)


def addresses(row: SelectionRound) -> dict[str, str]:
    """Of the newest official list, by INN: applications carry none."""
    newest = row.official_lists.first()
    return {line["inn"]: line["address"] or "" for line in newest.lines} if newest else {}


def protocol_pdf(snapshot: dict[str, Any], *, at: datetime) -> bytes:
    return render_pdf("selection/protocol.typ", snapshot, at=at)


def protocol_snapshot(
    row: SelectionRound, *, number: int, corrects: Protocol | None, reason: str, signed: Any, at: datetime
) -> dict[str, Any]:
    """Everything the protocol says, as plain JSON in the words of the paper."""
    run = row.runs.latest("id")
    result = run.result
    applications = list(row.applications.filter(state__in=REGISTERED).select_related("project").order_by("serial"))
    known = addresses(row)
    with override(LANG):
        return {
            "lang": LANG,
            "qr": qr_svg(settings.BASE_URL + reverse("selection:check_page", args=[row.slug])),
            "demo": row.demo,
            "shadow": row.legal_mode == LegalMode.SHADOW,
            "number": number,
            "title": row.title,
            "order": row.order_text,
            "issued_at": formatting.moment(at),
            "sitting_at": formatting.moment(sat_at(row)),
            "corrects": _corrected(corrects, reason),
            "limit": _millions(row.limit),
            "threshold": phrases.threshold_said(row),
            "distribution": str(row.get_distribution_display()),
            "rules": [
                [str(line.label), line.value]
                for line in words.lines({name: getattr(row, name) for name in ("scoring", "winners", "sheets_needed")})
            ],
            "register": [_registered(a, row.legal_mode, known) for a in applications],
            "ranking": _ranked(result, applications),
            "shares": [
                [phrases.share_name(s), _millions(s.most), _millions(s.least), _millions(s.granted)]
                for s in shares_of(run.input, result)
            ],
            "decisions": _decisions(result, applications),
            "total": {name: _millions(result[name]) for name in ("allocated", "left")},
            "weights": not row.sums_points,
            "criteria": [
                [c.code, _criterion(c), *([] if row.sums_points else [phrases.plain(c.weight)]), _most(c)]
                for c in row.criteria.all()
            ],
            "votes": _votes(row),
            "signers": [str(office) for office in SIGNERS],
            "ledger": {
                "size": signed.size, "root": signed.root, "key": signed.key_id, "signature": signed.signature,
                "timestamp": signed.timestamp, "signed_at": formatting.moment(signed.signed_at),
            },
        }  # fmt: skip


def _criterion(row: Criterion) -> str:
    """A computed one with its formula and scale: whoever has the protocol can count its points."""
    if row.kind == CriterionKind.EXPERT:
        return row.name
    return f"{row.name} ({row.get_kind_display()}: {formula_said(row.formula)}; {steps_said(row.scale)})"


def _most(row: Criterion) -> str:
    """The maximum, with the least below which there is no money."""
    return "; ".join(text for text in (phrases.plain(row.maximum), phrases.least_said(row.least)) if text)


def _corrected(corrects: Protocol | None, reason: str) -> dict[str, Any] | None:
    if corrects is None:
        return None
    return {"number": corrects.number, "issued_at": formatting.moment(corrects.issued_at), "reason": reason}


def _registered(a: Application, mode: str, known: dict[str, str]) -> list[str]:
    """Registration number, time, full name, address, sum: the fields an opening protocol must carry."""
    applicant = a.initiator
    address = known.get(str(applicant.get("inn", "")), "")
    return [
        a.number,
        formatting.moment(a.filed_at),
        ", ".join(each for each in (str(applicant.get("name", "")), address) if each),
        str(applicant.get("inn", "")),
        bridge.region_name(str(applicant.get("region", "")), LANG),
        a.project.code,
        _millions(a.requested),
        str(phrases.application_state(a.state, mode)),
        a.reason,
    ]


def _ranked(result: dict[str, Any], applications: list[Application]) -> list[list[str]]:
    by_code = {a.project.code: a for a in applications}
    rows = []
    for place in result["ranking"]:
        a = by_code[place["project"]]
        rows.append([
            str(place["rank"]), a.number, place["project"], a.pinned.content["title"],
            formatting.number(place["score"]), _millions(a.requested), _millions(place["allocated"]),
            str(phrases.OUTCOMES[place["status"]][1]),
        ])  # fmt: skip
    return rows


def _decisions(result: dict[str, Any], applications: list[Application]) -> list[list[str]]:
    """What the commission decided otherwise than the ranking: each with its ground."""
    by_code = {a.project.code: a for a in applications}
    return [
        [
            by_code[said["project"]].number, str(phrases.OUTCOMES[said["ranked"]["status"]][1]),
            _millions(said["ranked"]["allocated"]), str(phrases.OUTCOMES[said["status"]][1]),
            _millions(said["allocated"]), said["ground"],
        ]
        for said in result.get("changes", [])
    ]  # fmt: skip


def _votes(row: SelectionRound) -> dict[str, Any]:
    mandate = mandate_of(row)
    if mandate is not None:
        return mandate.votes
    votes = list(row.votes.select_related("seat__person").order_by("seat__role", "seat_id"))
    counted = Counter(vote.choice for vote in votes)
    return {
        "seats": row.seats.filter(VOTING).count(),
        "cast": len(votes) - counted[Choice.RECUSED],
        "counts": [[str(choice.label), counted[choice]] for choice in Choice],
        "rows": [
            [
                str(vote.seat.person), str(vote.seat.get_role_display()), str(vote.get_choice_display()),
                vote.conflict, vote.opinion,
            ]
            for vote in votes
        ],
    }  # fmt: skip


def _millions(value: Any) -> str:
    return formatting.millions(value, 2)
