"""The rules of a round in the words of its pages and papers: the passing score, weights, the least of a criterion."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from svetovod.demo import build_selection as build
from svetovod.web.commission.papers.experts import score_sheet
from svetovod.web.commission.papers.round import summary
from svetovod.web.common.errors import Refused
from svetovod.web.selection import services, tasks
from svetovod.web.selection.announcement import words
from svetovod.web.selection.announcement.content import content
from svetovod.web.selection.announcement.faults import faults
from svetovod.web.selection.models import SelectionRound
from svetovod.web.selection.phrases import threshold_said

from .test_pages import clock, sign_in

BASE = {"kind": "expert", "formula": "", "scale": "", "meaning": ""}
CRITERIA = [
    BASE | {"code": "К1", "name": "Качество", "weight": Decimal(10), "maximum": Decimal(10), "least": Decimal("3.5")},
    BASE | {"code": "К2", "name": "Сроки", "weight": Decimal(10), "maximum": Decimal(10)},
]
SUM = {"scoring": "points", "threshold": Decimal(40), "threshold_unit": "percent", "winners": 2, "sheets_needed": 1}
LEAST = "не менее 3,5, иначе средства не выделяются"


@pytest.mark.parametrize(
    ("value", "unit", "scoring", "ru", "en"),
    [
        ("60.00", "points", "weights", "60 из 100", "60 of 100"),
        ("40", "percent", "points", "40 % от наибольшего балла", "40% of the highest score"),
        ("1", "points", "points", "1 балл", "1 point"),
        ("22", "points", "points", "22 балла", "22 points"),
        ("15", "points", "points", "15 баллов", "15 points"),
        ("15.5", "points", "points", "15,5 балла", "15.5 points"),
        (None, "points", "weights", "нет", "none"),
    ],
)
def test_a_passing_score_is_of_something(value, unit, scoring, ru, en):
    row = SimpleNamespace(threshold=value and Decimal(value), threshold_unit=unit, scoring=scoring)
    for lang, wanted in (("ru", ru), ("en", en)):
        with translation.override(lang):
            assert threshold_said(row).replace("\xa0", " ") == wanted


def test_an_amendment_says_of_what_the_passing_score_is():
    before = {"threshold": "40", "scoring": "points"}
    with translation.override("ru"):
        [change] = words.changes(before, before | {"threshold": "41"})
        assert (change.before, change.after) == ("40 баллов", "41 балл")
        score, unit = words.changes(before, before | {"threshold": "50", "threshold_unit": "percent"})
    assert (score.before, score.after.replace("\xa0", " ")) == ("40 баллов", "50 % от наибольшего балла")
    assert (str(unit.label), unit.before, unit.after) == (
        "Проходной балл указан", "в баллах", "в процентах от наибольшего балла",
    )  # fmt: skip


@pytest.fixture
def summed(make_world):
    return make_world(projects=2, criteria=CRITERIA, **SUM)


def test_a_plain_sum_shows_no_weights_and_each_least(summed, client):
    """The page of the selection, its announcement, the sheet with its blank, the ranking, a place and the protocol."""
    world = summed.play("filed", "checked")
    clock(build.moment("2021-11-25 10:00"))
    for url in ("/selections/2021/", "/selections/2021/announcement/"):
        page = _read(client, url)
        assert LEAST in page and "Вес, %" not in page and "40 % от наибольшего" in page, url
    paper = score_sheet(world.assignment(), build.moment("2021-11-25 10:00"))
    assert "Вес, %" not in paper.blocks[0].head and len(paper.blocks[0].head) == len(paper.blocks[0].rows[0]) == 4
    assert LEAST in paper.blocks[0].rows[0][0]
    assert _sheet(world, client).count(LEAST) == 1
    world.play("scored", "opened", "approved", "published")
    clock(build.moment("2021-12-10 10:00"))
    sign_in(client, world, "secretary")
    page = _read(client, "/selections/2021/ranking/")
    assert "40 % от наибольшего балла" in page and ">40<" not in page
    page = _read(client, f"/selections/2021/ranking/{world.application().number}/")
    assert LEAST in page and "Вес, %" not in page and "Средние баллы по критериям" in page
    snapshot = world.round.protocols.get().snapshot
    assert snapshot["criteria"][0][2] == f"10; {LEAST}" and len(snapshot["criteria"][1]) == 3
    assert snapshot["threshold"] == "40 % от наибольшего балла"
    assert snapshot["rules"] == [
        ["Из чего состоит балл", "сумма баллов без весов: наибольший балл — сумма максимумов"],
        ["Оценочных листов, без которых места нет", "1 оценочный лист"], ["Победителей не более", "2"],
    ]  # fmt: skip
    with translation.override("ru"):
        paper = summary(world.round, build.moment("2021-12-10 10:00"))
    assert "Проходной балл: 40 % от наибольшего балла." in paper.blocks[-1].paragraphs[0]


def _read(client, url):
    return client.get(url).content.decode().replace("\xa0", " ")


def _sheet(world, client):
    assignment = world.assignment()
    key = assignment.member.person.email.partition("@")[0]
    services.conflict_deny(actor=world.actor(key), assignment=assignment, at=build.moment("2021-11-25 10:00"))
    sign_in(client, world, key)
    page = _read(client, f"/selections/2021/my-sheets/{assignment.application.number}/")
    assert "вес" not in page.partition("К1")[2].partition("</form>")[0].lower()
    return page


def test_weights_stay_where_scores_have_them(make_world, client):
    make_world(projects=1)
    clock(build.moment("2021-11-09 10:00"))
    page = client.get("/selections/2021/").content.decode()
    assert "Вес, %" in page and "60 из 100" in page and "иначе средства" not in page


def test_a_sealed_intake_is_not_said_to_stay_sealed_where_it_is_opened_before(make_world):
    world = make_world(projects=1, sealed_intake=True, unsealed_days=3)
    told = [line.value for line in words.lines(content(world.round))]
    assert "запечатаны, пока их не вскроют перед концом приёма" in " ".join(told)
    assert "до закрытия приёма" not in " ".join(told)
    world.round.unsealed_days = None
    assert "до закрытия приёма" in " ".join(line.value for line in words.lines(content(world.round)))


def test_the_opening_is_within_the_intake(make_world):
    """The intake lasts from 20.10 to 22.11.2021."""
    row = make_world(projects=1, sealed_intake=True, unsealed_days=3).round
    said = "до начала приёма"
    for days, wrong in ((3, False), (12, False), (30, True), (60, True)):
        row.unsealed_days = days
        found = [each for each in faults(row, row.announced_at) if said in each.text]
        assert bool(found) is wrong, days
        assert all(each.blocking and each.part == "terms" for each in found)


@pytest.fixture
def unsealed(make_world):
    world = make_world(projects=1, sealed_intake=True, unsealed_days=3, prolong_days=10).play("filed")
    services.intake_unseal(actor=build.SYSTEM, round=world.round, at=build.moment("2021-11-17 00:00"))
    world.round.refresh_from_db()
    assert not world.round.intake_sealed
    return world


def test_a_prolonged_intake_is_sealed_again(unsealed):
    secretary, at = unsealed.actor("secretary"), build.moment("2021-11-18 10:00")
    services.round_amend(
        actor=secretary, round=unsealed.round, fields={"threshold": Decimal(50)}, reason="Уточнён порог", at=at
    )
    unsealed.round.refresh_from_db()
    assert unsealed.round.closes_at > build.moment("2021-11-28 00:00") and unsealed.round.intake_sealed
    services.intake_unseal(actor=build.SYSTEM, round=unsealed.round, at=at)
    unsealed.round.refresh_from_db()
    assert unsealed.round.intake_sealed, "its day has not come"


@pytest.mark.parametrize(("days", "sealed"), [(1, False), (14, True)])
def test_an_outage_seals_again_where_the_day_lies_ahead(unsealed, days, sealed):
    closes = unsealed.round.closes_at
    services.outage_record(
        actor=unsealed.actor("secretary"), round=unsealed.round, began=build.moment("2021-11-18 10:00"),
        ended=build.moment("2021-11-18 12:00"), ground="Авария", closes_at=closes + timedelta(days=days),
        at=build.moment("2021-11-19 10:00"),
    )  # fmt: skip
    unsealed.round.refresh_from_db()
    assert unsealed.round.intake_sealed is sealed


@pytest.mark.django_db
def test_a_selection_that_fails_keeps_back_no_other(make_world, monkeypatch):
    world = make_world(projects=1, sealed_intake=True, unsealed_days=3).play("filed")
    clock(build.moment("2021-11-17 10:00"))
    real, served = services.intake_unseal, []

    def unseal(*, actor, round, at):
        served.append(round.slug)
        if round.slug == "broken":
            raise RuntimeError("a fault")
        return real(actor=actor, round=round, at=at)

    SelectionRound.objects.create(
        slug="broken", title="x", state="open", limit=1, sealed_intake=True, unsealed_days=1,
        announced_at=build.moment("2022-10-01 10:00"),
    )  # fmt: skip
    monkeypatch.setattr(tasks, "intake_unseal", unseal)
    with pytest.raises(ExceptionGroup) as told:
        tasks.unseal(0)
    assert served == ["broken", "2021"] and told.value.exceptions[0].__notes__ == ["selection broken"]
    world.round.refresh_from_db()
    assert not world.round.intake_sealed


def test_nothing_is_written_into_the_journal_before_the_project_is_looked_at(make_world, monkeypatch):
    """The journal has one lock for everybody: it is not held while the readiness is counted."""
    from svetovod.web.audit.models import LedgerEntry
    from svetovod.web.selection.services import filing

    world = make_world(projects=1)
    project = world.projects[0]
    lead, at = world.initiator(project), build.moment("2021-11-15 10:00")
    row = services.application_draft(actor=lead, round=world.round, project=project, at=at)
    before, counted = LedgerEntry.objects.count(), []

    def look(*_given):
        counted.append(LedgerEntry.objects.count())
        return ["не хватает сметы"]

    monkeypatch.setattr(filing, "blocking_texts", look)
    with pytest.raises(Refused, check=lambda error: error.code == "application.not_ready"):
        services.application_file(actor=lead, application=row, at=at)
    assert counted == [before]


@pytest.mark.parametrize(
    ("typed", "english"), [("III квартал 2021", "quarter III of 2021"), ("осень 2021", "осень 2021"), ("", "")]
)
def test_an_expected_quarter_is_said_in_the_readers_language(typed, english):
    row = SelectionRound(expected=typed)
    with translation.override("ru"):
        assert row.expected_said == typed
    with translation.override("en"):
        assert row.expected_said == english
