"""Papers of a selection that are signed with a key: protocols by the commission, announcements, receipts."""

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.audit import clock
from svetovod.web.common.http import whole
from svetovod.web.signatures.seam import Paper, Source, register_source
from svetovod.web.signatures.selectors import entries_beside, files_of, kept_of

from . import bridge, paper
from .access import ACCESS, inside, secretary, unsealed
from .models import Announcement, Application, Protocol, SelectionRound
from .models.panel import VOTING


def protocol_of(key: str) -> Paper | None:
    row = Protocol.objects.select_related("round").filter(pk=whole(key) or 0).first()
    return paper_of_protocol(row) if row else None


def paper_of_protocol(row: Protocol) -> Paper:
    seats = row.round.seats.filter(VOTING).select_related("person")
    content = bytes(row.pdf)
    return Paper(
        "protocol", str(row.pk), row, _("Protocol No. %(number)d, %(round)s") % _named(row, row.number),
        f"{row.round.slug}-protocol-{row.number}.pdf", sha256=row.pdf_sha256, size=len(content),
        opened=lambda: BytesIO(content), url=reverse("selection:protocol", args=[row.round.slug, row.number]),
        slots=tuple((f"seat-{seat.pk}", f"{seat.get_role_display()}: {seat.person}") for seat in seats),
    )  # fmt: skip


def announcement_of(key: str) -> Paper | None:
    """The canonical JSON whose hash stands in the journal."""
    row = Announcement.objects.select_related("round").filter(pk=whole(key) or 0).first()
    return paper_of_announcement(row) if row and row.published_at <= clock.now() else None


def paper_of_announcement(row: Announcement) -> Paper:
    content = bridge.canonical(row.content)
    return Paper(
        "announcement", str(row.pk), row, _("Announcement, version %(number)d, %(round)s") % _named(row, row.version),
        f"{row.round.slug}-announcement-{row.version}.json", "application/json", row.sha256, len(content),
        opened=lambda: BytesIO(content), url=reverse("selection:announcement", args=[row.round.slug]),
    )  # fmt: skip


def receipt_of(key: str) -> Paper | None:
    """Of one registration: an application that is replaced gets another receipt; the signed one stays."""
    pk, _dash, entry = key.partition("-")
    row = Application.objects.select_related("round", "project__initiator", "version").filter(pk=whole(pk) or 0).first()
    if row is None or row.filed_at is None:
        return None
    present = entry in {"", str(row.ledger_index)}
    title = _("Receipt of application %(number)s") if present else _("Replaced receipt of application %(number)s")
    return Paper(
        "receipt", f"{row.pk}-{row.ledger_index if present else entry}"[:60], row, title % {"number": row.number},
        f"{row.number}.pdf", made=(lambda _at: paper.receipt_pdf(row)) if present else None,
        url=reverse("selection:application", args=[row.round.slug, row.number]),
        inns=(str(row.initiator.get("inn", "")),),
    )  # fmt: skip


def signed_files(round_: SelectionRound, applications: Iterable[Application]) -> dict[str, bytes]:
    """Announcements and receipts that somebody has signed, with their signatures beside them, for an export."""
    notices = round_.announcements.select_related("round").order_by("version")
    files: dict[str, bytes] = {}
    for row in notices:
        found, place = paper_of_announcement(row), f"selection/announcement-{row.version}.json"
        if beside := files_of(found, place):
            files |= {place: found.content(), **beside}
    for place, kept in _receipts(applications):
        if beside := files_of(kept, place):
            files |= {place: bytes(kept.content), **beside}
    return files


def _receipts(applications: Iterable[Application]) -> Iterator[tuple[str, Any]]:
    """Each edition by its place; those before the last and of replaced registrations with their number."""
    rows = {str(row.pk): row for row in applications}
    kept: dict[str, list[Any]] = {}
    for each in kept_of("receipt", rows):
        kept.setdefault(each.key.partition("-")[0], []).append(each)
    for pk, editions in kept.items():
        row = rows[pk]
        for number, each in enumerate(editions, 1):
            present = each is editions[-1] and each.key == f"{pk}-{row.ledger_index}"
            yield f"selection/receipts/{row.number}{'' if present else f'.edition-{number}'}.pdf", each


def signed_subjects(round_: SelectionRound, filed: Any, attached: Collection[Any]) -> dict[str, set[int]]:
    """What entries about signatures of the round's papers are of; `filed` are its applications that may be shown."""
    rows = {"protocol": round_.protocols, "announcement": round_.announcements, "receipt": filed}
    papers = {kind: list(each.values_list("pk", flat=True)) for kind, each in rows.items()}
    found: dict[str, set[int]] = {}
    for kind, keys in (papers | {"attachment": list(attached)}).items():
        for label, pks in entries_beside(kind, keys).items():
            found.setdefault(label, set()).update(pks)
    return found


def own_seats(actor: Any, found: Paper) -> Iterable[str]:
    """The secretary brings what members have signed; a member signs in the own place alone."""
    seats = found.row.round.seats.filter(VOTING)
    if not secretary.test(actor, found.row.round):
        seats = seats.filter(person=actor.person_id)
    return [f"seat-{pk}" for pk in seats.values_list("pk", flat=True)]


def secretaries(found: Paper) -> list[Any]:
    return people_holding(Scope.ROUND, [found.row.round_id], Role.SECRETARY)


def _kept_by(actor: Any, found: Paper) -> bool:
    """The secretary keeps the papers of the selection: also what another had put beside one is withdrawn there."""
    return bool(secretary.test(actor, found.row.round))


def _keeps_receipt(actor: Any, found: Paper) -> bool:
    return bool((secretary & unsealed).test(actor, found.row))


def _may(action: str) -> Any:
    return lambda actor, found: ACCESS.allows(action, actor, found.row)


def _inside(actor: Any, found: Paper) -> bool:
    return bool(inside.test(actor, found.row))


def register() -> None:
    register_source(
        "protocol",
        Source(protocol_of, _may("protocol.view"), _may("protocol.sign"), _inside, own_seats, secretaries, _kept_by),
    )
    register_source(
        "announcement",
        Source(
            announcement_of, _may("round.view"), _may("announcement.sign"), _inside, people=secretaries, keeps=_kept_by
        ),
    )
    sees = _may("application.view")
    register_source("receipt", Source(receipt_of, sees, _may("receipt.sign"), sees, keeps=_keeps_receipt))


def _named(row: Any, number: int) -> dict[str, Any]:
    return {"number": number, "round": row.round.title}
