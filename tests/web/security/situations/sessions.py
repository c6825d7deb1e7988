"""A practical session that is a draft, then published, and a registration with its link."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.web.security.people import Ours, grant

from .situation import Situation, actor

INVITED = ("events:invitation", "events:invitation_file")
TASKS = ("events:task", "events:task_remove", "events:tasks_answer", "events:after_file")


def sessions(objects: Ours, people: dict[str, Any], now: datetime) -> Iterator[Situation]:
    from svetovod.demo.build_events import session_fields
    from svetovod.web.events import services

    made = services.session_create(actor=actor(people, "organiser"), at=now, **session_fields() | {"slug": "draft-22"})
    for name, role in (("checkin", "check_in"), ("expert-session", "expert")):
        grant(people[name], role, "session", made.slug)
    values = {"slug": made.slug, "action": "publish", "pk": 10**6, "token": "0" * 40, "part": "hall"}
    yield Situation("session", "draft", values, {"session": objects.session})
    row, token = registration(objects)
    yield session("published", objects, row, token, "close_registration")
    yield session("foreign_link", objects, row, "0" * 40, "close_registration")
    called_off = {"slug": objects.session.slug, "action": "cancel"}
    yield Situation("session", "calling_off", called_off, {}, ("events:session_change",))
    yield Situation(
        "session", "series", {"slug": objects.session.series.slug}, {}, ("events:series_detail", "events:series_ics")
    )
    yield tasks(objects, now)
    yield invited(objects, now)
    yield archived(objects, people, now)
    yield meetings(objects, now)


def invited(objects: Ours, now: datetime) -> Situation:
    """A letter of invitation with its link."""
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import services, tokens

    row = {"organisation": "Завод", "head": "Руководителю", "email": "head@matrix.example"}
    services.invites_add(actor=SYSTEM, session=objects.session, addressees=[row], at=now)
    token = tokens.invite_token(objects.session.invites.get(email=row["email"]))
    values = {"slug": objects.session.slug, "number": 1, "token": token, "sort": "docx"}
    return Situation("session", "invited", values, {}, INVITED)


SHEETS = (
    "events:scan_new", "events:sheet", "events:sheet_file", "events:sheet_open", "events:sheets", "events:sheets_make",
    "events:sheets_pdf",
)  # fmt: skip


def paper_sheets(objects: Ours, people: dict[str, Any], now: datetime) -> Situation:
    """A sheet of the session's expert was scanned, and a page of that scan is of nobody known."""
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import codes, services
    from svetovod.web.events.models import SheetPage, SheetScan

    session = objects.session
    services.sheets_make(actor=SYSTEM, session=session, spare=1, at=now)
    sheet = session.remark_sheets.filter(expert=people["expert-session"]).order_by("number")[0]
    scan = SheetScan.objects.create(
        session=session, sha256="0" * 64, name="Скан", given_at=now, given_by=people["scribe"], state="read"
    )
    SheetPage.objects.create(session=session, scan=scan, number=1, mark="1" * 64, sheet=sheet)
    lost = SheetPage.objects.create(session=session, scan=scan, number=2, mark="2" * 64)
    values = {
        "slug": session.slug, "number": sheet.number, "pk": lost.pk, "sort": "spare", "mark": codes.sheet_code(sheet),
    }  # fmt: skip
    return Situation("session", "sheets", values, {"sheet_code": codes.sheet_code(sheet)}, SHEETS)


ARCHIVE = (
    "events:archive", "events:archive_desk", "events:archive_file", "events:archive_move", "events:archive_zip",
    "events:logo", "events:logos",
)  # fmt: skip


