"""A table from above: composed, passed on, handed in, summed by region; versions, secrecy, bad input."""

import io
from datetime import timedelta

import openpyxl
import pytest
from tests.web.figures.conftest import AT, token_of

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.common.errors import Conflict, Denied, Hidden, Refused
from svetovod.web.figures import columns as cols
from svetovod.web.figures import recipients, selectors, services, tables
from svetovod.web.figures.columns import Column
from svetovod.web.figures.models import FiguresDispute, FiguresReply, FiguresRequest
from svetovod.web.notices.models import OutgoingMail

DUE, LATER = AT + timedelta(days=20), AT + timedelta(days=2)
COLUMNS = (
    Column("c1", "Staff", "number", required=True, least="0", most="1000"),
    Column("c2", "Turnover", "money", commercial=True),
    Column("c3", "Help", "choice", options=("yes", "no")),
    Column("c4", "As of", "date", most="2021-12-31"),
    Column("c5", "Words", "text", most="5"),
)


def rows(*cells):
    return {
        "rows": [{"cells": {"c1": "5", "c2": "10.00", "c3": "", "c4": "", "c5": ""} | row} for row in cells or ({},)]
    }


@pytest.fixture
def regions(db):
    made = [("RU-MO", 600), ("RU-TA", 601), ("RU-NIZ", 602)]
    return [
        build.organisation(invented_inn(n), f"Region {iso}", iso, "authority", actor=SYSTEM, at=AT) for iso, n in made
    ]


@pytest.fixture
def plants(db):
    numbers = range(610, 614)
    return [build.organisation(invented_inn(n), f"Plant {n}", "RU-MO", actor=SYSTEM, at=AT) for n in numbers]


@pytest.fixture
def asker(db):
    return build.organisation(invented_inn(650), "Ministry", "RU-MOW", "association", actor=SYSTEM, at=AT)


@pytest.fixture
def officer(person):
    return actor_of(person("officer@example.org", ("registry_officer", "platform", "")))


@pytest.fixture
def region_person(person):
    return person("region@example.org", ("regional_authority", "region", "RU-MO"))


@pytest.fixture
def region(region_person):
    return actor_of(region_person)


@pytest.fixture
def send(officer, asker, regions, region):
    def make(*, columns=COLUMNS, choice=None, at=AT, **more):
        composed = services.Composed("Staff and help", "Plan", 2020, DUE, columns, **({"most_rows": 3} | more))
        return services.request_send(
            actor=officer, asker=asker, office="registry_officer", composed=composed, at=at,
            choice=choice or recipients.Choice(kinds=("authority",)),
        )  # fmt: skip

    return make


@pytest.fixture
def sent(send):
    return send()


def part_of(request, iso="RU-MO"):
    return FiguresReply.objects.get(request=request, organisation__region=iso)


def fill(part, actor, content=None, *, base=0, at=LATER):
    return services.answer_file(actor=actor, reply=part, content=content or rows(), base=base, at=at)


@pytest.fixture
def passed(sent, region, plants):
    named = [recipients.Named(plant.inn, "A", f"a{n}@example.org") for n, plant in enumerate(plants)]
    return services.request_pass_on(
        actor=region, reply=part_of(sent), chosen=[plant.pk for plant in plants], named=named, text="",
        due_at=DUE - timedelta(days=2), at=AT,
    )  # fmt: skip


def answer(passed, plant, content=None):
    part = passed.replies.get(organisation=plant)
    token = token_of(part.contacts.get())
    return services.answer_file(
        actor=VISITOR, reply=part, content=content or rows(), base=part.answer_number, token=token, at=LATER
    )


