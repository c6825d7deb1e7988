"""What pages of figures show, made from rows: the manager's board, one part, the questionnaire."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from svetovod.web.common import formatting

from . import bridge, forms, phrases, selectors
from .enums import ReplyState, RequestState
from .forms import QuestionnaireForm, TableForm, typed_rows
from .models import FiguresAnswer, FiguresContact, FiguresReply, FiguresRequest
from .shapes import shape_of

AnswerForm = QuestionnaireForm | TableForm


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
    return Row(part, answer, part.look, selectors.unconfirmed(answer), len(part.contacts.all()))


def part_view(part: FiguresReply) -> dict[str, Any]:
    """One part for the manager: the answer in words, what is disputed, what the other sides say."""
    answer = selectors.answer_of(part)
    names = selectors.names_of(part.request)
    view: dict[str, Any] = {
        "answer": answer, "look": part.look, "unconfirmed": selectors.unconfirmed(answer),
        "open": part.request.state == RequestState.OPEN, "history": list(part.answers.all()),
        "lines": [] if part.request.is_table else [_line(line, names) for line in selectors.side_of(part)],
    }  # fmt: skip
    if answer is not None:
        shape, places = shape_of(part.request), dict(places_of(part, answer))
        view |= {
            "shown": shape.shown(part.request, answer.content, names),
            "disputes": [(dispute, places.get(dispute.place, dispute.place)) for dispute in answer.disputes.all()],
        }
    return view


SILENT = ("seller_silent", "buyer_silent")


def lines(request: FiguresRequest, *, everything: bool) -> dict[str, Any]:
    """The reconciliation for whoever asked: what differs first, what agrees on request."""
    names = selectors.names_of(request)
    found = selectors.reconciliation(request)
    counts = Counter(line.match.value for line in found)
    unlike = [line for line in found if line.match.value != "agrees"]
    shown = sorted(
        found if everything else unlike, key=lambda line: (line.match.value in SILENT, -abs(line.difference))
    )
    return {
        "lines": [_line(line, names) for line in shown], "agreeing": counts["agrees"], "all": len(found),
        "unlike": sum(counts[key] for key in ("differs", "buyer_only", "seller_only")), "everything": everything,
        "silent": sum(counts[key] for key in SILENT),
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
    answer, shape = selectors.answer_of(part), shape_of(part.request)
    if answer is not None:
        return shape.typed(part.request, answer.content, earlier=False) | {"base": part.answer_number}
    earlier = selectors.earlier_of(part)
    typed = shape.typed(part.request, earlier.content, earlier=True) if earlier else {}
    return typed | {"base": 0}


def typed_for(contact: FiguresContact) -> dict[str, Any]:
    """What the holder of the link has typed, else what the form begins with."""
    draft = selectors.draft_of(contact.reply, contact.person_id)
    return {**draft.content, "base": draft.base} if draft else start_of(contact.reply)


def form_of(contact: FiguresContact, data: Any = None, *, more: int = 0) -> AnswerForm:
    return form_with(contact.reply, typed_for(contact), data, more=more)


def form_with(part: FiguresReply, typed: Mapping[str, Any], data: Any = None, *, more: int = 0) -> AnswerForm:
    form: type[AnswerForm] = TableForm if part.request.is_table else QuestionnaireForm
    return form(data, part=part, typed=typed, more=more)


def typed_of(part: FiguresReply, data: Any) -> dict[str, Any]:
    """What a posted form says, as texts for a draft."""
    return {"rows": typed_rows(part.request, data)} if part.request.is_table else forms.typed_of(data)


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
        "totals": None, "side_lines": [], "fewest": selectors.FEWEST,
    }  # fmt: skip
    if not request.is_table:
        context |= {"totals": selectors.totals_for_side(part), "side_lines": _own_side(part)}
    if answer is not None:
        names, places = dict(context["partners"]), dict(places_of(part, answer))
        context |= {
            "shown": shape_of(request).shown(request, answer.content, names),
            "disputes": [(d, places.get(d.place, d.place)) for d in selectors.open_disputes(part)],
        }
    return context


def places_of(part: FiguresReply, answer: FiguresAnswer) -> list[tuple[str, str]]:
    """Every figure of an answer that may be disputed."""
    return shape_of(part.request).places(part.request, answer.content)


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
