"""Plan and fact by workbook: what goes out comes back, the difference is shown before anything is written."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from svetovod.engine.workbooks.programme import ProgrammeValue, read_programme, write_programme
from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.dossier import services
from svetovod.web.dossier.indicators import difference
from svetovod.web.dossier.models import ProgrammePoint

from .conftest import AT
from .test_programme import approve, filled, indicator, tell

pytestmark = pytest.mark.django_db
PAGE = "/clusters/lighting/dossier/programme/1/indicators"
Told = difference.Told


@pytest.fixture
def draft(actor, cluster):
    """«Выпуск» by half-years of 2021-2023: 120 and 150 planned."""
    return filled(actor, cluster)


@pytest.fixture
def upload(signed):
    def send(*values, content=None):
        file = SimpleUploadedFile("i.xlsx", content or write_programme(values))
        return signed.post(f"{PAGE}/", {"file": file})

    return send


def shown(answer):
    return re.search('name="shown" value="([^"]+)"', answer.content.decode())[1]


def value(year=2021, half=1, **said):
    return ProgrammeValue("Выпуск", year, half, **said)


def points():
    return list(ProgrammePoint.objects.values_list("period", "plan", "fact").order_by("indicator", "period"))


def test_what_goes_out_comes_back_and_changes_nothing(signed, upload, draft, actor):
    tell(actor, indicator(actor, draft, "=Доля"), y2023H2=(Decimal("12.5"), Decimal("-3")))
    answer = signed.get(f"{PAGE}.xlsx")
    out = read_programme(BytesIO(answer.content)).value
    assert len(out) == 12
    assert out[0][1] == value(plan=Decimal(120), unit="млн ₽")
    assert out[-1][1] == ProgrammeValue("=Доля", 2023, 2, Decimal("12.5"), Decimal(-3), "млн ₽")
    cells = [cell for row in load_workbook(BytesIO(answer.content)).active for cell in row]
    assert "f" not in {cell.data_type for cell in cells}, "a name is no formula"
    before = points()
    back = upload(content=answer.content)
    assert (back.status_code, "Файл не отличается от программы" in back.content.decode()) == (200, True)
    assert points() == before


def test_the_difference_is_shown_first_and_applied_once(signed, upload, draft):
    before = points()
    answer = upload(value(plan=Decimal(130), fact=Decimal("128.5")), value(2022, 1, plan=Decimal(150)))
    assert "Изменятся 2 значения" in answer.content.decode()
    assert points() == before, "a look writes nothing"
    for expected in ("Из файла взято 2 значения.", "Файл ничего не изменил."):
        applied = signed.post(f"{PAGE}/", {"shown": shown(answer)}, follow=True)
        assert expected in applied.content.decode()
    assert ("2021H1", Decimal(130), Decimal("128.5")) in points()
    entry = LedgerEntry.objects.get(action="programme.import")
    assert '"values":2' in entry.body


def test_a_blank_leaves_what_is_there(upload, draft):
    assert "Файл не отличается" in upload(value()).content.decode()


def test_of_an_approved_version_only_facts_are_taken(upload, draft, actor, signed):
    approve(actor, draft)
    answer = upload(value(plan=Decimal(120), fact=Decimal(110)))
    signed.post(f"{PAGE}/", {"shown": shown(answer)})
    assert ("2021H1", Decimal(120), Decimal(110)) in points()
    refused = upload(value(plan=Decimal(121), fact=Decimal(111)))
    assert refused.status_code == 422
    assert "План утверждённой программы — 120, в файле — 121" in refused.content.decode()
    assert ("2021H1", Decimal(120), Decimal(110)) in points()


def test_every_fault_has_its_place_and_nothing_is_taken(upload, draft):
    wrong = [
        value(fact=Decimal(1)), value(2021, None, fact=Decimal(2)), value(2030, 1, fact=Decimal(3)),
        replace(value(fact=Decimal(4)), indicator="Иное"),
    ]  # fmt: skip
    answer = upload(*wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "В файле 3 ошибки" in text
    for said in ("Период «2021» не входит", "по полугодиям", "В программе нет показателя «Иное»"):
        assert said in text
    assert 'name="shown"' not in text
    assert not ProgrammePoint.objects.exclude(fact=None).exists()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04" + b"x" * 40, b"INN;1"])
def test_what_is_no_workbook_is_said(upload, draft, content):
    answer = upload(content=content)
    assert answer.status_code == 422
    assert "XLSX" in answer.content.decode()


def test_what_somebody_changed_meanwhile_is_not_overwritten(upload, draft, actor, signed):
    row = draft.indicators.get()
    token = shown(upload(value(plan=Decimal(130)), value(2022, 1, plan=Decimal(160))))
    tell(actor, row, y2021H1=(Decimal(125), None))
    answer = signed.post(f"{PAGE}/", {"shown": token})
    assert answer.status_code == 409
    assert "1 значение изменил кто-то другой" in answer.content.decode()
    assert ("2022H1", Decimal(150), None) in points()


def test_a_plan_shown_for_a_draft_is_not_written_into_what_was_approved_meanwhile(upload, draft, actor, signed):
    token = shown(upload(value(plan=Decimal(130))))
    approve(actor, draft)
    signed.post(f"{PAGE}/", {"shown": token})
    assert ("2021H1", Decimal(120), None) in points()


def test_a_difference_not_made_here_is_refused(signed, draft):
    answer = signed.post(f"{PAGE}/", {"shown": "forged:1:2"})
    assert answer.status_code == 409


def test_who_reads_takes_it_out_and_does_not_send_it_back(client, clock, person, draft, cluster):
    clock(AT)
    officer = person("officer@example.org", ("registry_officer", "platform", ""))
    client.force_login(officer)
    page = client.get(f"{PAGE}/").content.decode()
    assert client.get(f"{PAGE}.xlsx").status_code == 200
    assert 'type="file"' not in page
    with pytest.raises(Denied):
        services.programme_points_apply(actor=actor_of(officer), programme=draft, told=[], sha256="", at=AT)
    member = cluster.memberships.select_related("organisation").order_by("id")[0].organisation
    client.force_login(person("member@example.org", ("participant", "organisation", member.pk)))
    assert client.get(f"{PAGE}.xlsx").status_code in {403, 404}


def test_a_former_version_takes_nothing(actor, draft, cluster):
    approve(actor, draft)
    nextone = services.programme_open(actor=actor, cluster=cluster, first_year=2021, last_year=2023, at=AT)
    approve(actor, nextone, "4")
    with pytest.raises(Refused) as caught:
        services.programme_points_apply(actor=actor, programme=draft, told=[], sha256="", at=AT)
    assert caught.value.code == "programme.former"


def test_queries_do_not_grow_with_indicators(signed, draft, actor, django_assert_max_num_queries):
    for number in range(3):
        tell(actor, indicator(actor, draft, f"Показатель {number}"), y2021H1=(Decimal(number), None))
    with django_assert_max_num_queries(20):
        assert signed.get(f"{PAGE}/").status_code == 200
