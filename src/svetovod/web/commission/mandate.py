"""What sittings say about a selection's ranking: whether it may be approved, what was decided otherwise, the votes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.selection.enums import Choice
from svetovod.web.selection.mandate import Change, Mandate

from .enums import ItemKind, ItemState, OfferState, SittingState
from .models import AgendaItem, AwardOffer


def of(round_: Any) -> Mandate | None:
    """Speaks the newest sitting that has the ranking on its agenda and was not cancelled."""
    ranking = Q(kind=ItemKind.RANKING) & ~Q(sitting__state=SittingState.CANCELLED)
    decided = Q(kind=ItemKind.APPLICATION, state=ItemState.ACCEPTED)
    rows = AgendaItem.objects.filter(ranking | decided, sitting__round=round_).select_related(
        "sitting__round", "sitting__presides__person", "application__project"
    ).order_by("sitting__number", "position")  # fmt: skip
    found = list(rows)
    item = next((row for row in reversed(found) if row.kind == ItemKind.RANKING), None)
    if item is None:
        return None
    page = reverse("commission:sitting", args=[round_.slug, item.sitting.number])
    held_at = item.sitting.starts_at if item.sitting.opened_at else None
    changes = _changes(row for row in found if row.kind == ItemKind.APPLICATION)
    return Mandate(_refusal(item), tuple(changes), votes(item), page, held_at)


def _refusal(item: AgendaItem) -> Refused | None:
    if item.state == ItemState.REJECTED:
        return Refused("sitting.against", _("The sitting has not accepted the ranking."))
    if item.state != ItemState.ACCEPTED or item.sitting.state != SittingState.CLOSED:
        return Refused(
            "sitting.open",
            _("Sitting No. %(number)d has the ranking on its agenda: it must be voted and the sitting closed first.")
            % {"number": item.sitting.number},
        )
    return None


def _changes(rows: Iterable[AgendaItem]) -> list[Change]:
    """Accepted decisions that differ from the ranking, in their order; the last one on an application holds."""
    found = {}
    for row in rows:
        assert row.application is not None and row.amount is not None, "item_ground"
        code = row.application.project.code
        status = "declined" if row.outcome == "rejected" else row.outcome
        found[code] = Change(code, status, format(row.amount.normalize(), "f"), row.ground)
    return list(found.values())


def pending(round_: Any) -> Refused | None:
    """Applicants asked about a part before the protocol: it prints what they have answered."""
    waiting = AwardOffer.objects.filter(application__round=round_, state=OfferState.ASKED)
    last = waiting.order_by("-until").first()
    if last is None:
        return None
    return Refused(
        "protocol.consents",
        ngettext(
            "%(count)d applicant is asked about an award and has not answered; the term is until %(until)s. "
            "The protocol is issued after the answer, or once what is overdue is counted as a refusal.",
            "%(count)d applicants are asked about awards and have not answered; the last term is until %(until)s. "
            "The protocol is issued after the answers, or once what is overdue is counted as a refusal.",
            waiting.count(),
        )
        % {"count": waiting.count(), "until": formatting.deadline(last.until)},
    )


def votes(item: AgendaItem) -> dict[str, Any]:
    """As the protocol prints them: by name, or of a secret vote numbers alone."""
    sitting, count = item.sitting, item.count
    out = {row.seat_id: row for row in item.withdrawals.select_related("seat__person")}
    given = {row.seat_id: row for row in item.ballots.select_related("seat__person") if row.seat_id not in out}
    rows = [
        [str(row.seat.person), str(row.seat.get_role_display()), str(row.get_choice_display()), "", row.opinion]
        for row in given.values()
    ] + [
        [str(row.seat.person), str(row.seat.get_role_display()), str(Choice.RECUSED.label), row.ground, ""]
        for row in out.values()
    ]  # fmt: skip
    numbers = {**count, Choice.RECUSED: len(out)}
    return {
        "seats": count.get("voters", 0) + len(out),
        "cast": count.get("cast", 0),
        "counts": [[str(choice.label), numbers.get(choice, 0)] for choice in Choice],
        "rows": rows,
        "sitting": {"number": sitting.number, "form": str(sitting.get_form_display()), "secret": item.secret},
    }
