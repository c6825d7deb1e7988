"""States, permissions, conflicts and secrecy of requests for figures."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.figures.conftest import AT, figures, token_of

from svetovod.web.accounts.actors import SYSTEM, VISITOR, actor_of
from svetovod.web.accounts.services import person_erase
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Conflict, Denied, Hidden, Refused
from svetovod.web.figures import selectors, services
from svetovod.web.figures.models import FiguresAnswer, FiguresContact, FiguresDraft, FiguresRequest
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.registry import provenance

LATER = AT + timedelta(days=2)


def letters(key):
    return OutgoingMail.objects.filter(key__startswith="figures:", key__contains=key)


class TestAsking:
    def test_every_participant_but_infrastructure_has_a_part_and_each_contact_a_letter(self, asked, cluster):
        industrial = cluster.memberships.filter(left_on=None).exclude(role="infrastructure").count()
        assert asked.replies.count() == industrial > 3
        assert letters("asked").count() == 3
        assert "/figures/" in letters("asked").first().text or letters("asked").first().confidential

    def test_a_contact_named_by_what_was_copied_is_the_one_who_is_there(self, asked, manager, part):
        known = part(0).contacts.get()
        copied = "\u200bAcc0@example\u00ad.org "
        assert services.contact_add(actor=manager, reply=part(0), name="X", email=copied, at=LATER) == known

    def test_letters_of_a_real_cluster_are_not_read_by_the_operator(self, asked):
        assert asked.is_demo
        FiguresRequest.objects.update(is_demo=False)
        asked.refresh_from_db()
        services.request_remind(actor=_manager(asked), request=asked, at=LATER)
        assert set(letters("remind").values_list("confidential", flat=True)) == {True}
        assert set(letters("asked").values_list("confidential", flat=True)) == {False}

    def test_only_the_manager_asks(self, cluster, person):
        stranger = actor_of(person("x@example.org", ("cluster_manager", "cluster", cluster.pk + 1)))
        for actor in (stranger, VISITOR):
            with pytest.raises(Denied):
                services.request_open(actor=actor, cluster=cluster, asked=services.Asked(2020, LATER), at=AT)

    def test_one_request_a_year_and_a_date_to_come(self, asked, cluster, manager):
        for ask, code in (
            (services.Asked(2020, LATER), "figures.twice"),
            (services.Asked(2019, AT), "figures.due"),
        ):
            with pytest.raises(Refused) as refusal:
                services.request_open(actor=manager, cluster=cluster, asked=ask, at=AT)
            assert refusal.value.code == code

    @pytest.mark.parametrize(("left", "letters_sent"), [(6, 0), (5, 3), (4, 0), (1, 3), (0, 0), (-1, 0), (-3, 3)])
    def test_letters_go_by_themselves_on_their_days_once(self, asked, left, letters_sent):
        at = asked.due_at - timedelta(days=left)
        sent = [services.requests_remind_due(at=at + timedelta(hours=hour)) for hour in range(2)]
        assert sent == [letters_sent, 0]

    def test_reminders_go_once_a_day_to_those_waited_for(self, asked, manager, answer):
        answer(0)
        assert [services.request_remind(actor=manager, request=asked, at=LATER) for _ in range(2)] == [2, 0]
        assert services.request_remind(actor=manager, request=asked, at=LATER + timedelta(days=1)) == 2
        assert letters("remind").count() == 4
        with pytest.raises(Hidden):
            services.request_remind(actor=VISITOR, request=asked, at=LATER)

    def test_a_link_taken_back_opens_nothing_and_the_person_can_be_asked_anew(self, asked, manager, part, tokens):
        contact, token = part(0).contacts.get(), tokens(0)
        services.contact_revoke(actor=manager, contact=contact, at=LATER)
        with pytest.raises(Hidden):
            selectors.contact_of(VISITOR, token)
        with pytest.raises(Hidden):
            services.draft_save(actor=VISITOR, reply=part(0), content={}, base=0, token=token, at=LATER)
        again = services.contact_add(actor=manager, reply=part(0), name="", email="ACC0@example.org", at=LATER)
        assert again.person_id == contact.person_id
        assert selectors.contact_of(VISITOR, token_of(again)).reply_id == part(0).pk


def _manager(asked):
    from svetovod.web.accounts.models import Person

    return actor_of(Person.objects.get(email="so@example.org"))


class TestAnswering:
    def test_an_answer_by_the_link_counts_and_is_told(self, answer, part, manager_person):
        done = answer(0, employees=7)
        assert (done.number, done.content["employees"], done.confirmed_at) == (1, 7, AT + timedelta(days=1))
        assert part(0).state == "answered"
        assert Notice.objects.filter(person=manager_person).count() == 1
        assert LedgerEntry.objects.filter(action="figures.answer").count() == 1

    def test_a_foreign_or_wrong_link_answers_nothing(self, part, tokens, asked):
        for token in (tokens(1), "0" * 40, ""):
            with pytest.raises(Hidden):
                services.answer_file(actor=VISITOR, reply=part(0), content=figures(), base=0, token=token, at=LATER)
        assert not FiguresAnswer.objects.exists()

    def test_somebody_signed_in_for_the_enterprise_answers_without_a_link(self, part, person):
        speaker = actor_of(person("p@example.org", ("participant", "organisation", part(0).organisation_id)))
        services.answer_file(actor=speaker, reply=part(0), content=figures(), base=0, at=LATER)
        with pytest.raises(Hidden):
            services.answer_file(actor=speaker, reply=part(1), content=figures(), base=0, at=LATER)

    def test_the_same_form_sent_twice_is_one_answer(self, answer):
        assert answer(0, base=0).pk == answer(0, base=0).pk
        assert FiguresAnswer.objects.count() == 1

    def test_a_colleagues_answer_is_never_overwritten_unseen(self, answer, part, manager):
        services.contact_add(actor=manager, reply=part(0), name="B", email="b@example.org", at=AT)
        answer(0, employees=1, base=0)
        with pytest.raises(Conflict) as conflict:
            answer(0, employees=2, base=0, who=1)
        assert conflict.value.params["number"] == 1
        assert answer(0, employees=2, base=1, who=1).number == 2
        assert [a.content["employees"] for a in part(0).answers.all()] == [2, 1]

    def test_drafts_are_each_persons_own_and_go_with_the_answer(self, answer, part, tokens, manager):
        services.contact_add(actor=manager, reply=part(0), name="B", email="b@example.org", at=AT)
        for who in (0, 1):
            services.draft_save(
                actor=VISITOR, reply=part(0), content={"employees": str(who)}, base=0, token=tokens(0, who), at=AT
            )
        answer(0)
        assert [draft.content["employees"] for draft in FiguresDraft.objects.all()] == ["1"]

    def test_an_answer_after_the_date_is_taken_and_marked_late(self, answer, part):
        answer(0, at=AT + timedelta(days=11))
        answer(1)
        assert (part(0).late, part(1).late) == (True, False)

    def test_no_changes_repeats_the_sheet_for_this_year(self, part, tokens, inns):
        done = services.answer_repeat(actor=VISITOR, reply=part(0), base=0, token=tokens(0), at=LATER)
        sheet = selectors.earlier_of(part(1))
        assert done.repeated
        assert {row["year"] for row in done.content["purchases"]} <= {2020}
        assert done.content["sales"] == []
        old = [r for r in part(0).request.cluster.sheets.first().content["purchases"] if r["buyer"] == inns[0]]
        assert len(done.content["purchases"]) == sum(row["year"] == 2020 for row in old) < len(old)
        assert sheet.source == "sheet"

    def test_earlier_figures_are_the_enterprises_own_answer_first(self, answer, cluster, manager, part):
        answer(0, employees=77)
        services.request_open(actor=manager, cluster=cluster, asked=services.Asked(2021, LATER), at=AT)
        next_year = FiguresRequest.objects.get(year=2021).replies.get(organisation=part(0).organisation)
        found = selectors.earlier_of(next_year)
        assert (found.source, found.year, found.content["employees"]) == ("answer", 2020, 77)

    def test_an_answer_cannot_be_changed_in_the_database(self, answer):
        done = answer(0)
        with pytest.raises(Exception, match="frozen"):
            FiguresAnswer.objects.filter(pk=done.pk).update(content={})


class TestSigned:
    PDF = b"%PDF-1.4\n%%EOF\n"

    @pytest.fixture(autouse=True)
    def _media(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def bring(self, part, actor, content=PDF, *, number=1, token="", at=LATER):
        upload = SimpleUploadedFile("sheet.pdf", content)
        return services.signed_add(actor=actor, reply=part, number=number, upload=upload, token=token, at=at)

    def test_the_later_scan_counts_and_the_earlier_stays_with_who_brought_it(self, answer, part, tokens, manager):
        done = answer(0)
        first = self.bring(part(0), VISITOR, token=tokens(0))
        second = self.bring(part(0), manager, self.PDF + b"%", at=LATER + timedelta(hours=1))
        assert selectors.signed_of(manager, done) == [second, first]
        assert first.uploaded_by.email == "acc0@example.org"

    def test_a_new_answer_needs_a_new_sheet(self, answer, part, tokens):
        answer(0)
        answer(0, employees=7)
        with pytest.raises(Refused) as refusal:
            self.bring(part(0), VISITOR, token=tokens(0))
        assert refusal.value.code == "figures.changed"

    def test_other_enterprises_neither_bring_nor_see_it(self, answer, part, tokens, person):
        done = answer(0)
        self.bring(part(0), VISITOR, token=tokens(0))
        other = actor_of(person("x@example.org", ("participant", "organisation", part(1).organisation_id)))
        for actor, token in ((other, ""), (VISITOR, ""), (VISITOR, tokens(1))):
            with pytest.raises((Denied, Hidden)):
                self.bring(part(0), actor, token=token)
        assert selectors.signed_of(other, done) == selectors.signed_of(VISITOR, done) == []

    def test_a_picture_of_another_type_is_refused(self, answer, part, manager):
        answer(0)
        png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"
        with pytest.raises(Refused):
            self.bring(part(0), manager, png)


class TestJudging:
    def test_a_disputed_figure_goes_back_by_letter_and_the_answer_settles_it(self, answer, part, manager):
        answer(0, employees=5)
        made = services.dispute_raise(
            actor=manager, reply=part(0), number=1, place="employees", reason="Last year 500", at=LATER
        )
        assert part(0).state == "disputed"
        assert "Last year 500" in letters("dispute").get().text
        answer(0, employees=500)
        made.refresh_from_db()
        assert (part(0).state, made.outcome) == ("answered", "answered")

    def test_a_row_of_purchases_can_be_disputed_and_an_unknown_place_not(self, answer, part, manager, inns):
        answer(0, purchases=[(inns[1], "27.31", "5.00")])
        services.dispute_raise(actor=manager, reply=part(0), number=1, place="purchases:0", reason="?", at=LATER)
        for place, number, code in (("purchases:1", 1, "figures.place"), ("revenue", 9, "figures.changed")):
            with pytest.raises(Refused) as refusal:
                services.dispute_raise(actor=manager, reply=part(0), number=number, place=place, reason="x", at=LATER)
            assert refusal.value.code == code

    def test_the_answer_counts_again_when_the_last_dispute_is_withdrawn(self, answer, part, manager):
        answer(0)
        first, second = (
            services.dispute_raise(actor=manager, reply=part(0), number=1, place=place, reason="x", at=LATER)
            for place in ("employees", "revenue")
        )
        services.dispute_withdraw(actor=manager, dispute=first, at=LATER)
        assert part(0).state == "disputed"
        services.dispute_withdraw(actor=manager, dispute=second, at=LATER)
        assert part(0).state == "answered"

    def test_typed_in_from_paper_waits_for_the_enterprise_to_confirm(self, part, manager, tokens):
        done = services.answer_type_in(
            actor=manager, reply=part(0), content=figures(), way="paper", basis="No. 7", base=0, at=LATER
        )
        assert selectors.unconfirmed(done)
        assert letters("typed").count() == 1
        confirmed = services.answer_confirm(actor=VISITOR, reply=part(0), number=1, token=tokens(0), at=LATER)
        assert not selectors.unconfirmed(confirmed)
        with pytest.raises(Refused):
            services.answer_confirm(actor=VISITOR, reply=part(0), number=2, token=tokens(0), at=LATER)

    def test_what_an_enterprise_has_to_do_is_what_it_owes_and_what_it_confirms(self, part, manager, person, tokens):
        """One question gives both: owed, typed in, confirmed, disputed, given by the enterprise itself."""
        speaker = actor_of(person("p@example.org", ("participant", "organisation", part(0).organisation_id)))

        def stands():
            both = {row.pk for rows in (selectors.asked_of, selectors.to_confirm) for row in rows(speaker)}
            found = [row.pk for row in selectors.to_answer(speaker)]
            assert sorted(both) == found
            return found == [part(0).pk]

        kept = {"actor": manager, "reply": part(0), "content": figures(), "basis": "", "at": LATER}
        assert stands()
        services.answer_type_in(**kept, way="email", base=0)
        assert stands()
        services.answer_confirm(actor=VISITOR, reply=part(0), number=1, token=tokens(0), at=LATER)
        assert not stands()
        services.answer_type_in(**kept | {"reply": part(0)}, way="paper", base=1)
        assert stands()
        services.answer_confirm(actor=VISITOR, reply=part(0), number=2, token=tokens(0), at=LATER)
        services.dispute_raise(actor=manager, reply=part(0), number=2, place="revenue", reason="x", at=LATER)
        assert stands()

    def test_the_enterprise_may_not_judge_itself(self, answer, part, person):
        answer(0)
        speaker = actor_of(person("p@example.org", ("participant", "organisation", part(0).organisation_id)))
        with pytest.raises(Denied):
            services.dispute_raise(actor=speaker, reply=part(0), number=1, place="revenue", reason="x", at=LATER)
        with pytest.raises(Denied):
            services.answer_type_in(
                actor=speaker, reply=part(0), content=figures(), way="paper", basis="", base=1, at=LATER
            )


class TestLocking:
    def test_the_answers_become_the_sheet_judged_as_any_workbook(self, answer, asked, cluster, manager, inns, part):
        answer(0, employees=321, purchases=[(inns[1], "27.31.12", "300000.55"), (None, "22.21", "700000.00")])
        services.answer_type_in(
            actor=manager, reply=part(1), content=figures(employees=5), way="email", basis="", base=0, at=LATER
        )
        done = services.request_lock(actor=manager, request=asked, at=LATER)
        sheet = cluster.sheets.first()
        assert done.sheet == sheet
        by_inn = {row["inn"]: row for row in sheet.content["participants"]}
        assert (by_inn[inns[0]]["employees"], by_inn[inns[1]]["employees"], by_inn[inns[2]]["employees"]) == (
            321,
            5,
            None,
        )
        assert [row["amount"] for row in sheet.content["purchases"]] == ["300000.55", "700000.00"]
        assert sheet.verdicts.count() == 1
        sources = {row["inn"]: row for row in sheet.sources}
        assert [sources[inn]["by"] for inn in inns[:3]] == ["enterprise", "manager", "nobody"]
        assert sources[inns[1]]["confirmed_at"] is None
        assert set(asked.replies.values_list("state", flat=True)) == {"locked"}
        assert "@" not in json.dumps(sheet.sources)

    def test_a_producer_without_figures_is_named_beside_the_verdict(self, answer, asked, cluster, manager, inns):
        makers = [m.organisation for m in cluster.memberships.filter(role="final_producer")]
        places = [inns.index(maker.inn) for maker in makers]
        assert places[0] < 3, "the first producer has a contact"
        answer(places[0])
        services.request_lock(actor=manager, request=asked, at=LATER)
        said = provenance.gaps(cluster.sheets.first())
        assert makers[0].name not in said
        assert all(maker.name in said for maker in makers[1:])

    def test_a_dispute_or_no_answer_at_all_stands_in_the_way(self, answer, asked, manager, part):
        with pytest.raises(Refused) as refusal:
            services.request_lock(actor=manager, request=asked, at=LATER)
        assert refusal.value.code == "figures.nobody_answered"
        answer(0)
        services.dispute_raise(actor=manager, reply=part(0), number=1, place="revenue", reason="x", at=LATER)
        with pytest.raises(Refused) as refusal:
            services.request_lock(actor=manager, request=asked, at=LATER)
        assert refusal.value.code == "figures.disputed"
        assert part(0).organisation.name in str(refusal.value)

    def test_an_answer_after_the_lock_is_refused_and_what_was_typed_stays(self, answer, asked, manager, part, tokens):
        answer(0)
        services.request_lock(actor=manager, request=asked, at=LATER)
        services.draft_save(actor=VISITOR, reply=part(0), content={"employees": "9"}, base=1, token=tokens(0), at=LATER)
        with pytest.raises(Refused) as refusal:
            answer(0, employees=9, at=LATER + timedelta(hours=1))
        assert refusal.value.code == "figures.locked"
        assert FiguresDraft.objects.get().content == {"employees": "9"}

    def test_opened_again_it_takes_answers_and_makes_another_sheet(self, answer, asked, manager, cluster, part):
        answer(0, employees=1)
        services.request_lock(actor=manager, request=asked, at=LATER)
        services.request_reopen(actor=manager, request=asked, at=LATER)
        assert (part(0).state, part(1).state) == ("answered", "sent")
        answer(0, employees=2)
        services.request_lock(actor=manager, request=asked, at=LATER + timedelta(days=1))
        assert cluster.sheets.count() == 3

    def test_only_the_manager_locks(self, asked, answer, person, cluster):
        answer(0)
        official = actor_of(person("r@example.org", ("regional_authority", "region", "RU-MO")))
        with pytest.raises(Hidden):
            services.request_lock(actor=official, request=asked, at=LATER)


class TestSecrecy:
    def test_totals_only_when_locked_and_with_three_others_behind_them(self, answer, asked, manager, part):
        services.contact_add(actor=manager, reply=part(3), name="", email="d@example.org", at=AT)
        for n in range(3):
            answer(n, employees=100 * (n + 1), revenue="10.00")
        assert selectors.totals_for_side(part(0)) is None
        services.request_lock(actor=manager, request=asked, at=LATER)
        assert selectors.totals_for_side(part(0)) is None, "two others could be told by taking one's own away"
        assert selectors.totals_for_side(part(3)).employees == 600
        services.request_reopen(actor=manager, request=asked, at=LATER)
        answer(3, employees=400, revenue="10.00")
        services.request_lock(actor=manager, request=asked, at=LATER)
        assert selectors.totals_for_side(part(0)).revenue == Decimal(40)

    def test_each_side_sees_its_own_differences_only(self, answer, part, asked, inns):
        answer(0, purchases=[(inns[1], "27.31", "10.00"), (inns[2], "27.31", "7.00")])
        answer(1, sales=[(inns[0], "27.31", "9.00")])
        answer(2, sales=[(inns[0], "27.31", "7.00")])
        assert [line.match for line in selectors.side_of(part(0))] == ["differs"]
        assert len(selectors.side_of(part(1))) == 1
        assert selectors.side_of(part(2)) == []

    def test_what_the_sheet_says_others_bought_is_not_told_to_the_seller(self, part, cluster):
        content = cluster.sheets.first().content
        sellers = {row["seller"] for row in content["purchases"]}
        for reply in part(0).request.replies.select_related("organisation"):
            if reply.organisation.inn in sellers:
                assert selectors.earlier_of(reply).content["sales"] == []

    def test_an_erased_person_has_no_link_left(self, asked, tokens, part, at):
        token = tokens(0)
        person = part(0).contacts.get().person
        services.draft_save(actor=VISITOR, reply=part(0), content={}, base=0, token=token, at=at)
        person_erase(actor=actor_of(person), person=person, at=at)
        with pytest.raises(Hidden):
            selectors.contact_of(VISITOR, token)
        assert not FiguresDraft.objects.exists()
        assert FiguresContact.objects.filter(person=person).count() == 1

    def test_the_journal_names_no_figure_and_no_address(self, asked, answer, manager):
        answer(0, employees=424242)
        services.summary_export(actor=manager, request=asked, at=LATER)
        bodies = " ".join(LedgerEntry.objects.filter(action__startswith="figures").values_list("body", flat=True))
        assert "424242" not in bodies
        assert "example.org" not in bodies

    def test_the_system_sees_nothing_by_accident(self, asked):
        assert selectors.request_get(SYSTEM, slug=asked.cluster.slug, year=2020) == asked
        with pytest.raises(Hidden):
            selectors.request_get(VISITOR, slug=asked.cluster.slug, year=2020)
