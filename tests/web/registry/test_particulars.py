"""Directors, founders and contacts: typed by the people of an organisation, read from a file, erased when over."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Faulty, Hidden
from svetovod.web.registry.models import OrganisationParticular
from svetovod.web.registry.particulars import selectors, services

from .conftest import AT

FOUNDER = {
    "kind": "founder", "text": "Иванова  Анна Петровна", "inn": "000000010111", "share": None,
    "source": "Выписка ЕГРЮЛ", "as_of": date(2021, 6, 1),
}  # fmt: skip


@pytest.fixture
def house(cluster):
    return cluster.memberships.select_related("organisation").order_by("pk").first().organisation


@pytest.fixture
def speaker(house, person):
    return person("owner@example.org", ("participant", "organisation", house.pk))


def enter(house, who, **fields):
    return services.particular_enter(actor=actor_of(who), organisation=house, fields=FOUNDER | fields, at=AT)


def rows(house):
    return list(house.particulars.filter(withdrawn_at=None).values_list("kind", "text", "as_of"))


def test_its_people_tell_it_and_strangers_do_not_see_it(house, speaker, person, client):
    made = enter(house, speaker)
    assert made.text == "Иванова Анна Петровна"
    assert enter(house, speaker).pk == made.pk, "told twice, it is one"
    stranger = person("other@example.org")
    with pytest.raises((Denied, Hidden)):
        enter(house, stranger)
    with pytest.raises(Hidden):
        selectors.particulars_of(actor_of(stranger), house)
    body = LedgerEntry.objects.get(action="particular.enter").body
    assert "Иванова" not in body and "000000010111" not in body
    client.force_login(speaker)
    page = f"/organisations/{house.inn}/particulars/"
    assert "Иванова Анна Петровна" in client.get(page).content.decode()
    client.post(f"{page}{made.pk}/withdraw/")
    made.refresh_from_db()
    assert (made.text, made.inn, made.source) == ("", "", "Выписка ЕГРЮЛ"), "the words go, the fact that it was stays"
    assert "Анна" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"inn": "123"}, "inn"), ({"inn": "0000000019"}, "inn"), ({"text": "Иванова"}, "text"),
        ({"kind": "telephone", "text": "12", "inn": ""}, "text"), ({"as_of": AT.date() + timedelta(1)}, "as_of"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_beside_its_field(house, speaker, fields, field):
    with pytest.raises(Faulty) as refused:
        enter(house, speaker, **fields)
    assert refused.value.faults[0].field == field


def upload(client, text):
    file = SimpleUploadedFile("p.csv", f"ИНН организации;Что;Значение;ИНН лица;Источник;На дату\n{text}".encode())
    return client.post("/organisations/particulars/", {"workbook": file})


def test_a_file_is_the_whole_of_each_kind_it_names(house, speaker, person, client):
    enter(house, speaker)
    enter(house, speaker, kind="telephone", text="+7 8342 00-00-01", inn="")
    client.force_login(person("sec@example.org", ("secretary", "platform", "")))
    assert client.get("/organisations/particulars/").status_code == 200
    assert client.get("/organisations/particulars/blank.xlsx").status_code == 200
    answer = upload(client, f"{house.inn};учредитель;Петров Пётр;;Выписка;02.06.2021\n")
    assert answer.status_code == 302
    assert ("founder", "Петров Пётр", date(2021, 6, 2)) in rows(house)
    assert [kind for kind, _text, _on in rows(house)] == ["founder", "telephone"], "an earlier founder holds no more"
    assert not OrganisationParticular.objects.exclude(withdrawn_at=None).exclude(text="").exists()


def test_everything_wrong_with_a_file_is_said_and_nothing_is_written(house, person, client):
    client.force_login(person("sec@example.org", ("secretary", "platform", "")))
    said = upload(client, f"{house.inn};телефон;12;;Письмо;01.06.2021\n{house.inn};кто-то;А Б;;Письмо;вчера\n")
    text = said.content.decode()
    assert said.status_code == 422 and "код" in text and "вчера" in text
    unknown = upload(client, "0000000019;учредитель;Петров Пётр;;Выписка;02.06.2021\n")
    assert unknown.status_code == 422 and "0000000019" in unknown.content.decode()
    assert not OrganisationParticular.objects.exists()
    client.force_login(person("nobody@example.org"))
    assert client.get("/organisations/particulars/").status_code in (403, 404)
