"""A selection from its announcement to its publication, with one application of ours in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pgtrigger
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.security.people import EXPERTS, Ours, grant, seats_take

from .situation import Situation, actor, at, clock, undone

ENVELOPE = [{"name": "Финансовая модель", "required": True}, {"name": "Описание ноу-хау", "required": False}]


def rounds_before(objects: Ours, people: dict[str, Any], now: datetime) -> Iterator[Situation]:
    """A selection that is a draft, then announced: its people are those of ours."""
    from svetovod.demo.build_selection import CRITERIA_2021, ROUND_2021
    from svetovod.web.accounts.actors import SYSTEM
    from svetovod.web.selection import services

    later = {name: ROUND_2021[name] + timedelta(days=365) for name in ROUND_2021 if name.endswith(("_at", "_until"))}
    data = dict(ROUND_2021) | later | {"slug": "2022", "announced_at": None, "key_needed": 2}
    data |= {"envelope": ENVELOPE, "envelope_needed": 2}
    made = services.round_create(actor=SYSTEM, data=data, criteria=CRITERIA_2021, at=now)
    for name in (*EXPERTS, "secretary", "secretary-party", "chair", "chair-party", "member", "member-party"):
        role = {"expert": "expert", "member": "commission_member"}.get(name.split("-")[0], name.split("-")[0])
        grant(people[name], role, "round", made.pk)
    grant(people["auditor-round"], "auditor", "round", made.pk)
    services.place_offer(
        actor=actor(people, "secretary"),
        round=made,
        kind="expert",
        email=people["stranger"].email,
        at=now,
        real_now=now,
    )
    values = {"slug": made.slug, "step": "announce", "sort": "docx"}
    body = {"round": made, "number": "2022-001", "expert": "E1"}
    yield Situation("round", "draft", values, body)
    services.round_announce(actor=actor(people, "secretary"), round=made, at=now)
    seats_take(made, people)
    made.refresh_from_db()
    body["typed"] = keys_held(made, people, now)
    services.clarification_ask(actor=actor(people, "stranger"), round=made, question="Что приложить?", at=now)
    yield Situation("round", "announced", values | {"step": "open", "serial": 1}, body)


def enveloped(objects: Ours) -> None:
    """Our selection as if it had been announced with an envelope, whose key the server keeps."""
    with pgtrigger.ignore("selection.SelectionRound:announced_frozen"):
        type(objects.round).objects.filter(pk=objects.round.pk).update(envelope=ENVELOPE)
    objects.round.refresh_from_db()


def envelope_fill(people: dict[str, Any], row: Any, now: datetime) -> None:
    from svetovod.web.selection import services

    upload = SimpleUploadedFile("e.pdf", b"%PDF-1.4\n%%EOF\n")
    services.envelope_put(actor=actor(people, "initiator"), application=row, place=1, upload=upload, at=now)


def envelope_came(people: dict[str, Any], row: Any, now: datetime) -> None:
    """The file of the first place as if it had come out of the envelope."""
    from svetovod.web.documents.services import produced_keep
    from svetovod.web.selection.models import EnvelopeFile

    made = produced_keep(
        actor=actor(people, "secretary"), subject=row, file=BytesIO(b"%PDF-1.4\n%%EOF\n"), name="e.pdf",
        content_type="application/pdf", kind="envelope", at=now,
    )  # fmt: skip
    with pgtrigger.ignore("selection.EnvelopeFile:intake_only"):
        EnvelopeFile.objects.create(
            application=row, place=1, kind="pdf", size=made.size, promise="0" * 64, state="opened", salt="0" * 64,
            sha256=made.sha256, put_at=now, put_by=people["initiator"],
        )  # fmt: skip


def keys_held(round_: Any, people: dict[str, Any], now: datetime) -> str:
    """Holders of both keys; one code is everybody's, for one body is sent by all."""
    from svetovod.web.selection import services
    from svetovod.web.selection.custody import bridge
    from svetovod.web.selection.custody.uses import USES

    held = [people[name] for name in ("chair", "member", "secretary")]
    code = bridge.code_make()
    for use in USES.values():
        services.holders_name(actor=actor(people, "secretary"), round=round_, people=held, use=use, at=now)
        use.holders(round_).update(public=bridge.holding(code, round_.pk, use.word).public)
    return code


def ours_application(objects: Ours) -> Any:
    from svetovod.web.selection.models import Application

    rows = Application.objects.select_related("round", "project__initiator")
    return rows.get(round=objects.round, project=objects.project)


def application(name: str, row: Any, code: str = "") -> Situation:
    row = type(row).objects.select_related("round", "project").get(pk=row.pk)
    values = {"slug": row.round.slug, "number": row.number, "code": code or row.project.code, "expert": "M-expert"}
    values["place"] = 1
    if code:
        values["number"] = "2021-999"
    return Situation("application", name, values, {"application": row, "round": row.round})


def round_(name: str, objects: Ours, step: str) -> Situation:
    row = ours_application(objects)
    body = {"round": row.round, "number": row.number, "expert": "M-expert-pan"}
    return Situation(
        "round", name, {"slug": row.round.slug, "step": step, "number": 1, "serial": 1, "sort": "docx"}, body
    )


