from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Faulty, Refused
from svetovod.web.dossier import periods, selectors, services
from svetovod.web.dossier.enums import Better, Doing, Reach, Step
from svetovod.web.dossier.models import Programme, ProgrammeMeasure
from svetovod.web.dossier.selectors.programme import Point

from .conftest import AT, TODAY

ROOT = "/clusters/lighting/dossier/programme/"
values = st.none() | st.decimals(min_value=-1000, max_value=1000, places=2)


def opened(actor, cluster, first=2021, last=2023):
    return services.programme_open(actor=actor, cluster=cluster, first_year=first, last_year=last, at=AT)


def measure(actor, row, number="1.1", known=None, **said):
    fields = {
        "number": number, "name": "Лаборатория", "due_on": date(2021, 12, 20), "responsible": row.cluster.manager_id,
        "goal": None,
    }  # fmt: skip
    return services.measure_save(actor=actor, programme=row, measure=known, fields=fields | said, at=AT)


def indicator(actor, row, name="Выпуск", known=None, **said):
    fields = {
        "name": name, "unit": "млн ₽", "step": Step.HALF_YEAR, "better": Better.MORE, "baseline": Decimal(100),
        "baseline_year": 2020,
    }  # fmt: skip
    return services.indicator_save(actor=actor, programme=row, indicator=known, fields=fields | said, at=AT)


def tell(actor, row, **said):
    """tell(..., y2021H1=(plan, fact))"""
    typed = {period.removeprefix("y"): pair for period, pair in said.items()}
    return services.indicator_points(actor=actor, indicator=row, values=typed, at=AT)


def done(actor, row, on, result="Есть", project=""):
    services.measure_tell(actor=actor, measure=row, on=on, result=result, project=project, at=AT)


def approve(actor, row, number="3", on=date(2021, 2, 1)):
    return services.programme_approve(actor=actor, programme=row, number=number, on=on, approved_by="Совет", at=AT)


def filled(actor, cluster):
    row = opened(actor, cluster)
    measure(actor, row)
    tell(actor, indicator(actor, row), y2021H1=(Decimal(120), None), y2022H1=(Decimal(150), None))
    return row


def see(actor, cluster, version=None, on=TODAY):
    return selectors.programme(actor, cluster, on, version)


@given(plan=values, fact=values, better=st.sampled_from(Better.values))
def test_deviation_is_the_fact_less_the_plan_and_its_sign_decides(plan, fact, better):
    point = Point("2021H1", plan, fact, better, TODAY)
    if plan is None or fact is None:
        assert point.deviation is None
        assert point.reach == (Reach.AWAITED if plan is not None else Reach.UNPLANNED)
    else:
        behind = fact < plan if better == Better.MORE else fact > plan
        assert (point.deviation, point.reach) == (fact - plan, Reach.SHORT if behind else Reach.REACHED)
        assert (point.share is None) == (plan == 0)


@pytest.mark.parametrize(
    ("period", "day", "reach"),
    [
        ("2021H1", date(2021, 6, 30), Reach.OPEN), ("2021H1", date(2021, 7, 1), Reach.AWAITED),
        ("2021H2", date(2021, 12, 31), Reach.OPEN), ("2021", date(2021, 12, 31), Reach.OPEN),
        ("2021", date(2022, 1, 1), Reach.AWAITED),
    ],
)  # fmt: skip
def test_a_fact_is_awaited_from_the_day_after_the_period(period, day, reach):
    assert Point(period, Decimal(1), None, Better.MORE, day).reach == reach


def test_periods_of_a_programme():
    assert periods.between(2021, 2022, Step.YEAR) == ["2021", "2022"]
    assert periods.between(2021, 2022, Step.HALF_YEAR) == ["2021H1", "2021H2", "2022H1", "2022H2"]