class TestColumns:
    @pytest.mark.parametrize(
        ("key", "typed", "kept"),
        [
            ("c1", " 1\u00a0000 ", "1000"), ("c1", "5,5", "5.5"), ("c1", "0", "0"), ("c2", "1 234,5", "1234.50"),
            ("c3", "yes", "yes"), ("c4", "01.02.2021", "2021-02-01"), ("c4", "2021-02-01", "2021-02-01"),
            ("c5", "words", "words"),
        ],
    )  # fmt: skip
    def test_what_is_typed_is_kept_exactly(self, key, typed, kept):
        found, faults = cols.read(COLUMNS, [{"c1": "1", key: typed}])
        assert (found[0][key], faults) == (kept, [])

    @pytest.mark.parametrize(
        ("key", "typed"),
        [
            ("c1", ""), ("c1", "x"), ("c1", "-1"), ("c1", "1001"), ("c1", "1e3"), ("c1", "NaN"), ("c1", "9" * 16),
            ("c1", "\u0665"), ("c2", "0,001"), ("c3", "maybe"), ("c4", "31.02.2021"), ("c4", "01.01.2022"),
            ("c5", "sixsix"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_at_its_cell(self, key, typed):
        _found, faults = cols.read(COLUMNS, [{"c1": "1", "c5": "x", key: typed}])
        assert [(fault.row, fault.key) for fault in faults] == [(0, key)]
        assert faults[0].said

    def test_an_empty_table_is_a_fault_and_empty_rows_are_dropped(self):
        assert cols.read(COLUMNS, [{}, {"c1": " "}])[1][0].key == ""
        assert len(cols.read(COLUMNS, [{}, {"c1": "1"}, {}])[0]) == 1


class TestAsking:
    def test_everybody_chosen_has_a_part_and_the_office_a_letter(self, sent, regions):
        assert set(sent.replies.values_list("organisation", flat=True)) == {row.pk for row in regions}
        assert OutgoingMail.objects.get(key__endswith=":asked").to == "region@example.org"

    def test_by_region_and_by_inn_each_once(self, send, regions, plants):
        named = (recipients.Named(plants[0].inn, "A", "a@example.org"), recipients.Named(regions[0].inn))
        made = send(choice=recipients.Choice(("authority",), ("RU-MO", "RU-TA"), named))
        assert made.replies.count() == 3

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"columns": ()}, "figures.no_columns"), ({"columns": COLUMNS[:1] * 2}, "figures.columns"),
            ({"choice": recipients.Choice()}, "figures.nobody_chosen"), ({"at": DUE}, "figures.due"),
        ],
    )  # fmt: skip
    def test_refusals_leave_nothing(self, send, change, code):
        with pytest.raises(Refused) as refusal:
            send(**change)
        assert refusal.value.code == code
        assert not FiguresRequest.objects.exists()

    def test_only_an_office_composes_and_another_office_sees_nothing(self, sent, region, person):
        association = actor_of(person("o@example.org", ("organiser", "platform", "")))
        for actor in (association, region, VISITOR):
            with pytest.raises(Hidden):
                selectors.request_get(actor, number=sent.pk)
        composed = services.Composed("T", "B", 2020, DUE, COLUMNS)
        with pytest.raises(Denied):
            services.request_send(
                actor=region, asker=sent.asker, office="registry_officer", composed=composed,
                choice=recipients.Choice(("authority",)), at=AT,
            )  # fmt: skip
        with pytest.raises(Refused):
            services.request_send(
                actor=association, asker=sent.asker, office="registry_officer", composed=composed,
                choice=recipients.Choice(("authority",)), at=AT,
            )  # fmt: skip

    def test_a_column_never_changes_after_sending_and_the_refusal_names_the_way(self, sent, officer):
        with pytest.raises(Refused) as refusal:
            services.request_amend(actor=officer, request=sent, text="", due_at=DUE, columns=COLUMNS[:2], at=LATER)
        assert refusal.value.code == "figures.columns_sent"
        done = services.request_amend(
            actor=officer, request=sent, text="New", due_at=DUE + timedelta(days=1), columns=COLUMNS, at=LATER
        )
        assert (done.text, done.due_at) == ("New", DUE + timedelta(days=1))

    def test_a_new_version_carries_answers_over_by_the_keys_of_columns(self, sent, send, region):
        fill(part_of(sent), region, rows({"c1": "7", "c5": "abc"}))
        changed = (Column("c1", "Staff now", "number"), Column("c6", "New", "text"))
        later = send(columns=changed, earlier=sent)
        services.answer_repeat(actor=region, reply=part_of(later), base=0, at=LATER)
        assert selectors.answer_of(part_of(later)).content["rows"][0]["cells"] == {"c1": "7", "c6": ""}

    def test_earlier_figures_that_lack_something_are_not_repeated(self, sent, send, region):
        fill(part_of(sent), region)
        later = send(columns=(*COLUMNS, Column("c7", "Must", "text", required=True)), earlier=sent)
        with pytest.raises(Refused) as refusal:
            services.answer_repeat(actor=region, reply=part_of(later), base=0, at=LATER)
        assert refusal.value.code == "figures.incomplete"


