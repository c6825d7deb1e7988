"""The key of the sheets when something goes wrong: too many codes, spoilt parts, people who leave, other keys."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from tests.web.selection.test_custody import (
    AT,
    CODES,
    HOLDERS,
    SAID,
    ceremony,
    confirm,
    consents,
    enter,
    name,
    refusal,
    rows_of,
    submit,
    take,
    world,
)  # fmt: skip
from tests.web.selection.test_paper_sheets import SCAN

from svetovod.demo import build_selection as build
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import DomainClock
from svetovod.web.commission.papers import KINDS, make
from svetovod.web.common.errors import Hidden
from svetovod.web.handover.plan import Leaving
from svetovod.web.notices.models import Notice
from svetovod.web.selection import handing, sealing, selectors, services
from svetovod.web.selection.announcement.faults import faults
from svetovod.web.selection.custody import bridge, letters
from svetovod.web.selection.models import KeyHolder, PaperReading, RoundKey, ScoreSheet, Seat
from svetovod.web.selection.services import custody

__all__ = ["world"]
SPOILT = "AQAAAAAAAAAAAAAAAAAAAAA="


def page_of(world, client, key, path="keys/"):
    client.force_login(world.people[key])
    return client.get(f"/selections/{world.round.slug}/{path}").content.decode()


def entered_all(world, codes):
    submit(world, rows_of(world)[0])
    for key in HOLDERS:
        enter(world, key, codes[key])


def test_more_codes_than_needed_open(world, client):
    entered_all(world, ceremony(world, *HOLDERS))
    DomainClock.objects.update(moment=world.round.scoring_until)
    page = page_of(world, client, "chair")
    assert "Кодов введено достаточно для раскрытия" in page
    assert "3 из 2" not in page
    consents(world)
    assert ScoreSheet.objects.filter(state="opened").count() == 1
    world.round.refresh_from_db()
    told = str([block.paragraphs for block in make(KINDS["opening"], world.round, AT).blocks])
    assert bridge.fingerprint(RoundKey.objects.get().public) in told
    assert not KeyHolder.objects.exclude(entered=b"", tried=b"", share=b"", trial=b"").exists()
    assert world.round.key_holders.count() == 3


@pytest.mark.parametrize("spoilt", [None, b"", b"no seal at all"])
def test_a_spoilt_part_beside_enough_good_ones_does_no_harm(world, spoilt):
    entered_all(world, ceremony(world, *HOLDERS))
    held = KeyHolder.objects.get(person=world.people["chair"])
    sealed = sealing.SHARES.seal(held.pk, SPOILT) if spoilt is None else spoilt
    KeyHolder.objects.filter(pk=held.pk).update(entered=sealed)
    consents(world)
    assert ScoreSheet.objects.filter(state="opened").count() == 1


def test_what_is_damaged_is_told_with_its_remedy(world):
    codes = ceremony(world, *HOLDERS)
    submit(world, rows_of(world)[0])
    KeyHolder.objects.filter(person=world.people["chair"]).update(share=b"damaged", trial=b"damaged")
    rehearse = {"round": world.round, "at": AT}
    with refusal("keys.broken"):
        services.key_rehearse(actor=world.actor("chair"), code=codes["chair"], **rehearse)
    with refusal("keys.broken"):
        enter(world, "chair", codes["chair"])
    services.key_rehearse(actor=world.actor("member-1"), code=codes["member-1"], **rehearse)
    KeyHolder.objects.exclude(tried=b"").update(tried=b"damaged")
    with refusal("keys.broken"):
        services.key_rehearse(actor=world.actor("member-2"), code=codes["member-2"], **rehearse)
    for key in HOLDERS[1:]:
        enter(world, key, codes[key])
    KeyHolder.objects.exclude(entered=b"").update(entered=b"damaged")
    with refusal("keys.broken"):
        consents(world)


def test_the_scoring_is_not_prolonged_once_a_code_is_entered(world):
    codes = ceremony(world, *HOLDERS)
    later = {"scoring_until": world.round.scoring_until + timedelta(hours=1)}
    amend = {"actor": world.actor("secretary"), "round": world.round, "fields": later, "reason": "-"}
    enter(world, "chair", codes["chair"])
    with refusal("keys.entered"):
        services.round_amend(**amend, at=world.round.scoring_until)
    KeyHolder.objects.update(entered_at=None)
    services.round_amend(**amend, at=world.round.scoring_until)


def test_a_cancelled_selection_keeps_no_part(world, client):
    codes = ceremony(world, *HOLDERS)
    enter(world, "chair", codes["chair"])
    services.round_cancel(actor=world.actor("secretary"), round=world.round, reason="-", at=AT)
    assert not KeyHolder.objects.exclude(entered=b"", share=b"", trial=b"").exists()
    world.round.refresh_from_db()
    assert selectors.custody_of(world.actor("chair"), world.round, AT).step == "ended"
    page = page_of(world, client, "secretary")
    assert "/keys/holders/" not in page
    assert "/keys/type/" not in page


def test_a_key_that_is_not_the_one_of_the_journal_closes_and_opens_nothing(world):
    codes = ceremony(world, *HOLDERS)
    rows = rows_of(world)
    foreign = bridge.split("share", 2, {1: RoundKey.objects.get().public, 2: RoundKey.objects.get().public}).public
    key = RoundKey.objects.get()
    RoundKey.objects.all().delete()
    key.public = foreign
    key.save(force_insert=True)
    with refusal("keys.exchanged"):
        submit(world, rows[0])
    with refusal("keys.exchanged"):
        enter(world, "chair", codes["chair"])
    with refusal("keys.exchanged"):
        consents(world)


def test_a_key_with_a_sheet_under_it_is_not_deleted(world):
    ceremony(world, *HOLDERS)
    submit(world, rows_of(world)[0])
    with pytest.raises(DatabaseError, match="sealed with this key"), transaction.atomic():
        RoundKey.objects.all().delete()


def test_a_holder_whom_the_opening_needs_stays(world):
    ceremony(world, *HOLDERS)
    common = {"actor": world.actor("secretary"), "at": AT}
    seats = {seat.person.name: seat for seat in Seat.objects.select_related("person", "round")}
    services.seat_release(**common, seat=seats["member-1"])
    with refusal("keys.left"):
        services.seat_release(**common, seat=seats["member-2"])
    assert RoleGrant.objects.filter(person=world.people["member-2"], revoked_at=None).exists()
    chair = world.people["chair"]
    leaving = Leaving(chair, list(RoleGrant.objects.filter(person=chair)), AT, AT.date())
    assert len(list(handing.lacks(leaving, []))) == 1
    shown = selectors.custody_of(world.actor("chair"), world.round, AT)
    assert shown.gone == {world.people["member-1"].pk}


def test_a_holder_without_a_role_gets_no_part_of_the_key(world):
    name(world, *HOLDERS)
    for key in HOLDERS[:2]:
        code = take(world, key)
        if key == "member-1":
            RoleGrant.objects.filter(person=world.people["member-2"]).update(revoked_at=AT)
        confirm(world, key, code)
    assert RoundKey.objects.exists()
    assert sorted(world.round.key_holders.values_list("person__name", flat=True)) == ["chair", "member-1"]


def test_an_expert_keeps_what_was_typed_while_the_key_is_not_made(world, client):
    row = rows_of(world)[0]
    services.conflict_deny(actor=world.actor(row.member.person.name), assignment=row, at=AT)
    client.force_login(row.member.person)
    page = f"/selections/{world.round.slug}/my-sheets/{row.application.number}/"
    body = {f"score.{code}": "7" for code in CODES} | {"comment": SAID, "submit": "1"}
    answer = client.post(page, body)
    assert answer.status_code == 422
    kept = selectors.draft_of(world.actor(row.member.person.name), row)
    assert (kept["comment"], len(kept["scores"])) == (SAID, len(CODES))
    ceremony(world, *HOLDERS)
    revision = answer.content.decode().split('name="revision" value="')[1].split('"')[0]
    assert client.post(page, body | {"revision": revision}).status_code == 302
    compared = client.get(
        f"/selections/{world.round.slug}/my-sheets/compare/", {"a": row.application.number, "b": row.application.number}
    )
    assert compared.context["boxed"] == [row.application.number] * 2


def test_a_scan_is_read_when_the_key_is_made(world):
    row = rows_of(world)[0]
    common = {"assignment": row, "at": AT}
    services.paper_bring(actor=world.actor("secretary"), upload=SimpleUploadedFile("scan.pdf", SCAN), **common)
    said = {"scores": dict.fromkeys(CODES, Decimal(7)), "grounds": {}, "comment": "", "no_conflict": True}
    with refusal("keys.unmade"):
        services.paper_read(actor=world.actor("secretary"), **common, **said)
    assert not PaperReading.objects.exclude(sealed=b"").exists()
    ceremony(world, *HOLDERS)
    services.paper_read(actor=world.actor("secretary"), **common, **said)
    assert PaperReading.objects.exclude(sealed=b"").count() == 1


def test_too_few_people_and_a_key_not_made_are_told_in_time(world):
    told = Notice.objects.filter(key__contains=":nokey:")
    assert [notice.person.name for notice in told] == ["secretary"], "at the beginning of the scoring"
    told.delete()
    name(world, *HOLDERS)
    confirm(world, "chair", take(world, "chair"))
    for hours in (24, 25, 48):
        letters.key_due(world.round, at=AT + timedelta(hours=hours))
    assert sorted(notice.person.name for notice in told.all()) == sorted(["secretary", *HOLDERS[1:]] * 2)
    world.round.key_needed = 5
    assert any("5" in fault.text and not fault.blocking for fault in faults(world.round, AT) if fault.part == "terms")
    told.delete()
    for key in HOLDERS[1:]:
        confirm(world, key, take(world, key))
    letters.key_due(world.round, at=AT + timedelta(hours=72))
    assert not told.exists()


def test_a_withdrawn_sheet_stays_closed_and_lets_the_holders_be_named_anew(world):
    ceremony(world, *HOLDERS)
    row = rows_of(world)[0]
    submit(world, row)
    with refusal("keys.used"):
        name(world, *HOLDERS)
    services.conflict_declare(actor=world.actor(row.member.person.name), assignment=row, reason="-", at=AT)
    codes = ceremony(world, *HOLDERS)
    assert ScoreSheet.objects.get(assignment=row).sealed
    submit(world, rows_of(world)[1])
    for key in HOLDERS:
        enter(world, key, codes[key])
    consents(world)
    assert bytes(ScoreSheet.objects.get(assignment=row).sealed) == b""


def test_a_draft_of_a_selection_offers_no_naming(world, client):
    data = dict(build.ROUND_2021) | {"slug": "draft", "key_needed": 2, "announced_at": None}
    made = services.round_create(actor=build.SYSTEM, data=data, criteria=build.CRITERIA_2021, at=AT)
    RoleGrant.objects.create(
        person=world.people["secretary"], role="secretary", scope="round", scope_id=str(made.pk), granted_at=AT
    )
    client.force_login(world.people["secretary"])
    answer = client.get("/selections/draft/keys/")
    assert answer.status_code == 200
    assert b"/keys/holders/" not in answer.content


def test_somebody_named_out_meanwhile_finds_nothing(world, monkeypatch):
    name(world, *HOLDERS)
    actor = world.actor("chair")
    keep = custody.locked_round

    def waited(round_):
        KeyHolder.objects.filter(person=world.people["chair"]).delete()
        return keep(round_)

    monkeypatch.setattr(custody, "locked_round", waited)
    with pytest.raises(Hidden):
        services.key_take(actor=actor, round=world.round, at=AT)
