"""First steps of those who run and judge: the secretary, the experts of selections and sessions, the commission."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import own_row
from svetovod.web.commission.selectors import has_voted
from svetovod.web.events.enums import SessionState
from svetovod.web.events.models import PracticalSession
from svetovod.web.projects.models import Remark
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.enums import OfferState, PlaceKind, RoundState, SeatRole, SheetState
from svetovod.web.selection.models import (
    Assignment,
    ExpertProfile,
    PanelMember,
    ScoreSheet,
    Seat,
    SelectionRound,
    Vote,
)

from .shape import First

OVER = (RoundState.PUBLISHED, RoundState.FAILED)
ASSIGNED_IN = (RoundState.FORMAL_CHECK, RoundState.SCORING)
PLACES = (PlaceKind.CHAIR, PlaceKind.MEMBER, PlaceKind.EXPERT)


def secretary(actor: Any, moment: datetime) -> Iterator[First]:
    """One who was given a single selection begins none."""
    open_ = Q(offers__state__in=(OfferState.OFFERED, OfferState.ACCEPTED), offers__kind__in=PLACES)
    held = _rounds(actor, Role.SECRETARY).annotate(
        asked=Count("offers__kind", filter=open_, distinct=True),
        seated=Exists(Seat.objects.filter(round=OuterRef("pk"), role=SeatRole.CHAIR))
        & Exists(PanelMember.objects.filter(round=OuterRef("pk"))),
    )
    rows = list(held)
    row = next((row for row in rows if row.state not in OVER), rows[0] if rows else None)
    if ACCESS.allows("round.create", actor):
        yield First(_("Begin a selection"), reverse("selection:round_new"), bool(rows))
    yield First(
        _("Write in terms, dates and criteria from the order, then announce"),
        reverse("selection:round_draft", args=[row.slug]) if row else "",
        any(row.state != RoundState.DRAFT for row in rows),
    )  # fmt: skip
    yield First(
        _("Invite the chair, the members and the experts"),
        reverse("selection:people", args=[row.slug]) if row else "",
        any(row.asked == len(PLACES) or row.seated for row in rows),
    )  # fmt: skip
    plans = row is not None and row.state in ASSIGNED_IN and ACCESS.allows("panels.manage", actor, row)
    yield First(
        _("Assign the experts once the applications are checked"),
        reverse("selection:plan", args=[row.slug]) if row and plans else "",
        Assignment.objects.filter(application__round__in=rows).exists(),
    )  # fmt: skip


def _rounds(actor: Any, *roles: Role) -> Any:
    held = SelectionRound.objects.filter(pk__in=actor.scope_ids(Scope.ROUND, *roles))
    return held.exclude(state=RoundState.CANCELLED).order_by("-pk")


def _done(actor: Any, sessions: set[str], moment: datetime) -> dict[str, Any]:
    """What an expert has done so far, the selection where the last sheet lies, and of these sessions the one that is
    `nearest`: one query."""
    person = OuterRef("pk")
    sheets = ScoreSheet.objects.filter(assignment__member__person=person)
    given = Assignment.objects.filter(member__person=person, application__round__in=_rounds(actor, Role.EXPERT))
    found = own_row(actor).values(
        described=Exists(ExpertProfile.objects.filter(person=person)),
        remarked=Exists(Remark.objects.filter(author=person)),
        handed=Exists(sheets.filter(state__in=(SheetState.SUBMITTED, SheetState.OPENED))),
        given=Subquery(given.order_by("-pk").values("application__round__slug")[:1]),
        nearest=Subquery(_nearest_first(sessions, moment).values("slug")[:1]),
    )
    return dict(found.get())


def expert(actor: Any, moment: datetime) -> Iterator[First]:
    sessions = actor.scope_ids(Scope.SESSION, Role.EXPERT)
    done = _done(actor, sessions, moment)
    if ACCESS.allows("profile.edit", actor):
        yield First(
            _("Say what you judge and whom you are tied to"), reverse("selection:profile"),
            done["described"],
            _("projects are matched and conflicts found by it"),
        )  # fmt: skip
    if sessions:
        slug = done["nearest"]
        yield First(
            _("Write the first remark on a project"), reverse("events:pitches", args=[slug]) if slug else "",
            done["remarked"],
        )  # fmt: skip
    if actor.scope_ids(Scope.ROUND, Role.EXPERT):
        yield First(
            _("Submit the first score sheet"),
            reverse("selection:my_sheets", args=[done["given"]]) if done["given"] else "",
            done["handed"], _("it stays sealed until the opening"),
        )  # fmt: skip


def _nearest_first(slugs: set[str], moment: datetime) -> QuerySet[PracticalSession]:
    """Those announced, the next to come before the others, then the last one; a draft is not shown to its experts."""
    today, hidden = timezone.localdate(moment), (SessionState.DRAFT, SessionState.CANCELLED)
    ahead, over = Case(When(ends_on__gte=today, then="starts_on")), Case(When(ends_on__lt=today, then="ends_on"))
    shown = PracticalSession.objects.filter(slug__in=slugs).exclude(state__in=hidden)
    return shown.order_by(ahead.asc(nulls_last=True), over.desc(nulls_last=True), "pk")


def member(actor: Any, moment: datetime) -> Iterator[First]:
    rows = list(_rounds(actor, Role.COMMISSION_MEMBER, Role.CHAIR))
    if not rows:
        return
    told = next((row.slug for row in rows if row.state != RoundState.DRAFT), "")
    ranked = next((row.slug for row in rows if row.state == RoundState.RANKED), "")
    voted = Vote.objects.filter(seat__person=actor.person_id).exists() or has_voted(actor.person_id)
    # that the rules were read leaves no trace: whoever has voted needs no pointing at them any more
    yield First(
        _("Read the rules of the selection"), reverse("selection:round", args=[told]) if told else "", voted
    )  # fmt: skip
    yield First(
        _("Vote on the ranking once it is made"), reverse("selection:vote", args=[ranked]) if ranked else "", voted,
        _("a letter will call you to the sitting"),
    )  # fmt: skip
