"""Reading sessions and registrations: only what the actor may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import named, people_holding
from svetovod.web.accounts.standing import system
from svetovod.web.audit import selectors as journal
from svetovod.web.common import formatting
from svetovod.web.common.errors import Hidden, LinkUnknown
from svetovod.web.common.prepared import Prepared

from . import bridge
from .access import ACCESS, any_organiser
from .enums import SEATED, AnswerState, ItemKind, SessionState
from .models import (
    ConsentDocument,
    Pitch,
    PracticalSession,
    ProgrammeItem,
    QuestionAnswer,
    Registration,
    SessionSeries,
    Visit,
)
from .tokens import hashed, token_for

NOT_HELD = (SessionState.DRAFT, SessionState.CANCELLED, SessionState.POSTPONED)


def _session(slug: str) -> QuerySet[PracticalSession]:
    return PracticalSession.objects.select_related("series").filter(slug=slug)


_SESSION = Prepared(_session, "slug")


def session_get(actor: Any, slug: str) -> PracticalSession:
    found: PracticalSession | None = _SESSION.first(slug)
    if found is None or not ACCESS.allows("session.view", actor, found):
        raise Hidden
    return found


def sessions_visible(actor: Any) -> QuerySet[PracticalSession]:
    if (any_organiser | system).test(actor):
        return PracticalSession.objects.all()
    mine = actor.scope_ids(Scope.SESSION, Role.ORGANISER)
    return PracticalSession.objects.filter(~Q(state=SessionState.DRAFT) | Q(slug__in=mine))


def sessions_run(actor: Any) -> QuerySet[PracticalSession]:
    """Those that the actor organises."""
    if any_organiser.test(actor):
        return PracticalSession.objects.all()
    return PracticalSession.objects.filter(slug__in=actor.scope_ids(Scope.SESSION, Role.ORGANISER))


def sessions_begun(on: date) -> QuerySet[PracticalSession]:
    """Announced, not called off, and not ahead of the day: those that something can have come of."""
    return PracticalSession.objects.filter(starts_on__lte=on).exclude(state__in=NOT_HELD).order_by("starts_on", "pk")


def has_begun(session: PracticalSession, on: date) -> bool:
    """Whether it is one of them."""
    return session.starts_on <= on and session.state not in NOT_HELD


def organised(actor: Any, sessions: Iterable[PracticalSession]) -> list[PracticalSession]:
    """Those of them that the actor runs."""
    return [each for each in sessions if ACCESS.allows("session.update", actor, each)]


def series_list() -> QuerySet[SessionSeries]:
    """For apps that say where a series leads."""
    return SessionSeries.objects.all()


def series_organisers(series: SessionSeries) -> list[Any]:
    """Who runs its sessions that are not called off. For letters, which have no actor."""
    living = series.sessions.exclude(state=SessionState.CANCELLED)
    return people_holding(Scope.SESSION, living.values_list("slug", flat=True), Role.ORGANISER)


def with_seats(sessions: QuerySet[PracticalSession]) -> QuerySet[Any]:
    """Adds `seated`: how many places are taken; by day, for a query that counts forgets the order of its model."""
    counted = sessions.annotate(seated=Count("registrations", filter=Q(registrations__state__in=SEATED)))
    return counted.order_by("starts_on", "pk")


def programme(session: PracticalSession) -> list[tuple[date, list[Any]]]:
    """Days with their entries: of the version published last, or as they stand where none was."""
    days: dict[date, list[Any]] = {}
    last = session.versions.first()
    for item in session.items.all() if last is None else map(Shown.of, last.content):
        days.setdefault(item.day, []).append(item)
    return list(days.items())


def announced_at() -> dict[int, datetime]:
    """When each session was first published, as the journal has it."""
    told = journal.entries().filter(action="session.publish", subject_type="events.practicalsession")
    told = told.order_by("-index")
    return {int(pk): at for pk, at in told.values_list("subject_id", "domain_at")}


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry of a published version, read as an entry of the programme is."""

    pk: int
    day: date
    start: time
    end: time
    hall: str
    kind: str
    title: str
    speaker: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Shown":
        return cls(
            row["key"], date.fromisoformat(row["day"]), time.fromisoformat(row["start"]),
            time.fromisoformat(row["end"]), row["hall"], row["kind"], row["title"], row["speaker"],
        )  # fmt: skip


def programme_history(session: PracticalSession) -> tuple[dict[int, int], list[Shown]]:
    """How often each entry was changed in what was published, counted by versions; and those that were taken out."""
    revisions: dict[int, int] = {}
    gone: dict[int, Shown] = {}
    for number, changes in session.versions.order_by("number").values_list("number", "changes"):
        for each in changes:
            row = each["after"] or each["before"]
            revisions[row["key"]] = number - 1
            if each["after"] is None:
                gone[row["key"]] = Shown.of(row)
    return revisions, list(gone.values())


def programme_plain(session: PracticalSession) -> dict[str, Any]:
    """What programs and pages of others read."""
    entries = [
        {
            "day": item.day.isoformat(), "start": f"{item.start:%H:%M}", "end": f"{item.end:%H:%M}",
            "hall": item.hall, "kind": item.kind, "title": item.title, "speaker": item.speaker,
        }
        for _day, items in programme(session)
        for item in items
    ]  # fmt: skip
    return {
        "slug": session.slug, "title": session.title, "place": session.place, "zone": session.zone,
        "starts_on": session.starts_on.isoformat(), "ends_on": session.ends_on.isoformat(), "state": session.state,
        "demonstration": session.is_demo, "entries": entries,
    }  # fmt: skip


