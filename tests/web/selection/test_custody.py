"""The key of the sheets among its holders: until enough of them enter their codes, nobody reads a submitted sheet."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.account import app_settings
from django.core.management import call_command

from svetovod.demo import build_selection as build
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.commission.papers import KINDS, make
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.selection import sealing, selectors, services
from svetovod.web.selection.custody import letters
from svetovod.web.selection.models import Assignment, KeyHolder, RoundKey, ScoreSheet

CODES = [row["code"] for row in build.CRITERIA_2021]
AT = build.moment("2021-11-26 10:00")
SAID = "канарейкаразделённогоключа"
HOLDERS = ("chair", "member-1", "member-2")


def refusal(code):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def world(make_world):
    made = make_world(projects=1, key_needed=2).play("filed", "checked")
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    return made


def name(world, *keys, at=AT):
    people = [world.people[key] for key in keys]
    return services.holders_name(actor=world.actor("secretary"), round=world.round, people=people, at=at)


def take(world, key):
    return services.key_take(actor=world.actor(key), round=world.round, at=AT)


def confirm(world, key, code):
    return services.key_confirm(actor=world.actor(key), round=world.round, code=code, at=AT)


def enter(world, key, code, at=None):
    return services.key_enter(actor=world.actor(key), round=world.round, code=code, at=at or world.round.scoring_until)


def ceremony(world, *keys):
    name(world, *keys)
    codes = {key: take(world, key) for key in keys}
    for key, code in codes.items():
        assert confirm(world, key, code)
    return codes


def submit(world, row, points=7):
    who = world.actor(row.member.person.name)
    services.conflict_deny(actor=who, assignment=row, at=AT)
    scores = dict.fromkeys(CODES, Decimal(points))
    return services.score_submit(actor=who, assignment=row, scores=scores, comment=SAID, at=AT)


def rows_of(world):
    return list(Assignment.objects.select_related("member__person", "application__round").order_by("pk"))


def consents(world):
    for key, role in (("secretary", "secretary"), ("chair", "chair")):
        services.opening_confirm(
            actor=world.actor(key), round=world.round, role=role, at=build.ROUND_2021["opening_at"]
        )


def test_from_the_ceremony_to_the_opening(world):
    codes = ceremony(world, *HOLDERS)
    rows = rows_of(world)
    for row in rows:
        submit(world, row)
    sheet = ScoreSheet.objects.get(assignment=rows[0])
    assert set(sealing.unseal(rows[0].pk, sheet.sealed)) == {"box"}
    assert selectors.draft_of(world.actor(rows[0].member.person.name), rows[0])["boxed"]
    with refusal("keys.few"):
        consents(world)
    enter(world, "chair", codes["chair"])
    assert enter(world, "chair", codes["chair"]), "twice is once"
    with pytest.raises(Refused) as found:
        consents(world)
    assert "member-1, member-2" in str(found.value)
    enter(world, "member-2", codes["member-2"])
    consents(world)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.body["comment"]) == ("opened", SAID)
    assert not KeyHolder.objects.exclude(entered=b"").exists()
    kept = selectors.draft_of(world.actor(rows[0].member.person.name), rows[0])
    assert (kept["boxed"], kept["comment"]) == (False, SAID)
    world.round.refresh_from_db()
    told = str([block.rows for block in make(KINDS["opening"], world.round, AT).blocks if len(block.head) == 2])
    assert ("chair" in told, "member-1" in told, "member-2" in told) == (True, False, True)
    world.play("approved", "published")


def test_the_key_of_the_server_and_its_database_show_no_score(world, tmp_path, caplog, settings):
    """Everything the server has after the submission: the rows, its key, the journal, the letters, the log."""
    codes = ceremony(world, *HOLDERS)
    row = rows_of(world)[0]
    submit(world, row)
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "selection", "audit", "notices", "sessions", output=str(dump), verbosity=0)
    text = dump.read_text(encoding="utf-8") + caplog.text
    opened = json.dumps(sealing.unseal(row.pk, ScoreSheet.objects.get(assignment=row).sealed))
    for holder in KeyHolder.objects.all():
        with pytest.raises(sealing.SealBrokenError):
            sealing.SHARES.unseal(holder.pk, holder.share)
    for secret in (SAID, *codes.values(), *(code.replace("-", "") for code in codes.values())):
        assert secret not in text + opened
    enter(world, "chair", codes["chair"])
    held = KeyHolder.objects.get(person=world.people["chair"])
    assert codes["chair"] not in sealing.SHARES.unseal(held.pk, held.entered)


def test_no_sheet_is_submitted_before_the_key_is_made(world):
    name(world, *HOLDERS)
    row = rows_of(world)[0]
    with refusal("keys.unmade"):
        submit(world, row)
    who = world.actor(row.member.person.name)
    services.conflict_deny(actor=who, assignment=row, at=AT)
    services.score_save(actor=who, assignment=row, scores={}, comment=SAID, at=AT)
    assert selectors.draft_of(who, row)["comment"] == SAID
    codes = {key: take(world, key) for key in HOLDERS}
    confirm(world, "chair", codes["chair"])
    confirm(world, "member-1", codes["member-1"])
    assert not RoundKey.objects.exists()
    confirm(world, "member-2", codes["member-2"])
    made = RoundKey.objects.get()
    assert confirm(world, "member-2", codes["member-2"]), "twice is once"
    assert RoundKey.objects.get() == made
    assert LedgerEntry.objects.filter(action="keys.make").count() == 1
    assert submit(world, row).state == "submitted"
    with refusal("keys.made"):
        take(world, "chair")


def test_who_may_name_hold_and_look(world):
    for key in ("chair", "auditor", "expert-1", "stranger"):
        with pytest.raises((Denied, Hidden)):
            services.holders_name(actor=world.actor(key), round=world.round, people=[], at=AT)
    with refusal("keys.number"):
        name(world, "chair")
    with refusal("keys.outsider"):
        name(world, "chair", "expert-1")
    name(world, *HOLDERS)
    for key in ("secretary", "auditor", "expert-1", "stranger"):
        with pytest.raises((Denied, Hidden)):
            take(world, key)
    with refusal("keys.untaken"):
        confirm(world, "chair", "0")
    RoleGrant.objects.filter(person=world.people["member-1"]).update(revoked_at=AT)
    with pytest.raises((Denied, Hidden)):
        take(world, "member-1")


def test_a_code_of_somebody_else_is_journaled_without_it(world):
    name(world, *HOLDERS)
    codes = {key: take(world, key) for key in HOLDERS}
    old = take(world, "chair"), codes["chair"]
    assert not confirm(world, "chair", old[1]), "taken anew: the one before is void"
    assert not confirm(world, "chair", codes["member-1"])
    entries = LedgerEntry.objects.filter(action="keys.wrong")
    assert entries.count() == 2
    assert not any(code in entry.body for entry in entries for code in (*codes.values(), old[0]))
    with refusal("code.length"):
        confirm(world, "chair", "7K3Q")
    assert confirm(world, "chair", old[0].lower())


def test_codes_are_not_entered_before_the_end_of_the_scoring(world):
    codes = ceremony(world, *HOLDERS)
    submit(world, rows_of(world)[0])
    with refusal("keys.early"):
        enter(world, "chair", codes["chair"], at=world.round.scoring_until - timedelta(seconds=1))
    assert not enter(world, "chair", codes["member-1"])
    assert not KeyHolder.objects.exclude(entered_at=None).exists()


def test_the_ceremony_begins_anew_until_a_sheet_is_sealed_with_its_key(world):
    first = ceremony(world, *HOLDERS)
    public = RoundKey.objects.get().public
    name(world, "chair", "secretary", "member-1")
    assert not RoundKey.objects.exists()
    assert not confirmable(world, "chair", first["chair"])
    codes = {key: take(world, key) for key in ("chair", "secretary", "member-1")}
    for key, code in codes.items():
        confirm(world, key, code)
    assert RoundKey.objects.get().public != public
    submit(world, rows_of(world)[0])
    with refusal("keys.used"):
        name(world, *HOLDERS)


def confirmable(world, key, code):
    try:
        return confirm(world, key, code)
    except Refused:
        return False


def test_a_holder_who_is_replaced_leaves_the_codes_of_the_others(world):
    """Whoever was waited for is left out: the rest had confirmed, and the key is made at once."""
    name(world, *HOLDERS)
    for key in ("chair", "member-1"):
        confirm(world, key, take(world, key))
    name(world, "chair", "member-1")
    assert RoundKey.objects.exists()


def test_the_rehearsal_opens_a_word_and_no_sheet(world):
    codes = ceremony(world, *HOLDERS)
    rehearse = {"round": world.round, "at": AT}
    assert not services.key_rehearse(actor=world.actor("chair"), code=codes["member-1"], **rehearse)
    assert services.key_rehearse(actor=world.actor("chair"), code=codes["chair"], **rehearse)
    assert RoundKey.objects.get().rehearsed_at is None
    assert services.key_rehearse(actor=world.actor("member-2"), code=codes["member-2"], **rehearse)
    assert RoundKey.objects.get().rehearsed_at == AT
    assert services.key_rehearse(actor=world.actor("member-1"), code=codes["member-1"], **rehearse)
    assert not KeyHolder.objects.exclude(entered=b"").exists()
    submit(world, rows_of(world)[0])
    with refusal("keys.few"):
        consents(world)


def test_a_part_that_was_exchanged_opens_nothing(world):
    codes = ceremony(world, *HOLDERS)
    submit(world, rows_of(world)[0])
    for key in ("chair", "member-1"):
        enter(world, key, codes[key])
    held = KeyHolder.objects.get(person=world.people["chair"])
    foreign = sealing.SHARES.seal(held.pk, "AQAAAAAAAAAAAAAAAAAAAAA=")
    KeyHolder.objects.filter(pk=held.pk).update(entered=foreign)
    with refusal("keys.broken"):
        consents(world)
    assert ScoreSheet.objects.filter(state="submitted").count() == 1


def test_a_round_without_a_split_key_has_no_holders(make_world):
    world = make_world(projects=1)
    with refusal("keys.server"):
        name(world, *HOLDERS)


def test_holders_are_told_to_take_and_to_enter(world):
    codes = ceremony(world, *HOLDERS)
    told = Notice.objects.filter(key__startswith=f"round:{world.round.pk}:key")
    assert told.count() == 3
    submit(world, rows_of(world)[0])
    world.round.refresh_from_db()
    letters.codes_due(world.round, at=AT)
    assert not Notice.objects.filter(key__contains=":code:").exists()
    enter(world, "chair", codes["chair"])
    for _twice in range(2):
        letters.codes_due(world.round, at=world.round.scoring_until)
    waited = Notice.objects.filter(key__contains=":code:").values_list("person__name", flat=True)
    assert sorted(waited) == ["member-1", "member-2"]
    assert not any(code in mail.text for mail in OutgoingMail.objects.all() for code in codes.values())


def test_the_pages_lead_from_the_names_to_the_opening(world, client):
    page = f"/selections/{world.round.slug}/keys/"

    def sign(key):
        client.force_login(world.people[key])

    def typed(purpose, code):
        return client.post(f"{page}type/", {"purpose": purpose, "code": code})

    sign("secretary")
    chosen = [world.people[key].pk for key in HOLDERS]
    assert client.post(f"{page}holders/", {"people": chosen[:1]}).status_code == 422
    assert client.post(f"{page}holders/", {"people": chosen}).status_code == 302
    codes = {}
    for key in HOLDERS:
        sign(key)
        answer = client.post(f"{page}code/")
        assert answer["Cache-Control"] == "no-store"
        codes[key] = answer.content.decode().split('id="secret"><b>')[1].split("</b>")[0]
        assert codes[key] not in client.get(page).content.decode()
    for key in HOLDERS:
        sign(key)
        wrong = typed("confirm", codes[key][:-1] + ("2" if codes[key][-1] != "2" else "3"))
        assert wrong.status_code == 422
        assert codes[key][:-1] not in wrong.content.decode(), "what was typed is not sent back"
        assert typed("confirm", codes[key]).status_code == 302
    assert str(codes["chair"]) not in str(dict(client.session))
    assert typed("rehearse", codes["member-2"]).status_code == 302
    assert typed("enter", codes["member-2"]).status_code == 422
    for row in rows_of(world):
        submit(world, row)
    row = rows_of(world)[0]
    client.force_login(row.member.person)
    sheet = client.get(f"/selections/{world.round.slug}/my-sheets/{row.application.number}/").content.decode()
    assert SAID not in sheet
    DomainClock.objects.update(moment=world.round.scoring_until)
    sign("chair")
    assert typed("enter", codes["chair"]).status_code == 302
    assert "member-1, member-2" in client.get(page).content.decode()
    sign("member-1")
    assert typed("enter", codes["member-1"]).status_code == 302
    for key in ("secretary", "chair"):
        sign(key)
        client.post(f"/selections/{world.round.slug}/opening/confirm/", {"role": key})
    assert SAID in str(ScoreSheet.objects.get(assignment=row).body)
    assert client.get(page).status_code == 200


def test_codes_are_not_guessed_at_will(world, client, monkeypatch):
    monkeypatch.setattr(app_settings, "RATE_LIMITS", {"key_code": "2/5m/key"}, raising=False)
    name(world, *HOLDERS)
    take(world, "chair")
    other = take(world, "member-1")
    client.force_login(world.people["chair"])
    said = [
        client.post(f"/selections/{world.round.slug}/keys/type/", {"purpose": "confirm", "code": other})
        for _try in range(3)
    ]
    assert {answer.status_code for answer in said} == {422}
    assert LedgerEntry.objects.filter(action="keys.wrong").count() == 2
