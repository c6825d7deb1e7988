"""Pages of requests for figures: the manager's, and those behind a link without an account."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.engine.workbooks.test_accounts import bought, purchases, turnover
from tests.web.figures.conftest import AT

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.figures.models import FiguresAnswer, FiguresDraft, FiguresReply
from svetovod.web.notices.models import OutgoingMail


@pytest.fixture
def signed(client, manager_person, day):
    client.force_login(manager_person)
    return client


@pytest.fixture
def here(cluster):
    return f"/clusters/{cluster.slug}/figures/"


def text(answer):
    """As a browser reads it: white space is white space, but for the no-break one."""
    return re.sub(r"[ \n]+", " ", answer.content.decode())


class TestManager:
    def test_asks_from_the_cluster_page_to_the_letters(self, signed, here, cluster, inns):
        assert here in text(signed.get(f"/clusters/{cluster.slug}/"))
        assert signed.get(here).status_code == 200
        page = text(signed.get(f"{here}new/"))
        assert 'name="final_products" value="' in page
        data = {
            "year": "2020", "due_on": "20.06.2021", "final_products": "27.40; 27.31", "text": "Прошу",
            f"email-{inns[0]}": "one@example.org", f"name-{inns[0]}": "One",
        }  # fmt: skip
        done = signed.post(f"{here}new/", data)
        assert done["Location"] == f"{here}2020/"
        assert OutgoingMail.objects.get().to == "one@example.org"
        board = text(signed.get(f"{here}2020/"))
        assert "20.06.2021, 24:00" in board

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"due_on": "01.06.2021"}, "срок уже прошёл"),
            ({"final_products": "кабель"}, "Кода кабель нет в ОКПД2"),
            ({"year": "20"}, "1990"),
            ({"email": "not an address"}, "адрес"),
        ],
    )
    def test_every_wrong_field_is_said_and_nothing_sent(self, signed, here, inns, changes, said):
        data = {"year": "2020", "due_on": "20.06.2021", "final_products": "27.40"} | changes
        data[f"email-{inns[0]}"] = data.pop("email", "")
        page = signed.post(f"{here}new/", data)
        assert page.status_code == 422
        assert said in text(page)
        assert not OutgoingMail.objects.exists()

    def test_board_part_dispute_and_lock(self, signed, here, world, answer, part):
        answer(0, purchases=[(world.inns[1], "27.31.12", "5000.00")])
        answer(1, sales=[(world.inns[0], "27.31", "4000.00")])
        board = text(signed.get(f"{here}2020/"))
        assert "Ответили\xa02 из" in board
        page = text(signed.get(f"{here}2020/{world.inns[0]}/"))
        assert "5\u00a0000,00" in page
        assert "суммы расходятся" in page
        done = signed.post(
            f"{here}2020/{world.inns[0]}/dispute/", {"place": "purchases:0", "reason": "Проверьте", "number": "1"}
        )
        assert done.status_code == 302
        assert part(0).state == "disputed"
        refused = signed.post(f"{here}2020/lock/", follow=True)
        assert part(0).organisation.name in text(refused)
        answer(0, purchases=[(world.inns[1], "27.31.12", "4000.00")])
        done = signed.post(f"{here}2020/lock/", follow=True)
        said = text(done)
        assert "Расчёт по сведениям участников на 11.06.2021; не является решением Минпромторга" in said
        assert "само предприятие, по ссылке" in said
        assert "ответа нет, показателей нет" in said
        pdf = signed.get(f"/clusters/{world.cluster.slug}/verdict.pdf")
        assert pdf.content.startswith(b"%PDF")
        assert signed.post(f"{here}2020/reopen/").status_code == 302

    def test_reconciliation_shows_both_sums_to_the_manager(self, signed, here, world, answer):
        answer(0, purchases=[(world.inns[1], "27.31.12", "5000.00")])
        answer(1, sales=[(world.inns[0], "27.31", "4000.00")])
        page = text(signed.get(f"{here}2020/reconciliation/"))
        for sum_ in ("5\u00a0000,00", "4\u00a0000,00", "1\u00a0000,00"):
            assert sum_ in page
        assert "Стороны расходятся в 1 сделке" in page

    def test_what_differs_stands_before_whoever_has_not_answered(self, signed, here, world, answer):
        answer(0, purchases=[(world.inns[1], "27.31.12", "5000.00"), (world.inns[2], "27.31.12", "9000.00")])
        answer(1, sales=[(world.inns[0], "27.31", "4000.00")])
        lines = signed.get(f"{here}2020/reconciliation/").context["lines"]
        assert [row["line"].match.value for row in lines] == ["differs", "seller_silent"]

    def test_typing_in_from_paper_with_errors_at_fields(self, signed, here, world, form_data, part):
        url = f"{here}2020/{world.inns[0]}/type-in/"
        bad = signed.post(url, form_data(employees="x", way="paper"))
        assert bad.status_code == 422
        assert "не число" in text(bad)
        longer = signed.post(url, form_data(more="purchases", way="paper"))
        assert longer.status_code == 200
        done = signed.post(url, form_data(way="paper", basis="№ 7"))
        assert done.status_code == 302
        assert part(0).answers.get().basis == "№ 7"
        assert "не подтверждено" in text(signed.get(f"{here}2020/"))

    def test_contacts_reminders_and_a_link_taken_back(self, signed, here, world, part, client):
        url = f"{here}2020/{world.inns[3]}/"
        assert signed.post(f"{url}contact/", {"email": "nonsense"}).status_code == 422
        signed.post(f"{url}contact/", {"name": "D", "email": "d@example.org"})
        contact = part(3).contacts.get()
        assert signed.post(f"{here}2020/remind/").status_code == 302
        assert "уже напомнили" in text(signed.post(f"{here}2020/remind/", follow=True))
        assert signed.post(f"{url}remind/").status_code == 302
        signed.post(f"{url}contact/{contact.pk}/revoke/")
        contact.refresh_from_db()
        assert contact.revoked_at

    def test_the_summary_is_safe_to_open(self, signed, here, world, answer):
        organisation = world.asked.replies.get(organisation__inn=world.inns[0]).organisation
        organisation.name = "=HYPERLINK(1)"
        organisation.save()
        answer(0, employees=11, purchases=[(None, "22.21", "7.50")])
        done = signed.post(f"{here}2020/summary.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(done.content))
        assert book.sheetnames == ["Участники", "По регионам", "Закупки", "Продажи", "Сверка"]
        row = next(r for r in book["Участники"].iter_rows(min_row=2) if r[0].value == world.inns[0])
        assert (row[1].data_type, row[1].value) == ("s", "=HYPERLINK(1)")
        assert 11 in [cell.value for cell in row]
        assert [cell.value for cell in book["Закупки"][2]][3:6] == ["22.21", 7.5, 2020]

    def test_strangers_see_nothing(self, client, person, here, world, day):
        client.force_login(person("r@example.org", ("regional_authority", "region", "RU-MO")))
        assert client.get(here).status_code == 403
        for url in (f"{here}2020/", f"{here}2020/reconciliation/", f"{here}2020/{world.inns[0]}/"):
            assert client.get(url).status_code == 404


class TestLink:
    def test_prefilled_saved_by_itself_and_sent_with_errors_mended(self, client, day, tokens, form_data, part, cluster):
        url = f"/figures/{tokens(0)}/"
        page = client.get(url)
        assert page["Referrer-Policy"] == "same-origin"
        assert "noindex" in text(page)
        known = next(p for p in cluster.sheets.first().content["participants"] if p["inn"] == part(0).organisation.inn)
        assert f'value="{known["employees"]}"' in text(page)
        assert client.post(f"{url}draft/", form_data(employees="55")).status_code == 204
        assert 'value="55"' in text(client.get(url))
        bad = client.post(url, form_data(employees="", **{"purchases-0-seller": "123", "purchases-0-amount": "1"}))
        assert bad.status_code == 422
        for said in ("Заполните поле", "не ИНН", "errsum"):
            assert said in text(bad)
        good = form_data(**{"purchases-0-okpd2": "22.21", "purchases-0-amount": "1,50", "purchases-0-year": "2020"})
        done = client.post(url, good, follow=True)
        assert "Ваш ответ получен" in text(done)
        assert part(0).answers.get().content["purchases"][0]["amount"] == "1.50"
        assert not FiguresDraft.objects.exists()

    def test_each_own_figure_says_what_is_meant(self, client, day, tokens):
        fields = client.get(f"/figures/{tokens(0)}/").context["form"].own
        assert len(fields) >= 6 and [field.name for field in fields if not field.help_text] == []

    def test_words_in_place_of_a_code_bring_codes(self, client, day, tokens, form_data):
        data = form_data(**{"purchases-0-okpd2": "кабели волоконно-оптические", "purchases-0-amount": "1"})
        page = client.post(f"/figures/{tokens(0)}/", data)
        assert "Найдено: 27.31" in text(page)
        assert "27.31" in text(client.get("/figures/okpd2/?purchases-0-okpd2=кабели"))

    def test_after_the_day_it_says_once_what_becomes_of_an_answer(self, client, tokens, clock):
        clock(AT + timedelta(days=11))
        page = text(client.get(f"/figures/{tokens(0)}/"))
        assert "Срок истёк: ответ будет принят с отметкой об опоздании." in page and "срок истёк" not in page

    def test_no_changes_in_one_tap(self, client, day, tokens, part):
        assert "Без изменений, отправить" in text(client.get(f"/figures/{tokens(0)}/"))
        client.post(f"/figures/{tokens(0)}/repeat/")
        assert part(0).answers.get().repeated

    @pytest.mark.parametrize("page", ["", "accounts/"])
    def test_the_foot_names_support_and_not_whoever_answers(self, client, day, tokens, settings, page):
        url = f"/figures/{tokens(0)}/{page}"
        assert "Поддержка:" not in text(client.get(url))
        settings.CONTACT = "+7 495 000-00-00"
        assert "Поддержка: +7 495 000-00-00" in text(client.get(url))

    def test_more_rows_keep_what_was_typed(self, client, day, tokens, form_data):
        url = f"/figures/{tokens(0)}/"
        done = client.post(url, form_data(employees="77", more="purchases"))
        assert done["Location"] == f"{url}?more=1#purchases"
        page = text(client.get(f"{url}?more=1"))
        assert 'value="77"' in page
        assert "purchases-5-seller" in page

    def test_two_colleagues_the_second_is_shown_what_differs(self, client, day, tokens, form_data, part, manager):
        from svetovod.web.figures import services

        services.contact_add(actor=manager, reply=part(0), name="B", email="b@example.org", at=AT)
        client.post(f"/figures/{tokens(0)}/", form_data(employees="1"))
        second = client.post(f"/figures/{tokens(0, 1)}/", form_data(employees="2"))
        assert second.status_code == 409
        assert "Тем временем ответил ваш коллега" in text(second)
        assert 'name="base" value="1"' in text(second)
        assert client.post(f"/figures/{tokens(0, 1)}/", form_data(employees="2", base="1")).status_code == 302
        assert FiguresAnswer.objects.count() == 2

    def test_after_the_lock_the_form_is_gone_and_a_late_answer_is_explained(
        self, client, day, tokens, form_data, answer, asked, manager
    ):
        from svetovod.web.figures import services

        answer(0)
        services.request_lock(actor=manager, request=asked, at=AT + timedelta(days=1))
        url = f"/figures/{tokens(0)}/"
        page = text(client.get(url))
        assert "сбор закрыт" in page
        assert 'name="employees"' not in page
        late = client.post(url, form_data(employees="99", base="1"))
        assert late.status_code == 409
        assert "Внесённое вами сохранено здесь" in text(late)
        assert FiguresDraft.objects.get().content["employees"] == "99"
        assert client.post(f"{url}draft/", form_data()).status_code == 409

    def test_the_others_figures_never_reach_the_page(self, client, day, tokens, answer, world):
        answer(0, employees=31337, purchases=[(world.inns[1], "27.31", "5000.00"), (world.inns[2], "27.31", "1.00")])
        answer(1, sales=[(world.inns[0], "27.31", "4444.00")])
        page = text(client.get(f"/figures/{tokens(1)}/"))
        assert "другая сторона указала иную сумму" in page
        assert "4\u00a0444,00" in page
        for foreign in ("31\u00a0337", "31337", "5\u00a0000,00", "5000"):
            assert foreign not in page

    def test_the_sheet_of_confirmation_is_a_paper_of_the_answer_in_force(self, client, day, tokens, answer):
        url = f"/figures/{tokens(0)}/sheet.pdf"
        assert client.get(url).status_code == 404
        answer(0, purchases=[(None, "22.21", "5.00")])
        first, second = client.get(url), client.get(url)
        assert first.content.startswith(b"%PDF")
        assert first.content == second.content

    def test_confirming_what_was_typed_in(self, client, day, tokens, part, manager):
        from tests.web.figures.conftest import figures

        from svetovod.web.figures import services

        services.answer_type_in(actor=manager, reply=part(0), content=figures(), way="email", basis="", base=0, at=AT)
        url = f"/figures/{tokens(0)}/"
        assert "Да, подтверждаю" in text(client.get(url))
        client.post(f"{url}confirm/", {"number": "1"})
        assert part(0).answers.get().confirmed_at

    def test_somebody_signed_in_is_asked_to_confirm_and_finds_the_answer_again(
        self, client, day, person, part, manager
    ):
        from tests.web.figures.conftest import figures

        from svetovod.web.figures import services

        mine = part(0)
        services.answer_type_in(actor=manager, reply=mine, content=figures(), way="email", basis="", base=0, at=AT)
        client.force_login(person("p@example.org", ("participant", "organisation", mine.organisation_id)))
        url = f"/figures/own-{mine.pk}/"
        assert "внесённые за вас" in text(client.get("/desk/"))
        assert "Вашего ответа ждёт 1 запрос" in text(client.get("/requests/"))
        client.post(f"{url}confirm/", {"number": "1"})
        assert url not in text(client.get("/desk/"))
        assert url in text(client.get("/requests/"))
        assert f"/figures/own-{part(1).pk}/" not in text(client.get("/requests/"))

    @pytest.mark.parametrize("path", ["", "draft/", "repeat/", "confirm/", "accounts/", "accounts/take/"])
    def test_a_wrong_link_is_not_there(self, client, day, asked, path):
        for token in ("0" * 40, "own-1", "own-x", "x"):
            url = f"/figures/{token}/{path}"
            assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}

    def test_somebody_signed_in_fills_in_their_own_part(self, client, day, person, part, form_data):
        mine = part(0)
        client.force_login(person("p@example.org", ("participant", "organisation", mine.organisation_id)))
        url = f"/figures/own-{mine.pk}/"
        assert url in text(client.get("/desk/"))
        assert client.post(f"{url}draft/", form_data(employees="5")).status_code == 204
        assert client.post(url, form_data()).status_code == 302
        assert part(0).state == "answered"
        assert client.get(f"/figures/own-{part(1).pk}/").status_code == 404


class TestAccounts:
    def upload(self, client, url, content, name="60.xlsx", **data):
        return client.post(url, {"papers": SimpleUploadedFile(name, content), **data})

    def test_turnover_to_the_draft_without_vat_and_without_the_file(self, client, day, tokens, world, part):
        url = f"/figures/{tokens(0)}/accounts/"
        sheet = turnover((f"Завод ИНН {world.inns[1]}", 0, 0, 0, 1200), (f"Чужой, {invented_inn(77)}", 0, 0, 0, 2400))
        assert self.upload(client, url, sheet).status_code == 422
        page = text(self.upload(client, url, sheet, rate="20"))
        assert page.index(world.inns[1]) < page.index(invented_inn(77))
        assert page.count(" checked") == 1
        done = client.post(
            f"{url}take/",
            {"side": "purchases", "take": [world.inns[1]], f"amount-{world.inns[1]}": "1000.00",
             f"okpd2-{world.inns[1]}": "27.31.12"},
        )  # fmt: skip
        assert done.status_code == 302
        (row,) = [r for r in FiguresDraft.objects.get().content["purchases"] if r["seller"] == world.inns[1]]
        assert (row["amount"], row["okpd2"], row["year"]) == ("1000.00", "27.31.12", "2020")

    def test_the_product_group_of_a_partner_is_remembered(self, client, day, tokens, world, answer):
        answer(0, purchases=[(world.inns[1], "27.31.12", "5.00")])
        page = text(
            self.upload(client, f"/figures/{tokens(0)}/accounts/", purchases(bought(world.inns[1])), "NO_NDS.8.xml")
        )
        assert 'value="27.31.12"' in page

    def test_a_hostile_file_is_said_and_nothing_kept(self, client, day, tokens):
        bomb = b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
        page = self.upload(client, f"/figures/{tokens(0)}/accounts/", bomb, "x.xml")
        assert page.status_code == 422
        assert "DOCTYPE" in text(page)
        assert not FiguresDraft.objects.exists()

    def test_nothing_chosen_is_said(self, client, day, tokens):
        done = client.post(f"/figures/{tokens(0)}/accounts/take/", {"side": "purchases"}, follow=True)
        assert "Строки не выбраны" in text(done)


@pytest.mark.parametrize("count", [1, 6])
def test_queries_of_the_board_do_not_grow(signed, here, answer, count, django_assert_max_num_queries, asked):
    for n in range(min(count, 3)):
        answer(n)
    with django_assert_max_num_queries(24):
        signed.get(f"{here}2020/")
    assert FiguresReply.objects.count() > 3
