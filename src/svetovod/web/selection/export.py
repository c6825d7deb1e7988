"""The auditor's export of a round: its journal, the signed root and the papers, in one file anyone can check.

Entries that are not the round's are in it as leaf hashes: the tree verifies, and nothing is learnt of others.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.audit.selectors import export_material
from svetovod.web.audit.services import journal_hold, record
from svetovod.web.signatures import selectors as signatures

from . import bridge, changing, evidence, judged, paper, signed
from .access import ACCESS
from .enums import CriterionKind, SheetState
from .extract import entries_of
from .models import Application, ScoreSheet, SelectionRound
from .offline.facts import facts_of
from .offline.page import build

CHECK = "selection/check.html"
ROUND, RANKING, SHEETS = "selection/round.json", "selection/ranking.json", "selection/sheets.json"
ENVELOPES = "selection/envelopes.json"


@transaction.atomic
def export_make(*, actor: Any, round: SelectionRound, at: datetime) -> bytes:
    """The ZIP. The last entry of its journal names the files, so the signed root vouches for each of them."""
    actor = ACCESS.admit("export.make", actor, round)
    size = journal_hold()
    shown = entries_of(round)
    withheld = set(range(size)) - shown
    files = files_of(round)
    evidence.readings(actor=actor, applications=filed_in(round), found=files, at=at)
    record(
        actor=actor, action="export.make", subject=round, at=at,
        manifest_sha256=bridge.manifest_sha256(files, withheld), files=len(files), shown=len(shown) + 1,
    )  # fmt: skip
    entries, signed = export_material(purpose=f"export {round.slug}", shown=shown)
    return bridge.container(files, entries, signed)


def files_of(round_: SelectionRound) -> dict[str, bytes]:
    """What may be shown on this day: sheets once opened, the ranking once made, filed versions with their files."""
    files: dict[str, bytes] = {}
    runs = list(round_.runs.order_by("id"))
    if runs:
        run = runs[0]
        files |= changing.files_of(runs[1:])
        files[ROUND] = bridge.canonical(run.input)
        files[RANKING] = bridge.canonical(run.result)
        files[SHEETS] = bridge.canonical({"sheets": _sheets(round_)})
        files["selection/checks.json"] = bridge.canonical({"checks": judged.checks_of(round_)})
        if round_.criteria_of(CriterionKind.COMPUTED):
            files["selection/computed.json"] = bridge.canonical(judged.computed_of(round_))
        files["selection/assignments.json"] = bridge.canonical(judged.assignments_of(round_))
        files["selection/votes.json"] = bridge.canonical({"votes": _votes(round_)})
    register = []
    applications = filed_in(round_)
    addresses = paper.addresses(round_)
    for row in applications:
        files[f"selection/applications/{row.number}.json"] = bridge.canonical(row.pinned.content)
        register.append({
            "number": row.number, "project": row.project.code, "filed_at": row.filed_at, "state": str(row.state),
            "official_number": row.official_number, "official_at": row.official_at,
            "name": str(row.initiator.get("name", "")), "inn": str(row.initiator.get("inn", "")),
            "address": addresses.get(str(row.initiator.get("inn", "")), ""),
            "requested": row.requested, "minimum": row.minimum, "version": row.pinned.number,
            "sha256": row.pinned.sha256,
        })  # fmt: skip
    envelopes = evidence.from_envelopes(applications)
    if envelopes:
        files[ENVELOPES] = bridge.canonical({"files": envelopes})
    evidence_files, left_out = evidence.collect(applications, envelopes)
    files |= evidence_files | evidence.marked(applications, evidence_files)
    files |= evidence.signatures(applications, evidence_files) | signed.signed_files(round_, applications)
    files[evidence.LEFT_OUT] = bridge.canonical({"files": left_out})
    files["selection/check.json"] = bridge.canonical({"applications": [_check(row) for row in applications]})
    files["selection/register.json"] = bridge.canonical({"applications": register})
    files["selection/clarifications.json"] = bridge.canonical({"clarifications": _clarifications(round_)})
    files["selection/outages.json"] = bridge.canonical({"outages": _outages(round_)})
    page = check_page(round_)
    if page is not None:
        files[CHECK] = page
    for protocol in round_.protocols.all():
        files[f"selection/protocol-{protocol.number}.pdf"] = bytes(protocol.pdf)
        beside = signed.paper_of_protocol(protocol)
        files |= signatures.files_of(beside, f"selection/protocol-{protocol.number}.pdf")
    return files


def filed_in(round_: SelectionRound) -> list[Application]:
    """Applications whose versions may be shown on this day."""
    filed = round_.applications.none() if round_.intake_sealed else round_.applications.exclude(version=None)
    return list(filed.select_related("version", "project").order_by("serial"))


def check_page(round_: SelectionRound) -> bytes | None:
    """The page on which applicants compute their places and prove their filings; None before there is a protocol."""
    run, protocol = round_.runs.order_by("-id").first(), round_.protocols.order_by("-number").first()
    if run is None or protocol is None:
        return None
    return build(facts_of(round_, run, protocol), round_.title)


def _sheets(round_: SelectionRound) -> list[dict[str, Any]]:
    """`second`, where there is one, is what counts; the first is the one the commitment opens."""
    rows = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED).order_by("pk")
    return [
        {"commitment": row.commitment, "salt": row.salt, "sheet": row.body}
        | ({"second": row.second.body} if hasattr(row, "second") else {})
        for row in rows.select_related("second")
    ]


def _check(row: Application) -> dict[str, Any]:
    """Every officer's answers by pseudonym, and what they came to; comments stand in the protocol."""
    reviews = row.reviews.exclude(finished_at=None).select_related("officer").prefetch_related("opinions")
    return {
        "number": row.number,
        "officers": [
            {
                "officer": str(each.officer.pseudonym), "revision": each.revision, "finished_at": each.finished_at,
                "answers": {said.key: said.answer for said in each.opinions.all()},
            }
            for each in reviews
        ],
        "settled": {item.key: item.answer for item in row.checks.all()},
        "by_ground": sorted(item.key for item in row.checks.all() if item.ground),
    }  # fmt: skip


def _clarifications(round_: SelectionRound) -> list[Any]:
    """As published: not who asked, nor the words the asker used."""
    return list(
        round_.clarifications.exclude(answered_at=None).values("number", "asked_at", "shown", "answer", "answered_at")
    )


def _outages(round_: SelectionRound) -> list[Any]:
    return list(
        round_.outages.values(
            "began_at", "ended_at", "ground", "entries", "closed_before", "closed_after", "version", "recorded_at"
        )
    )


def _votes(round_: SelectionRound) -> list[dict[str, Any]]:
    """Votes by pseudonym: names stand in the protocol, for the export may travel further."""
    rows = round_.votes.select_related("seat__person").order_by("seat_id")
    return [{"member": str(v.seat.person.pseudonym), "choice": v.choice, "conflict": bool(v.conflict)} for v in rows]
