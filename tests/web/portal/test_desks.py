"""Desks by role: what is here, what needs one, what changed, from the rows there are; nothing of another's."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from svetovod.demo import build_events
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import Invitation
from svetovod.web.common.backed_up import Known
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.notices.services import notice_add
from svetovod.web.portal import tasks
from svetovod.web.portal.desks import boards, clusters
from svetovod.web.portal.desks.shape import Task, lines
from svetovod.web.portal.tasks import rounds_to_lead
from svetovod.web.projects.selectors import projects_own
from svetovod.web.registry.models import Cluster, ClusterSheet, Organisation, StoredVerdict
from svetovod.web.selection.models import SelectionRound

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2021, 6, 10, 10, 0, tzinfo=MOSCOW)
EDITION = "2021-04-08"


def judged(cluster, conclusion, *, on="2021-06-09", edition=EDITION, sheet=None):
    sheet = sheet or ClusterSheet.objects.create(
        cluster=cluster, uploaded_at=NOW - timedelta(days=2), file_name=f"{cluster.slug}.xlsx", sha256="0" * 64,
        content={},
    )  # fmt: skip
    result = {
        "schema": 1, "act": "pp779", "on": on, "edition": edition, "edition_date_is": "signed", "verdict": conclusion,
        "measures": {}, "rules": [], "fixes": [], "facts_version": "1",
    }  # fmt: skip
    return StoredVerdict.objects.create(
        cluster=cluster, sheet=sheet, on=on, act="pp779", edition=edition, verdict=conclusion, result=result,
        facts_version=f"{on}{conclusion}", engine_version="1", input_sha256="0" * 64, made_at=NOW - timedelta(days=1),
    )  # fmt: skip


@pytest.fixture
def in_force():
    from svetovod.web.registry import bridge

    return bridge.edition_on(NOW.date()).isoformat()


def board(person, moment=NOW):
    return boards(actor_of(person), moment)


def listing(board, key):
    return [[str(cell.text) for cell in row] for row in next(each for each in board.listings if each.key == key).rows]


def figures(board):
    return {str(label): value for label, value, _note in board.figures}


@pytest.fixture
def four(cluster, in_force):
    """One that conforms, one that does not, one that lacks data, one of another region without a workbook."""
    good, bad, blank, other = cluster(1), cluster(2), cluster(3), cluster(4, "RU-PNZ")
    judged(good, "conforming", edition=in_force)
    judged(bad, "not_conforming", edition=in_force)
    judged(blank, "undetermined", edition=in_force)
    return good, bad, blank, other


def test_whoever_has_no_role_is_told_how_one_is_got(client, person, clock):
    client.force_login(person("nobody@example.org"))
    bare = client.get("/desk/").content.decode()
    assert "У вас пока нет роли" in bare and 'href="/sessions/"' in bare
    client.force_login(person("region@example.org", ("regional_authority", "region", "RU-PNZ")))
    assert "У вас пока нет роли" not in client.get("/desk/").content.decode()


def test_what_was_told_before_and_is_not_read_is_not_called_nothing(client, person, clock):
    somebody = person("reader@example.org")
    client.force_login(somebody)
    assert "не прочитано" not in client.get("/desk/").content.decode()
    notice_add(person=somebody, text="Told in spring", at=NOW - timedelta(days=60))
    assert "1 прежнее уведомление не прочитано" in client.get("/desk/").content.decode()


def test_an_intake_whose_term_is_over_is_to_be_closed_now(db, person):
    round_ = SelectionRound.objects.create(
        slug="2021", title="Selection", limit=1, state="open", announced_at=NOW - timedelta(days=9), closes_at=NOW
    )
    actor = actor_of(person("secretary@example.org", ("secretary", "round", str(round_.pk))))
    before, after = (next(iter(rounds_to_lead(actor, NOW + timedelta(seconds=shift)))).what for shift in (-1, 0))
    assert (before, after) == ("Закрыть приём, когда истечёт срок", "Закрыть приём: срок истёк")


def test_the_officer_sees_every_cluster_and_what_does_not_conform_first(four, person):
    (found,) = board(person("officer@example.org", ("registry_officer", "platform", "")))
    assert [row[0] for row in listing(found, "attention")] == ["Cluster 2", "Cluster 3", "Cluster 4"]
    assert figures(found)["Кластеры"] == 4 and figures(found)["Не соответствуют"] == 1
    assert len(listing(found, "workbooks")) == 3


def test_the_officer_is_asked_for_outdated_verdicts(four, person, in_force):
    good, _bad, _blank, _other = four
    ClusterSheet.objects.create(
        cluster=good, uploaded_at=NOW - timedelta(hours=1), file_name="new.xlsx", sha256="1" * 64, content={}
    )
    (found,) = board(person("officer@example.org", ("registry_officer", "platform", "")))
    assert [task.where for task in found.tasks] == ["Cluster 1"]
    assert "Cluster 1" in [row[0] for row in listing(found, "attention")]


def test_a_verdict_of_a_former_edition_is_out_of_date(cluster, person, in_force):
    judged(cluster(1), "conforming", on="2016-01-20", edition="2015-07-31")
    (found,) = board(person("officer@example.org", ("registry_officer", "platform", "")))
    assert [task.where for task in found.tasks] == ["Cluster 1"]


def test_a_region_sees_its_own_alone(four, person, session):
    build_events.registrations(session, n=9, regions=3, actor=SYSTEM, at=datetime(2021, 6, 2, tzinfo=MOSCOW))
    (found,) = board(person("region@example.org", ("regional_authority", "region", "RU-MO")))
    assert sorted(row[0] for row in listing(found, "clusters")) == ["Cluster 1", "Cluster 2", "Cluster 3"]
    assert [task.where for task in found.tasks] == ["Cluster 2"]
    assert listing(found, "sessions")[0][0] == session.title
    assert "Cluster 4" not in str(found)


def test_few_projects_are_not_counted_by_state():
    from collections import Counter

    assert clusters._by_state(Counter({"draft": 2, "ready": 3})).endswith(": 3")
    assert "2" not in clusters._by_state(Counter({"draft": 2, "ready": 3}))


def test_the_centre_sees_what_its_clusters_lack(four, person, cluster):
    cluster(5)
    (found,) = board(person("cdc@example.org", ("cdc_officer", "region", "RU-MO")))
    assert sorted(task.where for task in found.tasks) == ["Cluster 3", "Cluster 5"]
    assert figures(found)["Без файла сведений"] == 1


def test_the_operator_sees_letters_jobs_invitations_and_nothing_of_the_domain(admin, four, client, clock):
    mail = OutgoingMail.objects.create(
        key="k", to="a@example.ru", subject="Stuck", text="", state=MailState.UNCLEAR, domain_at=NOW, queued_at=NOW
    )
    Invitation.objects.create(
        email="b@example.ru", role="expert", scope="round", scope_id="1", label="Round", invited_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip
    (found,) = board(admin)
    assert listing(found, "letters")[0][0] == "Stuck" and listing(found, "invitations")[0][1] == "Round"
    assert [task.url for task in found.tasks] == ["/outbox/"]
    client.force_login(admin)
    page = client.get("/desk/").content.decode()
    assert f"/outbox/{mail.pk}/" in page and "Cluster" not in page


def _ago(days, *, lost=0, of=None):
    now = timezone.now()
    return Known(now - timedelta(days=days), "a.svb", "", lost, None if of is None else now - timedelta(days=of))


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize(
    ("made", "tried", "kind", "said"),
    [
        (_ago(1), None, "either", "the last was made"),
        (_ago(1), _ago(1), "yes", "restored when tried"),
        (_ago(1), _ago(3), "either", "restored when tried"),
        (_ago(1), _ago(0, of=400), "either", "restored when tried is of"),  # an archive, tried by hand today
        (_ago(1), _ago(1, of=1), "yes", "restored when tried is of"),
        (None, _ago(0), "info", "none has been made here"),
        (None, None, "info", "none has been made here"),
        (_ago(3), _ago(0), "info", "the last was made"),
        (_ago(0, lost=2), _ago(0), "info", "files it has not: 2"),
    ],
)
def test_the_operator_of_an_installation_sees_when_a_backup_was_made_and_last_restored(
    admin, clock, settings, monkeypatch, elsewhere, made, tried, kind, said
):
    """`either`: good where backups are tried on another machine."""
    settings.DEMO, settings.BACKUPS_TRIED_ELSEWHERE = False, elsewhere
    known = {name: each for name, each in (("made", made), ("tried", tried)) if each}
    monkeypatch.setattr("svetovod.web.portal.desks.operations.remembered", lambda: known)
    with translation.override("en"):
        (state,) = [each for each in board(admin)[0].listings if each.key == "state"]
    ((cell,),) = [row[1:] for row in state.rows if row[0].text == "Backups"]
    shown = ("yes" if elsewhere else "info") if kind == "either" else kind
    assert (cell.kind, said in cell.sub) == (shown, True)
    if tried is None:
        said = "tried on another machine" if elsewhere else "none has been restored here"
        assert said in cell.sub


@pytest.mark.parametrize("role", ["expert", "initiator", "auditor", "organiser", "participant"])
def test_nobody_else_has_them(four, person, role):
    assert board(person("who@example.org", (role, "organisation", "1"))) == []


@pytest.mark.parametrize(
    ("role", "scope", "scope_id"),
    [
        ("registry_officer", "platform", ""), ("regional_authority", "region", "RU-MO"),
        ("cdc_officer", "region", "RU-MO"), ("administrator", "platform", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("count", [0, 7])
def test_each_page_is_drawn_with_the_same_few_questions(
    client, person, clock, cluster, role, scope, scope_id, count, django_assert_max_num_queries, in_force
):
    for number in range(count):
        judged(cluster(number), "undetermined", edition=in_force)
    client.force_login(person("who@example.org", (role, scope, scope_id)))
    client.get("/desk/")
    with django_assert_max_num_queries(26):  # two of them: the last visit, what one was told
        page = client.get("/desk/")
    assert (page.status_code == 200 and "<table" in page.content.decode()) or not count


def test_the_desk_of_a_manager_who_speaks_for_the_house_asks_each_thing_once(
    client, four, person, clock, django_assert_max_num_queries
):
    house = Organisation.objects.create(inn="7701234567", name="Завод", region="RU-MO")
    four[1].memberships.create(organisation=house, joined_on=NOW.date() - timedelta(days=9))
    roles = [("cluster_manager", "cluster", str(four[1].pk)), ("participant", "organisation", str(house.pk))]
    client.force_login(person("manager@example.org", *roles))
    client.get("/desk/")
    with django_assert_max_num_queries(27) as seen:
        assert "Cluster 2" in client.get("/desk/").content.decode()
    asked = [each["sql"] for each in seen.captured_queries]
    for table in ("dossier_agreement", "matchmaking_meetingprofile", "dossier_organisationfounding"):
        assert len([sql for sql in asked if f'FROM "{table}"' in sql and "EXISTS" not in sql]) <= 1, table


@pytest.mark.parametrize(
    ("role", "none"),
    [
        (("registry_officer", "platform", ""), True), (("expert", "session", "s"), True),
        (("initiator", "organisation", "1"), False), (("cluster_manager", "cluster", "1"), False),
        (("preparer", "project", "1"), False), (("cluster_manager", "organisation", "1"), False),
    ],
)  # fmt: skip
def test_no_project_is_sought_for_whoever_can_have_none(person, role, none):
    assert projects_own(actor_of(person("who@example.org", role))).query.is_empty() is none


def test_a_manager_finds_the_clusters_in_hand_with_verdict_and_papers(four, person):
    bad = four[1]
    found = board(person("manager@example.org", ("cluster_manager", "cluster", str(bad.pk))))
    (own,) = [each for each in found if each.key == "clusters"]
    (row,) = next(each for each in own.listings if each.key == "clusters").rows
    assert row[0].text == "Cluster 2" and row[0].url == f"/clusters/{bad.slug}/verdict/"
    assert row[-1].url == f"/clusters/{bad.slug}/dossier/" and str(row[-1].text).startswith("2 ")
    assert "Cluster 1" not in str(found)


def test_more_than_three_of_a_kind_are_one_line_with_its_number(client, person, clock, cluster, in_force):
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    client.force_login(officer)

    def rows():
        page = client.get("/desk/").content.decode()
        body = page[page.index('id="todo"') :]
        return body[body.index("<tbody>") : body.index("</tbody>")].split("<tr")[1:]

    def verdicts():
        return [row for row in rows() if "Пересчитать" in row]

    for number in (1, 2, 3):
        judged(cluster(number), "conforming", on="2016-01-20", edition="2015-07-31")
    assert len(verdicts()) == 3
    for number in (4, 5):
        judged(cluster(number), "conforming", on="2016-01-20", edition="2015-07-31")
    (row,) = verdicts()
    assert "Пересчитать вердикты: файл сведений или редакция новее: 5" in row
    assert "Cluster 1, Cluster 2, Cluster 3 и ещё 2" in row
    assert [f"/clusters/cluster-{n}/verdict/" in row for n in (1, 4, 5)] == [True] * 3
    assert "6 дел" in client.get("/desk/").content.decode()
    for number in (1, 2):
        judged(Cluster.objects.get(slug=f"cluster-{number}"), "conforming", edition=in_force)
    assert len(verdicts()) == 3


def test_several_of_one_page_lead_to_it_the_most_urgent_first():
    def sheet(n, due=NOW):
        return Task("Fill the sheet", f"Application {n}", "/sheets/", due, many="Fill the sheets")

    early = sheet(9, NOW - timedelta(days=1))
    other = Task("Vote", "Selection", "/vote/", NOW)
    found = lines([early, other, sheet(1), sheet(2), sheet(3, NOW + timedelta(days=1))], NOW)
    assert [(line.what, len(line.tasks), line.url) for line in found] == [
        ("Fill the sheets", 4, "/sheets/"), ("Vote", 1, "/vote/")
    ]  # fmt: skip
    assert found[0].due == early.due and found[1].alone == other
    assert [line.late for line in found] == [3, 1], "each term is its own, also where the line has one of them"
    assert [line.alone.what for line in lines([sheet(1), sheet(2), sheet(3)], NOW)] == ["Fill the sheet"] * 3


def test_a_line_of_several_tells_how_many_of_them_are_late(client, person, clock, monkeypatch):
    days = [NOW + timedelta(days=number) for number in (-3, -2, -1, 5)]
    many = [Task(f"Answer {day.day}", "CP-1", f"/remarks/#{day.day}", day, many="Answer the remarks") for day in days]
    monkeypatch.setattr(tasks, "SOURCES", [lambda _actor, _moment: many])
    client.force_login(person("who@example.org"))
    page = client.get("/desk/").content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    assert row.count("<tr") == 1 and '<span class="sub">3 просрочены</span>' in " ".join(row.split())


def test_what_unfolds_is_never_without_words(client, person, clock, monkeypatch):
    """Drafts of an edition without a note have no place: their line is opened by what there is to do."""
    many = [Task(f"Publish {number}", "", f"/editions/{number}/", many="Publish the drafts") for number in range(4)]
    monkeypatch.setattr(tasks, "SOURCES", [lambda _actor, _moment: many])
    client.force_login(person("who@example.org"))
    page = client.get("/desk/").content.decode()
    summary = page[page.index("<summary>") : page.index("</summary>")]
    assert "Publish the drafts" in summary


def test_the_list_of_several_says_of_each_what_tells_it_from_the_others():
    """Among equal deeds the place alone; where they differ, both: forty sentences alike help nobody."""

    def line(*said):
        (found,) = lines([Task(what, f"Cluster {n}", f"/{n}/", many="Compute the verdicts") for n, what in said], NOW)
        return [words for _task, words in found.named]

    alike = [(n, "Compute the verdict") for n in range(4)]
    assert line(*alike) == [f"Cluster {n}" for n in range(4)]
    assert line(*alike, (4, "Compute the verdict anew")) == [
        *(f"Cluster {n}: Compute the verdict" for n in range(4)), "Cluster 4: Compute the verdict anew"
    ]  # fmt: skip
    (nowhere,) = lines([Task("Sign", "", f"/{n}/") for n in range(4)], NOW)
    assert [words for _task, words in nowhere.named] == ["Sign"] * 4