def archived(objects: Ours, people: dict[str, Any], now: datetime) -> Situation:
    """A material is public, and a body has its logo."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from tests.web.security.bodies.events import picture

    from svetovod.web.events import services

    given = {"actor": actor(people, "organiser"), "session": objects.session, "at": now}
    words = {"title": "Материал", "author": "Автор", "rights": "Свободно"}
    entry = services.entry_add(upload=SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n"), **words, **given)
    services.entry_publish(actor=given["actor"], entry=entry, at=now)
    body = objects.session.bodies.order_by("pk")[0].name
    logo = services.logo_set(name=body, upload=picture(), **given)
    values = {
        "slug": objects.session.slug, "pk": entry.pk, "size": "full", "action": "withdraw",
        "by_part": {"logos": logo.pk},
    }  # fmt: skip
    return Situation("session", "archived", values, {"body": body}, ARCHIVE)


def tasks(objects: Ours, now: datetime) -> Situation:
    """A task of the protocol with the link of its addressee."""
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import services, tokens

    fields = {"text": "Поручение", "who": "Орган", "email": "body@matrix.example", "due": objects.session.ends_on}
    made = services.task_add(actor=SYSTEM, session=objects.session, at=now, **fields)
    token = tokens.tasks_token(objects.session.pk, fields["email"])
    values = {"slug": objects.session.slug, "number": made.number, "token": token, "sort": "docx", "paper": "protocol"}
    return Situation("session", "tasks", values, {"task": made}, TASKS)


def registration(objects: Ours) -> tuple[Any, str]:
    from svetovod.web.events import tokens
    from svetovod.web.events.models import Registration

    row = Registration.objects.filter(session=objects.session, state="confirmed").order_by("id")[0]
    return row, tokens.token_for(row.session_id, row.person_id, row.registered_at)


def session(name: str, objects: Ours, row: Any, token: str, action: str) -> Situation:
    only = ("token",) if name == "foreign_link" else ()
    entry = objects.session.items.filter(kind="break").values_list("pk", flat=True)[0]
    values = {"slug": objects.session.slug, "action": action, "pk": row.pk, "token": token, "part": "hall"}
    visit = objects.session.items.filter(visits__isnull=False).values_list("visits", flat=True).order_by("visits")[0]
    goes = objects.session.registrations.filter(visit=visit).values_list("pk", flat=True).order_by("pk")[0]
    taught = objects.session.items.filter(kind="seminar").values_list("pk", flat=True).order_by("pk")[0]
    values["by_part"] = {"programme": entry, "visits": visit, "seminars": taught}
    values |= {"sort": "page", "row": goes, "number": 1}
    values |= {"field": objects.session.fields.values_list("pk", flat=True).order_by("pk")[0], "step": "down"}
    return Situation("session", name, values, {"session": objects.session}, only)


def meetings(objects: Ours, now: datetime) -> Situation:
    """The co-executor has a profile and an invitation to answer; a schedule was computed, and nothing is published."""
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.matchmaking import services, work
    from svetovod.web.matchmaking.models import MeetingProfile

    made = services.profile_save(
        actor=SYSTEM, at=now, about="", lines=[], visible="session", closed=[],
        profile=MeetingProfile(session=objects.session, organisation_id=objects.ids["partner"]),
    )  # fmt: skip
    others = MeetingProfile.objects.filter(session=objects.session).exclude(pk=made.pk).order_by("pk")
    first, second, third = others[:3]
    wish = services.wish_make(actor=SYSTEM, sender=first, receiver=made, at=now)
    table = services.table_open(actor=SYSTEM, profile=second, title="Стол", idea="Замысел", at=now)
    services.seat_offer(actor=SYSTEM, table=table, guest=made, role="maker", at=now)
    agreed = services.wish_make(actor=SYSTEM, sender=made, receiver=third, at=now)
    services.wish_answer(actor=SYSTEM, wish=agreed, accept=True, at=now)
    comes = services.delegate_add(actor=SYSTEM, profile=made, name="Директор", at=now)
    run = services.run_start(actor=SYSTEM, session=objects.session, at=now)
    work.run(run.pk, at=now)
    values = {
        "slug": objects.session.slug, "token": f"own-{made.organisation_id}", "pk": wish.pk, "action": "accept",
        "number": run.number, "sort": "a4",
        "by_part": {"delegate": comes.pk, "when": agreed.pk, "opinion": second.pk, "table": table.pk},
    }  # fmt: skip
    known = {"session": objects.session, "receiver": second.pk, "fixed": agreed.pk, "guest": third.pk}
    return Situation("session", "meetings", values, known, MEETINGS)


MEETINGS = (
    "matchmaking:cooperation", "matchmaking:cooperation_answer",
    "matchmaking:cooperation_want", "matchmaking:fix", "matchmaking:want", "matchmaking:cooperation_table",
    "matchmaking:delegate_remove", "matchmaking:delegation",
    "matchmaking:delegation_split",
    "matchmaking:agenda", "matchmaking:agenda_ics", "matchmaking:answer", "matchmaking:board", "matchmaking:cards",
    "matchmaking:answer_many",
    "matchmaking:invite", "matchmaking:listing", "matchmaking:opinion", "matchmaking:organise", "matchmaking:outcome",
    "matchmaking:partners",
    "matchmaking:plan", "matchmaking:profile", "matchmaking:project", "matchmaking:publish", "matchmaking:repair",
    "matchmaking:agenda_pdf", "matchmaking:agendas_pdf", "matchmaking:bell", "matchmaking:late",
    "matchmaking:run", "matchmaking:runs", "matchmaking:schedule_import", "matchmaking:schedule_xlsx",
    "matchmaking:stop", "matchmaking:tables",
)  # fmt: skip


def held(objects: Ours) -> Situation:
    """After the session: a meeting of the leader's enterprise has no outcome yet."""
    from svetovod.web.matchmaking.models import Meeting, MeetingProfile, MeetingWish

    times = {"made_at": objects.session.papers_until, "changed_at": objects.session.papers_until}
    made, _new = MeetingProfile.objects.get_or_create(
        session=objects.session, organisation=objects.leader, defaults=times
    )
    other = MeetingProfile.objects.filter(session=objects.session).exclude(pk=made.pk).exclude(
        received__sender=made).exclude(sent__receiver=made).order_by("pk")[0]  # fmt: skip
    wish = MeetingWish.objects.create(
        session=objects.session, sender=made, receiver=other, state="accepted", made_at=times["made_at"],
        expires_at=times["made_at"],
    )  # fmt: skip
    meeting = Meeting.objects.create(session=objects.session, wish=wish, slot=1, table=99)
    table = seated(objects, made)
    values = {
        "slug": objects.session.slug, "token": f"own-{made.organisation_id}", "pk": meeting.pk,
        "by_part": {"table": table.pk},
    }  # fmt: skip
    only = (
        "matchmaking:cooperation_invite", "matchmaking:cooperation_minutes", "matchmaking:cooperation_paper",
        "matchmaking:cooperation_project",
        "matchmaking:outcome", "matchmaking:project",
    )  # fmt: skip
    return Situation("session", "held", values, {"session": objects.session}, only)