class TestPassingOn:
    def test_the_region_hands_in_rows_that_say_whose_they_are(self, sent, passed, region, plants):
        answer(passed, plants[0], rows({"c1": "1"}, {"c1": "2"}))
        services.answer_type_in(
            actor=region, reply=passed.replies.get(organisation=plants[1]), content=rows({"c1": "3"}), way="email",
            basis="No. 1", base=0, at=LATER,
        )  # fmt: skip
        done = services.answer_collect(actor=region, reply=part_of(sent), base=0, at=LATER)
        said = [(row["cells"]["c1"], row["source"]["inn"], row["source"]["confirmed"]) for row in done.content["rows"]]
        assert said == [("1", plants[0].inn, True), ("2", plants[0].inn, True), ("3", plants[1].inn, False)]
        again = services.answer_collect(actor=region, reply=part_of(sent), base=1, at=LATER)
        assert again.number == 2

    def test_a_disputed_answer_is_not_handed_in(self, sent, passed, region, plants):
        answer(passed, plants[0])
        part = passed.replies.get(organisation=plants[0])
        services.dispute_raise(actor=region, reply=part, number=1, place="0:c1", reason="Odd", at=LATER)
        with pytest.raises(Refused) as refusal:
            services.answer_collect(actor=region, reply=part_of(sent), base=0, at=LATER)
        assert refusal.value.code == "figures.nobody_answered"

    def test_once_before_ones_own_date_and_to_ones_own(self, sent, passed, region, plants, regions, officer):
        with pytest.raises(Refused) as refusal:
            services.request_pass_on(
                actor=region, reply=part_of(sent), chosen=[plants[0].pk], named=[], text="", due_at=DUE, at=AT
            )
        assert refusal.value.code == "figures.passed"
        foreign = part_of(sent, "RU-TA")
        for actor in (region, officer, VISITOR):
            with pytest.raises((Denied, Hidden)):
                services.request_pass_on(actor=actor, reply=foreign, chosen=[], named=[], text="", due_at=DUE, at=AT)

    def test_who_asked_above_sees_nothing_before_it_is_handed_in(self, passed, officer, region):
        with pytest.raises(Hidden):
            selectors.request_get(officer, number=passed.pk)
        assert selectors.request_get(region, number=passed.pk) == passed

    def test_the_lock_above_locks_what_was_passed_on(self, sent, passed, region, officer, plants):
        answer(passed, plants[0])
        part = passed.replies.get(organisation=plants[0])
        services.dispute_raise(actor=region, reply=part, number=1, place="0:c1", reason="Odd", at=LATER)
        fill(part_of(sent, "RU-MO"), region)
        services.request_lock(actor=officer, request=sent, at=LATER)
        assert set(passed.replies.values_list("state", flat=True)) == {"locked"}
        assert not FiguresDispute.objects.filter(outcome="").exists()
        with pytest.raises(Refused) as refusal:
            services.request_reopen(actor=region, request=passed, at=LATER)
        assert refusal.value.code == "figures.parent_locked"
        with pytest.raises(Refused):
            answer(passed, plants[1])


class TestSummary:
    def test_a_commercial_total_of_fewer_than_three_is_not_shown(self, sent, passed, region, plants):
        for plant in plants[:2]:
            answer(passed, plant)
        (mo,) = tables.totals(passed)
        assert [said for _column, said in mo.cells(tables.summed(passed))] == ["10", ""]
        answer(passed, plants[2])
        (mo,) = tables.totals(passed)
        assert "30" in mo.cells(tables.summed(passed))[1][1]
        services.answer_collect(actor=region, reply=part_of(sent), base=0, at=LATER)
        found = tables.totals(sent)
        by_name = {total.region: total.figure(COLUMNS[1]) for total in found}
        assert sum(value == 30 for value in by_name.values()) == 1

    def test_one_hidden_region_is_not_told_by_the_sum_of_all(self, send, person, plants, regions, officer):
        named = tuple(recipients.Named(plant.inn, "A", f"p{n}@example.org") for n, plant in enumerate(plants[:3]))
        made = send(choice=recipients.Choice(("authority",), ("RU-TA",), named))
        for part in made.replies.exclude(organisation__region="RU-TA"):
            token = token_of(part.contacts.get())
            services.answer_file(actor=VISITOR, reply=part, content=rows(), base=0, token=token, at=LATER)
        services.answer_type_in(
            actor=officer, reply=part_of(made, "RU-TA"), content=rows(), way="paper", basis="", base=0, at=LATER
        )
        regions_ = tables.totals(made)
        assert tables.whole(made, regions_).figure(COLUMNS[1]) is None
        assert tables.whole(made, regions_).figure(COLUMNS[0]) == 20

    def test_the_workbook_is_safe_and_names_who_supplied(self, sent, passed, region, plants, officer):
        answer(passed, plants[0], rows({"c5": "=1+1"}))
        services.answer_collect(actor=region, reply=part_of(sent), base=0, at=LATER)
        with services.table_export(actor=officer, request=sent, at=LATER) as file:
            book = openpyxl.load_workbook(io.BytesIO(file.read()))
        first = next(iter(book.worksheets[0].iter_rows(min_row=2)))
        assert first[4].value == plants[0].inn
        assert (first[-1].value, first[-1].data_type) == ("=1+1", "s")
        assert first[8].value == 5
        assert book.worksheets[2].max_row == 4
        with pytest.raises(Hidden):
            services.table_export(actor=region, request=sent, at=LATER)


