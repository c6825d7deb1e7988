"""A dossier keeps its edition: a newer one warns and moves nothing, its manager moves it and says why."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils.html import strip_tags

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.dossier import edition_letters, edition_page, selectors, services
from svetovod.web.dossier.models import Dossier, EditionPin
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.portal import tasks as desk
from svetovod.web.registry import held
from svetovod.web.registry.models import Cluster
from svetovod.web.rulebook import selectors as rulebook
from svetovod.web.rulebook import services as law

from .conftest import AT, LAST, LATER, MODERN, NEW, OLD

PAGE, MOVE = "/clusters/dependence/dossier/edition/", "/clusters/dependence/dossier/edition/move/"
DRAFTED = date(2024, 9, 1)  # the edition an officer publishes


def said(answer, status=200):
    assert answer.status_code == status
    text = strip_tags(re.sub("<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def published(person):
    """An edition that raises the reduced threshold from 10 to 20 % from 01.09.2024 on, published on 03.06.2024."""
    first, second = (actor_of(person(f"officer-{n}@example.org", ("registry_officer", "platform", ""))) for n in (1, 2))
    typed = {
        "number": "1000", "signed_on": date(2024, 5, 30), "effective_from": DRAFTED, "publication": "СЗ РФ 2024 N 23",
        "note_ru": "Порог 20 %", "note_en": "20%",
        "changes": [{"key": "cluster.func_dependence_min_reduced", "value": "0.2", "point": "пункт 1"}],
    }  # fmt: skip
    act = rulebook.act_get(held.ACT, MODERN.date())
    draft = law.edition_draft(actor=first, act=act, typed=typed, until=MODERN.date(), at=MODERN)
    law.edition_publish(actor=second, edition=draft, at=MODERN)


def by_its_edition(dossier, on):
    page = held.page(dossier.cluster.sheets.get(), edition=dossier.edition, on=on)
    return page.verdict.edition, page.verdict.conclusion.value, [(r.key, r.outcome, r.limit) for r in page.rows]


def test_it_is_opened_under_the_edition_in_force(dossier, manager, cluster):
    assert dossier.edition == OLD
    again = services.dossier_open(actor=actor_of(manager), cluster=cluster, at=LATER)
    assert (again.pk, again.edition) == (dossier.pk, OLD)
    (pin,) = dossier.pins.all()
    assert (pin.before, pin.edition, pin.pinned_at, pin.pinned_by) == (None, OLD, AT, manager)


@pytest.mark.parametrize(("opened", "edition"), [(AT, OLD), (MODERN, LAST)])
def test_a_new_edition_never_touches_a_live_dossier(cluster, manager, person, opened, edition):
    """Neither the row nor the verdict in it, on any day after."""
    dossier = services.dossier_open(actor=actor_of(manager), cluster=cluster, at=opened)
    days = [MODERN.date(), DRAFTED, date(2025, 1, 1)]
    before = [by_its_edition(dossier, day) for day in days]
    kept = Dossier.objects.values().get()
    published(person)
    edition_letters.overtaken_tell(at=MODERN)
    assert Dossier.objects.values().get() == kept
    assert EditionPin.objects.count() == 1
    assert [by_its_edition(dossier, day) for day in days] == before
    assert {each for each, *_rest in before} == {edition}


def test_publication_warns_the_manager_once(modern, manager, person):
    published(person)
    edition_letters.overtaken_tell(at=MODERN)
    edition_letters.overtaken_tell(at=datetime(2024, 9, 2, 9, 0, tzinfo=UTC))
    notice = Notice.objects.get(person=manager, key__startswith="dossier:")
    assert notice.key == f"dossier:{modern.pk}:edition:2024-09-01"
    assert notice.url == PAGE
    mail = OutgoingMail.objects.get(key__startswith="dossier:")
    assert "вступает в силу 01.09.2024" in mail.text.replace("\u00a0", " ")


def test_the_day_of_the_clock_warns_too(dossier, manager, signed):
    edition_letters.overtaken_tell(at=AT)
    assert not Notice.objects.filter(key__startswith="dossier:").exists()
    edition_letters.overtaken_tell(at=LATER)
    assert Notice.objects.get(key__startswith="dossier:").key.endswith(NEW.isoformat())
    todo = [task.url for task in desk.context(actor_of(manager), LATER)["tasks"]]
    assert PAGE in todo
    assert PAGE not in [task.url for task in desk.context(actor_of(manager), AT)["tasks"]]


@pytest.mark.parametrize("address", ["/clusters/dependence/", "/clusters/dependence/dossier/", PAGE])
def test_the_banner_stands_where_the_manager_looks(signed, dossier, manager, address):
    warning = "Действует редакция от 16.11.2021"
    assert warning not in said(signed(manager).get(address))
    assert warning in said(signed(manager, LATER).get(address))


def test_the_page_says_what_the_newer_edition_changes_for_this_cluster(signed, dossier, manager):
    text = said(signed(manager, LATER).get(PAGE))
    compared = edition_page.difference(dossier, selectors.outlook(dossier, LATER.date()).newest, LATER.date())
    assert compared.on == LATER.date()
    assert (compared.before.verdict.edition, compared.after.verdict.edition) == (OLD, NEW)
    assert edition_page.answer(compared).replace("\u00a0", " ") in text
    assert compared.changes
    for change in compared.changes:
        assert change.label in text
        if change.after and change.after.distance:
            assert change.after.distance.replace("\u00a0", " ") in text


def test_a_rule_the_newer_edition_raises_changes_the_verdict_and_says_by_how_much(modern, person):
    """By hand: 14.23 % against 10 % has 4.23 points to spare; against 20 % it lacks 5.77."""
    published(person)
    edition = selectors.outlook(modern, MODERN.date()).newest
    compared = edition_page.difference(modern, edition, MODERN.date())
    assert compared.on == DRAFTED
    (change,) = compared.changes
    assert change.key == "cluster.func_dependence_min"
    assert change.worse
    assert compared.flips
    assert compared.reasons == [change]
    assert "4,23" in change.before.distance
    assert "5,77" in change.after.distance


def test_the_manager_moves_it_by_a_step_that_is_kept(signed, dossier, manager):
    browser = signed(manager, LATER)
    assert "От редакции от 02.08.2018 к редакции от 16.11.2021" in said(browser.get(MOVE))
    said(browser.post(MOVE, {"edition": "2021-11-16", "reason": " "}), status=422)
    answer = browser.post(MOVE, {"edition": "2021-11-16", "reason": "Решение совета кластера"})
    assert answer.url == PAGE
    dossier.refresh_from_db()
    assert dossier.edition == NEW
    pin = dossier.pins.first()
    assert (pin.before, pin.edition, pin.pinned_by, pin.reason) == (OLD, NEW, manager, "Решение совета кластера")
    entry = LedgerEntry.objects.filter(action="dossier.move_edition").get()
    assert '"before":"2018-08-02"' in entry.body
    text = said(browser.get(PAGE))
    assert "Решение совета кластера" in text
    assert "02.08.2018 16.11.2021" in text
    assert "Действует редакция от" not in text


def test_a_mistake_can_be_taken_back(dossier, manager):
    actor = actor_of(manager)
    services.edition_move(actor=actor, dossier=dossier, edition=NEW, reason="По ошибке", at=LATER)
    services.edition_move(actor=actor, dossier=dossier, edition=OLD, reason="Назад", at=LATER)
    assert [(p.before, p.edition) for p in dossier.pins.all()] == [(NEW, OLD), (OLD, NEW), (None, OLD)]


@pytest.mark.parametrize(
    ("edition", "moment", "code"),
    [
        (OLD, LATER, "edition.same"),
        (NEW, AT, "edition.not_open"),  # not known yet
        (date(2016, 9, 26), LATER, "edition.not_open"),  # earlier, and never its own
        (date(2021, 11, 17), LATER, "edition.not_open"),  # no edition
    ],
)
def test_where_it_cannot_go(dossier, manager, edition, moment, code):
    with pytest.raises(Refused) as caught:
        services.edition_move(actor=actor_of(manager), dossier=dossier, edition=edition, reason="Надо", at=moment)
    assert caught.value.code == code


def test_what_is_filed_stays_as_it_was_filed(dossier, manager):
    Cluster.objects.filter(pk=dossier.cluster_id).update(state="filed")
    with pytest.raises(Refused) as caught:
        services.edition_move(actor=actor_of(manager), dossier=dossier, edition=NEW, reason="Надо", at=LATER)
    assert caught.value.code == "edition.filed"


def test_nobody_but_the_manager_moves_it_and_others_read(signed, dossier, person):
    readers = {
        "registry_officer": ("platform", "", True), "regional_authority": ("region", "RU-MO", True),
        "auditor": ("platform", "", False),
    }  # fmt: skip
    for role, (scope, where, judges) in readers.items():
        reader = person(f"{role}@example.org", (role, scope, where))
        with pytest.raises((Denied, Hidden)):
            services.edition_move(actor=actor_of(reader), dossier=dossier, edition=NEW, reason="Надо", at=LATER)
        browser = signed(reader, LATER)
        assert browser.post(MOVE, {"edition": "2021-11-16", "reason": "Надо"}).status_code in {403, 404}
        text = said(browser.get(PAGE))
        assert "редакции от 02.08.2018" in text
        assert ("Уровень функциональной зависимости" in text) == judges, role


def test_the_history_cannot_be_rewritten(dossier):
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionPin.objects.update(edition=NEW)


def test_a_cluster_without_a_workbook_has_an_edition_and_no_verdict(signed, manager, manager_of):
    from svetovod.demo import build_registry as build
    from svetovod.web.accounts.actors import SYSTEM

    bare = build.cluster("bare", "Bare", ["RU-MO"], manager_of, actor=SYSTEM, at=AT)
    browser = signed(manager, LATER)
    assert browser.post("/clusters/bare/dossier/edition/open/").status_code == 302
    assert Dossier.objects.get(cluster=bare).edition == NEW
    assert "Судить пока не о чем" in said(browser.get("/clusters/bare/dossier/edition/"))
    assert "Нет редакции" in said(browser.get("/clusters/bare/dossier/edition/move/"))