def seated(objects: Ours, profile: Any) -> Any:
    """A cooperation table that the leader's enterprise has opened, with its place in the schedule."""
    from svetovod.web.matchmaking.models import CooperationSeat, CooperationTable, Meeting, MeetingProfile

    made = CooperationTable.objects.create(
        session=objects.session, title="Стол", idea="Замысел", state="agreed", made_at=profile.made_at
    )
    others = MeetingProfile.objects.filter(session=objects.session).exclude(pk=profile.pk).order_by("pk")[:2]
    for each, role in zip((profile, *others), ("initiator", "maker", "buyer"), strict=True):
        CooperationSeat.objects.create(
            table=made, profile=each, role=role, state="accepted", made_at=profile.made_at,
            expires_at=profile.made_at,
        )  # fmt: skip
    Meeting.objects.create(session=objects.session, cooperation=made, slot=1, table=98)
    return made


FLOOR = (
    "events:call_pitch", "events:floor", "events:hall", "events:live", "events:live_home", "events:live_pitch",
    "events:note_new",
)  # fmt: skip
SAID = ("events:note_move", "events:question_back", "events:question_move")


def floor(objects: Ours, people: dict[str, Any], now: datetime) -> Iterator[Situation]:
    """A project is on stage; the session's expert has left a remark to the moderator, and asked a question."""
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import codes, services
    from svetovod.web.events.live_page import pitches_of

    item = objects.session.items.get(kind="pitches")
    pitch = pitches_of(item).select_related("session", "project", "version")[0]
    services.pitch_step(actor=SYSTEM, item=item, pitch_id=pitch.pk, step="start", at=now)
    expert = people["expert-session"]
    note = services.note_write(
        actor=actor(people, "expert-session"), pitch=pitch, expert=expert, section="estimate", severity="advice",
        text="Цена", then="leave", key="floor", at=now,
    )  # fmt: skip
    asked = services.question_ask(
        actor=actor(people, "expert-session"), item=item, pitch=pitch, text="Когда?", key="floor", at=now
    )
    values = {
        "slug": objects.session.slug, "pk": item.pk, "row": pitch.pk, "action": "end", "code": codes.hall_code(item),
        "by_part": {"pitches": pitch.pk, "call": pitch.pk},
    }  # fmt: skip
    known = {"session": objects.session, "expert": expert.pk}
    yield Situation("session", "floor", values, known, FLOOR)
    said = {"slug": objects.session.slug, "action": "drop", "by_part": {"note": note.pk, "questions": asked.pk,
            "backed": asked.pk}}  # fmt: skip
    yield Situation("session", "said", said, known, SAID)
    yield paper_sheets(objects, people, now)
    yield from seminar(objects, now)


SEMINAR = (
    "events:seminar", "events:seminar_desk", "events:material_put", "events:material_publish", "events:quiz",
    "events:quiz_move", "events:quiz_remove", "events:presence", "events:presence_known", "events:presence_sync",
    "events:own_seminars", "events:own_seminar", "events:own_material",
)  # fmt: skip
ANSWERED = ("events:answer", "events:answer_move", "events:own_quiz")


def seminar(objects: Ours, now: datetime) -> Iterator[Situation]:
    """One seminar has a material in two versions and a test that is a draft; of another one an answer is proposed,
    and its test is open."""
    from svetovod.demo.build_seminars import OWN, REGISTRY, SUBSIDY
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.events import services
    from svetovod.web.events.models import QuestionAnswer

    item, other = (objects.session.items.get(title=title) for title in (SUBSIDY, REGISTRY))
    services.quiz_question_add(actor=SYSTEM, item=item, at=now, **OWN)
    _row, token = registration(objects)
    values = {
        "slug": objects.session.slug, "pk": item.pk, "row": item.materials.get().pk, "number": 1, "action": "open",
        "token": token,
    }  # fmt: skip
    yield Situation("session", "seminar", values, {"seminar": item}, SEMINAR)
    proposed = QuestionAnswer.objects.get(state="proposed").question_id
    values |= {"pk": other.pk, "action": "publish", "by_part": {"answers": proposed}}
    yield Situation("session", "answered", values, {"quiz": other.quiz}, ANSWERED)
