"""The hall of presentations: hours for everybody, first questions, remarks the scribe has typed. All invented."""

from datetime import timedelta
from typing import Any

from svetovod.web.accounts.actors import actor_of
from svetovod.web.events import codes, services
from svetovod.web.events.enums import RegistrationState
from svetovod.web.events.live_page import hours, pitches_of
from svetovod.web.events.models import Pitch, PracticalSession, ProgrammeItem

from .build_selection import moment
from .cast import Company

AT = moment("2021-06-24 10:00")
ANSWERED = moment("2021-06-11 17:00")
MINUTES = 10
DOORS = ("08:40", "09:10", "09:35", "10:20")
QUESTIONS = (
    ("expert-3", "Кто из участников купит опытную партию и по какой цене?"),
    ("expert-5", "Что будет с проектом, если субсидия придёт на полгода позже?"),
)
# which presentation, section, severity, words
TYPED = (
    (0, "estimate", "important", "Приложите предложения поставщиков оборудования: цена названа со слов."),
    (1, "indicators", "advice", "Покажите прирост производительности по полугодиям."),
)


def hall_of(session: PracticalSession) -> ProgrammeItem:
    return session.items.select_related("session").get(kind="pitches")


def hours_give(company: Company, session: PracticalSession) -> None:
    """One after another from the beginning of the entry; what has its hour keeps it."""
    item = hall_of(session)
    begins, _ends = hours(item)
    slot = begins + timedelta(minutes=MINUTES) * session.pitches.exclude(slot=None).count()
    for pitch in session.pitches.filter(slot=None).order_by("submitted_at", "pk"):
        services.pitch_plan(actor=company.actor("organiser"), pitch=pitch, slot=slot, hall=item.hall, at=AT)
        slot += timedelta(minutes=MINUTES)


def papers_answered(company: Company, session: PracticalSession) -> None:
    """A day after the papers: all complete but one, which lacks its schedule."""
    organiser = company.actor("organiser")
    for number, pitch in enumerate(session.pitches.filter(answers=None).order_by("pk")):
        missing = session.pack[3:4] if number == 2 else []
        services.papers_answer(actor=organiser, pitch=pitch, missing=missing, note="", at=ANSWERED)


def talk_begin(company: Company, session: PracticalSession) -> None:
    """On the eve: two experts ask, and the scribe has typed for a third."""
    item = hall_of(session)
    for number, (expert, text) in enumerate(QUESTIONS):
        services.question_ask(
            actor=company.actor(expert), item=item, pitch=None, text=text, key=f"scene-{number}", at=AT
        )
    found: list[Pitch] = list(pitches_of(item).select_related("session", "project", "version"))
    scribe: Any = company.actor("scribe")
    for number, (place, section, severity, text) in enumerate(TYPED):
        services.note_write(
            actor=scribe, pitch=found[place], expert=company.people["expert-1"], section=section, severity=severity,
            text=text, key=f"scene-{number}", at=AT,
        )  # fmt: skip


def people_come(company: Company, session: PracticalSession) -> None:
    """Through the first morning, whomever the player has not met at the door; one in eleven stays away."""
    rows = session.registrations.filter(state=RegistrationState.CONFIRMED)
    awaited = list(rows.select_related("session", "person").order_by("registered_at", "pk"))
    coming = [codes.code_of(row, codes.DOOR) for number, row in enumerate(awaited) if number % 11 != 3]
    for place, hour in enumerate(DOORS):
        services.arrivals_take(
            actor=company.actor("organiser"), session=session, entries=coming[place :: len(DOORS)],
            at=moment(f"2021-06-24 {hour}"),
        )  # fmt: skip


def all_heard(company: Company, session: PracticalSession) -> None:
    """What the moderator of the play left undone on the day."""
    item, moderator = hall_of(session), actor_of(company.people["organiser"])
    for pitch in pitches_of(item).filter(ended_at=None):
        for step, at in (("start", pitch.slot), ("end", pitch.slot + timedelta(minutes=MINUTES - 1))):
            services.pitch_step(actor=moderator, item=item, pitch_id=pitch.pk, step=step, at=at)
