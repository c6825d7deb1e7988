"""What the pages of an enterprise show: its agenda, its partners, the beginning of its profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.enums import MemberRole

from . import bridge, phrases, selectors
from .enums import AHEAD, LIVE, LineKind, MeetingState, TableState, Visibility, WishState
from .grid import Slot, slots_of
from .keys import Side
from .models import Delegate, Meeting, MeetingPlan, MeetingProfile, MeetingWish
from .models.profiles import Unit
from .seated import Seated
from .services import booking

LOOK = {"proposed": "wait", "accepted": "yes", "declined": "no", "expired": "none", "withdrawn": "none"}
MEETING_LOOK = {"planned": "info", "moved": "warn", "held": "yes", "missed": "none"}
BUYS_FIRST = 8  # of what is bought, taken from the workbook: the dearest


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many take part, have agreed to meet, and have a table."""

    profiles: int
    proposed: int
    agreed: int
    placed: int


def numbers(session: Any) -> Numbers:
    states = MeetingWish.objects.filter(session=session).aggregate(
        proposed=Count("pk", filter=Q(state=WishState.PROPOSED)), agreed=Count("pk", filter=Q(state=WishState.ACCEPTED))
    )
    placed = Meeting.objects.filter(session=session).count()
    agreed = states["agreed"] + selectors.tables(session).filter(state=TableState.AGREED).count()
    return Numbers(selectors.profiles(session).count(), states["proposed"], agreed, placed)


@dataclass(frozen=True, slots=True)
class Start:
    about: str = ""
    visible: str = Visibility.SESSION
    lines: Sequence[Mapping[str, Any]] = ()
    closed: Sequence[int] = ()


def begun_with(side: Side) -> Any:
    """The profile as it is; a new one begins with an earlier session's, or with the workbooks of its clusters."""
    profile = side.profile
    if side.known:
        return profile
    organisation = profile.organisation
    if organisation is None:
        return Start()
    earlier = organisation.meeting_profiles.order_by("-session__starts_on", "-pk").first()
    if earlier is not None:
        return Start(earlier.about, earlier.visible, earlier.lines)  # its closed slots were of other days
    traded = registry.traded_by(organisation)
    bought = list(traded.bought.items())[:BUYS_FIRST]
    lines = [_line(LineKind.MAKES, code) for code in traded.sold]
    lines += [_line(LineKind.BUYS, code, str(amount)) for code, amount in bought]
    # a hidden organisation shows itself to those it chooses
    visible = Visibility.INVITED if organisation.hidden else Visibility.SESSION
    return Start(lines=lines, visible=visible)


def _line(kind: str, code: str, amount: str | None = None) -> dict[str, Any]:
    return {"kind": str(kind), "okpd2": code, "note": "", "amount": amount, "abroad": False}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of somebody's profile as others may read it: never the amount."""

    kind: str
    okpd2: str
    name: str


@dataclass(frozen=True, slots=True)
class Partner:
    """`wish`: the invitation in force between the two, if there is one."""

    profile: MeetingProfile
    lines: Sequence[Shown]
    wish: MeetingWish | None = None
    reasons: Sequence[Any] = ()
    opinion: bool | None = None
    free: Sequence[Slot] = ()

    @property
    def look(self) -> str:
        return LOOK[self.wish.state] if self.wish else ""

    @property
    def by_kind(self) -> list[tuple[str, list[Shown]]]:
        found = [(str(kind.label), [line for line in self.lines if line.kind == kind]) for kind in LineKind]
        return [(label, lines) for label, lines in found if lines]


def shown(profile: MeetingProfile) -> list[Shown]:
    return [Shown(row["kind"], row["okpd2"], row["note"] or bridge.okpd2_name(row["okpd2"])) for row in profile.lines]


def partners(side: Side, words: str, at: datetime) -> list[Partner]:
    """Everybody who shows a profile to this enterprise, the best reasons first; of them those that the words find."""
    profile, others = side.profile, {each.pk: each for each in selectors.shown_to(side.profile)}
    wishes = {
        wish.other(profile).pk: wish for wish in selectors.wishes_of(profile) if wish.state in LIVE
    }  # fmt: skip
    opinions, room = selectors.opinions_of(profile), booking.free(selectors.plan_of(side.session), at)
    proposed = {each.key: each for each in bridge.proposals(profile, others.values(), opinions)}
    cluster = _own_cluster(profile)
    order = [*proposed, *sorted((pk for pk in others if pk not in proposed), key=lambda pk: others[pk].name)]
    rows = [
        Partner(
            others[pk], shown(others[pk]), wishes.get(pk),
            phrases.said(proposed[pk], same_cluster=others[pk].organisation_id in cluster) if pk in proposed else [],
            opinions.get(pk),
            room.of(profile, others[pk]),
        )
        for pk in order
    ]  # fmt: skip
    return [row for row in rows if bridge.found_in(words, _text(row))]


def _own_cluster(profile: MeetingProfile) -> set[int]:
    """Members of the cluster in which the enterprise makes final products: what it buys of them counts there."""
    if profile.organisation is None or (cluster := registry.cluster_joined(profile.organisation)) is None:
        return set()
    roles = dict(registry.members_of(cluster).values_list("organisation_id", "role"))
    return set(roles) if roles.get(profile.organisation_id or 0) == MemberRole.FINAL_PRODUCER else set()


