"""Letters to heads of organisations with their answers, and the organiser's own questions with theirs. Illustration."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from svetovod.web.events import services, tokens
from svetovod.web.events.models import FieldAnswer, FormDesk, PracticalSession, Registration
from svetovod.web.registry.selectors import region_choices

HEAD = ("Руководителю", "Министру промышленности")
AUTHORITIES = 8
ANSWERED = 5  # of these the last does not come
ROOMS = [["Не нужна", "Not needed"], ["Одноместный номер", "Single room"], ["Место в двухместном", "Shared room"]]
TOPICS = [["Смета и план-график", "Estimate and schedule"], ["Требования реестра", "Requirements of the registry"],
          ["Показатели и отчётность", "Indicators and reports"]]  # fmt: skip
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"label_ru": "Что вам важнее всего разобрать", "label_en": "What matters most to you", "kind": "several",
     "options": TOPICS, "help_ru": "По ответам составлены вопросы экспертам."},
    {"label_ru": "Какое издание вы представляете", "label_en": "Which publication you write for", "kind": "short",
     "kinds": ["press"], "required": True},
    {"label_ru": "Гостиница", "label_en": "Hotel", "kind": "choice", "options": ROOMS, "stage": "later",
     "required": True, "goes_to": "hotel"},
    {"label_ru": "День приезда", "label_en": "Day of arrival", "kind": "date", "stage": "later", "goes_to": "hotel"},
    {"label_ru": "Нужен автобус от вокзала", "label_en": "A bus from the station is needed", "kind": "yes_no",
     "stage": "later", "required": True, "goes_to": "transport"},
    {"label_ru": "Питание и аллергия", "label_en": "Diet and allergies", "kind": "short", "stage": "later",
     "personal": True, "keep_days": 10},
)  # fmt: skip


def form_build(session: PracticalSession, people: Sequence[Registration], *, actor: Any, at: datetime) -> None:
    """Six questions; of the people of the background four in five have answered the second part. No letters: nobody
    is behind these addresses."""
    if session.fields.exists():
        return
    made = [services.field_add(actor=actor, session=session, at=at, **each) for each in QUESTIONS]
    topics, _press, room, day, bus, _diet = made
    eve = (session.starts_on - timedelta(days=1)).isoformat()
    rows = []
    for place, row in enumerate(people):
        told: dict[Any, Any] = {topics: [TOPICS[place % 3][0]]} if place % 2 else {}
        if place % 5:
            told |= {room: ROOMS[place % 3][0], bus: place % 4 != 0}
            told |= {day: eve} if place % 3 else {}
        rows += [FieldAnswer(registration=row, field=field, value=value, at=at) for field, value in told.items()]
    FieldAnswer.objects.bulk_create(rows)
    until = session.registration_until + timedelta(days=4)
    services.form_rules_set(
        actor=actor, session=session, answers_until=session.registration_until, later_until=until, at=at
    )
    FormDesk.objects.filter(session=session).update(asked_at=at)


def invited_build(session: PracticalSession, *, actor: Any, at: datetime) -> None:
    """Authorities of eight regions are invited; four have named those who come, one does not come, three are silent."""
    if session.invites.exists():
        return
    regions = [iso for iso, _name in region_choices() if iso != session.region][:AUTHORITIES]
    services.invites_add(
        actor=actor, session=session, at=at,
        addressees=[
            {"organisation": f"Орган исполнительной власти региона {number}", "head": HEAD[0], "position": HEAD[1],
             "email": f"authority-{number}@example.org", "region": iso, "kind": "authority"}
            for number, iso in enumerate(regions, start=1)
        ],
    )  # fmt: skip
    services.invites_send(actor=actor, session=session, invites=session.invites.all(), at=at + timedelta(hours=1))
    for invite in session.invites.order_by("number")[:ANSWERED]:
        number, later = invite.number, at + timedelta(days=invite.number)
        people = [
            {"name": f"Представитель {place} региона {number}", "email": f"delegate-{number}-{place}@example.org",
             "position": "Начальник отдела"}
            for place in range(1, 2 + number % 2)
        ]  # fmt: skip
        services.invite_answer(
            actor=actor, session=session, token=tokens.invite_token(invite), kind="authority", at=later,
            people=people if number < ANSWERED else [],
        )  # fmt: skip