def checked(objects: Ours, people: dict[str, Any], row: Any) -> Iterator[Situation]:
    from svetovod.web.selection import services
    from svetovod.web.selection.phrases import CHECKLIST

    now, secretary = at("2021-11-23T10:00"), actor(people, "secretary")
    clock(now)
    services.check_start(actor=secretary, round=objects.round, at=now)
    common: dict[str, Any] = {"actor": secretary, "application": row, "at": now}
    member = actor(people, "member")
    yield round_("formal_check", objects, "score")
    yield application("formal_check", row)

    def both(**lacking: tuple[str, str]) -> None:
        for who in (secretary, member):
            answers = dict.fromkeys(CHECKLIST, ("yes", "")) | lacking
            services.check_save(actor=who, application=row, at=now, answers=answers)
            services.check_finish(actor=who, application=row, at=now)

    with undone():
        both(estimate=("no", "Нет сметы"))
        services.application_return(**common, reason="Нет подписи", until=now + timedelta(days=3))
        yield application("returned", row)
    with undone():
        both(estimate=("no", "Нет сметы"))
        services.application_refuse(**common, reason="Нет сметы")
        yield application("not_admitted", row)
    both()
    services.application_admit(**common)
    yield application("admitted", row)


def scores(objects: Ours) -> dict[str, Any]:
    from decimal import Decimal

    return {row.code: Decimal(7) for row in objects.round.criteria_of("expert")}


def sheets_make(objects: Ours, people: dict[str, Any], row: Any, now: datetime) -> Any:
    """The sheets of our application as the columns tell; returns the assignment whose sheet is a draft."""
    from svetovod.web.selection import services
    from svetovod.web.selection.models import PanelMember

    secretary, given = actor(people, "secretary"), {}
    partner = people["expert-party"].grants.filter(role="participant")
    scope_id = partner.get().scope_id
    partner.delete()  # the interest comes after the assignment
    for name in ("expert", "expert-sealed", "expert-stepped", "expert-party"):
        who, member = actor(people, name), PanelMember.objects.get(round=objects.round, person=people[name])
        given[name] = services.expert_assign(actor=secretary, application=row, member=member, at=now)
        if name == "expert-stepped":
            services.conflict_declare(actor=who, assignment=given[name], reason="Консультировал", at=now)
            continue
        services.conflict_deny(actor=who, assignment=given[name], at=now)
        keep = services.score_submit if name == "expert-sealed" else services.score_save
        keep(actor=who, assignment=given[name], scores=scores(objects), at=now)
    grant(people["expert-party"], "participant", "organisation", scope_id)
    return given["expert"]


def sitting_held(objects: Ours, people: dict[str, Any]) -> Situation:
    """A sitting that goes on: its item on our application is voted by name."""
    from svetovod.web.commission import services as commission

    secretary, chair, now = actor(people, "secretary"), actor(people, "chair"), objects.round.sitting_at
    held = commission.sitting_plan(actor=secretary, round=objects.round, form="in_person", starts_at=now, at=now)
    common: dict[str, Any] = {"actor": secretary, "sitting": held, "at": now}
    item = commission.item_add(
        **common,
        kind="application",
        application=ours_application(objects),
        outcome="rejected",
        ground="Недостоверные сведения",
    )
    for seat in objects.round.seats.select_related("person"):
        commission.attendance_mark(**common, seat=seat, presence="present")
    commission.sitting_open(actor=chair, sitting=held, at=now)
    commission.item_open(actor=chair, item=item, at=now)
    found = round_("sitting", objects, "publish")
    found.values |= {"sitting": held.number, "item": item.position, "act": "close"}
    return found


def decided(objects: Ours, people: dict[str, Any], row: Any) -> Iterator[Situation]:
    from svetovod.web.selection import services

    secretary, sitting = actor(people, "secretary"), objects.round.sitting_at
    clock(sitting)
    services.ranking_run(actor=secretary, round=objects.round, at=sitting)
    yield round_("ranked", objects, "publish")
    yield application("ranked", row)
    with undone():
        yield sitting_held(objects, people)
    for seat in objects.round.seats.select_related("person"):
        from svetovod.web.accounts.actors import actor_of

        choice = "recused" if seat.person == people["member-party"] else "for"
        services.vote_cast(actor=actor_of(seat.person), round=objects.round, choice=choice, at=sitting)
    services.round_approve(actor=actor(people, "chair"), round=objects.round, at=sitting)
    services.protocol_issue(actor=secretary, round=objects.round, at=sitting)
    found = round_("approved", objects, "publish")
    found.values |= {"asking": "ask"}
    yield found
    yield application("approved", row)
    services.round_publish(actor=secretary, round=objects.round, at=objects.round.publishing_at)
    clock(objects.round.publishing_at + timedelta(hours=1))
    appeals_enter(objects, people)
    found = round_("published", objects, "publish")
    found.values |= {"kind": "order", "target": "round", "asking": "ask", "form": "csv"}
    yield found
    found = application("published", row)
    found.values |= {"appeal": 1, "deed": "consider", "turn": "answer"}
    yield found


def appeals_enter(objects: Ours, people: dict[str, Any]) -> None:
    """An appeal of ours, a question about its award; who decides appeals took no part in the selection."""
    from svetovod.web.commission.models import Appeal, AppealJudge, AwardOffer

    row, now = ours_application(objects), objects.round.publishing_at
    for name in ("expert-session", "scribe"):
        AppealJudge.objects.create(round=objects.round, person=people[name])
    Appeal.objects.create(
        application=row, number=1, text="Неверно", filed_at=now, filed_by=people["initiator"],
        before=row.round.runs.latest("id"),
    )  # fmt: skip
    AwardOffer.objects.create(application=row, amount=1, asked_at=now, until=now + timedelta(days=5))
