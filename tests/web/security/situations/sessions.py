"""A practical session that is a draft, then published, and a registration with its link."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.web.security.people import Ours, grant

from .situation import Situation, actor


def sessions(objects: Ours, people: dict[str, Any], now: datetime) -> Iterator[Situation]:
    from svetovod.demo.build_events import session_fields
    from svetovod.web.events import services

    made = services.session_create(actor=actor(people, "organiser"), at=now, **session_fields() | {"slug": "draft-22"})
    for name, role in (("organiser", "organiser"), ("checkin", "check_in"), ("expert-session", "expert")):
        grant(people[name], role, "session", made.slug)
    yield Situation("session", "draft", {"slug": made.slug, "action": "publish", "pk": 10**6, "token": "0" * 40},
                    {"session": objects.session})  # fmt: skip
    row, token = registration(objects)
    yield session("published", objects, row, token, "close_registration")
    yield session("foreign_link", objects, row, "0" * 40, "close_registration")


def registration(objects: Ours) -> tuple[Any, str]:
    from svetovod.web.events import tokens
    from svetovod.web.events.models import Registration

    row = Registration.objects.filter(session=objects.session, state="confirmed").order_by("id")[0]
    return row, tokens.token_for(row.session_id, row.person_id, row.registered_at)


def session(name: str, objects: Ours, row: Any, token: str, action: str) -> Situation:
    only = ("token",) if name == "foreign_link" else ()
    values = {"slug": objects.session.slug, "action": action, "pk": row.pk, "token": token}
    return Situation("session", name, values, {"session": objects.session}, only)