@pytest.mark.django_db
class TestVersions:
    def test_a_draft_is_approved_by_number_and_day_and_changed_no_more(self, actor, cluster):
        row = filled(actor, cluster)
        assert see(actor, cluster).draft
        approve(actor, row)
        seen = see(actor, cluster)
        assert (seen.current, seen.row.number, seen.row.approved_on) == (True, "3", date(2021, 2, 1))
        line = seen.indicators[0]
        for run in (
            lambda: measure(actor, row, "1.2"),
            lambda: indicator(actor, row, "Рабочие места"),
            lambda: services.goal_add(actor=actor, programme=row, text="Цель", at=AT),
            lambda: services.programme_row_delete(actor=actor, row=line.row, at=AT),
            lambda: approve(actor, row, "4"),
        ):
            with pytest.raises(Refused) as caught:
                run()
            assert caught.value.code == "programme.approved"

    def test_facts_are_told_of_the_approved_one_and_its_plan_stays(self, actor, cluster):
        approve(actor, filled(actor, cluster))
        row = see(actor, cluster).indicators[0].row
        assert tell(actor, row, y2021H1=(Decimal(1), Decimal(110))) == 1
        assert tell(actor, row, y2021H1=(Decimal(2), Decimal(110))) == 0
        line = see(actor, cluster).indicators[0]
        assert (line.last.plan, line.last.fact, line.last.deviation) == (120, 110, -10)
        assert line.last.reach == Reach.SHORT
        assert see(actor, cluster).short == 1

    def test_asked_again_the_open_draft_is_returned(self, actor, cluster):
        assert opened(actor, cluster).pk == opened(actor, cluster, 2024, 2026).pk
        assert LedgerEntry.objects.filter(action="programme.open").count() == 1

    def test_the_next_version_begins_as_a_copy_and_takes_over_what_was_told_meanwhile(self, actor, cluster):
        first = approve(actor, filled(actor, cluster))
        draft = opened(actor, cluster, 2021, 2024)
        assert (draft.version, see(actor, cluster).row) == (2, first)
        old = see(actor, cluster)
        tell(actor, old.indicators[0].row, y2021H1=(None, Decimal(130)))
        done(actor, old.measures[0].row, date(2021, 11, 1), "Принята")
        copy = see(actor, cluster, 2)
        assert copy.measures[0].row.done_on is None
        tell(actor, copy.indicators[0].row, y2021H1=(Decimal(125), None))
        approve(actor, draft, "7", date(2021, 11, 15))
        seen = see(actor, cluster)
        assert (seen.row, seen.measures[0].row.result) == (draft, "Принята")
        assert (seen.indicators[0].last.plan, seen.indicators[0].last.fact) == (125, 130)
        with pytest.raises(Refused) as caught:
            tell(actor, old.indicators[0].row, y2021H1=(None, Decimal(1)))
        assert caught.value.code == "programme.former"
        assert not see(actor, cluster, 1).current

    @pytest.mark.parametrize(
        ("said", "fields"),
        [
            ({"number": " "}, ["number"]),
            ({"on": date(2021, 12, 2)}, ["on"]),
            ({"number": "", "on": date(2022, 1, 1)}, ["on", "number"]),
        ],
    )
    def test_approval_without_its_paper_is_refused(self, actor, cluster, said, fields):
        row = filled(actor, cluster)
        with pytest.raises(Faulty) as caught:
            approve(actor, row, **said)
        assert [fault.field for fault in caught.value.faults] == fields

    def test_nothing_is_not_approved(self, actor, cluster):
        with pytest.raises(Faulty):
            approve(actor, opened(actor, cluster))

    @pytest.mark.parametrize(("first", "last"), [(2023, 2022), (2021, 2036)])
    def test_years_are_in_order(self, actor, cluster, first, last):
        with pytest.raises(Faulty):
            opened(actor, cluster, first, last)
        assert not Programme.objects.exists()


@pytest.mark.django_db
class TestRows:
    @pytest.mark.parametrize(
        ("said", "fields"),
        [
            ({"number": "1.1"}, ["number"]),
            ({"due_on": date(2024, 1, 1)}, ["due_on"]),
            ({"responsible": 10**6, "goal": 10**6}, ["responsible", "goal"]),
        ],
    )
    def test_a_measure_is_refused_where_it_is_wrong(self, actor, cluster, said, fields):
        row = filled(actor, cluster)
        with pytest.raises(Faulty) as caught:
            measure(actor, row, **{"number": "1.2"} | said)
        assert [fault.field for fault in caught.value.faults] == fields

    def test_a_measure_stands_by_its_day(self, actor, cluster):
        row = filled(actor, cluster)
        line = lambda on: see(actor, cluster, on=on).measures[0]  # noqa: E731
        days = [date(2021, 12, 21), date(2021, 12, 20), date(2021, 10, 21), date(2021, 10, 20)]
        assert [line(day).doing for day in days] == [Doing.LATE, Doing.SOON, Doing.SOON, Doing.AHEAD]
        done(actor, line(TODAY).row, TODAY)
        assert line(date(2021, 12, 21)).doing == Doing.DONE
        with pytest.raises(Faulty):
            done(actor, line(TODAY).row, date(2021, 12, 2))
        assert measure(actor, row, known=line(TODAY).row, name="Другая").pk == line(TODAY).row.pk

    def test_another_step_forgets_the_plans_of_the_former(self, actor, cluster):
        row = filled(actor, cluster)
        known = see(actor, cluster).indicators[0].row
        indicator(actor, row, known=known, step=Step.YEAR)
        assert [point.period for point in see(actor, cluster).indicators[0].points] == ["2021", "2022", "2023"]
        with pytest.raises(Refused) as caught:
            tell(actor, known, y2021H1=(Decimal(1), None))
        assert caught.value.code == "indicator.period"

    def test_a_goal_goes_and_its_measures_stay(self, actor, cluster):
        row = opened(actor, cluster)
        goal = services.goal_add(actor=actor, programme=row, text="Цель", at=AT)
        made = measure(actor, row, goal=goal.pk)
        services.programme_row_delete(actor=actor, row=goal, at=AT)
        made.refresh_from_db()
        assert made.goal is None


