"""Shadow mode: official acts with their scans, the official list and where it differs from the register."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svetovod.demo import build_selection as build
from svetovod.engine.workbooks.official import OfficialLine, read_official, write_official
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.audit.models import DomainClock
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.selection import bridge, selectors, services

AT = build.moment("2021-11-23 12:00")
PAGE = "/selections/2021/official/"


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def filed(make_world):
    world = make_world().play("filed")
    DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT})
    return world


def line(world, place, **changed):
    row = world.application(place)
    values = {
        "number": f"МПТ-{place + 1}", "name": row.initiator["name"], "inn": row.initiator["inn"],
        "requested": row.requested,
    }  # fmt: skip
    return OfficialLine(**(values | changed))


def upload(lines):
    return {"workbook": SimpleUploadedFile("official.xlsx", write_official(lines))}


def test_divergences_are_told_line_by_line(filed, client):
    services.application_official(
        actor=filed.actor("secretary"), application=filed.application(0), number="МПТ-1",
        filed_at=build.moment("2021-11-18 10:00"), at=AT,
    )  # fmt: skip
    lines = [
        line(filed, 0, filed_at=build.moment("2021-11-18 11:00")), line(filed, 1, requested=Decimal(7)),
        OfficialLine("МПТ-9", "ООО Чужое", invented_inn(77)),
    ]  # fmt: skip
    client.force_login(filed.people["secretary"])
    assert client.post(f"{PAGE}list/", upload(lines)).status_code == 302
    found = selectors.divergences(filed.actor("auditor"), filed.round)
    numbers = [filed.application(place).number for place in (0, 1, 2)]
    assert [each.number for each in found] == [numbers[0], numbers[1], numbers[1], numbers[2], "МПТ-9"]
    page = client.get(PAGE).content.decode()
    assert "ООО Чужое" in page
    assert client.post(f"{PAGE}list/", upload(lines)).status_code == 302
    assert filed.round.official_lists.count() == 1, "the same list twice is one import"


def test_a_faulty_list_is_not_kept(filed, client):
    client.force_login(filed.people["secretary"])
    answer = client.post(f"{PAGE}list/", upload([line(filed, 0, inn="123")]))
    assert answer.status_code == 422
    assert not filed.round.official_lists.exists()


def test_an_act_has_its_number_date_and_scan(filed, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(filed.people["secretary"])
    body = {"step": "opened", "number": "12-П", "done_at": "2021-11-23T10:00"}
    scan = SimpleUploadedFile("Протокол.pdf", b"%PDF-1.7\n1 0 obj")
    assert client.post(PAGE, body | {"scan": scan}).status_code == 302
    assert client.post(PAGE, body).status_code == 302
    ((act, scans),) = selectors.acts_of(filed.actor("chair"), filed.round)
    assert (act.number, [each.name for each in scans]) == ("12-П", ["Протокол.pdf"])
    with refusal("official.date"):
        services.official_act(
            actor=filed.actor("secretary"), round=filed.round, step="ordered", number="1",
            done_at=AT + timedelta(days=1), at=AT,
        )  # fmt: skip
    for key in ("chair", "auditor", "initiator-1", "expert-1"):
        with pytest.raises((Denied, Hidden)):
            services.official_act(
                actor=filed.actor(key), round=filed.round, step="ordered", number="1", done_at=AT, at=AT
            )


def test_only_a_shadow_round_has_official_acts(make_world):
    world = make_world(legal_mode="own")
    with refusal("official.mode"):
        services.official_import(
            actor=world.actor("secretary"), round=world.round, lines=[OfficialLine("1", "x", invented_inn(1))], at=AT
        )


def test_the_register_goes_out_in_the_field_set_of_the_states_protocols(filed, client):
    services.official_import(
        actor=filed.actor("secretary"), round=filed.round, lines=[line(filed, 0, address="Саранск, ул. Лодыгина, 3")],
        at=AT,
    )  # fmt: skip
    client.force_login(filed.people["auditor"])
    rows = read_official(io.BytesIO(client.get(f"{PAGE}register.xlsx").content)).value
    first = filed.application(0)
    assert (rows[0].number, rows[0].inn, rows[0].requested) == (first.number, first.initiator["inn"], first.requested)
    assert rows[0].address == "Саранск, ул. Лодыгина, 3"
    assert rows[0].filed_at is not None
    assert len(rows) == 3


def test_a_list_larger_than_a_workbook_may_be_is_not_read(filed, client, settings, monkeypatch):
    settings.MAX_ATTACHMENT_BYTES = 2**20
    monkeypatch.setattr(bridge, "read_official_list", lambda _file: pytest.fail("it was read"))
    client.force_login(filed.people["secretary"])
    whole = SimpleUploadedFile("official.xlsx", b"PK\x03\x04" + bytes(2**20))
    answer = client.post(f"{PAGE}list/", {"workbook": whole})
    assert answer.status_code == 422 and "Файл больше 1 МБ" in answer.content.decode()
