"""The organiser's own questions: built, asked, answered by form, list and link, shown in lists, forgotten in time."""

from datetime import timedelta
from io import BytesIO
from itertools import compress, product

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.selectors import own_data
from svetovod.web.accounts.services import person_erase
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Refused
from svetovod.web.documents.models import Attachment
from svetovod.web.events import asking, services
from svetovod.web.events.models import FieldAnswer, PracticalSession, Registration, SessionField
from svetovod.web.notices.models import OutgoingMail

COMMON = {"kind": "enterprise", "region": "RU-TA", "organisation_name": "Кабельный завод 4"}
TEXTS = {"options": "", "help_ru": "", "help_en": "", "goes_to": "", "keep_days": ""}


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def desk(client, clock, session, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def ask(session, at):
    """ask("Вопрос", kind=...) -> a question in the form."""

    def make(label, kind="short", **fields):
        options = [[each, ""] for each in fields.pop("options", ())]
        return services.field_add(
            actor=SYSTEM, session=session, at=at, label_ru=label, kind=kind, options=options, **fields
        )  # fmt: skip

    return make


def test_a_question_is_built_changed_ordered_and_gone(desk):
    typed = TEXTS | {"label_ru": "Питание", "kind": "several", "stage": "form", "options": "Постное | Lent\nОбычное"}
    assert desk.post(url("form_field_new"), typed).status_code == 302
    made = SessionField.objects.get()
    assert made.options == [["Постное", "Lent"], ["Обычное", ""]] and made.choices[1] == ("Обычное", "Обычное")
    desk.post(url("form_field_new"), typed | {"label_ru": "Рост", "kind": "number", "options": ""})
    second = SessionField.objects.get(label_ru="Рост")
    desk.post(url("form_step", second.pk, "up"))
    assert [each.label_ru for each in asking.live(made.session)] == ["Рост", "Питание"]
    assert desk.post(url("form_field_new"), typed).status_code == 422
    changed = typed | {"label_ru": "Что вы едите", "options": "Постное\nОбычное\nБез рыбы"}
    assert desk.post(url("form_field", made.pk), changed).status_code == 302
    desk.post(url("form_step", second.pk, "retire"))
    assert [each.label_ru for each in SessionField.objects.all()] == ["Что вы едите"]
    page = words(desk.get(url("form")))
    assert "1 ваш вопрос" in page and "Что вы едите" in page
    assert LedgerEntry.objects.filter(action="session.field").count() == 5


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "choice", "options": "Один"}, "options"),
        ({"kind": "choice", "options": "Да\nДа"}, "options"),
        ({"kind": "several", "options": "Да;нет\nДа"}, "options"),
        ({"personal": "on"}, "keep_days"),
        ({"personal": "on", "keep_days": "-1"}, "keep_days"),
        ({"kinds": ["nobody"]}, "kinds"),
        ({"label_ru": ""}, "label_ru"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_at_its_field(desk, wrong, field):
    answer = desk.post(
        url("form_field_new"), TEXTS | {"label_ru": "Вопрос", "kind": "short", "stage": "form"} | wrong
    )  # fmt: skip
    assert answer.status_code == 422 and field in answer.context["field_form"].errors
    assert not SessionField.objects.exists()


def test_once_answered_a_question_is_not_bent_and_only_retired(register, ask, session, at):
    made = ask("Гостиница", "choice", options=("Одна", "Другая"))
    register(answers={made.pk: "Одна"})
    for fields in ({"kind": "short"}, {"stage": "later"}, {"options": [["Другая", ""], ["Третья", ""]]}):
        with pytest.raises(Refused):
            services.field_update(actor=SYSTEM, session=session, pk=made.pk, at=at, **fields)
    services.field_update(actor=SYSTEM, session=session, pk=made.pk, at=at, options=[["Одна", "One"], ["Третья", ""]])
    services.field_step(actor=SYSTEM, session=session, pk=made.pk, step="retire", at=at)
    assert not asking.live(session) and asking.listed(session) == [made]
    services.field_step(actor=SYSTEM, session=session, pk=made.pk, step="restore", at=at)
    assert asking.live(session) == [made]


def test_the_public_form_asks_by_kind_and_keeps_answers(client, clock, form, ask, session):
    everybody = ask("Дата приезда", "date", required=True)
    press = ask("Издание", required=True, kinds=["press"])
    several = ask("Питание", "several", options=("Постное", "Без рыбы"))
    flag, number = ask("Нужна стоянка", "yes_no"), ask("Сколько вас", "number")
    page = words(client.get(url("register")))
    assert "Дата приезда" in page and "Издание" not in page
    assert "Издание" in words(client.get(url("register") + "?kind=press"))
    name = asking.name
    answer = client.post(url("register"), form(kind="press"))
    assert answer.status_code == 422 and {name(everybody), name(press)} == set(answer.context["form"].errors)
    typed = form(**{
        name(everybody): "2021-06-23", name(press): "чужое", name(several): ["Постное"], name(flag): "no",
        name(number): "2,5",
    })  # fmt: skip
    assert client.post(url("register"), typed).status_code == 302
    assert asking.given(Registration.objects.get()) == {
        everybody.pk: "2021-06-23", several.pk: ["Постное"], flag.pk: False, number.pk: "2.5",
    }  # fmt: skip
    assert (
        client.post(url("register"), typed | {name(several): ["Мясное"], "email": "x@example.org"}).status_code == 422
    )


def test_what_a_refused_visitor_answered_is_kept_for_later(client, clock, form, ask, session):
    made, name = ask("Питание", "several", options=("Постное", "Без рыбы")), asking.name
    PracticalSession.objects.update(registration_until=session.registration_until - timedelta(days=30))
    assert client.post(url("register"), form(**{name(made): ["Без рыбы"]})).status_code == 422
    assert 'value="Без рыбы" id="id_answer_' in client.get(url("register")).content.decode()
    assert "checked" in words(client.get(url("register")))


def test_a_delegation_answers_in_its_list(client, clock, ask, session, person):
    room = ask("Номер", "choice", options=("Одноместный", "Двухместный"), required=True)
    day, press = ask("Приезд", "date"), ask("Издание", kinds=["press"], required=True)
    blank = openpyxl.load_workbook(BytesIO(client.get(url("delegation_blank")).content))
    sheet = blank["Делегация"]
    assert [cell.value for cell in sheet[1]][4:] == ["Номер", "Приезд", "Издание"]
    sheet["E3"], sheet["F3"], sheet["G3"] = "двухместный", "23.06.2021", "чужое"
    client.force_login(person("head@example.org"))
    assert send(client, blank).status_code == 302
    found = [asking.given(row) for row in Registration.objects.order_by("pk")]
    assert found == [{room.pk: "Одноместный"}, {room.pk: "Двухместный", day.pk: "2021-06-23"}]
    sheet["E2"], sheet["F2"] = None, "вчера"
    refused = send(client, blank)
    assert refused.status_code == 422 and refused.context["count"] == 2 and "Номер" in words(refused)
    assert send(client, blank, kind="press").context["count"] == 3 and not FieldAnswer.objects.filter(field=press)


def send(client, book, **fields):
    target = BytesIO()
    book.save(target)
    file = SimpleUploadedFile("delegation.xlsx", target.getvalue())
    return client.post(url("delegation"), COMMON | fields | {"workbook": file})


def test_the_second_form_goes_by_letter_to_those_with_a_place(desk, register, ask, session, at, mailed):
    PracticalSession.objects.update(capacity=2)
    hotel = ask("Гостиница", "yes_no", stage="later", required=True)
    first, second = register("1@example.org"), register("2@example.org", at=at + timedelta(minutes=1))
    waits = register("3@example.org", at=at + timedelta(minutes=2))
    assert not asking.of(first.registration, asking.terms(session))
    page = url("own_answers", first.token)
    assert "Гостиница" not in words(desk.get(page))
    desk.post(url("form_ask")), desk.post(url("form_ask"))
    mailed()
    asked = OutgoingMail.objects.filter(key__contains=":questions:")
    assert sorted(each.to for each in asked) == ["1@example.org", "2@example.org"]
    assert all("/answers/" in each.text for each in asked)
    assert "Гостиница" not in words(desk.get(url("own_answers", waits.token)))
    assert "1 ответ" in words(desk.get(page))
    assert desk.post(page, {asking.name(hotel): ""}).status_code == 422
    assert desk.post(page, {asking.name(hotel): "yes"}).status_code == 302
    assert asking.given(first.registration) == {hotel.pk: True}
    assert [row.pk for row in asking.unanswered(session)] == [second.registration.pk]
    services.registration_cancel(actor=SYSTEM, registration=second.registration, token=second.token, at=at)
    letter = OutgoingMail.objects.get(to="3@example.org", key__contains=":promoted")
    assert "/answers/" in letter.text


@pytest.mark.parametrize("must", [(), ("Гостиница",), ("Гостиница", "Трансфер")])
def test_who_has_not_answered_is_counted_kind_by_kind(register, ask, session, at, must):
    """Three questions, one of them not to the press; every combination of answers of two kinds of participants."""
    fields = [
        ask(label, "yes_no", stage="later", required=label in must, kinds=kinds)
        for label, kinds in (("Гостиница", []), ("Трансфер", ["enterprise", "guest"]), ("Экскурсия", []))
    ]
    ask("Питание", "yes_no", required=True), ask("Доклад", "yes_no", stage="later", required=True, kinds=["expert"])
    lack = []
    for kind in ("enterprise", "press"):
        asked = [field for field in fields if field.asks(kind)]
        for number, given in enumerate(product((False, True), repeat=len(asked))):
            row = register(f"{kind}{number}@example.org", kind=kind).registration
            for field in compress(asked, given):
                FieldAnswer.objects.create(registration=row, field=field, value=False, at=at)
            wanted = [said for field, said in zip(asked, given, strict=True) if field.required]
            if not (all(wanted) if wanted else any(given)):
                lack.append(row.pk)
    assert sorted(row.pk for row in asking.unanswered(session)) == sorted(lack) and len(lack) >= 2
    SessionField.objects.update(retired_at=at)
    assert not asking.unanswered(session).exists()


def test_the_page_of_the_form_counts_in_the_database(desk, register, ask, django_assert_max_num_queries):
    ask("Гостиница", "yes_no", stage="later", required=True)
    register("1@example.org"), register("2@example.org")
    desk.post(url("form_ask"))
    with django_assert_max_num_queries(9) as seen:
        page = words(desk.get(url("form")))
    assert "2 человека" in page
    asked = [each["sql"] for each in seen.captured_queries if 'FROM "events_registration"' in each["sql"]]
    assert [sql.startswith("SELECT COUNT(") for sql in asked] == [True]


def test_asked_again_the_same_day_only_new_questions_go_out_and_the_number_is_honest(desk, register, ask, mailed):
    ask("Гостиница", "yes_no", stage="later", required=True)
    register("1@example.org")

    def said():
        page = words(desk.post(url("form_ask"), follow=True))
        mailed()
        return page, OutgoingMail.objects.filter(key__contains=":questions:").count()

    page, letters = said()
    assert "Уходит 1 письмо" in page and letters == 1
    page, letters = said()
    assert "сегодня уже спросили" in page and letters == 1
    register("2@example.org")
    page, letters = said()
    assert "Уходит 1 письмо" in page and letters == 2
    ask("Трансфер", "yes_no", stage="later", required=True)
    assert said()[1] == 4


def test_personal_answers_are_erased_no_later_than_was_told(register, ask, session, at):
    made = ask("Аллергия", personal=True, keep_days=5)
    services.field_update(actor=SYSTEM, session=session, pk=made.pk, at=at, personal=True, keep_days=7)
    register(answers={made.pk: "орехи"})
    for fields in ({"personal": False, "keep_days": None}, {"personal": False}, {"keep_days": 8}):
        with pytest.raises(Refused) as refusal:
            services.field_update(actor=SYSTEM, session=session, pk=made.pk, at=at, **fields)
        assert refusal.value.code == "field.personal"
    services.field_update(actor=SYSTEM, session=session, pk=made.pk, at=at, keep_days=1)


def test_answers_are_changed_until_the_day_and_not_after(client, clock, register, ask, session, at):
    made, row = ask("Тема"), register()
    page = url("own_answers", row.token)
    assert page in words(client.get(url("registration", row.token))) and "Тема" in words(client.get(page))
    client.post(page, {asking.name(made): "Волокно"})
    client.post(page, {asking.name(made): ""})
    assert not FieldAnswer.objects.exists()
    client.post(page, {asking.name(made): "Кабель"})
    values = {"answers_until": at - timedelta(days=1), "later_until": at}
    services.form_rules_set(actor=SYSTEM, session=session, at=at, **values)
    assert client.post(page, {asking.name(made): "Свет"}).status_code == 422
    assert FieldAnswer.objects.get().value == "Кабель" and "Кабель" in words(client.get(page))
    assert client.get(url("own_answers", "0" * 40)).status_code == 404
    assert not any("Кабель" in str(entry) for entry in LedgerEntry.objects.values())


def test_answers_stand_in_the_list_and_the_workbook_as_text(desk, register, ask, session, at, person):
    evil = ask("Слово", goes_to="hotel")
    number, secret = ask("Сколько", "number"), ask("Личное", personal=True, keep_days=3)
    register(answers={evil.pk: "=HYPERLINK(1)", number.pk: "7", secret.pk: "тайное"})
    page = words(desk.get(url("registrations"), {"show": [asking.name(evil), asking.name(secret)]}))
    assert "=HYPERLINK(1)" in page and "тайное" in page
    assert "тайное" not in words(desk.get(url("registrations")))
    assert cells(desk, list="hotel") == [
        ["Имя", "Организация", "Регион", "Слово"],
        ["Somebody", "Plant", "Республика Татарстан", "=HYPERLINK(1)"],
    ]
    assert cells(desk, columns=["name", asking.name(number)])[1] == ["Somebody", 7]
    assert cells(desk)[0][-3:] == ["Слово", "Сколько", "Личное"]
    desk.force_login(person("door@example.org", ("check_in", "session", session.slug)))
    assert "тайное" not in words(desk.get(url("registrations"), {"show": [asking.name(secret)]}))


def cells(client, **data):
    book = openpyxl.load_workbook(BytesIO(client.post(url("registrations_xlsx"), data).content))
    rows = list(book.active.iter_rows())
    assert not any(cell.data_type == "f" for row in rows for cell in row)
    return [[cell.value for cell in row] for row in rows]


def test_the_list_costs_the_same_for_any_number_of_answers(desk, register, ask, at, django_assert_max_num_queries):
    made = ask("Слово")
    counts = []
    desk.get(url("registrations"))  # what the server looks up once
    for portion in (1, 5):
        for n in range(portion):
            register(f"{portion}-{n}@example.org", at=at, answers={made.pk: "да"})
        with django_assert_max_num_queries(60) as seen:
            desk.get(url("registrations"), {"show": [asking.name(made)]})
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_personal_answers_go_with_the_person_and_after_their_days(register, ask, session, at):
    kept, gone = ask("Секция", "choice", options=("А", "Б")), ask("Аллергия", personal=True, keep_days=5)
    rows = [
        register(f"{n}@example.org", at=at, answers={kept.pk: "А", gone.pk: "орехи"}).registration for n in range(2)
    ]  # fmt: skip
    given = own_data(actor_of(rows[0].person))["registrations"][0]["answers"]
    assert given == {"Секция": "А", "Аллергия": "орехи"}
    person_erase(actor=actor_of(rows[0].person), person=rows[0].person, at=at)
    assert asking.given(rows[0]) == {kept.pk: "А"}
    last = at.replace(month=6, day=30)
    assert services.answers_erase(at=last) == 0
    assert services.answers_erase(at=last + timedelta(days=1)) == 1
    assert asking.given(rows[1]) == {kept.pk: "А"} and services.answers_erase(at=last + timedelta(days=2)) == 0


def test_a_clone_asks_the_same_and_a_double_keeps_the_answers(session, ask, register, at):
    made, retired = ask("Тема"), ask("Старое")
    first, second = register("1@example.org"), register("2@example.org", answers={made.pk: "да", retired.pk: "да"})
    services.field_step(actor=SYSTEM, session=session, pk=retired.pk, step="retire", at=at)
    services.registration_join(
        actor=SYSTEM, session=session, keep=first.registration.pk, drop=second.registration.pk, at=at
    )  # fmt: skip
    assert asking.given(first.registration)[made.pk] == "да"
    clone = services.session_clone(
        actor=SYSTEM, session=session, slug="next-2021", starts_on=session.starts_on + timedelta(days=90), at=at
    )  # fmt: skip
    assert [each.label_ru for each in clone.fields.all()] == ["Тема"]


def test_questions_to_some_are_shown_to_them_alone_without_scripts_too(client, clock, form, ask, session):
    """The button that stands there without JavaScript shows the questions of the kind and keeps what was typed."""
    press = ask("Издание", required=True, kinds=["press"])
    everybody = ask("Как доберётесь")
    page = words(client.get(url("register")))
    assert 'name="choose"' in page and 'hx-select="#asked"' in page and "Издание" not in page
    assert 'hx-post=""' in page and "hx-get" not in page.split('id="id_kind"')[1][:300], "what is typed goes with it"
    typed = {"kind": "press", "name": "Корреспондент 1", asking.name(everybody): "поездом", "choose": "1"}
    again = client.post(url("register"), typed)
    assert again.status_code == 200 and not Registration.objects.exists()
    shown = words(again)
    assert "Издание" in shown and 'value="Корреспондент 1"' in shown and 'value="поездом"' in shown
    assert "Ошиб" not in shown and "errors" not in again.context["form"].__dict__.get("_errors", {})
    # sent at once, what is lacking is said, with its question
    refused = client.post(url("register"), form(kind="press"))
    assert refused.status_code == 422 and list(refused.context["form"].errors) == [asking.name(press)]
    assert client.post(url("register"), form(kind="guest")).status_code == 302
    assert client.post(url("register"), form(kind="ghost", email="g@example.org")).status_code == 422
    SessionField.objects.update(kinds=[])
    assert 'name="choose"' not in words(client.get(url("register")))


def test_a_kept_draft_names_the_files_of_its_kind(client, clock, form, ask, session, at):
    ask("Снимок для пропуска", kind="file", required=True, kinds=["press"], personal=True, keep_days=5)
    PracticalSession.objects.update(registration_until=at)
    assert client.post(url("register"), form(kind="press")).status_code == 422
    assert "Снимок для пропуска" in words(client.get(url("register")))


PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def asked_file(ask, register):
    """A question answered by a file, a registration, and its link."""
    question = ask("Фото для пропуска", "file", personal=True, keep_days=10, required=True)
    made = register()
    return question, made.registration, made.token


def upload(name="Скан пропуска.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def files():
    return Attachment.objects.filter(subject_type="events.fieldanswer")


def test_a_file_is_asked_by_the_link_and_kept_for_its_days(client, clock, asked_file, session, at):
    question, row, token = asked_file
    assert "Фото для пропуска" in words(client.get(url("register")))
    assert asking.name(question) not in words(client.get(url("register")))
    own = url("own_answers", token)
    assert asking.lacking(row, at) == 1 and client.post(own, {}).status_code == 422
    assert client.post(own, {asking.name(question): upload()}).status_code == 302
    kept = files().get()
    assert kept.uploaded_by == row.person and asking.given(row) == {question.pk: "Скан пропуска.pdf"}
    assert asking.lacking(row, at) == 0
    got = client.get(url("own_file", token, question.pk))
    assert b"".join(got.streaming_content) == PDF and "sandbox" in got["Content-Security-Policy"]
    # sent again nothing changes; another takes its place, and the earlier is gone
    client.post(own, {asking.name(question): upload()})
    assert LedgerEntry.objects.filter(action="registration.answer").count() == 1
    client.post(own, {asking.name(question): upload("b.pdf", PDF + b"2")})
    assert files().get().name == "b.pdf" and client.post(own, {}).status_code == 302 and files().count() == 1
    services.answers_erase(at=at + timedelta(days=200))
    assert not files().exists() and not FieldAnswer.objects.exists()
    assert client.get(url("own_file", token, question.pk)).status_code == 404


@pytest.mark.parametrize("bad", [upload("a.exe", b"MZ123456"), upload("a.pdf", b"<html>"), upload("a.pdf", b"")])
def test_what_is_no_file_to_keep_is_refused_at_its_field(client, clock, asked_file, bad):
    question, _row, token = asked_file
    answer = client.post(url("own_answers", token), {asking.name(question): bad})
    assert answer.status_code == 422 and list(answer.context["form"].errors) == [asking.name(question)]
    assert not files().exists()


def test_a_file_too_large_is_refused(client, clock, asked_file, monkeypatch):
    question, _row, token = asked_file
    monkeypatch.setattr("svetovod.web.events.answer_forms.MOST_BYTES", 5)
    assert client.post(url("own_answers", token), {asking.name(question): upload()}).status_code == 422


def test_files_are_read_by_the_organiser_and_nobody_else(client, clock, asked_file, person, organiser):
    """And they go with the person they are of."""
    question, row, token = asked_file
    client.post(url("own_answers", token), {asking.name(question): upload()})
    address = reverse("documents:attachment", args=[files().get().pk])
    assert client.get(address).status_code == 404
    for other in (("check_in", "session", "saransk-2021"), ("expert", "session", "saransk-2021")):
        client.force_login(person(f"{other[0]}@example.org", other))
        assert client.get(address).status_code in {403, 404}
    client.force_login(organiser)
    assert b"".join(client.get(address).streaming_content) == PDF
    listed = words(client.get(url("registrations") + f"?show={asking.name(question)}"))
    assert address in listed and "Скан пропуска.pdf" in listed
    person_erase(actor=actor_of(row.person), person=row.person, at=row.registered_at)
    assert not files().exists()


def test_a_file_that_is_not_a_must_is_taken_back(client, clock, ask, register):
    question = ask("Презентация", "file", personal=True, keep_days=10)
    token = register().token
    own, name = url("own_answers", token), asking.name(question)
    client.post(own, {name: upload()})
    assert "Скан пропуска.pdf" in words(client.get(own))
    assert client.post(own, {f"{name}_back": "on"}).status_code == 302
    assert not files().exists() and not FieldAnswer.objects.exists()


def test_a_question_for_a_file_has_its_days(desk):
    typed = TEXTS | {"label_ru": "Скан", "kind": "file", "stage": "form"}
    assert "keep_days" in desk.post(url("form_field_new"), typed).context["field_form"].errors
    assert desk.post(url("form_field_new"), typed | {"keep_days": "30"}).status_code == 302
    assert SessionField.objects.get().personal