@pytest.mark.django_db
class TestWho:
    def test_a_participant_reads_what_is_in_force_and_no_draft(self, actor, cluster, member, person):
        row = filled(actor, cluster)
        own = actor_of(person("p@example.org", ("participant", "organisation", member.organisation_id)))
        assert see(own, cluster) is None
        approve(actor, row)
        opened(actor, cluster)
        assert see(own, cluster).row == row
        assert see(own, cluster, 2) is None

    @pytest.mark.parametrize(
        ("role", "scope", "held"), [("auditor", "platform", ""), ("regional_authority", "region", "RU-MO")]
    )
    def test_readers_write_nothing(self, actor, cluster, person, role, scope, held):
        row = filled(actor, cluster)
        reader = actor_of(person(f"{role}@example.org", (role, scope, held)))
        assert see(reader, cluster).row == row
        for run in (
            lambda: measure(reader, row, "9"),
            lambda: approve(reader, row),
            lambda: opened(reader, cluster),
        ):
            with pytest.raises(Denied):
                run()

    def test_a_project_finds_its_line_in_the_programme_in_force_alone(self, actor, cluster):
        row = filled(actor, cluster)
        made = measure(actor, row, "2.1")
        done(actor, made, None, project="P-07")
        assert selectors.project_lines(cluster, "P-07") == []
        approve(actor, row)
        (line,) = selectors.project_lines(cluster, "P-07")
        assert (line.number, line.programme, line.approved_on) == ("2.1", "3", date(2021, 2, 1))
        assert selectors.project_lines(cluster, "P-08") == []


@pytest.mark.django_db
class TestPages:
    def test_the_whole_way_by_forms(self, signed, cluster):
        assert "ещё не внесена" in signed.get(ROOT).content.decode()
        assert signed.post(ROOT, {"first_year": "2021", "last_year": "20x"}).status_code == 422
        assert signed.post(ROOT, {"first_year": "2021", "last_year": "2023"}).url == f"{ROOT}1/"
        manager = str(cluster.manager_id)
        typed = {
            "goal": {"goal-text": "Рост"},
            "measure": {
                "measure-number": "1", "measure-name": "Станок", "measure-due_on": "2021-05-01",
                "measure-responsible": manager,
            },
            "indicator": {
                "indicator-name": "Выпуск", "indicator-unit": "шт.", "indicator-step": "year",
                "indicator-better": "more",
            },
        }  # fmt: skip
        for what, body in typed.items():
            assert signed.post(f"{ROOT}1/", {"what": what}).status_code == 422
            assert signed.post(f"{ROOT}1/", {"what": what} | body).status_code == 302, what
        made = ProgrammeMeasure.objects.get()
        pages = f"{ROOT}measures/{made.pk}/", f"{ROOT}indicators/{made.programme.indicators.get().pk}/"
        assert signed.post(pages[1], {"what": "points", "plan_2021": "1 200,5", "fact_2021": "x"}).status_code == 422
        assert signed.post(pages[1], {"what": "points", "plan_2021": "1 200,5"}).status_code == 302
        assert (
            signed.post(pages[0], {"what": "done", "done-on": "2021-06-01", "done-result": "Есть"}).status_code == 302
        )
        body = {"what": "approve", "approve-number": "5", "approve-on": "2021-02-01", "approve-approved_by": "Совет"}
        assert signed.post(f"{ROOT}1/", body).status_code == 302
        page = signed.get(ROOT).content.decode()
        assert "Станок" in page and "№\xa05" in page and "идёт по плану" in page
        assert signed.post(pages[0], {"what": "delete"}).status_code in {409, 422}
        assert signed.post(f"{ROOT}1/", {"what": "nonsense"}).status_code == 422

    def test_the_overview_names_what_is_overdue_and_awaited(self, signed, actor, cluster):
        row = opened(actor, cluster)
        measure(actor, row, due_on=date(2021, 11, 30))
        tell(actor, indicator(actor, row), y2021H1=(Decimal(120), None))
        approve(actor, row)
        seen = see(actor, cluster)
        page = signed.get("/clusters/lighting/dossier/").content.decode()
        assert f"{ROOT}measures/{seen.measures[0].row.pk}/" in page
        assert f"{ROOT}indicators/{seen.indicators[0].row.pk}/" in page
