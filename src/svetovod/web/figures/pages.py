"""What pages of figures show, made from rows: the manager's board, one part, the questionnaire."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from svetovod.web.common import formatting

from . import bridge, phrases, selectors
from .enums import ReplyState, RequestState
from .forms import QuestionnaireForm
from .models import FiguresAnswer, FiguresContact, FiguresReply, FiguresRequest


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the board."""

    part: FiguresReply
    answer: FiguresAnswer | None
    look: str
    unconfirmed: bool
    contacts: int


@dataclass(frozen=True, slots=True)
class Board:
    """One request at a glance."""

    request: FiguresRequest
    rows: list[Row]
    answered: int
    waited: int
    disputed: int
    unconfirmed: int
    differences: int

    @classmethod
    def of(cls, request: FiguresRequest) -> "Board":
        rows = [_row(part) for part in selectors.replies(request)]
        states = Counter(row.part.state for row in rows)
        lines = selectors.reconciliation(request)
        return cls(
            request,
            rows,
            answered=sum(bool(row.part.answer_number) for row in rows),
            waited=states[ReplyState.SENT],
            disputed=states[ReplyState.DISPUTED],
            unconfirmed=sum(row.unconfirmed for row in rows),
            differences=sum(line.match.value in {"differs", "buyer_only", "seller_only"} for line in lines),
        )

    @property
    def all(self) -> int:
        return len(self.rows)

    @property
    def open(self) -> bool:
        return self.request.state == RequestState.OPEN

    @property
    def lockable(self) -> bool:
        return self.open and self.answered > 0 and not self.disputed


def _row(part: FiguresReply) -> Row:
    answer = selectors.answer_of(part)
    look = phrases.LOOK[ReplyState(part.state)]
    return Row(part, answer, look, selectors.unconfirmed(answer), len(part.contacts.all()))


def part_view(part: FiguresReply) -> dict[str, Any]:
    """One part for the manager: the answer in words, what is disputed, what the other sides say."""
    answer = selectors.answer_of(part)
    names = selectors.names_of(part.request)
    view: dict[str, Any] = {
        "answer": answer, "look": phrases.LOOK[ReplyState(part.state)], "unconfirmed": selectors.unconfirmed(answer),
        "open": part.request.state == RequestState.OPEN, "history": list(part.answers.all()),
        "lines": [
            _line(line, names) for line in selectors.side_of(part)
        ],
    }  # fmt: skip
    if answer is not None:
        view |= {
            "own": phrases.own_figures(answer.content),
            "purchases": [phrases.deal(row, names) for row in answer.content["purchases"]],
            "sales": [phrases.deal(row, names) for row in answer.content["sales"]],
            "disputes": [
                (dispute, phrases.place(answer.content, dispute.place)) for dispute in answer.disputes.all()
            ],
        }  # fmt: skip
    return view


def lines(request: FiguresRequest, *, everything: bool) -> dict[str, Any]:
    """The reconciliation for whoever asked: what differs first, what agrees on request."""
    names = selectors.names_of(request)
    found = selectors.reconciliation(request)
    counts = Counter(line.match.value for line in found)
    unlike = [line for line in found if line.match.value != "agrees"]
    shown = sorted(found if everything else unlike, key=lambda line: -abs(line.difference))
    return {
        "lines": [_line(line, names) for line in shown], "agreeing": counts["agrees"], "all": len(found),
        "unlike": sum(counts[key] for key in ("differs", "buyer_only", "seller_only")), "everything": everything,
        "silent": counts["seller_silent"] + counts["buyer_silent"],
    }  # fmt: skip


def _line(line: bridge.Line, names: Mapping[str, str]) -> dict[str, Any]:
    look, said = phrases.MATCH[line.match.value]
    return {
        "line": line, "buyer": names.get(line.buyer, line.buyer), "seller": names.get(line.seller, line.seller),
        "look": look, "said": said, "product": bridge.okpd2_name(line.group),
        "gap": None if line.match.value.endswith("_silent") else abs(line.difference),
    }  # fmt: skip


def start_of(part: FiguresReply) -> dict[str, Any]:
    """What an empty form begins with: the answer in force, else earlier figures said of this year."""
    answer = selectors.answer_of(part)
    if answer is not None:
        return bridge.typed_of(answer.content) | {"base": part.answer_number}
    earlier = selectors.earlier_of(part)
    typed = bridge.typed_of(earlier.content, year=part.request.year) if earlier else {}
    return typed | {"base": 0}


def typed_for(contact: FiguresContact) -> dict[str, Any]:
    """What the holder of the link has typed, else what the form begins with."""
    draft = selectors.draft_of(contact.reply, contact.person_id)
    return {**draft.content, "base": draft.base} if draft else start_of(contact.reply)


def form_of(contact: FiguresContact, data: Any = None, *, more: int = 0) -> QuestionnaireForm:
    return form_with(contact, typed_for(contact), data, more=more)


def form_with(
    contact: FiguresContact, typed: Mapping[str, Any], data: Any = None, *, more: int = 0
) -> QuestionnaireForm:
    year, search = contact.reply.request.year, reverse("figures:okpd2")
    return QuestionnaireForm(data, typed=typed, year=year, search_url=search, more=more)


def answer_context(contact: FiguresContact, moment: datetime) -> dict[str, Any]:
    """The page behind the link: only this enterprise's figures, and the totals once they may be shown."""
    part, request = contact.reply, contact.reply.request
    answer = selectors.answer_of(part)
    draft = selectors.draft_of(part, contact.person_id)
    locked = request.state == RequestState.LOCKED
    context: dict[str, Any] = {
        "contact": contact, "part": part, "asked": request, "answer": answer, "draft": draft, "locked": locked,
        "late": not locked and moment >= request.due_at, "unconfirmed": selectors.unconfirmed(answer),
        "earlier": None if answer or draft else selectors.earlier_of(part), "partners": selectors.members_known(part),
        "totals": selectors.totals_for_side(part), "side_lines": _own_side(part), "fewest": selectors.FEWEST,
    }  # fmt: skip
    if answer is not None:
        names = dict(context["partners"])
        context |= {
            "own": phrases.own_figures(answer.content),
            "purchases": [phrases.deal(row, names) for row in answer.content["purchases"]],
            "sales": [phrases.deal(row, names) for row in answer.content["sales"]],
            "disputes": [(d, phrases.place(answer.content, d.place)) for d in selectors.open_disputes(part)],
        }
    return context


def _own_side(part: FiguresReply) -> list[dict[str, Any]]:
    """Own deals the other side names otherwise: the own sum and that it differs, never the other's figure."""
    names, own = selectors.names_of(part.request), part.organisation.inn
    found = []
    for line in selectors.side_of(part):
        buying = line.buyer == own
        mine = line.bought if buying else line.sold
        group = line.group if buying else line.other or line.group
        found.append({
            "partner": names.get(line.seller if buying else line.buyer, ""), "buying": buying, "group": group,
            "year": line.year, "mine": formatting.money(mine), "named": mine is not None, "match": line.match.value,
        })  # fmt: skip
    return found
