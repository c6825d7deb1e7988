"""What pages of a table show: who has answered and who is late, totals by region, whose figure each row is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from svetovod.web.registry import selectors as registry

from . import columns as cols
from . import selectors
from .access import ACCESS
from .enums import TYPED, ReplyState
from .models import FiguresReply, FiguresRequest

PAGE = 50
UNCONFIRMED = Q(answers__number=F("answer_number"), answers__way__in=TYPED, answers__confirmed_at=None)
SHOW = {
    "waiting": Q(state=ReplyState.SENT),
    "answered": Q(answer_number__gt=0),
    "disputed": Q(state=ReplyState.DISPUTED),
    "unconfirmed": UNCONFIRMED,
    "late": Q(answered_at__gte=F("request__due_at")),
    "nobody": ~Q(contacts__revoked_at=None, contacts__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """A request at a glance."""

    all: int
    answered: int
    waiting: int
    disputed: int
    unconfirmed: int
    late: int
    overdue: int

    @classmethod
    def of(cls, request: FiguresRequest, moment: datetime) -> "Counts":
        kinds = {name: Count("pk", filter=SHOW[name], distinct=True) for name in ("answered", "waiting", "disputed",
                                                                                 "unconfirmed", "late")}  # fmt: skip
        found = request.replies.aggregate(all=Count("pk", distinct=True), **kinds)
        return cls(**found, overdue=found["waiting"] if moment >= request.due_at else 0)


def parts_page(request: FiguresRequest, show: str, number: Any) -> Page[FiguresReply]:
    """A page of the parts, those chosen by `show`; answers come without their content."""
    rows = selectors.replies(request).filter(SHOW.get(show, Q())).distinct()
    return Paginator(rows.order_by("organisation__region", "organisation__name_sort", "id"), PAGE).get_page(number)


@dataclass(slots=True)
class Total:
    """One region: how many were asked and answered, and the sum of each summed column with how many stand behind it."""

    region: str
    asked: int = 0
    answered: int = 0
    late: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    behind: dict[str, set[str]] = field(default_factory=dict)

    def add(self, columns: Iterable[cols.Column], row: dict[str, Any], own: str) -> None:
        giver = (row.get("source") or {}).get("inn", own)
        for column in columns:
            if value := row["cells"].get(column.key):
                self.sums[column.key] = self.sums.get(column.key, Decimal(0)) + Decimal(value)
                self.behind.setdefault(column.key, set()).add(giver)

    def figure(self, column: cols.Column) -> Decimal | None:
        """The sum; None where fewer than three enterprises stand behind a commercial one."""
        behind = self.behind.get(column.key, set())
        hidden = column.commercial and len(behind) < selectors.FEWEST
        return None if hidden else self.sums.get(column.key, Decimal(0))

    def cells(self, columns: Iterable[cols.Column]) -> list[tuple[cols.Column, str]]:
        """Sums in words; empty where they are not shown."""
        return [(c, "" if (sum_ := self.figure(c)) is None else cols.say(c, str(sum_))) for c in columns]


def summed(request: FiguresRequest) -> tuple[cols.Column, ...]:
    return tuple(column for column in cols.of_plain(request.columns) if column.summed)


def totals(request: FiguresRequest) -> list[Total]:
    """By region, in the order of their names."""
    found: dict[str, Total] = {}
    parts = request.replies.values_list("organisation__region", "answer_number", "answered_at")
    for iso, number, answered_at in parts:
        total = found.setdefault(iso, Total(registry.region_name(iso)))
        total.asked += 1
        total.answered += bool(number)
        total.late += bool(answered_at and answered_at >= request.due_at)
    columns = summed(request)
    rows = selectors.answers_in_force(request).values_list(
        "reply__organisation__region", "reply__organisation__inn", "content"
    )
    for iso, inn, content in rows:
        for row in content["rows"]:
            found[iso].add(columns, row, inn)
    return sorted(found.values(), key=lambda total: total.region)


def whole(request: FiguresRequest, regions: list[Total]) -> Total:
    """All regions together. Where all but one are shown, this one would tell the hidden one: it is hidden too."""
    made = Total("", *(sum(getattr(row, name) for row in regions) for name in ("asked", "answered", "late")))
    for column in summed(request):
        hidden = [row for row in regions if row.sums.get(column.key) is not None and row.figure(column) is None]
        for row in regions:
            made.sums[column.key] = made.sums.get(column.key, Decimal(0)) + row.sums.get(column.key, Decimal(0))
            made.behind.setdefault(column.key, set()).update(row.behind.get(column.key, set()))
        if len(hidden) == 1 and len(regions) > 1:
            made.behind[column.key] = set()
    return made


@dataclass(frozen=True, slots=True)
class Passed:
    """How far those are to whom a part was passed on; whoever asked above learns numbers alone."""

    request: FiguresRequest
    all: int
    answered: int


def passed(reply: FiguresReply) -> Passed | None:
    found = selectors.passed_on(reply)
    if found is None:
        return None
    states = Counter(bool(number) for number in found.replies.values_list("answer_number", flat=True))
    return Passed(found, states.total(), states[True])


def beside(actor: Any, reply: FiguresReply) -> dict[str, Any]:
    """What the page behind the link offers besides its form."""
    may = ACCESS.allows("reply.pass_on", actor, reply)
    return {"may_pass": may, "passed": passed(reply) if may else None}


def requests_sent(actor: Any) -> QuerySet[FiguresRequest]:
    """Tables the actor's office has sent or passed on, with how many answered."""
    rows = FiguresRequest.objects.filter(selectors.tables_of(actor)).select_related("asker", "parent__asker")
    counted = rows.annotate(all=Count("replies"), answered=Count("replies", filter=Q(replies__answer_number__gt=0)))
    return counted.order_by("-opened_at", "-id")


def parts_asked(actor: Any) -> QuerySet[FiguresReply]:
    """Tables and questionnaires the actor's own organisations are asked to fill in, the newest request first."""
    rows = FiguresReply.objects.filter(selectors.mine_of(actor))
    return rows.select_related("organisation", "request__asker", "request__cluster").order_by("-request__opened_at")
