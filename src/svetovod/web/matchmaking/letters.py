"""What participants of business meetings are told: a line on their page and a short letter, each once."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.events.selectors import registration_token
from svetovod.web.notices.services import tell

from . import selectors
from .enums import SPEAKING
from .models import CooperationSeat, CooperationTable, Delegate, Meeting, MeetingProfile, MeetingWish
from .selectors import Agreement

Words = Callable[[], tuple[str, str]]


def agenda_url(profile: MeetingProfile) -> str:
    """Where whoever speaks for the profile sees its meetings; a guest by the link of the registration."""
    row = profile.registration
    if row is None:
        return reverse("matchmaking:agenda", args=[profile.session.slug, selectors.key_of(profile.organisation)])
    while row.successor is not None:
        row = row.successor
    return reverse("matchmaking:agenda", args=[profile.session.slug, registration_token(row)])


def _people(profile: MeetingProfile) -> list[Any]:
    row = profile.registration
    if row is None:
        return people_holding(Scope.ORGANISATION, [profile.organisation_id], *SPEAKING)
    while row.successor is not None:
        row = row.successor
    return [row.person]


def _tell(profile: MeetingProfile, words: Words, key: str, at: datetime) -> None:
    tell(_people(profile), words, key=key, url=agenda_url(profile), at=at, bundle=f"meetings:{profile.pk}")


def invited(wish: MeetingWish, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        names = {"name": wish.sender.name, "session": wish.session.title}
        return (
            _("%(name)s invites you to a business meeting") % names,
            _("%(session)s. Answer the invitation: agree or decline.") % names,
        )

    _tell(wish.receiver, words, f"wish:{wish.pk}:made", at)


def answered(wish: MeetingWish, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        names = {"name": wish.receiver.name, "session": wish.session.title}
        if wish.state == "accepted":
            said = _("%(name)s agrees to meet you")
            text = _("%(session)s. The time and the table come with the schedule.")
        else:
            said = _("%(name)s declines the meeting")
            text = _("%(session)s. Your other invitations stand as they were.")
        return said % names, text % names

    _tell(wish.sender, words, f"wish:{wish.pk}:{wish.state}", at)


def booked(meeting: Meeting, *, at: datetime) -> None:
    """To both: the hour that was asked for is theirs."""
    wish = meeting.wish
    assert wish is not None
    for profile in wish.people:

        def words(profile: MeetingProfile = profile) -> tuple[str, str]:
            names = {"name": wish.other(profile).name, "session": wish.session.title, "table": meeting.table}
            return (
                _("The meeting with %(name)s is booked") % names,
                _("%(session)s. Table %(table)s; the hour stands in your schedule.") % names,
            )

        _tell(profile, words, f"wish:{wish.pk}:booked:{profile.pk}", at)


def called_off(wish: MeetingWish, by: MeetingProfile, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        names = {"name": by.name, "session": wish.session.title}
        return (
            _("%(name)s cannot come: the meeting is called off") % names,
            _("%(session)s. Your time is free; the other meetings stand as they were.") % names,
        )

    _tell(wish.other(by), words, f"wish:{wish.pk}:withdrawn", at)


def table_invited(seat: CooperationSeat, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        names = {
            "name": seat.table.initiator.name, "title": seat.table.title, "session": seat.table.session.title,
            "role": seat.get_role_display(),
        }  # fmt: skip
        return (
            _("%(name)s invites you to a cooperation table: %(title)s") % names,
            _("%(session)s. Your role: %(role)s. Read the sketch and agree or decline.") % names,
        )

    _tell(seat.profile, words, f"seat:{seat.pk}:{seat.made_at.timestamp():.0f}:made", at)


def table_answered(seat: CooperationSeat, *, at: datetime) -> None:
    def words() -> tuple[str, str]:
        names = {"name": seat.profile.name, "title": seat.table.title, "session": seat.table.session.title}
        if seat.state == "accepted":
            said = _("%(name)s comes to the table “%(title)s”") % names
        else:
            said = _("%(name)s does not come to the table “%(title)s”") % names
        return said, _("%(session)s. Three who agree make it a meeting of the next schedule.") % names

    _tell(seat.table.initiator, words, f"seat:{seat.pk}:{seat.made_at.timestamp():.0f}:{seat.state}", at)


def table_agreed(table: CooperationTable, *, at: datetime) -> None:
    for profile in table.people:

        def words() -> tuple[str, str]:
            names = {"title": table.title, "session": table.session.title}
            return (
                _("The table “%(title)s” takes place") % names,
                _("%(session)s. Three have agreed; the time comes with the next schedule.") % names,
            )

        _tell(profile, words, f"table:{table.pk}:agreed:{profile.pk}", at)


def table_off(table: CooperationTable, told: Collection[MeetingProfile], *, at: datetime) -> None:
    for profile in told:

        def words() -> tuple[str, str]:
            names = {"title": table.title, "session": table.session.title}
            return (
                _("The table “%(title)s” is called off") % names,
                _("%(session)s. Your time is free; the other meetings stand as they were.") % names,
            )

        _tell(profile, words, f"table:{table.pk}:off:{profile.pk}", at)


def another_comes(agreement: Agreement, by: MeetingProfile, who: Delegate | None, *, at: datetime) -> None:
    """To the others who meet: the enterprise sends somebody else."""

    def words() -> tuple[str, str]:
        names = {"name": by.name, "who": who.name if who else _("the whole delegation"), "session": by.session.title}
        return (
            _("For %(name)s comes: %(who)s") % names,
            _("%(session)s. If this is not whom you wanted to meet, call the meeting off or write to them.") % names,
        )

    for profile in agreement.people:
        if profile.pk != by.pk:
            _tell(profile, words, f"comes:{agreement.code}:{by.pk}:{who.pk if who else 0}:{profile.pk}", at)


def scheduled(profiles: Collection[MeetingProfile], number: int, *, first: bool, at: datetime) -> None:
    """`first`: the schedule is new; otherwise something in it has changed for these."""
    for profile in profiles:

        def words(profile: MeetingProfile = profile) -> tuple[str, str]:
            names = {"name": profile.name, "session": profile.session.title}
            if first:
                return (
                    _("The schedule of your business meetings is ready: %(name)s") % names,
                    _("%(session)s. With whom, when and at which table:") % names,
                )
            return (
                _("Your business meetings have changed: %(name)s") % names,
                _("%(session)s. Look when and at which table you meet now:") % names,
            )

        _tell(profile, words, f"schedule:{profile.session_id}:{number}:{profile.pk}", at)


def follow_up(profile: MeetingProfile, days: int, *, silent: int, intentions: int, at: datetime) -> None:
    def words() -> tuple[str, str]:
        parts = []
        if silent:
            parts.append(
                ngettext(
                    "Of %(n)d meeting nothing is noted yet: what came of it?",
                    "Of %(n)d meetings nothing is noted yet: what came of them?", silent,
                ) % {"n": silent}
            )  # fmt: skip
        if intentions:
            parts.append(
                ngettext(
                    "%(n)d contact waits for the next step: it can become a joint project with one tap.",
                    "%(n)d contacts wait for the next step: each can become a joint project with one tap.", intentions,
                ) % {"n": intentions}
            )  # fmt: skip
        return _("After the meetings: %(session)s") % {"session": profile.session.title}, " ".join(parts)

    _tell(profile, words, f"follow:{profile.pk}:{days}", at)