def visits(session: PracticalSession) -> QuerySet[Visit]:
    """Visits with `left`: places not taken."""
    taken = Count("registrations", filter=Q(registrations__state__in=SEATED))
    found = Visit.objects.filter(item__session=session).select_related("item", "host")
    return found.annotate(left=F("capacity") - taken).order_by("item__day", "item__start", "id")


def consents(on: date) -> list[ConsentDocument]:
    """The texts asked for on a day: the newest version of each."""
    newest: dict[str, ConsentDocument] = {}
    for document in ConsentDocument.objects.filter(in_force_from__lte=on).order_by("-in_force_from", "-id"):
        newest.setdefault(document.code, document)
    return sorted(newest.values(), key=lambda d: (not d.required, d.code))


def consent_texts(on: date) -> list[tuple[ConsentDocument, bool]]:
    """Every version that was published, with whether it is the one asked for on that day."""
    asked = {document.pk for document in consents(on)}
    return [(document, document.pk in asked) for document in ConsentDocument.objects.all()]


def _tokened(slug: str, token_hash: str) -> QuerySet[Registration]:
    rows = Registration.objects.select_related("session", "person", "visit__host", "visit__item", "cluster")
    return rows.filter(session__slug=slug, token_hash=token_hash)


_TOKENED = Prepared(_tokened, "slug", "hash")


def registration_by_token(slug: str, token: str) -> Registration:
    """The registration whose letter carried that link; `LinkUnknown` for any other."""
    found: Registration | None = _TOKENED.first(slug, hashed(token))
    if found is None:
        raise LinkUnknown("registration")
    return found


def registration_token(registration: Registration) -> str:
    """What the link of its letter ends with. For letters and jobs, which have no actor."""
    return token_for(registration.session_id, registration.person_id, registration.registered_at)


def meeting_items(session: PracticalSession) -> QuerySet[ProgrammeItem]:
    """Entries of the programme that are business meetings."""
    return session.items.filter(kind=ItemKind.MEETINGS)


def registrations(session: PracticalSession) -> QuerySet[Registration]:
    related = ("person", "organisation", "cluster", "visit__host")
    return session.registrations.select_related(*related).order_by("person__name", "id")


def registrations_named(actor: Any, text: str, most: int) -> QuerySet[Registration]:
    """Of all the sessions that the actor organises, those whose person's name has every word of the text."""
    rows = Registration.objects.filter(named(text), session__in=sessions_run(actor)).select_related("person", "session")
    return rows.order_by("person__name", "-session__starts_on", "id")[:most]


def drafts_led(actor: Any) -> list[PracticalSession]:
    """Sessions the actor has yet to publish, the nearest first."""
    rows = PracticalSession.objects.filter(state=SessionState.DRAFT).order_by("starts_on", "pk")
    return [row for row in rows if ACCESS.allows("session.update", actor, row)]


def own_registration(actor: Any, session: PracticalSession) -> Registration | None:
    """The actor's own living registration."""
    if not actor.person_id:
        return None
    mine = session.registrations.filter(person_id=actor.person_id, state__in=(*SEATED, "waiting"))
    return mine.select_related("visit__host").first()


def own_part(actor: Any, session: PracticalSession) -> tuple[str, Registration | None]:
    """What whoever is signed in is to that session: `leads`, `registered` (or waits for a place: with the
    registration), `serves` (holds a role in it), or ""."""
    if not actor.person_id:
        return "", None
    if ACCESS.allows("session.update", actor, session):
        return "leads", None
    if mine := own_registration(actor, session):
        return "registered", mine
    return "serves" if session.slug in actor.scope_ids(Scope.SESSION) else "", None


def pitches(actor: Any, session: PracticalSession) -> list[Pitch]:
    """All presentations for the panel and organisers; the others see those of their own projects."""
    rows = session.pitches.select_related("project__cluster", "project__initiator", "version").prefetch_related("panel")
    if ACCESS.allows("pitches.list", actor, session):
        return list(rows)
    mine = rows.filter(project__initiator_id__in=actor.organisation_ids(Role.INITIATOR, Role.PREPARER))
    return list(mine)


def answers_public() -> QuerySet[QuestionAnswer]:
    """Questions of seminars answered for everybody, the newest first: as they are read, without whoever asked."""
    rows = QuestionAnswer.objects.filter(state=AnswerState.PUBLISHED).exclude(
        question__item__session__state=SessionState.DRAFT
    )
    return rows.select_related("question__item__session")


def answers_waiting(actor: Any) -> QuerySet[QuestionAnswer]:
    """Proposed for everybody, for whoever may publish."""
    rows = QuestionAnswer.objects.filter(state=AnswerState.PROPOSED).select_related("question__item__session")
    return rows if ACCESS.allows("faq.publish", actor) else rows.none()


def answer_items(row: QuestionAnswer, today: date) -> list[dict[str, Any]]:
    """The items of the rulebook an answer rests on, by the edition of its day, and which say another thing today."""
    found = [bridge.law_item(key, row.on, today, formatting.lang()) for key in row.items]
    return [item for item in found if item is not None]


def selection_day_known(session: PracticalSession, at: datetime, *, show_future: bool) -> bool:
    """Before its order the selection has a quarter, not a day."""
    if session.selection_opens_on is None:
        return False
    known = session.selection_known_on or session.selection_opens_on
    return show_future or timezone.localtime(at).date() >= known
