"""Letters of a selection: receipts, decisions, summons, reminders, the result. Exactly one each, and never a score."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from svetovod.demo import build_selection as build
from svetovod.engine import ledger
from svetovod.web.accounts.enums import Scope
from svetovod.web.accounts.models import Person, RoleGrant
from svetovod.web.audit.models import DomainClock, LedgerEntry
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.selection import selectors, services, tasks
from svetovod.web.selection.models import Assignment, PanelMember, ScoreSheet

from .conftest import World, both_check

ALL = [f"initiator-{n}@example.org" for n in (1, 2, 3)]


def told(prefix: str = "") -> list[str]:
    rows = Notice.objects.filter(key__startswith=prefix).select_related("person")
    return sorted(row.person.email for row in rows)


def mails(prefix: str) -> Any:
    return OutgoingMail.objects.filter(key__startswith=prefix)


def forget() -> None:
    OutgoingMail.objects.all().delete()
    Notice.objects.all().delete()


def at(day: str) -> Any:
    return build.moment(day)


def test_filing_sends_a_receipt_to_its_applicant(world: World) -> None:
    world.play("filed")
    assert told("application:") == ALL
    row = world.application()
    mail = OutgoingMail.objects.get(key__startswith=f"application:{row.pk}:")
    assert row.number in mail.subject and f"/applications/{row.number}/" in mail.text
    services.application_file(actor=world.initiator(row.project), application=row, at=row.filed_at)
    assert told("application:") == ALL


def test_withdrawing_is_confirmed(world: World) -> None:
    world.play("filed")
    forget()
    row = world.application()
    for _twice in range(2):
        services.application_withdraw(actor=world.initiator(row.project), application=row, at=row.filed_at)
    assert told() == ["initiator-1@example.org"]


def test_who_did_not_file_learns_of_it_before_and_after(world: World, clock: Any) -> None:
    project = world.projects[0]
    actor = world.initiator(project)
    services.application_draft(actor=actor, round=world.round, project=project, at=world.round.opens_at)
    forget()
    closes = world.round.closes_at
    for before, count in (
        (timedelta(days=5), 0),
        (timedelta(days=2), 1),
        (timedelta(days=2), 1),
        (timedelta(hours=5), 2),
    ):
        clock(closes - before)
        tasks.remind(0)
        assert told() == ["initiator-1@example.org"] * count
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=closes)
    assert told("application:")[:1] == ["initiator-1@example.org"] and len(told()) == 3


@pytest.fixture
def clock(db: None) -> Any:
    def put(moment: Any) -> None:
        DomainClock.objects.update_or_create(pk=1, defaults={"moment": moment, "set_at": timezone.now()})

    return put


@pytest.fixture
def in_check(world: World) -> World:
    world.play("filed")
    when = world.round.closes_at
    services.intake_close(actor=world.actor("secretary"), round=world.round, at=when)
    services.check_start(actor=world.actor("secretary"), round=world.round, at=when)
    world.round.refresh_from_db()
    forget()
    return world


def check(world: World, answer: str) -> Any:
    return both_check(world, world.application(), world.round.closes_at, complete=(answer, "no signature"))


def test_a_return_says_until_when_and_why(in_check: World) -> None:
    when, row = in_check.round.closes_at, check(in_check, "no")
    services.application_return(
        actor=in_check.actor("secretary"), application=row, reason="Sign it", until=when + timedelta(days=2), at=when
    )
    assert told() == ["initiator-1@example.org"]
    assert "Sign it" in OutgoingMail.objects.get().text and "на доработку" in OutgoingMail.objects.get().subject


def test_a_refusal_gives_its_reason(in_check: World) -> None:
    row = check(in_check, "no")
    services.application_refuse(
        actor=in_check.actor("secretary"), application=row, reason="Unsigned", at=in_check.round.closes_at
    )
    assert told() == ["initiator-1@example.org"]
    assert "Unsigned" in OutgoingMail.objects.get().text


def test_experts_get_one_letter_when_the_scoring_begins_and_none_before(in_check: World) -> None:
    build.check_all(in_check.round, in_check.cast)
    secretary, when = in_check.actor("secretary"), build.moment("2021-11-24 09:00")
    assert told("application:") == ALL, "admitted"
    member = PanelMember.objects.select_related("person").first()
    assert member is not None
    for place in (0, 1):
        services.expert_assign(actor=secretary, application=in_check.application(place), member=member, at=when)
    assert told("round:") == told("assignment:") == [], "a proposal until the scoring begins"
    services.scoring_start(actor=secretary, round=in_check.round, at=when)
    assert told("round:") == [member.person.email] and told("assignment:") == []
    mail = OutgoingMail.objects.get(to=member.person.email)
    assert all(in_check.application(place).number in mail.text for place in (0, 1))
    assert not any(project.title in mail.text for project in in_check.projects)


def test_an_expert_added_while_scoring_is_told_at_once_and_one_taken_away_is_not_reminded(
    world: World, clock: Any
) -> None:
    world.play("filed", "checked")
    secretary, when = world.actor("secretary"), world.round.closes_at
    given = Assignment.objects.select_related("application", "member").first()
    assert given is not None
    services.expert_unassign(actor=secretary, assignment=given, at=when)
    forget()
    member = PanelMember.objects.get(pk=given.member_id)
    for _twice in range(2):
        services.expert_assign(actor=secretary, application=given.application, member=member, at=when)
    assert told() == [member.person.email]


def test_who_owes_a_sheet_is_reminded_once_a_step(world: World, clock: Any) -> None:
    world.play("filed", "checked")
    forget()
    owing = sorted({row.member.person.email for row in Assignment.objects.select_related("member__person")})
    done = ScoreSheet.objects.filter(assignment__member__person__email=owing[0])
    ScoreSheet.objects.filter(pk__in=done).update(state="conflict_declared")
    for before, steps in (
        (timedelta(days=4), 0),
        (timedelta(days=3), 1),
        (timedelta(days=2), 1),
        (timedelta(hours=3), 2),
    ):
        clock(world.round.scoring_until - before)
        tasks.remind(0)
        assert told() == sorted(owing[1:] * steps)
    clock(world.round.scoring_until)
    tasks.remind(0)
    assert len(told()) == len(owing[1:]) * 2


def test_the_opening_is_told_to_the_panel_not_to_applicants(world: World) -> None:
    world.play("filed", "checked", "scored")
    forget()
    world.play("opened")
    people = told(f"round:{world.round.pk}:opened")
    assert {"member-1@example.org", "member-2@example.org", "expert-1@example.org"} <= set(people)
    assert len(people) == len(set(people)) and not any("initiator" in who for who in people)


def test_the_result_goes_to_each_applicant_with_grounds_and_without_scores(world: World) -> None:
    world.play("filed", "checked", "scored", "opened", "approved")
    voters = {"member-1@example.org", "member-2@example.org", "chair@example.org"}
    assert set(told(f"round:{world.round.pk}:ranked")) == voters and told("result:") == []
    forget()
    world.play("published")
    assert told("result:") == ALL == sorted(mails("result:").values_list("to", flat=True))
    result = world.round.runs.latest("id").result
    for place in result["ranking"]:
        number = int(place["project"].removeprefix("П-"))
        mail = mails("result:").get(to=f"initiator-{number}@example.org")
        assert f"Место в рейтинге: {place['rank']} из 3" in mail.text and "протокол № 1" in mail.text
        assert str(place["score"]).replace(".", ",") not in mail.text and "/result/" in mail.text


JUDGES = ["chair@example.org", "member-1@example.org", "member-2@example.org", "secretary@example.org"]


def test_everybody_who_sat_or_judged_keeps_the_root_of_the_published_protocol(world: World) -> None:
    """A witness is whoever keeps it: the letter leads a verifier to the root without the server."""
    world.play("filed", "checked", "scored", "opened", "approved")
    row, secretary, when = world.round, world.actor("secretary"), build.moment("2021-12-01 12:00")
    Person.objects.filter(email="auditor@example.org").update(language="en")
    RoleGrant.objects.filter(person__email="expert-2@example.org", scope=Scope.ROUND).update(revoked_at=when)
    forget()
    protocol = services.protocol_issue(actor=secretary, round=row, at=when)
    assert told("witness:") == [], "nothing leaves before the publication"
    services.round_publish(actor=secretary, round=row, at=when)
    experts = {each.person.email for each in PanelMember.objects.select_related("person")} - {"expert-2@example.org"}
    everybody = sorted({*JUDGES, *experts, "auditor@example.org"})
    assert told("witness:") == everybody == sorted(mails("witness:").values_list("to", flat=True))
    for mail in mails("witness:"):
        assert mail.topic == "", "nobody calls a witness off"
        assert ledger.roots_in(mail.text.encode()) == [(protocol.ledger_size, protocol.ledger_root)]
        assert "svetovod verify" in mail.text and "/result/" in mail.text
    english = mails("witness:").get(to="auditor@example.org")
    assert "Keep this letter" in english.text and "Сохраните" in mails("witness:").exclude(pk=english.pk).first().text
    services.round_publish(actor=secretary, round=row, at=when)
    assert mails("witness:").count() == len(everybody)
    services.protocol_issue(actor=secretary, round=row, corrects=protocol, reason="a slip", at=when)
    assert {root for mail in mails("witness:") for root in ledger.roots_in(mail.text.encode())} == {
        (each.ledger_size, each.ledger_root) for each in row.protocols.all()
    }


def test_the_witnesses_letter_is_read_before_the_publication(world: World) -> None:
    world.play("filed", "checked", "scored", "opened", "approved")
    when = build.moment("2021-12-01 12:00")
    services.protocol_issue(actor=world.actor("secretary"), round=world.round, at=when)
    world.round.refresh_from_db()
    assert selectors.letters_ahead(world.actor("member-1"), world.round) is None
    ahead = selectors.letters_ahead(world.actor("secretary"), world.round)
    assert ahead is not None
    people, (subject, text) = ahead.witnesses
    services.round_publish(actor=world.actor("secretary"), round=world.round, at=when)
    assert people == len(told("witness:")) > len(JUDGES)
    assert "svetovod-root:" in text and world.round.title in subject


def test_a_correcting_protocol_is_told_anew(world: World) -> None:
    world.play("filed", "checked", "scored", "opened", "approved", "published")
    forget()
    last = world.round.protocols.latest("number")
    secretary, when = world.actor("secretary"), world.round.published_at
    services.protocol_issue(actor=secretary, round=world.round, corrects=last, reason="a slip", at=when)
    assert told("result:") == ALL
    assert "взамен" in mails("result:").first().text


def test_a_cancelled_selection_tells_those_who_filed_and_those_who_judge(world: World) -> None:
    world.play("filed")
    forget()
    services.round_cancel(actor=world.actor("secretary"), round=world.round, reason="No money", at=world.round.opens_at)
    assert told("application:") == ALL
    experts = {each.person.email for each in PanelMember.objects.select_related("person")}
    others = sorted({*JUDGES, *experts, "auditor@example.org"} - {"secretary@example.org"})
    assert told("round:") == others and told() == sorted([*ALL, *others])
    texts = list(OutgoingMail.objects.values_list("text", flat=True))
    assert all("No money" in text and "Сохраните" in text for text in texts)
    assert len({root for text in texts for root in ledger.roots_in(text.encode())}) == 1
    text = texts[0]
    entry = LedgerEntry.objects.get(action="round.cancel")
    (size,) = re.findall(r"svetovod-root:(\d+):[0-9a-f]{64}", text)
    assert "No money" in text and int(size) == entry.index + 1


def test_letters_of_the_publication_are_read_before_it(make_world, client):
    """Each with its words and how many people get it; the same words are then sent."""
    world = make_world().play("filed", "checked", "scored", "opened", "approved")
    lone = world.projects[2]
    RoleGrant.objects.filter(scope_id=str(lone.initiator_id), role="initiator").delete()
    client.force_login(world.people["secretary"])
    address = f"/selections/{world.round.slug}/protocols/"
    page = " ".join(client.get(address).content.decode().split())
    assert "3 заявки" in page and "никому" in page and page.count("1 человек") == 2
    for key in ("chair", "auditor"):
        client.force_login(world.people[key])
        assert "Письма, которые" not in client.get(address).content.decode()
    world.play("published")
    sent = OutgoingMail.objects.filter(key__startswith="result:")
    assert sent.count() == 2 and all(mail.subject in page for mail in sent)
    client.force_login(world.people["secretary"])
    assert "Письма, которые" not in client.get(address).content.decode()
