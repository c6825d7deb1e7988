"""Delegations, registrations of one person found and joined, and lists of the columns that are asked for."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.engine.workbooks.blanks import write_blank
from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.accounts.models import Person
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.events import doubles, services
from svetovod.web.events.models import PracticalSession, Registration, Visit
from svetovod.web.notices.models import OutgoingMail

COMMON = {"kind": "enterprise", "region": "RU-TA", "organisation_name": "Кабельный завод 4"}


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def book(*rows):
    made = openpyxl.Workbook()
    made.active.title = "Делегация"
    for row in (("Имя", "Почта", "Должность", "Телефон"), *rows):
        made.active.append(row)
    target = BytesIO()
    made.save(target)
    return SimpleUploadedFile("delegation.xlsx", target.getvalue())


@pytest.fixture
def desk(client, clock, organiser):
    client.force_login(organiser)
    return client


def test_a_delegation_is_registered_by_one_and_each_gets_a_link(client, clock, session, person):
    client.force_login(person("head@example.org"))
    PracticalSession.objects.update(capacity=2)
    file = book(("Первый", "1@example.org", "Директор", ""), ("Второй", "2@example.org"), ("Третий", "3@example.org"))
    assert client.post(url("delegation"), COMMON | {"workbook": file}).status_code == 302
    rows = list(Registration.objects.order_by("pk").select_related("person"))
    assert [(row.person.name, str(row.state)) for row in rows] == [
        ("Первый", "confirmed"), ("Второй", "confirmed"), ("Третий", "waiting"),
    ]  # fmt: skip
    assert {row.organisation_name for row in rows} == {"Кабельный завод 4"} and not rows[0].consents.exists()
    assert OutgoingMail.objects.filter(to="3@example.org", text__contains="/registration/").count() == 1
    assert LedgerEntry.objects.filter(action="registration.delegate").count() == 1


def test_everything_wrong_with_the_list_is_said_and_nobody_is_registered(client, clock, session, person):
    client.force_login(person("head@example.org"))
    file = book(("Первый", "1@example.org"), ("", "не адрес"), ("Третий", "1@example.org"))
    answer = client.post(url("delegation"), COMMON | {"workbook": file})
    page = words(answer)
    assert answer.status_code == 422 and answer.context["count"] == 3
    assert "не адрес почты" in page and "уже стоит в строке 2" in page and "Значение обязательно" in page
    assert not Registration.objects.exists() and not Person.objects.filter(email="1@example.org").exists()
    junk = SimpleUploadedFile("x.xlsx", b"junk")
    assert client.post(url("delegation"), COMMON | {"workbook": junk}).status_code == 422
    assert client.post(url("delegation"), COMMON).status_code == 422


def test_the_blank_reads_back(client, clock, session, person):
    blank = client.get(url("delegation_blank")).content
    assert "Делегация" in openpyxl.load_workbook(BytesIO(blank)).sheetnames
    client.force_login(person("head@example.org"))
    file = SimpleUploadedFile("b.xlsx", write_blank("delegation"))
    assert client.post(url("delegation"), COMMON | {"workbook": file}).status_code == 302
    assert Registration.objects.count() == 2


def test_a_delegation_needs_an_account_and_an_open_registration(client, clock, session, applicant, person, at, actor):
    assert "/login/" in client.get(url("delegation"))["Location"]
    with pytest.raises((Denied, Hidden)):
        services.delegation_register(actor=VISITOR, session=session, applicants=[applicant()], at=at)
    late = session.registration_until
    with pytest.raises(Refused) as refused:
        services.delegation_register(
            actor=actor("head@example.org"), session=session, applicants=[applicant()], at=late
        )  # fmt: skip
    assert refused.value.code == "registration.closed" and not Registration.objects.exists()


def test_one_person_twice_is_found_by_each_sign(session, register):
    register("ivan.petrov@example.org", name="Иван Петров")
    register("ivanpetrov@example.com", name="Пётр Алёшин", phone="8 (834) 200-00-01")
    register("other@example.org", name="Алешин Петр", phone="+7 834 200 00 01")
    register("alone@example.org", name="Никто")
    found = [(pair.first.person.email, pair.second.person.email, len(pair.signs)) for pair in doubles.of(session)]
    assert found == [
        ("ivanpetrov@example.com", "other@example.org", 2), ("ivan.petrov@example.org", "ivanpetrov@example.com", 1),
    ]  # fmt: skip


def test_joined_the_kept_one_has_what_both_had(desk, session, register, mailed):
    PracticalSession.objects.update(capacity=1)
    first = register("1@example.org", visit=Visit.objects.first()).registration
    second = register("2@example.org", consents=()).registration
    third = register("3@example.org", name="Другой").registration
    assert "one person" not in words(desk.get(url("registration_doubles")))
    assert desk.post(url("registration_doubles"), {"pair": f"{second.pk}-{first.pk}"}).status_code == 302
    for row in (first, second, third):
        row.refresh_from_db()
    assert (first.state, first.successor, first.visit) == ("transferred", second, None)
    assert (second.state, second.visit) == ("confirmed", Visit.objects.first())
    assert second.consents.exists() and third.state == "waiting"
    assert OutgoingMail.objects.filter(key__contains=":joined:", to="2@example.org").count() == 1
    assert desk.post(url("registration_doubles"), {"pair": f"{second.pk}-{first.pk}"}).status_code == 409
    assert desk.post(url("registration_doubles"), {"pair": "x"}).status_code == 404


def test_the_place_of_the_other_goes_to_whoever_waits(session, register, at):
    PracticalSession.objects.update(capacity=2)
    rows = [register(f"{n}@example.org").registration for n in range(3)]
    services.registration_join(actor=SYSTEM, session=session, keep=rows[0].pk, drop=rows[1].pk, at=at)
    rows[2].refresh_from_db()
    assert rows[2].state == "confirmed"


@pytest.mark.parametrize(
    ("asked", "heads"),
    [
        ({"list": "hotel"}, ["Имя", "Организация", "Регион"]),
        ({"columns": ["visit", "name"]}, ["Имя", "Посещение предприятия"]),
        ({"columns": ["nothing"]}, 13),
        ({}, 13),
    ],
)  # fmt: skip
def test_a_list_has_the_columns_that_were_asked_for(desk, session, register, asked, heads):
    register()
    answer = desk.post(url("registrations_xlsx"), asked)
    found = [cell.value for cell in openpyxl.load_workbook(BytesIO(answer.content)).active[1]]
    assert found == heads if isinstance(heads, list) else len(found) == heads
    assert LedgerEntry.objects.filter(action="registrations.export").count() == 1


def test_pairs_ask_the_same_of_many(desk, session, register, same_questions):
    def people(many):
        for n in range(many):
            register(f"p.{n}@example.org", name="Один")

    same_questions([url("registration_doubles")], lambda: people(2), lambda: people(6))
