"""What was opened lately: the reader's alone, in this browser, as it is to that reader now; and what is new since."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.models import DeskVisit, RoleGrant
from svetovod.web.accounts.services import desk_seen
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.notices.models import Notice
from svetovod.web.notices.services import notice_add
from svetovod.web.portal.desks.changes import changes
from svetovod.web.portal.recent import COOKIE, MOST

from .conftest import AT


@pytest.fixture
def member(person):
    return person("member@example.org", ("cluster_manager", "platform", ""))


@pytest.fixture
def reader(client, member, clock):
    client.force_login(member)
    return client


def lately(client):
    page = client.get("/search/").content.decode()
    return page.partition('id="lately"')[2].partition("</section>")[0]


def test_what_was_opened_stands_on_the_search_page_the_newest_first(reader, cluster, session):
    first, second = cluster(1), cluster(2)
    before = LedgerEntry.objects.count()
    for row in (first, second, first):
        assert reader.get(f"/clusters/{row.slug}/").status_code == 200
    reader.get(f"/sessions/{session.slug}/")
    shown = lately(reader)
    assert shown.index(session.title) < shown.index("Cluster 1") < shown.index("Cluster 2")
    assert shown.count("Cluster 1") == 1 and LedgerEntry.objects.count() == before
    assert not lately(reader.__class__())  # a visitor's search page


def test_the_list_is_short_and_another_person_has_none_of_it(reader, cluster, person):
    for number in range(MOST + 2):
        reader.get(f"/clusters/{cluster(number).slug}/")
    assert lately(reader).count("<li>") == MOST
    kept = reader.cookies[COOKIE].value
    reader.force_login(person("other@example.org"))
    reader.cookies[COOKIE] = kept
    assert not lately(reader)
    reader.cookies[COOKIE] = f"x{kept}"
    assert not lately(reader)


def test_what_one_may_no_longer_see_is_not_shown(reader, cluster, member):
    from svetovod.web.registry.enums import ClusterState

    row = cluster(1)
    reader.get(f"/clusters/{row.slug}/")
    row.__class__.objects.filter(pk=row.pk).update(state=ClusterState.IDEA)
    RoleGrant.objects.filter(person=member).update(revoked_at=timezone.now())
    assert reader.get(f"/clusters/{row.slug}/").status_code == 404 and not lately(reader)


def test_it_goes_with_signing_out_and_nothing_is_kept_through_other_eyes(reader, cluster, person):
    row = cluster(1)
    reader.get(f"/clusters/{row.slug}/")
    kept = reader.cookies[COOKIE]
    assert int(kept["max-age"]) == settings.SESSION_COOKIE_AGE
    stale = kept.value
    reader.post("/accounts/logout/")
    assert not reader.cookies[COOKIE].value
    reader.cookies[COOKIE] = stale
    reader.get("/search/")  # the sign-in has ended by itself: a visitor leaves none of it
    assert not reader.cookies[COOKIE].value
    reader.force_login(person("admin@example.org", ("administrator", "platform", "")))
    target = person("looked@example.org")
    reader.post("/team/as/", {"person": target.email})
    reader.get(f"/clusters/{row.slug}/")
    reader.get("/desk/")
    assert not reader.cookies[COOKIE].value and not DeskVisit.objects.filter(person=target).exists()


def test_new_is_what_came_since_the_visit_before(reader, member, clock):
    actor = actor_of(member)
    assert desk_seen(actor=actor, at=AT) is None
    assert desk_seen(actor=actor, at=AT + timedelta(minutes=10)) is None  # the same visit
    notice_add(person=member, text="Замечание снято", url="/projects/", at=AT + timedelta(hours=1))
    clock(AT + timedelta(hours=2))
    page = reader.get("/desk/").content.decode()
    assert "Замечание снято" in page and "Уведомления" in page
    assert DeskVisit.objects.get().before_at == AT
    clock(AT + timedelta(hours=4))
    assert "Замечание снято" not in reader.get("/desk/").content.decode()
    assert desk_seen(actor=actor, at=AT) is None  # the clock of the demonstration went back


def test_an_organiser_reads_how_many_have_registered_and_an_auditor_how_much_was_written(session, person):
    from svetovod.web.events.models import Registration

    came = person("came@example.org")
    Registration.objects.create(session=session, person=came, region="RU-MO", kind="enterprise", state="confirmed",
                                registered_at=AT, token_hash="x")  # fmt: skip
    for n, state in enumerate(("draft", "cancelled", "declined")):
        Registration.objects.create(session=session, person=person(f"{state}@example.org"), region="RU-MO", state=state,
                                    kind="enterprise", registered_at=AT, token_hash=f"x{n}")  # fmt: skip
    actor = actor_of(person("organiser@example.org", ("organiser", "session", session.slug)))
    ((title, (line,)),) = changes(actor, AT - timedelta(days=1), AT).groups
    everywhere = actor_of(person("all@example.org", ("organiser", "platform", "")))
    assert changes(everywhere, AT - timedelta(days=1), AT).groups[0][0] == session.title
    assert title == session.title and line.what == "1 регистрация" and line.url.endswith("/registrations/")
    assert not changes(actor, AT, AT + timedelta(days=1)).groups
    ((title, (line,)),) = changes(
        actor_of(person("auditor@example.org", ("auditor", "platform", ""))), AT - timedelta(days=30), AT
    ).groups
    assert title == "Журнал" and line.url.startswith("/journal/?since=")


def test_the_same_words_are_counted_however_often_they_were_told(member):
    rows = [Notice(person=member, text="Правка", url=f"/{n}/", created_at=AT, topic="remarks") for n in range(250)]
    Notice.objects.bulk_create(rows)
    notice_add(person=member, text="Одна", url="/one/", at=AT + timedelta(hours=1))
    groups = changes(actor_of(member), AT - timedelta(days=1), AT + timedelta(hours=2)).groups
    said = [(line.what, line.url) for _group, lines in groups for line in lines]
    assert said == [("Одна", "/one/"), ("Правка (250)", "/notices/")]


def test_ten_of_each_source_and_the_desk_says_that_there_is_more(reader, member, clock):
    clock(AT + timedelta(hours=2))
    assert reader.head("/desk/").status_code == 200
    reader.get("/desk/", headers={"Sec-Purpose": "prefetch;prerender"})
    assert not DeskVisit.objects.exists()
    for n in range(11):
        notice_add(person=member, text=f"Замечание {n}", url="/projects/", at=AT + timedelta(hours=1))
    page = reader.get("/desk/").content.decode()
    assert "10 и более" in page and "все уведомления" in page and DeskVisit.objects.exists()
