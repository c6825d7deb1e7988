"""Cooperation tables: opened, agreed by three, scheduled with meetings of two, minuted, a joint project."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from icalendar import Calendar
from tests.web.keeping import keep

from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.documents.papers import docx
from svetovod.web.matchmaking import board_page, calendars, pages, paper, selectors, services
from svetovod.web.matchmaking.keys import side_of
from svetovod.web.matchmaking.models import CooperationTable, Meeting
from svetovod.web.notices.models import Notice

from .conftest import AT, SLOT_3

AFTER = SLOT_3 + timedelta(days=1)


@pytest.fixture
def table(sides):
    """Opened by the first; the second makes, the third buys, neither has answered."""
    return keep("table", lambda: make_table(sides))


def make_table(sides):
    made = services.table_open(
        actor=sides[0].actor, profile=sides[0].profile, title="Кабель вместо ввозного", idea="Сердечник и оболочка",
        at=AT,
    )  # fmt: skip
    for side, role in ((sides[1], "maker"), (sides[2], "buyer")):
        services.seat_offer(actor=sides[0].actor, table=made, guest=side.profile, role=role, at=AT)
    return made


@pytest.fixture
def agreed(table, sides):
    return keep("agreed", lambda: agree_at(table, sides))


def agree_at(table, sides):
    for side in sides[1:3]:
        services.seat_answer(actor=side.actor, table=table, by=side.profile, accept=True, at=AT)
    table.refresh_from_db()
    return table


@pytest.fixture
def placed(agreed, sides, agree, computed, organiser):
    """The table and two meetings of those who sit at it, in one schedule."""
    agree(sides[0], sides[1])
    agree(sides[2], sides[3])
    made = computed(agreed.session)
    services.run_publish(actor=actor_of(organiser), run=made, at=AT)
    return made


def test_who_is_missing_is_proposed_with_reasons(table, sides, client, clock):
    """The sketch names what the fourth makes."""
    clock(AT)
    table.idea = "Нужны прутки и профили из алюминия"
    table.save()
    client.force_login(sides[0].person)
    body = client.get(_url("cooperation_table", sides[0], table)).content.decode()
    assert "Кого не хватает" in body and "Пригласить изготовителем" in body
    client.force_login(sides[1].person)
    assert "Кого не хватает" not in client.get(_url("cooperation_table", sides[1], table)).content.decode()


def test_a_project_is_offered_a_table(sides, plan, agree_to):
    from svetovod.web.matchmaking import offers
    from svetovod.web.projects import services as projects
    from svetovod.web.registry.selectors import cluster_joined

    first = sides[0]
    made = projects.project_create(
        actor=actor_of(first.person), cluster=cluster_joined(first.organisation), organisation=first.organisation,
        title="Линия оболочек", at=AT,
    )  # fmt: skip
    (offer,) = offers.of(actor_of(first.person), made, AT)
    assert offer.url.endswith(f"/cooperation/?project={made.code}")
    table = services.table_open(
        actor=first.actor, profile=first.profile, title="Оболочки", idea="…", project=made, at=AT
    )
    assert table.project == made and list(offers.of(actor_of(first.person), made, AT)) == []


def test_three_who_agree_make_a_meeting(table, sides):
    assert services.table_open(
        actor=sides[0].actor, profile=sides[0].profile, title=table.title, idea="снова", at=AT
    ).pk == table.pk  # fmt: skip
    services.seat_answer(actor=sides[1].actor, table=table, by=sides[1].profile, accept=True, at=AT)
    assert selectors.agreements(table.session) == []
    services.seat_answer(actor=sides[2].actor, table=table, by=sides[2].profile, accept=True, at=AT)
    (found,) = selectors.agreements(table.session)
    assert [each.pk for each in found.people] == [side.profile.pk for side in sides[:3]]
    assert Notice.objects.filter(key__contains=f"table:{table.pk}:agreed").count() == 3
    # one leaves: there is no table of two
    services.seat_answer(actor=sides[2].actor, table=table, by=sides[2].profile, accept=False, at=AT)
    assert selectors.agreements(table.session) == []


def test_only_the_initiator_invites_and_only_the_invited_answer(table, sides):
    guest = sides[3]
    for other in (sides[1], sides[3]):
        with pytest.raises((Denied, Hidden)):
            services.seat_offer(actor=other.actor, table=table, guest=guest.profile, role="bank", at=AT)
    with pytest.raises(Hidden):
        services.seat_answer(actor=guest.actor, table=table, by=guest.profile, accept=True, at=AT)
    with pytest.raises((Denied, Hidden)):
        services.seat_answer(actor=sides[0].actor, table=table, by=sides[1].profile, accept=True, at=AT)
    with pytest.raises((Denied, Hidden)):
        services.table_withdraw(actor=sides[1].actor, table=table, by=sides[1].profile, at=AT)
    with pytest.raises((Denied, Hidden)):
        services.seat_answer(actor=VISITOR, table=table, by=sides[1].profile, accept=True, link="0" * 40, at=AT)


def test_an_invitation_to_a_table_expires_and_can_be_made_again(table, sides):
    late = AT + timedelta(days=9)
    with pytest.raises(Refused):
        services.seat_answer(actor=sides[1].actor, table=table, by=sides[1].profile, accept=True, at=late)
    assert services.seats_expire(at=late) == 2
    again = services.seat_offer(actor=sides[0].actor, table=table, guest=sides[1].profile, role="maker", at=late)
    assert again.state == "proposed" and again.expires_at > late


def test_the_table_is_one_meeting_of_the_schedule(placed, agreed, sides):
    meeting = Meeting.objects.get(cooperation=agreed)
    others = Meeting.objects.filter(cooperation=None)
    assert placed.result["status"] == "optimal" and others.count() == 2
    assert meeting.slot not in {each.slot for each in others}  # whoever sits there is nowhere else
    told = Notice.objects.filter(key__startswith="schedule:").values_list("person_id", flat=True)
    assert {side.person.pk for side in sides} == set(told)
    side = side_of(sides[1].actor, agreed.session.slug, sides[1].key)
    lines = pages.agenda(side, AT).lines
    assert {line.partner for line in lines} >= {"«Кабель вместо ввозного»: Завод 0 — Завод 1 — Завод 2"}
    assert f"meeting-T{agreed.pk}@svetovod" in calendars.meetings_ics(side, at=AT).decode()
    said = [meeting.said for card in board_page.cards(agreed.session) for _slot, meeting in card.lines]
    assert "«Кабель вместо ввозного»: Завод 0 — Завод 1 — Завод 2" in said


def test_a_meeting_called_off_is_taken_out_of_calendars(published, sides):
    side = side_of(sides[0].actor, published.session.slug, sides[0].key)

    def read():
        found = Calendar.from_ical(calendars.meetings_ics(side, at=AT)).walk("VEVENT")
        return {str(event["uid"]): event for event in found}

    before, wish = read(), Meeting.objects.get(wish__sender=sides[0].profile).wish
    services.wish_withdraw(actor=sides[0].actor, wish=wish, by=sides[0].profile, at=AT)
    after, uid = read(), f"meeting-{wish.pk}@svetovod"
    assert set(before) == set(after) and before[uid].get("status") is None
    assert str(after[uid]["status"]) == "CANCELLED" and after[uid]["sequence"] > before[uid]["sequence"]


def test_the_workbook_of_the_organiser_has_everybody_at_the_table(placed, agreed, organiser):
    from svetovod.engine.workbooks import read_meetings, read_placed

    plan = selectors.plan_of(agreed.session)
    content = board_page.workbook(actor_of(organiser), plan, AT)
    row = next(each for each in read_meetings(BytesIO(content)).value.meetings if each.code == f"T{agreed.pk}")
    assert len(row.others) == 1
    line = next(each for each in read_placed(BytesIO(content)).value if each.code == f"T{agreed.pk}")
    assert (line.first, line.second, line.others) == ("Завод 0", "Завод 1", "Завод 2")
    # and comes back as it went
    lines = read_placed(BytesIO(content)).value
    made, broken = services.run_import(actor=actor_of(organiser), session=agreed.session, lines=lines, at=AT)
    assert made is not None and broken == []


def test_who_joins_late_and_sits_elsewhere_asks_for_a_repair(placed, agreed, sides, computed, organiser):
    """The fourth comes to a table that has its time, at which it may be elsewhere: the organiser is told."""
    fourth = sides[3]
    meeting = Meeting.objects.get(cooperation=agreed)
    Meeting.objects.filter(wish__receiver=fourth.profile).update(slot=meeting.slot)
    services.seat_offer(actor=sides[0].actor, table=agreed, guest=fourth.profile, role="bank", at=AT)
    services.seat_answer(actor=fourth.actor, table=agreed, by=fourth.profile, accept=True, at=AT)
    page = board_page.of(actor_of(organiser), agreed.session, selectors.plan_of(agreed.session))
    assert meeting.pk in {each.pk for each in page.broken}
    repaired = computed(agreed.session, services.repair_start)
    assert repaired.result["changed"] == repaired.result["fewest"] == 1
    services.run_publish(actor=actor_of(organiser), run=repaired, at=AT)
    page = board_page.of(actor_of(organiser), agreed.session, selectors.plan_of(agreed.session))
    assert page.broken == []


def test_called_off_it_leaves_its_place(placed, agreed, sides):
    services.table_withdraw(actor=sides[0].actor, table=agreed, by=sides[0].profile, at=AT)
    assert not Meeting.objects.filter(cooperation=agreed).exists()
    assert Notice.objects.filter(key__contains=f"table:{agreed.pk}:off").count() == 2


def test_minutes_are_everybodys_and_the_note_is_ones_own(placed, agreed, sides, client):
    with pytest.raises(Refused):
        services.table_minutes(
            actor=sides[1].actor, table=agreed, by=sides[1].profile, minutes="Рано", result="contact", at=AT
        )
    services.table_minutes(
        actor=sides[1].actor, table=agreed, by=sides[1].profile, minutes="Образец к сентябрю", result="intention",
        note="наша заметка", at=AFTER,
    )  # fmt: skip
    with pytest.raises(Hidden):
        services.table_minutes(
            actor=sides[3].actor, table=agreed, by=sides[3].profile, minutes="Чужое", result="contact", at=AFTER
        )
    agreed = selectors.tables(agreed.session).get(pk=agreed.pk)
    text = "\n".join(each.text for each in Document(BytesIO(docx(paper.intent(agreed)))).paragraphs)
    assert "Образец к сентябрю" in text and "наша заметка" not in text
    client.force_login(sides[2].person)
    body = client.get(_url("cooperation_table", sides[2], agreed)).content.decode()
    assert "Образец к сентябрю" in body and "наша заметка" not in body
    assert Meeting.objects.get(cooperation=agreed).state == "held"


def _url(name, side, table):
    return reverse(f"matchmaking:{name}", args=[table.session.slug, side.key, table.pk])


def _answer(side, table, action):
    return reverse("matchmaking:cooperation_answer", args=[table.session.slug, side.key, action, table.pk])


@pytest.mark.parametrize("name", ["cooperation_table", "cooperation_paper"])
def test_strangers_find_no_table(client, agreed, sides, name):
    assert client.get(_url(name, sides[3], agreed)).status_code == 404
    client.force_login(sides[3].person)
    assert client.get(_url(name, sides[3], agreed)).status_code == 404
    client.force_login(sides[1].person)
    assert client.get(_url(name, sides[1], agreed)).status_code == 200


def test_the_sketch_is_not_shown_to_whoever_declined(client, table, sides, clock):
    clock(AT)
    client.force_login(sides[1].person)
    assert "Сердечник" in client.get(_url("cooperation_table", sides[1], table)).content.decode()
    client.post(_answer(sides[1], table, "decline"))
    assert "Сердечник" not in client.get(_url("cooperation_table", sides[1], table)).content.decode()


def test_from_the_page_that_opens_it_to_the_joint_project(client, sides, plan, agree_to, clock):
    """The initiator fills one form, three agree, and the canvas names them in their roles."""
    clock(AT)
    first = sides[0]
    client.force_login(first.person)
    here = reverse("matchmaking:cooperation", args=[plan.session.slug, first.key])
    assert client.post(here, {"title": "", "idea": ""}).status_code == 422
    client.post(here, {"title": "Линия оболочек", "idea": "Оболочка из своего полимера"})
    table = CooperationTable.objects.get()
    for side, role in zip(sides[1:], ("maker", "buyer", "bank"), strict=True):
        client.post(_url("cooperation_invite", first, table), {"guest": side.profile.pk, "role": role})
    assert (
        client.post(_url("cooperation_invite", first, table), {"guest": first.profile.pk, "role": "bank"}).status_code
        == 422
    )
    agree_to(table, sides[1:])
    client.force_login(first.person)
    answer = client.post(_url("cooperation_project", first, table))
    table.refresh_from_db()
    assert answer.url == table.project.get_absolute_url()
    assert (table.project.makers, table.project.buyers, table.project.lacking) == ("Завод 1", "Завод 2", "Завод 3")
    assert {(each.organisation_id, each.role) for each in table.project.participants.all()} == {
        (first.organisation.pk, "initiator"), (sides[1].organisation.pk, "co_executor"),
        (sides[2].organisation.pk, "buyer"),
    }  # fmt: skip


@pytest.fixture
def agree_to(client, sides):
    """Answers on the page; the first three are members of one cluster, the fourth, a bank, is not."""
    from svetovod.web.accounts.models import RoleGrant
    from svetovod.web.registry.models import Cluster, Membership

    cluster = Cluster.objects.create(
        slug="cable", name="Кабельный кластер", regions=["RU-MO"], state="registered", manager=sides[3].organisation
    )
    for side in sides[:3]:
        Membership.objects.create(cluster=cluster, organisation=side.organisation, role="supplier")
    RoleGrant.objects.create(
        person=sides[0].person, role="initiator", scope="organisation", scope_id=str(sides[0].organisation.pk),
        granted_at=AT,
    )  # fmt: skip

    def answer(table, those):
        for side in those:
            client.force_login(side.person)
            client.post(_answer(side, table, "accept"))

    return answer


def test_a_guest_at_the_table_does_not_call_it_off(table, sides, guest):
    """The link of a guest who sits there speaks for that guest, not for the table."""
    side = side_of(VISITOR, table.session.slug, guest.key)
    profile = services.profile_save(
        actor=VISITOR, profile=side.profile, about="Гость", lines=[], visible="session", closed=[], at=AT,
        link=side.link,
    )  # fmt: skip
    services.seat_offer(actor=sides[0].actor, table=table, guest=profile, role="bank", at=AT)
    with pytest.raises((Denied, Hidden)):
        services.table_withdraw(actor=VISITOR, table=table, by=profile, at=AT, link=side.link)
    table.refresh_from_db()
    assert table.state == "gathering"
