"""The lists behind the numbers of the organiser's page, what a proposal leaves behind, and a large event on a page."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Hidden
from svetovod.web.matchmaking import board_page, funnel, lists, runs_page, selectors, services
from svetovod.web.matchmaking.enums import ListKind
from svetovod.web.matchmaking.models import Meeting, MeetingWish, Proposal, ScheduleRun

from .conftest import AT


def url(name, *args):
    return reverse(f"matchmaking:{name}", args=["saransk", *args])


def text(response):
    return " ".join(unescape(response.content.decode()).replace("\u00a0", " ").split())


def rows(response):
    return re.findall(r'<th scope="row">\s*<span lang="ru">(.*?)</span>', response.content.decode(), re.S)


def steps(session):
    return dict(funnel.of(session).steps)


def test_whoever_is_shown_a_partner_with_reasons_leaves_a_proposal_once(client, sides, clock):
    client.force_login(sides[0].person)
    for _time in range(2):
        assert client.get(url("partners", sides[0].key)).status_code == 200
    shown = set(Proposal.objects.filter(profile=sides[0].profile).values_list("about", flat=True))
    assert shown and Proposal.objects.count() == len(shown)
    found = funnel.of(sides[0].profile.session)
    assert (found.shown, found.taken, found.useful, found.refused) == (len(shown), 0, 0, 0)
    other = next(side for side in sides if side.profile.pk in shown)
    services.opinion_say(actor=sides[0].actor, profile=sides[0].profile, about=other.profile, useful=False, at=AT)
    services.wish_make(actor=sides[0].actor, sender=sides[0].profile, receiver=other.profile, at=AT)
    found = funnel.of(sides[0].profile.session)
    assert (found.taken, found.useful, found.refused) == (1, 0, 1)


def test_proposals_are_the_enterprises_own_and_of_an_open_session(sides, plan):
    with pytest.raises(Hidden):
        services.proposals_note(
            actor=sides[1].actor, profile=sides[0].profile, about=[sides[2].profile.pk], at=AT
        )  # fmt: skip
    plan.session.state = "finished"
    plan.session.save(update_fields=["state"])
    sides[0].profile.session.refresh_from_db()
    noted = services.proposals_note(actor=sides[0].actor, profile=sides[0].profile, about=[sides[1].profile.pk], at=AT)
    assert noted == 0 and not Proposal.objects.exists()


def test_each_number_is_the_length_of_its_list(client, published, sides, organiser, plan, clock):
    Proposal.objects.create(profile=sides[0].profile, about=sides[2].profile, shown_at=AT)
    services.wish_make(actor=sides[0].actor, sender=sides[0].profile, receiver=sides[2].profile, at=AT)
    first, second = Meeting.objects.order_by("pk")[:2]
    Meeting.objects.filter(pk=first.pk).update(state="held", sender_result="intention", receiver_result="contact")
    Meeting.objects.filter(pk=second.pk).update(state="missed")
    client.force_login(organiser)
    counted = steps(plan.session)
    assert counted == {"invited": 5, "agreed": 4, "held": 1, "intentions": 1, "projects": 0, "funded": 0}
    for kind, count in counted.items():
        answer = client.get(url("listing"), {"what": kind})
        assert len(rows(answer)) == count, kind
    assert len(rows(client.get(url("listing"), {"what": "proposed", "state": "invited"}))) == 1
    assert not rows(client.get(url("listing"), {"what": "proposed", "state": "none"}))
    page = text(client.get(url("organise")))
    assert "От предложений до совместных проектов" in page and f"{url('listing')}?what=intentions" in page


def test_filters_stand_in_the_address_and_nonsense_narrows_nothing(client, published, sides, organiser, clock):
    client.force_login(organiser)
    meeting = selectors.meetings(sides[0].profile.session)[0]
    here = client.get(url("listing"), {"q": "завод 1", "what": "agreed"})
    assert len(rows(here)) == 2 and all("Завод 1" in row for row in rows(here))
    place = {"slot": meeting.slot, "table": meeting.table}
    assert len(rows(client.get(url("listing"), place))) == 1
    for nonsense in ({"slot": "99"}, {"what": "x"}, {"table": "-1", "page": "x"}, {"state": "agreed"}):
        assert len(rows(client.get(url("listing"), nonsense))) == 4
    assert text(client.get(url("listing"), {"what": "unplaced"})).count("Список пуст") == 1
    client.force_login(sides[0].person)
    assert client.get(url("listing")).status_code == client.get(url("runs")).status_code == 404


def test_a_list_names_no_word_and_no_note(client, published, sides, organiser, clock):
    MeetingWish.objects.update(word="Тайное слово")
    Meeting.objects.update(sender_note="Тайная заметка", sender_result="intention", state="held")
    client.force_login(organiser)
    for kind in ListKind:
        assert "Тайн" not in text(client.get(url("listing"), {"what": kind.value})), kind


def test_what_a_repair_changes_and_what_cannot_be_held(client, published, organiser, plan, computed, clock):
    services.tables_lose(actor=actor_of(organiser), session=plan.session, lost=[2], at=AT)
    client.force_login(organiser)
    broken = rows(client.get(url("listing"), {"what": "broken"}))
    assert len(broken) == Meeting.objects.filter(table=2).count() > 0
    made = computed(plan.session, services.repair_start)
    answer = client.get(url("listing"), {"what": "changes"})
    assert len(rows(answer)) >= made.result["changed"] and "→" not in text(answer)
    assert len(rows(client.get(url("listing"), {"what": "changes", "q": "завод 0"}))) < len(rows(answer)) or (
        all("Завод 0" in row for row in rows(answer))
    )


def test_the_hour_of_a_meeting_is_fixed_from_the_list(client, published, organiser, clock):
    client.force_login(organiser)
    page = client.get(url("listing"), {"what": "agreed"})
    wish = MeetingWish.objects.order_by("pk")[0]
    assert f'<option value="{wish.pk}">' in page.content.decode()
    client.post(url("fix"), {"meeting": str(wish.pk), "slot": "3"})
    wish.refresh_from_db()
    assert wish.fixed == 3


def test_the_schedule_in_force_is_named_however_many_were_computed_since(published, organiser, plan):
    for number in range(2, 12):
        ScheduleRun.objects.create(
            session=plan.session, number=number, problem={}, seconds=1, state="failed", asked_at=AT
        )
    page = runs_page.of(actor_of(organiser), plan.session, selectors.plan_of(plan.session))
    assert page.published and page.published.run.pk == published.pk and len(page.rows) == runs_page.SHOWN + 1


def test_while_it_is_computed_the_page_asks_for_the_calculations_alone(client, published, organiser, plan, clock):
    run = services.run_start(actor=actor_of(organiser), session=plan.session, at=AT)
    services.run_begin(run_id=run.pk)
    services.run_compare(run_id=run.pk, greedy={"unplaced": 7, "breaks": 31})
    services.run_progress(run_id=run.pk, progress={"breaks": 5, "bound": 2, "seconds": 4.0})
    client.force_login(organiser)
    part = client.get(url("runs"))
    shown = text(part)
    assert "<html" not in part.content.decode() and url("runs") in shown
    assert "Лучшее пока: окон 5" in shown and "31" in shown and "Достаточно" in shown
    services.run_progress(run_id=run.pk, progress={"kept": 3, "most": 4, "breaks": 0, "seconds": 6.0})
    assert "с местом 3 встречи, больше 4" in text(client.get(url("runs")))
    ScheduleRun.objects.filter(pk=run.pk).update(state="failed")
    assert "hx-get" not in client.get(url("runs")).content.decode()


def test_a_large_event_is_counted_on_the_page_and_named_in_the_list(
    client, published, organiser, plan, clock, monkeypatch
):
    client.force_login(organiser)
    whole = client.get(url("organise"))
    monkeypatch.setattr(board_page, "WHOLE", 3)
    monkeypatch.setattr(lists, "SHOWN", 3)
    counted = client.get(url("organise"))
    said = selectors.meetings(plan.session)[0].said
    assert said in text(whole) and said not in text(counted).split("Закреплённое время")[0].split("На день встреч")[1]
    assert "все согласованные встречи" in text(counted) and "slot=1" in counted.content.decode()
    assert [len(rows(client.get(url("listing"), {"page": page}))) for page in (1, 2)] == [3, 1]


def test_a_list_asks_as_many_questions_of_many_as_of_few(client, published, sides, organiser, clock, agree):
    client.force_login(organiser)

    def count():
        found = []
        for kind in ListKind:
            client.get(url("listing"), {"what": kind.value})
            with CaptureQueriesContext(connection) as caught:
                client.get(url("listing"), {"what": kind.value})
            found.append(len(caught))
        return found

    few = count()
    agree(sides[0], sides[2])
    agree(sides[1], sides[3])
    Proposal.objects.create(profile=sides[0].profile, about=sides[2].profile, shown_at=AT)
    many = count()
    assert max(many) <= 20
    assert [more - less for more, less in zip(many, few, strict=True) if more - less > 3] == []