class TestPages:
    @pytest.fixture
    def link(self, sent):
        return f"/figures/own-{part_of(sent).pk}/"

    @pytest.fixture
    def signed(self, client, region_person, sent, day):
        client.force_login(region_person)
        return client

    def test_two_people_at_once_are_shown_what_differs(self, signed, link, sent, region):
        fill(part_of(sent), region, rows({"c1": "8"}))
        page = signed.post(link, {"base": "0", "rows-0-c1": "9"})
        assert page.status_code == 409
        said = page.content.decode()
        assert 'value="9"' in said
        assert ">8<" in said
        assert signed.post(link, {"base": "1", "rows-0-c1": "9"}).status_code == 302
        with pytest.raises(Conflict):
            services.answer_file(actor=region, reply=part_of(sent), content=rows(), base=1, at=LATER)

    def test_every_wrong_cell_is_said_and_the_draft_kept(self, signed, link, sent):
        page = signed.post(link, {"base": "0", "rows-0-c1": "x", "rows-0-c4": "y", "rows-2-c1": "1"})
        assert page.status_code == 422
        assert page.content.decode().count("field-error") >= 2 or "не число" in page.content.decode()
        assert part_of(sent).drafts.get().content["rows"][2]["c1"] == "1"
        assert not part_of(sent).answers.exists()

    def test_more_rows_than_asked_for_are_not_taken(self, signed, link, sent):
        data = {"base": "0"} | {f"rows-{n}-c1": str(n) for n in range(9)}
        assert signed.post(link, data).status_code == 302
        assert len(part_of(sent).answers.get().content["rows"]) == 3

    def test_accounts_belong_to_the_questionnaire_alone(self, signed, link):
        assert signed.get(f"{link}accounts/").status_code == 404

    def test_pass_on_and_hand_in_by_hand(self, signed, sent, plants):
        part = part_of(sent)
        url = f"/requests/parts/{part.pk}/"
        assert signed.get(f"{url}pass-on/").status_code == 200
        wrong = {"due_on": "2031-01-01", "chosen": [plants[0].pk], "named": ""}
        assert signed.post(f"{url}pass-on/", wrong).status_code == 422
        named = {"due_on": "2021-06-20", "chosen": [plants[0].pk], "named": f"{plants[0].inn} a@example.org"}
        assert signed.post(f"{url}pass-on/", named | {"named": "123 x"}).status_code == 422
        assert signed.post(f"{url}pass-on/", named).status_code == 302
        assert signed.post(f"{url}collect/", {"base": "0"}).status_code == 409  # nobody has answered yet
        assert signed.get("/requests/").status_code == 200

    def test_the_officer_composes_looks_and_sends(self, client, officer, sent, asker, day):
        from svetovod.web.accounts.models import Person

        client.force_login(Person.objects.get(pk=officer.person_id))
        data = {
            "asker": asker.pk, "title": "New", "basis": "Plan", "year": "2020", "due_on": "2021-07-01",
            "most_rows": "1", "columns-TOTAL_FORMS": "2", "columns-INITIAL_FORMS": "0", "columns-0-title": "Staff",
            "columns-0-kind": "number", "columns-0-least": "0", "kinds": "authority",
        }  # fmt: skip
        assert client.post("/requests/new/", data | {"look": "1"}).status_code == 200
        bad = {"columns-0-kind": "choice", "columns-0-options": "one", "named": "12"}
        assert client.post("/requests/new/", data | bad | {"send": "1"}).status_code == 422
        assert FiguresRequest.objects.count() == 1
        assert client.post("/requests/new/", data | {"send": "1"}).status_code == 302
        made = FiguresRequest.objects.get(title="New")
        assert (made.columns[0]["key"], made.columns[0]["least"]) == ("c1", "0")
        for query in ("", "?show=waiting", "?show=late", "?show=unconfirmed", "?show=nobody", "?show=x&page=9"):
            assert client.get(f"/requests/{made.pk}/{query}").status_code == 200
        assert client.get(f"/requests/new/?from={made.pk}").status_code == 200
        assert client.get("/requests/new/?from=x").status_code == 404
        amend = client.post(f"/requests/{made.pk}/amend/", data | {"columns-0-title": "Other"})
        assert amend.status_code == 422
        assert client.get(f"/requests/{made.pk}/amend/").status_code == 200