def _text(row: Partner) -> str:
    said = (f"{line.okpd2} {line.name} {bridge.okpd2_name(line.okpd2)}" for line in row.lines)
    return " ".join([row.profile.name, row.profile.about, *said])


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting of the enterprise: when, at which table, with whom, and what this side said of it."""

    meeting: Meeting
    slot: Slot | None
    partner: str
    result: str
    note: str
    past: bool
    who: str = ""
    begins: int | None = None
    follows: int | None = None

    @property
    def look(self) -> str:
        return MEETING_LOOK[self.meeting.state]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation, from the side that looks at it. `slot` is the hour asked for."""

    wish: MeetingWish
    partner: MeetingProfile
    incoming: bool
    overdue: bool
    slot: Slot | None = None

    @property
    def begins(self) -> int | None:
        return self.wish.begins(self.wish.other(self.partner))

    @property
    def follows(self) -> int | None:
        return self.wish.follows(self.wish.other(self.partner))

    @property
    def named(self) -> str:
        return Unit(self.partner, self.wish.mine(self.partner)).name

    @property
    def look(self) -> str:
        return "none" if self.overdue else LOOK[self.wish.state]


@dataclass(slots=True)
class Agenda:
    lines: list[Line] = field(default_factory=list)
    to_answer: list[Waiting] = field(default_factory=list)
    sent: list[Waiting] = field(default_factory=list)
    agreed: list[Waiting] = field(default_factory=list)
    past: list[Waiting] = field(default_factory=list)
    tables: list[Seated] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)

    @property
    def others(self) -> list[tuple[int, str]]:
        """Agreed meetings of two, for "after the meeting with"."""
        placed = [(line.meeting.wish_id, line.partner) for line in self.lines if line.meeting.wish_id]
        return placed + [(row.wish.pk, row.partner.name) for row in self.agreed]

    @property
    def asked(self) -> list[Seated]:
        """Cooperation tables that wait for this side's answer."""
        return [row for row in self.tables if row.waits]

    @property
    def waiting(self) -> int:
        """Invitations that this side has not answered, to meet and to tables."""
        return len(self.to_answer) + len(self.asked)

    @property
    def several(self) -> bool:
        """Whether there is more than one that could be answered or called off."""
        ahead = [line for line in self.lines if not line.past and line.meeting.wish_id]
        return len(ahead) + len(self.to_answer) + len(self.agreed) + len(self.sent) > 1

    @property
    def next(self) -> Line | None:
        return next((line for line in self.lines if not line.past and line.meeting.state in AHEAD), None)

    @property
    def to_record(self) -> int:
        """Meetings that are over and of which this side has said nothing."""
        return sum(line.past and not line.result for line in self.lines)


def agenda(side: Side, at: datetime) -> Agenda:
    if not side.known:
        return Agenda()
    plan = selectors.plan_of(side.session)
    slots = {slot.number: slot for slot in slots_of(plan)} if plan else {}
    found = Agenda(lines=[_of_meeting(row, side, slots, at) for row in selectors.meetings_of(side.profile)])
    found.tables = [Seated.of(table, side.profile, at) for table in selectors.tables_of(side.profile)]
    found.times = times(plan) if plan else []
    placed = {line.meeting.wish_id for line in found.lines}
    for wish in selectors.wishes_of(side.profile):
        row = Waiting(wish, wish.other(side.profile), wish.receiver_id == side.profile.pk, selectors.overdue(wish, at),
                      slots.get(wish.slot or 0))  # fmt: skip
        if wish.state == WishState.ACCEPTED:
            if wish.pk not in placed:
                found.agreed.append(row)
        elif wish.state == WishState.PROPOSED and not row.overdue:
            (found.to_answer if row.incoming else found.sent).append(row)
        else:
            found.past.append(row)
    return found


def times(plan: MeetingPlan) -> list[tuple[int, str]]:
    """From when on: each slot by its hour, and the first one after whatever else the programme has meanwhile."""
    slots = slots_of(plan)
    found = [(slot.number, formatting.clock(slot.start)) for slot in slots[1:]]
    for item in plan.session.items.all():
        after = next((slot for slot in slots if slot.day == item.day and slot.start >= item.end), None)
        if after is not None and after.number > 1 and item.pk != plan.item_id:
            hour = formatting.clock(after.start)
            found.append((after.number, _("%(hour)s, after “%(title)s”") % {"hour": hour, "title": item.title}))
    return found


def _of_meeting(row: Meeting, side: Side, slots: Mapping[int, Slot], at: datetime) -> Line:
    slot = slots.get(row.slot)
    past = row.state in {MeetingState.HELD, MeetingState.MISSED} or (slot is not None and slot.begins_at <= at)
    if row.cooperation is not None:
        seat = next(each for each in row.cooperation.seats.all() if each.profile_id == side.profile.pk)
        return Line(
            row, slot, row.beside(side.profile), seat.result, seat.note, past, _name(seat.delegate), seat.begins
        )
    assert row.wish is not None
    mine = "sender" if row.wish.sender_id == side.profile.pk else "receiver"
    result, note = getattr(row, f"{mine}_result"), getattr(row, f"{mine}_note")
    partner = row.beside(side.profile)
    begins, follows = row.wish.begins(side.profile), row.wish.follows(side.profile)
    return Line(row, slot, partner, result, note, past, _name(row.wish.mine(side.profile)), begins, follows)


def _name(delegate: Delegate | None) -> str:
    return delegate.name if delegate else ""
